/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store: the versions of clients' layouts, each a folder that is made whole and never changed.
 *
 *   ROOT/layouts/ordine-esempio/avviso-quota/3/avviso-quota.xml
 *                                              ordine.png          its pictures
 *                                              version.json        what the files must be (spool/ticket.h: its form)
 *
 * Errors are of domain SPOOL_ERROR.
 */
#ifndef PIEGO_SPOOL_STORE_H
#define PIEGO_SPOOL_STORE_H

#include "spool/ticket.h"

#define STORE_MANIFEST "version.json"

/* Which version; client and name as model/label.h lets them be. */
struct stored {
	const char *client, *name;
	guint number;
};

struct store_file {
	const char *name;
	gconstpointer bytes;
	gsize length;
};

/*
 * Make a version's folder of files and a manifest with members (JSON members, without "files" and "sha256"); hash
 * gets what the manifest's last line says.  What lies there already is rubbish of an add that died before the
 * registry learnt of it, and is removed: so call it only for a number that the registry does not know, inside the
 * registry's transaction, which keeps others out.
 */
gboolean store_add(struct spool *spool, const struct stored *stored, const struct store_file *files, guint count,
		   const char *members, char hash[65], GError **error);

/* The path of a version's file; the caller frees. */
char *store_path(struct spool *spool, const struct stored *stored, const char *name);

/* A version's manifest, after checking that it is the one of this hash, each file's size and hash, and that nothing
 * else is in the folder; the first difference is the error: "layouts/ordine-esempio/avviso-quota/3: ordine.png: hash
 * differs". */
struct ticket *store_verify(struct spool *spool, const struct stored *stored, const char *hash, GError **error);

#endif
