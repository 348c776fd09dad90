/* SPDX-License-Identifier: Apache-2.0 */
/* inside: what the files of this layer, and its tests, know of the registry. */
#ifndef PIEGO_REGISTRY_INSIDE_H
#define PIEGO_REGISTRY_INSIDE_H

#include "registry/database.h"
#include "registry/registry.h"

struct registry {
	struct database db;
};

/* "pieg" in the file's header, so that file(1) and a wrong path are told apart. */
#define SCHEMA_APPLICATION 0x70696567
#define SCHEMA_VERSION 4

/* A step brings a registry from version - 1 to version. */
struct schema_step {
	gint64 version;
	const char *sql;
};
struct schema {
	gint64 version;			/* what `whole` makes and the last step leads to */
	const char *whole;
	const struct schema_step *steps;
	guint count;
};

/* The schema of this program. */
const struct schema *schema_current(void);

/*
 * Make an empty file into a registry, or bring an older one to the schema's version, in one transaction.
 * REGISTRY_ERROR_SCHEMA for a newer one and for a file of another program.
 */
gboolean schema_apply(struct database *db, const struct schema *schema, GError **error);

/* BEGIN IMMEDIATE unless a transaction is open already; own tells which.  A function that must be a transaction
 * of its own when called alone, and part of its caller's otherwise, closes with registry_leave. */
gboolean registry_enter(struct registry *registry, gboolean *own, GError **error);
gboolean registry_leave(struct registry *registry, gboolean own, gboolean done, GError **error);

#endif
