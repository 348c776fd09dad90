/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <openssl/evp.h>

struct hash {
	EVP_MD_CTX *context;
};

struct hash *hash_new(void)
{
	struct hash *hash = g_new0(struct hash, 1);

	hash->context = EVP_MD_CTX_new();
	if (hash->context == NULL || EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) != 1)
		g_error("no SHA-256");
	return hash;
}

void hash_free(struct hash *hash)
{
	if (hash == NULL)
		return;
	EVP_MD_CTX_free(hash->context);
	g_free(hash);
}

void hash_add(struct hash *hash, const void *bytes, gsize length)
{
	EVP_DigestUpdate(hash->context, bytes, length);
}

void hash_digest(const struct hash *hash, guint8 digest[HASH_BYTES])
{
	EVP_MD_CTX *copy = EVP_MD_CTX_new();

	if (copy == NULL || EVP_MD_CTX_copy_ex(copy, hash->context) != 1 || EVP_DigestFinal_ex(copy, digest, NULL) != 1)
		g_error("no SHA-256");
	EVP_MD_CTX_free(copy);
}

void hash_hex(const struct hash *hash, char hex[HASH_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	guint8 digest[HASH_BYTES];

	hash_digest(hash, digest);
	for (guint i = 0; i < HASH_BYTES; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[HASH_ROOM - 1] = '\0';
}

void hash_of(const void *bytes, gsize length, char hex[HASH_ROOM])
{
	g_autoptr(hash_t) hash = hash_new();

	hash_add(hash, bytes, length);
	hash_hex(hash, hex);
}
