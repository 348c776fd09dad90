/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/posting.h"

#include "base/file.h"
#include "spool/gathering.h"
#include "spool/inside.h"
#include "spool/sealed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LISTS "lists"
#define MAKING "making"
#define PAUSE_US 10000
#define TRIES 1000

struct posting {
	const struct spool *spool;
	struct gathering gathering;	/* in lists/making */
	int maker;			/* descriptor of the lock */
	gboolean sealed;
};

static char *lists_path(const struct spool *spool, const char *name)
{
	return g_build_filename(spool->root, LISTS, name, NULL);
}

/* "lists/D000007": what messages call it. */
static char *name_of(guint number)
{
	return g_strdup_printf(LISTS "/D%06u", number);
}

char *posting_list_path(const struct spool *spool, guint number, const char *name)
{
	g_autofree char *folder = name_of(number);

	return g_build_filename(spool->root, folder, name, NULL);
}

/* ---- settling ---- */

static gboolean give_name(const struct spool *spool, guint number, GError **error)
{
	g_autofree char *making = lists_path(spool, MAKING), *all = lists_path(spool, NULL);
	g_autofree char *folder = posting_list_path(spool, number, NULL), *name = name_of(number);

	if (g_file_test(folder, G_FILE_TEST_EXISTS)) {
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "'%s' is there already", name);
		return FALSE;
	}
	if (rename(making, folder) == 0)
		return file_folder_sync(all, error);
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot move '%s' to '%s': %s", making, folder,
		    g_strerror(errno));
	return FALSE;
}

/* What lies there has a whole ticket that the registry knows: number; 0: it has not. */
static gboolean find_known(const char *making, struct posting_judge *judge, guint *number, GError **error)
{
	const struct sealed sealed = { making, LISTS "/" MAKING, POSTING_TICKET };
	g_autoptr(GError) unread = NULL;
	g_autoptr(ticket_t) ticket = sealed_ticket(&sealed, &unread);
	gboolean known = FALSE;

	*number = 0;
	if (ticket == NULL) {
		/* A disk that fails is no proof that nothing was posted. */
		if (!g_error_matches(unread, SPOOL_ERROR, SPOOL_ERROR_IO))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&unread));
		return FALSE;
	}
	if (!judge->knows(judge, (guint)ticket_uint(ticket, "list"), ticket_hash(ticket), &known, error))
		return FALSE;
	*number = known ? (guint)ticket_uint(ticket, "list") : 0;
	return TRUE;
}

/* With the lock. */
static gboolean settle(const struct spool *spool, struct posting_judge *judge, GError **error)
{
	g_autofree char *making = lists_path(spool, MAKING);
	guint number;

	if (!g_file_test(making, G_FILE_TEST_EXISTS))
		return TRUE;
	if (!find_known(making, judge, &number, error))
		return FALSE;
	return number != 0 ? give_name(spool, number, error) : file_tree_remove(making, error);
}

gboolean posting_settle(struct spool *spool, struct posting_judge *judge, GError **error)
{
	g_autofree char *making = lists_path(spool, MAKING), *lock = lists_path(spool, MAKING ".lock");
	gboolean settled;
	int fd;

	if (!g_file_test(making, G_FILE_TEST_EXISTS))
		return TRUE;
	switch (file_lock(lock, &fd, error)) {
	case FILE_LOCK_HELD:
		return TRUE;
	case FILE_LOCK_FAILED:
		return spool_io(FALSE, error);
	case FILE_LOCK_TAKEN:
		break;
	}
	settled = spool_io(settle(spool, judge, error), error);
	close(fd);
	return settled;
}

/* ---- making ---- */

static gboolean take_lock(const struct spool *spool, int *fd, GError **error)
{
	g_autofree char *lock = lists_path(spool, MAKING ".lock");

	for (guint i = 0; i < TRIES; i++) {
		switch (file_lock(lock, fd, error)) {
		case FILE_LOCK_TAKEN:
			return TRUE;
		case FILE_LOCK_FAILED:
			return FALSE;
		case FILE_LOCK_HELD:
			g_usleep(PAUSE_US);
		}
	}
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_LOCKED, "another posting list is being made: try again");
	return FALSE;
}

static gboolean make_folder(struct posting *posting, struct posting_judge *judge, GError **error)
{
	g_autofree char *all = lists_path(posting->spool, NULL);

	return file_folder(all, error) && take_lock(posting->spool, &posting->maker, error) &&
	       settle(posting->spool, judge, error) && file_folder_new(posting->gathering.folder, error);
}

struct posting *posting_begin(struct spool *spool, struct posting_judge *judge, GError **error)
{
	struct posting *posting = g_new0(struct posting, 1);

	posting->spool = spool;
	posting->maker = -1;
	gathering_init(&posting->gathering, lists_path(spool, MAKING));
	if (!spool_io(make_folder(posting, judge, error), error)) {
		/* What could not be settled is not ours to remove. */
		posting->sealed = TRUE;
		g_clear_pointer(&posting, posting_end);
	}
	return posting;
}

char *posting_path(const struct posting *posting, const char *name)
{
	return gathering_path(&posting->gathering, name);
}

void posting_add_file(struct posting *posting, const char *name, guint64 bytes, const char *sha256)
{
	gathering_add(&posting->gathering, name, bytes, sha256);
}

gboolean posting_seal(struct posting *posting, const char *members, char hash[65], GError **error)
{
	const struct sealed sealed = { posting->gathering.folder, LISTS "/" MAKING, POSTING_TICKET };

	g_assert(!posting->sealed);
	posting->sealed = spool_io(gathering_tidy(&posting->gathering, error) &&
					   sealed_close(&sealed, members, posting->gathering.files, hash, error),
				   error);
	return posting->sealed;
}

gboolean posting_publish(struct posting *posting, guint number, GError **error)
{
	g_assert(posting->sealed);
	return spool_io(give_name(posting->spool, number, error), error);
}

void posting_end(struct posting *posting)
{
	if (posting == NULL)
		return;
	/* What cannot be removed now is, when the next list begins. */
	if (!posting->sealed)
		file_tree_remove(posting->gathering.folder, NULL);
	if (posting->maker >= 0)
		close(posting->maker);
	gathering_clear(&posting->gathering);
	g_free(posting);
}

/* ---- lists that are there ---- */

static gboolean each_file_of(const char *folder, void (*each)(void *user, const char *name), void *user, GError **error)
{
	g_autoptr(GPtrArray) names = file_folder_names(folder, error);

	for (guint i = 0; names != NULL && i < names->len; i++)
		each(user, names->pdata[i]);
	return names != NULL;
}

gboolean posting_each_file(const struct spool *spool, void (*each)(void *user, const char *name), void *user, GError **error)
{
	g_autofree char *all = lists_path(spool, NULL);
	g_autoptr(GPtrArray) folders = NULL;
	gboolean ok;

	if (!g_file_test(all, G_FILE_TEST_EXISTS))
		return TRUE;
	folders = file_folder_names(all, error);
	ok = folders != NULL;
	for (guint i = 0; ok && i < folders->len; i++) {
		const char *name = folders->pdata[i];
		g_autofree char *folder = g_build_filename(all, name, NULL);

		ok = name[0] != 'D' || each_file_of(folder, each, user, error);
	}
	return spool_io(ok, error);
}

gboolean posting_verify(struct spool *spool, guint number, const char *hash, GError **error)
{
	g_autofree char *folder = posting_list_path(spool, number, NULL), *where = name_of(number);
	const struct sealed sealed = { folder, where, POSTING_TICKET };
	g_autoptr(ticket_t) ticket = sealed_ticket(&sealed, error);

	if (ticket == NULL)
		return FALSE;
	if (ticket_uint(ticket, "list") == number && strcmp(ticket_hash(ticket), hash) == 0)
		return sealed_verify(&sealed, ticket, error);
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: " POSTING_TICKET ": is not the one that was made", where);
	return FALSE;
}
