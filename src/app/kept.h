/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kept: what a run's bundle keeps, read again: each file is held against the ticket that the registry knows before a byte of it
 * is believed.
 *
 *   struct kept *kept = kept_open(app, run, &error);
 *   text = kept_text(kept, MAKING_ENVELOPE, &path, &error);
 *   kept_open_pieces(kept, &error);                           once, before the functions about pieces
 *   kept_piece(kept, 17, &line, &piece, &error), kept_record(...)     any number of times, in any order
 *   kept_close(kept);
 *
 * What is wrong with a run is APP_ERROR_REFUSED and begins "run R000042: ".
 */
#ifndef PIEGO_APP_KEPT_H
#define PIEGO_APP_KEPT_H

#include "app/app.h"
#include "base/arena.h"
#include "spool/ticket.h"

struct kept;
typedef struct kept kept_t;

/* NULL for a run that is not there or whose bundle is corrupt or in no queue; APP_ERROR_BUSY for one in the making. */
struct kept *kept_open(struct app *app, guint run, GError **error);
void kept_close(struct kept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kept_t, kept_close)

guint kept_run(const struct kept *kept);
const struct ticket *kept_ticket(const struct kept *kept);

/* "run R000042: why", as APP_ERROR_REFUSED.  Always FALSE. */
gboolean kept_refuse(const struct kept *kept, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Whether the ticket has a file of that name. */
gboolean kept_has(const struct kept *kept, const char *name);

/* The path of a file, after it was held against the ticket; the caller frees. */
char *kept_path(const struct kept *kept, const char *name, GError **error);

/* A small file whole, such as a profile, and its path for messages; the caller frees both. */
char *kept_text(const struct kept *kept, const char *name, char **path, GError **error);

/* The path of one that was not, where a line of a long file is wanted quickly: what is read there must be checked otherwise.
 * The caller frees. */
char *kept_path_unread(const struct kept *kept, const char *name, GError **error);

/* Hold the piece list and the records against the ticket, and find where each piece stands. */
gboolean kept_open_pieces(struct kept *kept, GError **error);

/* How many there are: 1 to kept_pieces. */
guint kept_pieces(const struct kept *kept);

/* A piece's line of the list; its strings are slices of line, which the caller frees with free(), after an error too. */
gboolean kept_piece(const struct kept *kept, guint number, char **line, struct piece *piece, GError **error);

/* How many sheets of the run come before the piece, in feed order. */
guint64 kept_run_sheet(const struct kept *kept, guint number);

/* The packed bytes of a record (model/record.h), in the arena; NULL when there is none at that place. */
const guint8 *kept_record(const struct kept *kept, const struct record_place *place, struct arena *arena);

#endif
