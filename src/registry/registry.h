/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registry: what was decided, in one SQLite file (ROOT/registry.db).  Facts are only added; a state change
 * names the state it expects and touches exactly one row.
 *
 * One connection a process; never used across a fork.
 */
#ifndef PIEGO_REGISTRY_REGISTRY_H
#define PIEGO_REGISTRY_REGISTRY_H

#include <glib.h>

#define REGISTRY_ERROR (g_quark_from_static_string("piego-registry"))
enum registry_error {
	REGISTRY_ERROR_OPEN,
	REGISTRY_ERROR_BUSY,	/* another process holds it: try again */
	REGISTRY_ERROR_SCHEMA,	/* made by a newer piego, or not ours */
	REGISTRY_ERROR_STATE,	/* the row was not in the state that was expected */
	REGISTRY_ERROR_SQL,
};

struct registry;

/* Opens, creating the file and migrating an older one.  Waits up to ten seconds for another writer. */
struct registry *registry_open(const char *path, GError **error);
void registry_close(struct registry *registry);
typedef struct registry registry_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(registry_t, registry_close)

/* A transaction: begin, then exactly one of commit and abort.  commit is durable when it returns TRUE. */
gboolean registry_begin(struct registry *registry, GError **error);
gboolean registry_commit(struct registry *registry, GError **error);
void registry_abort(struct registry *registry);

/* One file per noun: run.h, piece.h, version.h, number.h, loop.h, gazetteer.h (registry/place.h), and worklist.h for a run in the making. */

#endif
