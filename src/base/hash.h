/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash: SHA-256, the only hash that is written anywhere.  OpenSSL's, which uses the processor's own instructions:
 * every byte of a run is hashed on its way to the disk.
 */
#ifndef PIEGO_BASE_HASH_H
#define PIEGO_BASE_HASH_H

#include <glib.h>

#define HASH_BYTES 32
/* Room for a hash in lower-case hex with its NUL. */
#define HASH_ROOM 65

struct hash;

struct hash *hash_new(void);
void hash_free(struct hash *hash);
typedef struct hash hash_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(hash_t, hash_free)

void hash_add(struct hash *hash, const void *bytes, gsize length);

/* The hash of all that was added so far; more may be added after it. */
void hash_digest(const struct hash *hash, guint8 digest[HASH_BYTES]);
void hash_hex(const struct hash *hash, char hex[HASH_ROOM]);

/* The hash of some bytes. */
void hash_of(const void *bytes, gsize length, char hex[HASH_ROOM]);

#endif
