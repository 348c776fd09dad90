/* SPDX-License-Identifier: Apache-2.0 */
/*
 * file: files and folders that are there wholly or not at all.
 *
 * What is made here is for its owner only (0600, folders 0700), is never written over, and is on the disk
 * when a function that promises it returns TRUE.  Symbolic links are never followed at the last step of a
 * path: a link in the place of a file is an error, a link inside a tree that is removed is removed itself.
 *
 * Errors are of domain G_FILE_ERROR and read "cannot write '/spool/work/R000001/0001.pdf': No space left on
 * device".
 */
#ifndef PIEGO_BASE_FILE_H
#define PIEGO_BASE_FILE_H

#include "base/hash.h"

/* A new file open for writing, O_EXCL, mode 0600, closed on exec.  -1 and an error when anything of that name
 * is there or it cannot be made. */
int file_create(const char *path, GError **error);

/* All bytes, or an error that names path. */
gboolean file_write(int fd, const char *path, const void *bytes, gsize length, GError **error);

/* The descriptor's data is on the disk, then it is closed; closed after an error too. */
gboolean file_finish(int fd, const char *path, GError **error);

/* Create, write, sync and close; hash gets the SHA-256 of the bytes.  After an error no file is left. */
gboolean file_write_new(const char *path, const void *bytes, gsize length, char hash[HASH_ROOM], GError **error);

/* Size and SHA-256 of a regular file. */
gboolean file_hash(const char *path, guint64 *bytes, char hash[HASH_ROOM], GError **error);

/* The size of a regular file, and its data on the disk. */
gboolean file_sync(const char *path, guint64 *bytes, GError **error);

/* A whole regular file of at most most bytes; text gets a closing NUL that length does not count.  Free with
 * g_free. */
gboolean file_read(const char *path, gsize most, char **text, gsize *length, GError **error);

/* Remove a file; none of that name is no error. */
gboolean file_remove(const char *path, GError **error);

/* Make a folder of mode 0700.  file_folder_new fails when the name is taken; file_folder is content with a
 * folder that is there already (not with a link to one). */
gboolean file_folder_new(const char *path, GError **error);
gboolean file_folder(const char *path, GError **error);

/* The names made, removed or renamed in the folder are on the disk. */
gboolean file_folder_sync(const char *path, GError **error);

/* The names in a folder in byte order, without "." and "..". */
GPtrArray *file_folder_names(const char *path, GError **error);

/* Remove a file or folder with all that is in it, following no link and leaving no other file system; none of
 * that name is no error.  Goes on after an error and tells the first. */
gboolean file_tree_remove(const char *path, GError **error);

/*
 * Lock a file for this process alone, making it (0600) where it is missing.  The lock lives as long as the
 * descriptor and its copies, those of forked children too, and ends by itself when all of them have died.
 * FILE_LOCK_HELD is no error: somebody else has it.
 */
enum file_lock { FILE_LOCK_TAKEN, FILE_LOCK_HELD, FILE_LOCK_FAILED };
enum file_lock file_lock(const char *path, int *fd, GError **error);

#endif
