/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ticket: a bundle's ticket.json, what the press and the inserter must know.
 *
 *   {
 *     "run": 42,
 *     "job": "ordine-avviso",
 *     "totals": {
 *       "records": 1200
 *     },
 *     "files": [
 *       {"name": "pieces.csv", "bytes": 130542, "sha256": "..."},
 *       {"name": "0001.pdf", "bytes": 2911034, "sha256": "..."}
 *     ],
 *     "sha256": "9f86d0..."}
 *
 * UTF-8, two blanks a level, members in the order they were given, files in the order they were added, one a
 * line.  The last line holds the SHA-256 of all bytes above it, so that `head -n -1 ticket.json | sha256sum`
 * tells whether the ticket is whole, and the file is JSON all the same.  No time is in it.
 */
#ifndef PIEGO_SPOOL_TICKET_H
#define PIEGO_SPOOL_TICKET_H

#include "spool/spool.h"

#define TICKET_NAME "ticket.json"
/* A ticket of any thinkable run is smaller. */
#define TICKET_MOST_BYTES (8 * 1024 * 1024)

struct ticket_file {
	char *name;
	guint64 bytes;
	char *sha256;
};

/* Whether a file of a bundle may be called so: one plain name, not hidden, not ticket.json. */
gboolean ticket_name_is_plain(const char *name);

/* The text of a ticket; hash gets what its last line says.  SPOOL_ERROR_CORRUPT when members is not JSON members
 * or has one named "files" or "sha256".  files: of struct ticket_file. */
char *ticket_write(const char *members, GArray *files, char hash[65], GError **error);

struct ticket;
typedef struct ticket ticket_t;

/* The ticket of a bundle, its own hash, form and run number checked; SPOOL_ERROR_CORRUPT says what differs. */
struct ticket *spool_ticket_read(struct spool *spool, guint run, enum spool_queue queue, GError **error);
void ticket_free(struct ticket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ticket_t, ticket_free)

/* From text; where: what errors call it, "ready/R000042: ticket.json". */
struct ticket *ticket_parse(const char *text, gsize length, const char *where, GError **error);

/* A member by its name, inner ones with dots: "totals.records".  "" and 0 when missing or of another type; strings
 * live as long as the ticket. */
const char *ticket_string(const struct ticket *ticket, const char *member);
guint64 ticket_uint(const struct ticket *ticket, const char *member);

/* The hash of the last line. */
const char *ticket_hash(const struct ticket *ticket);
/* The files: of struct ticket_file, lent. */
const GArray *ticket_files(const struct ticket *ticket);

#endif
