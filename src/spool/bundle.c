/* SPDX-License-Identifier: Apache-2.0 */
/* bundle: a run's folder while it is being made, until it stands in ready/. */
#include "base/file.h"
#include "spool/gathering.h"
#include "spool/inside.h"
#include "spool/ticket.h"

#include <string.h>
#include <unistd.h>

struct bundle {
	struct spool *spool;
	guint run;
	struct gathering gathering;
	int maker;		/* descriptor of the maker's lock */
	gboolean committed;
};

/* ---- beginning ---- */

static gboolean number_is_free(struct spool *spool, guint run, GError **error)
{
	enum spool_queue queue = spool_find(spool, run);
	g_autofree char *name = queue == SPOOL_QUEUES ? NULL : spool_run_name(run, queue);

	if (name == NULL)
		return TRUE;
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "run %u is already in '%s'", run, name);
	return FALSE;
}

static gboolean take_run(struct spool *spool, guint run, int *maker, GError **error)
{
	switch (spool_take_maker(spool, run, maker, error)) {
	case SPOOL_MAKER_TAKEN:
		return TRUE;
	case SPOOL_MAKER_LIVES:
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_LOCKED, "run %u is being made by another process", run);
		return FALSE;
	default:
		return FALSE;
	}
}

static gboolean make_folder(const char *folder, GError **error)
{
	return spool_io(file_tree_remove(folder, error) && file_folder_new(folder, error), error);
}

/* With the spool locked. */
static struct bundle *begin(struct spool *spool, guint run, GError **error)
{
	g_autofree char *folder = spool_run_path(spool, run, SPOOL_WORK);
	struct bundle *bundle;
	int maker;

	if (!number_is_free(spool, run, error) || !take_run(spool, run, &maker, error))
		return NULL;
	if (!make_folder(folder, error)) {
		spool_end_maker(spool, run, maker);
		return NULL;
	}
	bundle = g_new0(struct bundle, 1);
	bundle->spool = spool;
	bundle->run = run;
	gathering_init(&bundle->gathering, g_steal_pointer(&folder));
	bundle->maker = maker;
	return bundle;
}

struct bundle *bundle_begin(struct spool *spool, guint run, GError **error)
{
	struct bundle *bundle;
	gboolean own;

	g_assert(run > 0);
	if (!spool_enter(spool, &own, error))
		return NULL;
	bundle = begin(spool, run, error);
	spool_leave(spool, own);
	return bundle;
}

/* ---- files ---- */

char *bundle_path(const struct bundle *bundle, const char *name)
{
	return gathering_path(&bundle->gathering, name);
}

void bundle_add_file(struct bundle *bundle, const char *name, guint64 bytes, const char *sha256)
{
	gathering_add(&bundle->gathering, name, bytes, sha256);
}

/* ---- commit ---- */

static gboolean sync_file(struct bundle *bundle, const struct ticket_file *file, GError **error)
{
	g_autofree char *path = bundle_path(bundle, file->name);
	guint64 bytes;

	if (!file_sync(path, &bytes, error))
		return FALSE;
	if (bytes == file->bytes)
		return TRUE;
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT,
		    "'%s' has %" G_GUINT64_FORMAT " bytes, not the %" G_GUINT64_FORMAT " that were written", path,
		    bytes, file->bytes);
	return FALSE;
}

static gboolean sync_files(struct bundle *bundle, GError **error)
{
	for (guint i = 0; i < bundle->gathering.files->len; i++) {
		if (!sync_file(bundle, &g_array_index(bundle->gathering.files, struct ticket_file, i), error))
			return FALSE;
	}
	return TRUE;
}

/* A ticket of another run would be found wrong only when the bundle is read again. */
static char *make_ticket(struct bundle *bundle, const char *members, char hash[HASH_ROOM], GError **error)
{
	g_autofree char *name = spool_run_name(bundle->run, SPOOL_WORK);
	g_autofree char *text = ticket_write(members, bundle->gathering.files, hash, error);
	g_autoptr(ticket_t) ticket = text == NULL ? NULL : ticket_parse(text, strlen(text), name, error);

	if (ticket == NULL)
		return NULL;
	if (ticket_uint(ticket, "run") == bundle->run)
		return g_steal_pointer(&text);
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: its ticket is of another run", name);
	return NULL;
}

static gboolean write_ticket(struct bundle *bundle, const char *text, GError **error)
{
	g_autofree char *path = bundle_path(bundle, TICKET_NAME);
	char hash[HASH_ROOM];

	return file_write_new(path, text, strlen(text), hash, error);
}

static gboolean publish(struct bundle *bundle, GError **error)
{
	gboolean own, done;

	if (!spool_enter(bundle->spool, &own, error))
		return FALSE;
	done = spool_rename(bundle->spool, bundle->run, SPOOL_WORK, SPOOL_READY, error);
	spool_leave(bundle->spool, own);
	return done;
}

gboolean bundle_commit(struct bundle *bundle, const char *ticket_members, char ticket_hash[65], GError **error)
{
	g_autofree char *text = NULL;

	g_assert(!bundle->committed);
	text = make_ticket(bundle, ticket_members, ticket_hash, error);
	if (text == NULL)
		return FALSE;
	if (!spool_io(gathering_tidy(&bundle->gathering, error) && sync_files(bundle, error) && write_ticket(bundle, text, error) &&
			      file_folder_sync(bundle->gathering.folder, error),
		      error))
		return FALSE;
	bundle->committed = publish(bundle, error);
	return bundle->committed;
}

/* ---- ending ---- */

/* What cannot be tidied here is swept at the next start: the lock is let go in any case. */
static void end(struct bundle *bundle)
{
	gboolean own;

	if (spool_enter(bundle->spool, &own, NULL)) {
		if (bundle->committed || file_tree_remove(bundle->gathering.folder, NULL))
			spool_end_maker(bundle->spool, bundle->run, bundle->maker);
		else
			close(bundle->maker);
		spool_leave(bundle->spool, own);
	} else {
		close(bundle->maker);
	}
	gathering_clear(&bundle->gathering);
	g_free(bundle);
}

void bundle_close(struct bundle *bundle)
{
	g_assert(bundle == NULL || bundle->committed);
	if (bundle != NULL)
		end(bundle);
}

void bundle_abort(struct bundle *bundle)
{
	g_assert(bundle == NULL || !bundle->committed);
	if (bundle != NULL)
		end(bundle);
}
