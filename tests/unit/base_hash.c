/* SPDX-License-Identifier: Apache-2.0 */
/* Vectors of FIPS 180-4's examples, and GLib's own implementation as the judge of everything else. */
#include "base/hash.h"
#include "unit/check.h"

#include <string.h>

static void knows_the_examples(void)
{
	static const struct {
		const char *text, *hex;
	} rows[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	char hex[HASH_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		hash_of(rows[i].text, strlen(rows[i].text), hex);
		CHECK_STR(rows[i].text, hex, rows[i].hex);
	}
}

static void agrees_piece_by_piece(void)
{
	g_autoptr(hash_t) hash = hash_new();
	g_autoptr(GChecksum) judge = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 bytes[300];
	char hex[HASH_ROOM];

	for (guint length = 0; length < sizeof bytes; length += 7) {
		memset(bytes, (int)length, sizeof bytes);
		hash_add(hash, bytes, length);
		g_checksum_update(judge, bytes, length);
		hash_hex(hash, hex);
	}
	CHECK_STR("all pieces", hex, g_checksum_get_string(judge));
}

CHECK_MAIN({ "knows the examples", knows_the_examples }, { "agrees piece by piece", agrees_piece_by_piece })
