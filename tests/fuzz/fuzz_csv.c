/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a client's text file.  The first byte chooses the profile: CSV of single rows, CSV with rows of one
 * key, or fixed width. */
#include "fuzz/fuzz_intake.h"

static const char *const profiles[] = {
	"[file]\nkind = csv\nheader-row = 0\n[addressee]\nname = #1\nstreet = #2\ntax-code = #3\niban = #3\nemail = #3\n"
	"[fields]\nnome = #1\ncodice = #2\ndovuto = #3\nscadenza = #4\nanni = #5\nattivo = #6\n[checks]\ncodice = iban\n",
	"[file]\nkind = csv\n[addressee]\nname = nome\n[fields]\nnome = nome\ndovuto = d : 1.234,56\n[record]\nkey = k\n"
	"[rows posizioni]\ncausale = c\nimporto = i : cents\n",
	"[file]\nkind = fixed\n[addressee]\nname = 1+5\nstreet = 6+20\n[fields]\nnome = 1+5 + 30+4\ncodice = 2+3\n"
	"dovuto = 8+5\nscadenza = 9+8 : ddmmyyyy\n",
};

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autoptr(intake_profile_t) profile = NULL;

	if (size < 1)
		return 0;
	profile = fuzz_profile(profiles[data[0] % G_N_ELEMENTS(profiles)]);
	fuzz_read_bytes(profile, data + 1, size - 1);
	return 0;
}
