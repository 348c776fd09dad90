/* SPDX-License-Identifier: Apache-2.0 */
#include "spool/proof.h"

#include "base/file.h"
#include "spool/gathering.h"
#include "spool/inside.h"
#include "spool/sealed.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PROOF_FOLDER "proofs"
#define MAKING ".making"
#define LOCK ".lock"

struct proofing {
	struct spool *spool;
	guint number;
	struct gathering gathering;	/* in P000007.making */
	int maker;			/* descriptor of the lock */
	gboolean committed;
};

/* "proofs/P000007": what messages call it. */
static char *name_of(guint number)
{
	return g_strdup_printf(PROOF_FOLDER "/P%06u", number);
}

static char *path_of(const struct spool *spool, guint number, const char *end)
{
	g_autofree char *name = name_of(number);

	return g_strdup_printf("%s/%s%s", spool->root, name, end);
}

char *proof_path(struct spool *spool, guint number, const char *name)
{
	g_autofree char *folder = path_of(spool, number, "");

	return g_build_filename(folder, name, NULL);
}

/* ---- beginning ---- */

/* With the spool locked: what is in the making and has no maker any more goes. */
static gboolean sweep_one(const char *folder, const char *name, GError **error)
{
	g_autofree char *stem = g_strndup(name, strlen(name) - strlen(MAKING));
	g_autofree char *making = g_build_filename(folder, name, NULL);
	g_autofree char *lock = g_strdup_printf("%s/%s" LOCK, folder, stem);
	gboolean gone;
	int fd;

	switch (file_lock(lock, &fd, error)) {
	case FILE_LOCK_HELD:
		return TRUE;
	case FILE_LOCK_FAILED:
		return FALSE;
	case FILE_LOCK_TAKEN:
		break;
	}
	gone = file_tree_remove(making, error) && file_remove(lock, error);
	close(fd);
	return gone;
}

static gboolean sweep(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) names = file_folder_names(folder, error);
	gboolean ok = names != NULL;

	for (guint i = 0; ok && i < names->len; i++)
		ok = !g_str_has_suffix(names->pdata[i], MAKING) || sweep_one(folder, names->pdata[i], error);
	return ok;
}

static gboolean number_is_free(const struct spool *spool, guint number, GError **error)
{
	g_autofree char *folder = path_of(spool, number, ""), *name = name_of(number);

	if (!g_file_test(folder, G_FILE_TEST_EXISTS))
		return TRUE;
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_IO, "'%s' is there already", name);
	return FALSE;
}

static gboolean take_lock(const struct spool *spool, guint number, int *fd, GError **error)
{
	g_autofree char *lock = path_of(spool, number, LOCK), *name = name_of(number);

	switch (file_lock(lock, fd, error)) {
	case FILE_LOCK_TAKEN:
		return TRUE;
	case FILE_LOCK_HELD:
		g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_LOCKED, "'%s' is being made by another process", name);
		return FALSE;
	default:
		return FALSE;
	}
}

/* With the spool locked. */
static gboolean make_folder(struct proofing *proofing, GError **error)
{
	g_autofree char *all = g_build_filename(proofing->spool->root, PROOF_FOLDER, NULL);

	return file_folder(all, error) && sweep(all, error) && number_is_free(proofing->spool, proofing->number, error) &&
	       take_lock(proofing->spool, proofing->number, &proofing->maker, error) &&
	       file_folder_new(proofing->gathering.folder, error);
}

struct proofing *proofing_begin(struct spool *spool, guint number, GError **error)
{
	struct proofing *proofing = g_new0(struct proofing, 1);
	gboolean own, made;

	g_assert(number > 0);
	proofing->spool = spool;
	proofing->number = number;
	gathering_init(&proofing->gathering, path_of(spool, number, MAKING));
	proofing->maker = -1;
	made = spool_enter(spool, &own, error);
	if (made) {
		made = spool_io(make_folder(proofing, error), error);
		spool_leave(spool, own);
	}
	if (!made)
		g_clear_pointer(&proofing, proofing_end);
	return proofing;
}

/* ---- files ---- */

char *proofing_path(const struct proofing *proofing, const char *name)
{
	return gathering_path(&proofing->gathering, name);
}

void proofing_add_file(struct proofing *proofing, const char *name, guint64 bytes, const char *sha256)
{
	gathering_add(&proofing->gathering, name, bytes, sha256);
}

/* ---- committing ---- */

static gboolean put_in_place(struct proofing *proofing, GError **error)
{
	g_autofree char *all = g_build_filename(proofing->spool->root, PROOF_FOLDER, NULL);
	g_autofree char *folder = path_of(proofing->spool, proofing->number, "");

	if (!number_is_free(proofing->spool, proofing->number, error))
		return FALSE;
	if (rename(proofing->gathering.folder, folder) == 0)
		return file_folder_sync(all, error);
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot move '%s' to '%s': %s", proofing->gathering.folder,
		    folder, g_strerror(errno));
	return FALSE;
}

gboolean proofing_commit(struct proofing *proofing, const char *members, char hash[65], GError **error)
{
	g_autofree char *where = name_of(proofing->number);
	const struct sealed sealed = { proofing->gathering.folder, where, PROOF_MANIFEST };

	g_assert(!proofing->committed);
	proofing->committed = spool_io(gathering_tidy(&proofing->gathering, error) &&
					       sealed_close(&sealed, members, proofing->gathering.files, hash, error) &&
					       put_in_place(proofing, error),
				       error);
	return proofing->committed;
}

/* What cannot be tidied here is swept when the next proof set begins: the lock is let go in any case. */
static void tidy(struct proofing *proofing)
{
	g_autofree char *lock = path_of(proofing->spool, proofing->number, LOCK);
	gboolean own;

	if (!spool_enter(proofing->spool, &own, NULL))
		return;
	if (proofing->committed || file_tree_remove(proofing->gathering.folder, NULL))
		file_remove(lock, NULL);
	spool_leave(proofing->spool, own);
}

void proofing_end(struct proofing *proofing)
{
	if (proofing == NULL)
		return;
	if (proofing->maker >= 0) {
		tidy(proofing);
		close(proofing->maker);
	}
	gathering_clear(&proofing->gathering);
	g_free(proofing);
}

/* ---- verifying ---- */

gboolean proof_verify(struct spool *spool, guint number, const char *hash, GError **error)
{
	g_autofree char *folder = path_of(spool, number, ""), *where = name_of(number);
	const struct sealed sealed = { folder, where, PROOF_MANIFEST };
	g_autoptr(ticket_t) manifest = sealed_ticket(&sealed, error);

	if (manifest == NULL)
		return FALSE;
	if (ticket_uint(manifest, "proof") == number && strcmp(ticket_hash(manifest), hash) == 0)
		return sealed_verify(&sealed, manifest, error);
	g_set_error(error, SPOOL_ERROR, SPOOL_ERROR_CORRUPT, "%s: " PROOF_MANIFEST ": is not the one that was made", where);
	return FALSE;
}
