/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gathering: the files of a folder in the making, each noted when it is finished, so that its ticket can tell them and the rest
 * can go.  For the files of this layer.
 */
#ifndef PIEGO_SPOOL_GATHERING_H
#define PIEGO_SPOOL_GATHERING_H

#include "spool/ticket.h"

struct gathering {
	char *folder;		/* its path */
	GArray *files;		/* of struct ticket_file, in the order added */
	GHashTable *names;	/* of the files */
};

/* Takes the folder's path. */
void gathering_init(struct gathering *gathering, char *folder);
void gathering_clear(struct gathering *gathering);

/* Path of a file of the folder; the caller frees. */
char *gathering_path(const struct gathering *gathering, const char *name);

/* Note a finished file, its size and SHA-256: one plain name, added once. */
void gathering_add(struct gathering *gathering, const char *name, guint64 bytes, const char *sha256);

/* Remove what is in the folder and was not added. */
gboolean gathering_tidy(const struct gathering *gathering, GError **error);

#endif
