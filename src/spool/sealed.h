/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealed: a folder whose last file is a ticket of all the others (spool/ticket.h), whatever it is called: bundles,
 * stored layouts, proof sets.  For the files of this layer.
 */
#ifndef PIEGO_SPOOL_SEALED_H
#define PIEGO_SPOOL_SEALED_H

#include "spool/ticket.h"

struct sealed {
	const char *folder;	/* its path */
	const char *where;	/* what messages call it: "ready/R000042" */
	const char *ticket;	/* name of its ticket: "ticket.json" */
};

/* Write the ticket of the files (of struct ticket_file), which are there and synced, and sync the folder; hash gets
 * what its last line says. */
gboolean sealed_close(const struct sealed *sealed, const char *members, GArray *files, char hash[65], GError **error);

/* Its ticket, whose own hash and form are checked; SPOOL_ERROR_NONE when there is none. */
struct ticket *sealed_ticket(const struct sealed *sealed, GError **error);

/* Whether the folder is what its ticket says, to the byte, and nothing more; the first difference is the error. */
gboolean sealed_verify(const struct sealed *sealed, const struct ticket *ticket, GError **error);

#endif
