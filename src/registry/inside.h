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

/* Columns of "piece AS p" that piece_read_row takes, and how many they are. */
#define PIECE_COLUMNS                                                                                              \
	"p.number, p.file, p.position, p.first_page, p.pages, p.sheets, p.channel, p.product, p.area, p.cap, p.box," \
	" p.registered, p.control, p.name, p.record, p.documents, p.key, p.weight_mg, p.bracket, p.inserts, p.grade," \
	" p.billable, p.stream"
#define PIECE_COLUMN_COUNT 23

/* The piece in a row that begins with PIECE_COLUMNS; its strings live until the next row, records and of are "". */
struct piece;
void piece_read_row(sqlite3_stmt *statement, struct piece *piece);

#endif
