/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proof: proof sets, each a folder that is made whole and never changed.  They are in no queue: what lies here
 * cannot be released.
 *
 *   ROOT/proofs/P000007/          proof.pdf, pictures of its pages, lists, and proof.json, what the files must be
 *                                 (spool/ticket.h: its form); the hash of its last line is the proof set's
 *   ROOT/proofs/P000007.making    one in the making
 *   ROOT/proofs/P000007.lock      locked as long as its maker lives, or a worker it has forked
 *
 *   struct proofing *p = proofing_begin(spool, number, &error);
 *   ... files are made under proofing_path and added ...
 *   proofing_commit(p, members, hash, &error);
 *   proofing_end(p);                                 always, exactly once
 *
 * Errors are of domain SPOOL_ERROR.
 */
#ifndef PIEGO_SPOOL_PROOF_H
#define PIEGO_SPOOL_PROOF_H

#include "spool/spool.h"

#define PROOF_MANIFEST "proof.json"

struct proofing;

/* Begin the proof set of a number that no other has or had (the registry gives it); what a maker that died has left
 * of others is removed. */
struct proofing *proofing_begin(struct spool *spool, guint number, GError **error);
/* Path of a file in the making, to be created by the caller with O_EXCL and mode 0600; the caller frees. */
char *proofing_path(const struct proofing *proofing, const char *name);
/* Note a finished and synced file, its size and SHA-256.  A name is one plain name, not hidden, added once. */
void proofing_add_file(struct proofing *proofing, const char *name, guint64 bytes, const char *sha256);
/* Remove what was not added, write the manifest with members (JSON members, without "files" and "sha256") and give
 * the folder its name.  After TRUE it is there for good, hash is what the manifest's last line says; after FALSE it is not. */
gboolean proofing_commit(struct proofing *proofing, const char *members, char hash[65], GError **error);
/* Lets go; what was not committed is removed.  NULL is harmless. */
void proofing_end(struct proofing *proofing);

/* Path of a committed proof set's file, "" for its folder; the caller frees. */
char *proof_path(struct spool *spool, guint number, const char *name);

/* Check that the set's manifest is the one of this hash, each file's size and hash, and that nothing else is in the
 * folder; the first difference is the error: "proofs/P000007: proof.pdf: hash differs". */
gboolean proof_verify(struct spool *spool, guint number, const char *hash, GError **error);

#endif
