/* SPDX-License-Identifier: Apache-2.0 */
/*
 * version: the registry's rows about stored versions of layouts, what happened to them, and their proof sets.
 *
 * Functions that write open a transaction of their own unless one is open.  Strings of rows are never NULL.
 */
#ifndef PIEGO_REGISTRY_VERSION_H
#define PIEGO_REGISTRY_VERSION_H

#include "model/approval.h"
#include "registry/registry.h"

struct version_row {
	guint id;		/* of the row, not for people */
	const char *client, *name;
	guint number;
	enum approval state;
	const char *hash;	/* of the layout with its pictures, fonts and data dictionary */
	const char *manifest;	/* of its version.json */
	const char *author, *added;
};

/* Which versions: "" and 0 mean any. */
struct version_query {
	const char *client, *name;
	guint number;
};

/* Calls back by client, name and number; strings live during the call. */
gboolean registry_version_each(struct registry *registry, const struct version_query *query,
			       void (*each)(void *user, const struct version_row *row), void *user, GError **error);

/* Add a version in state draft and its first event, by row's author at row's added; the client is made known.
 * row's id and state are not read; id gets the row's.  The number must be the next one of its layout, or it is
 * REGISTRY_ERROR_STATE. */
gboolean registry_version_add(struct registry *registry, const struct version_row *row, const char *note, guint *id,
			      GError **error);

struct version_event {
	enum approval state;	/* the state it went to, or stayed in */
	const char *at;		/* UTC, ISO 8601 */
	const char *who, *note;
	const char *proof;	/* hash of the proof set it is bound to, "" for none */
};

/* Add an event and change the version's state to its.  REGISTRY_ERROR_STATE when the table of transitions forbids it
 * (model/approval.h) or the version is not in the state that is expected; then nothing has changed.  The schema itself
 * lets nobody approve what he wrote, nor by another version's proof set. */
gboolean registry_version_move(struct registry *registry, guint id, enum approval from,
			       const struct version_event *event, GError **error);

/* What happened to a version, oldest first; strings live during the call. */
gboolean registry_version_events(struct registry *registry, guint id,
				 void (*each)(void *user, const struct version_event *event), void *user,
				 GError **error);

/* ---- proof sets ---- */

struct proof_row {
	guint number;
	guint version;		/* id of its layout's version */
	const char *made_by, *began;
	gboolean masked;
	const char *hash;	/* of its proof.json, "" until it is finished */
};

/* Take the next number for a proof set; row's version, made_by, began and masked are read. */
gboolean registry_proof_begin(struct registry *registry, const struct proof_row *row, guint *number, GError **error);

/*
 * A proof set is whole on the disk: note its hash and add the event to its version's, which goes to review when it
 * was a draft or changes were requested.  REGISTRY_ERROR_STATE when it was finished before.
 */
gboolean registry_proof_finish(struct registry *registry, guint number, const char *hash, const char *now,
			       GError **error);

/* Finished proof sets of a version, newest first; strings live during the call. */
gboolean registry_proof_each(struct registry *registry, guint version,
			     void (*each)(void *user, const struct proof_row *row), void *user, GError **error);

#endif
