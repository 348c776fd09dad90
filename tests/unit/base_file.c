/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include "unit/check.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *inside(const char *folder, const char *name)
{
	return g_build_filename(folder, name, NULL);
}

static guint mode_of(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

static gboolean there(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0;
}

/* SHA-256 vectors of FIPS 180-2 and of the empty message. */
static const struct vector {
	const char *text, *hash;
} vectors[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void writes_and_hashes(void)
{
	g_autofree char *folder = check_folder();

	for (guint i = 0; i < G_N_ELEMENTS(vectors); i++) {
		g_autofree char *name = g_strdup_printf("%u", i);
		g_autofree char *path = inside(folder, name);
		g_autofree char *text = NULL;
		g_autoptr(GError) error = NULL;
		char hash[HASH_ROOM] = "", again[HASH_ROOM] = "";
		guint64 bytes = 99;
		gsize length = 99;

		CHECK_TRUE(name, file_write_new(path, vectors[i].text, strlen(vectors[i].text), hash, &error));
		CHECK_NO_ERROR(name, error);
		CHECK_STR(name, hash, vectors[i].hash);
		CHECK_INT(name, mode_of(path), 0600);
		CHECK_TRUE(name, file_hash(path, &bytes, again, &error));
		CHECK_STR(name, again, vectors[i].hash);
		CHECK_INT(name, bytes, strlen(vectors[i].text));
		CHECK_TRUE(name, file_read(path, 100, &text, &length, &error));
		CHECK_STR(name, text, vectors[i].text);
		CHECK_INT(name, length, strlen(vectors[i].text));
		CHECK_TRUE(name, file_sync(path, &bytes, &error));
		CHECK_INT(name, bytes, strlen(vectors[i].text));
	}
}

/* A million letters a: the third vector of FIPS 180-2, over more than one chunk. */
static void hashes_large_files(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "million");
	g_autofree char *text = g_strnfill(1000000, 'a');
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM] = "";
	guint64 bytes = 0;

	CHECK_TRUE("write", file_write_new(path, text, 1000000, hash, &error));
	CHECK_TRUE("hash", file_hash(path, &bytes, hash, &error));
	CHECK_STR("hash", hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	CHECK_INT("bytes", bytes, 1000000);
}

static void never_writes_over(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "file"), *link = inside(folder, "link"), *target = inside(folder, "target");
	const char *const taken[] = { path, link };
	g_autofree char *kept = NULL;
	char hash[HASH_ROOM];

	CHECK_TRUE("first", file_write_new(path, "kept", 4, hash, NULL));
	CHECK_INT("dangling link", symlink(target, link), 0);
	for (guint i = 0; i < G_N_ELEMENTS(taken); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(taken[i], !file_write_new(taken[i], "other", 5, hash, &error));
		CHECK_ERROR(taken[i], error, "cannot create '");
		CHECK_TRUE(taken[i], g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_EXIST));
		CHECK_TRUE(taken[i], there(taken[i]));
	}
	CHECK_TRUE("read", g_file_get_contents(path, &kept, NULL, NULL));
	CHECK_STR("as it was", kept, "kept");
	CHECK_TRUE("nothing behind the link", !there(target));
}

enum oddity { MISSING, FOLDER, LINK, PIPE, ODDITIES };

static void reads_regular_files_only(void)
{
	static const struct row {
		const char *label, *reason;
	} rows[ODDITIES] = {
		[MISSING] = { "missing", "No such file or directory" },
		[FOLDER] = { "folder", "not a regular file" },
		[LINK] = { "link", "symbolic links" },
		[PIPE] = { "pipe", "not a regular file" },
	};
	g_autofree char *folder = check_folder();

	for (guint i = 0; i < ODDITIES; i++) {
		g_autofree char *path = inside(folder, rows[i].label);
		g_autofree char *text = NULL;
		g_autoptr(GError) error = NULL;
		char hash[HASH_ROOM];
		guint64 bytes;
		gsize length;

		if (i == FOLDER)
			CHECK_INT("make", g_mkdir(path, 0700), 0);
		if (i == LINK)
			CHECK_INT("make", symlink(folder, path), 0);
		if (i == PIPE)
			CHECK_INT("make", mkfifo(path, 0600), 0);
		CHECK_TRUE(rows[i].label, !file_hash(path, &bytes, hash, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
		CHECK_ERROR(rows[i].label, error, path);
		g_clear_error(&error);
		CHECK_TRUE(rows[i].label, !file_read(path, 10, &text, &length, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
	}
}

static void reads_no_more_than_told(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "file");
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];
	gsize length;

	CHECK_TRUE("write", file_write_new(path, "12345", 5, hash, &error));
	CHECK_TRUE("enough", file_read(path, 5, &text, &length, &error));
	g_clear_pointer(&text, g_free);
	CHECK_TRUE("too large", !file_read(path, 4, &text, &length, &error));
	CHECK_ERROR("too large", error, "larger than 4 bytes");
}

/* In a child whose files may not grow, as on a full disk. */
static int write_on_a_full_disk(const char *path)
{
	const struct rlimit limit = { 1000, 1000 };
	g_autofree char *text = g_strnfill(4000, 'x');
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || file_write_new(path, text, 4000, hash, &error))
		return 1;
	if (!g_str_has_prefix(error->message, "cannot write '") || strstr(error->message, "File too large") == NULL)
		return 2;
	return there(path) ? 3 : 0;
}

static void leaves_no_half_file(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "file");
	pid_t child = fork();
	int status = -1;

	if (child == 0)
		_exit(write_on_a_full_disk(path));
	CHECK_INT("wait", waitpid(child, &status, 0), child);
	CHECK_INT("end", status, 0);
}

static void makes_folders(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "a"), *deep = inside(folder, "b/c"), *file = inside(folder, "file"),
			*link = inside(folder, "link");
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	CHECK_TRUE("new", file_folder_new(path, &error));
	CHECK_INT("mode", mode_of(path), 0700);
	CHECK_TRUE("new again", !file_folder_new(path, &error));
	CHECK_ERROR("new again", error, "File exists");
	g_clear_error(&error);
	CHECK_TRUE("there already", file_folder(path, &error));
	CHECK_TRUE("no parent", !file_folder(deep, &error));
	CHECK_ERROR("no parent", error, "No such file");
	g_clear_error(&error);
	CHECK_TRUE("file", file_write_new(file, "", 0, hash, &error));
	CHECK_TRUE("a file in the way", !file_folder(file, &error));
	CHECK_ERROR("a file in the way", error, "Not a directory");
	g_clear_error(&error);
	CHECK_INT("link", symlink(path, link), 0);
	CHECK_TRUE("a link in the way", !file_folder(link, &error));
	g_clear_error(&error);
	CHECK_TRUE("sync", file_folder_sync(path, &error));
	CHECK_TRUE("sync a file", !file_folder_sync(file, &error));
}

static void lists_names_in_byte_order(void)
{
	static const char *const made[] = { "b", "a", "B", ".hidden", "10", "9", "\xc3\xa0" };
	static const char *const sorted[] = { ".hidden", "10", "9", "B", "a", "b", "\xc3\xa0" };
	g_autofree char *folder = check_folder();
	g_autofree char *none = inside(folder, "none");
	g_autoptr(GPtrArray) names = NULL;
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(made); i++) {
		g_autofree char *path = inside(folder, made[i]);

		CHECK_TRUE(made[i], file_write_new(path, "", 0, hash, &error));
	}
	names = file_folder_names(folder, &error);
	CHECK_INT("count", names->len, G_N_ELEMENTS(sorted));
	for (guint i = 0; i < names->len; i++)
		CHECK_STR("name", names->pdata[i], sorted[i]);
	CHECK_TRUE("missing", file_folder_names(none, &error) == NULL);
	CHECK_ERROR("missing", error, "cannot read folder '");
}

static void removes_trees_but_follows_no_link(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *tree = inside(folder, "tree"), *deep = inside(folder, "tree/a/b"), *kept = inside(folder, "kept"),
			*kept_file = inside(folder, "kept/file"), *to_folder = inside(folder, "tree/a/folder"),
			*to_file = inside(folder, "tree/a/file"), *link = inside(folder, "link");
	g_autoptr(GError) error = NULL;
	char hash[HASH_ROOM];

	CHECK_INT("tree", g_mkdir_with_parents(deep, 0700), 0);
	CHECK_INT("kept", g_mkdir(kept, 0700), 0);
	CHECK_TRUE("kept", file_write_new(kept_file, "x", 1, hash, &error));
	CHECK_INT("link", symlink(kept, to_folder) + symlink(kept_file, to_file) + symlink(kept, link), 0);
	CHECK_TRUE("remove", file_tree_remove(tree, &error));
	CHECK_NO_ERROR("remove", error);
	CHECK_TRUE("gone", !there(tree));
	CHECK_TRUE("a link itself", file_tree_remove(link, &error));
	CHECK_TRUE("gone", !there(link));
	CHECK_TRUE("what they led to", there(kept_file));
	CHECK_TRUE("again", file_tree_remove(tree, &error));
	CHECK_TRUE("a file", file_tree_remove(kept_file, &error));
	CHECK_TRUE("gone", !there(kept_file));
	CHECK_TRUE("no such file", file_remove(kept_file, &error));
	CHECK_NO_ERROR("no such file", error);
}

/* Told, and the rest removed all the same. */
static void tells_what_it_cannot_remove(void)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GString) path = g_string_new(folder);
	g_autofree char *sibling = inside(folder, "d/z");
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 40; i++)
		g_string_append(path, "/d");
	CHECK_INT("deep", g_mkdir_with_parents(path->str, 0700), 0);
	CHECK_INT("sibling", g_mkdir(sibling, 0700), 0);
	CHECK_TRUE("too deep", !file_tree_remove(folder, &error));
	CHECK_ERROR("too deep", error, "cannot remove '");
	CHECK_TRUE("the rest", !there(sibling));
	CHECK_TRUE("is there", there(path->str));
}

/* ---- locks ---- */

static enum file_lock lock_in_child(const char *path)
{
	pid_t child = fork();
	int status = -1, fd;

	if (child == 0)
		_exit(file_lock(path, &fd, NULL));
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

static void locks_for_one_process(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "lock"), *nowhere = inside(folder, "none/lock");
	g_autoptr(GError) error = NULL;
	int fd = -1, second = -1;

	CHECK_INT("taken", file_lock(path, &fd, &error), FILE_LOCK_TAKEN);
	CHECK_INT("mode", mode_of(path), 0600);
	CHECK_TRUE("closed on exec", (fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
	CHECK_INT("held", lock_in_child(path), FILE_LOCK_HELD);
	CHECK_INT("held here", file_lock(path, &second, &error), FILE_LOCK_HELD);
	CHECK_INT("no descriptor", second, -1);
	CHECK_NO_ERROR("no error", error);
	close(fd);
	CHECK_INT("free again", lock_in_child(path), FILE_LOCK_TAKEN);
	CHECK_INT("failed", file_lock(nowhere, &fd, &error), FILE_LOCK_FAILED);
	CHECK_ERROR("failed", error, "cannot open lock '");
}

static void keeps_the_lock_while_a_child_lives(void)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = inside(folder, "lock");
	pid_t child;
	int fd = -1, ends[2];
	char mark;

	CHECK_INT("pipe", pipe(ends), 0);
	CHECK_INT("taken", file_lock(path, &fd, NULL), FILE_LOCK_TAKEN);
	child = fork();
	if (child == 0) {
		close(ends[1]);
		_exit(read(ends[0], &mark, 1) == 0 ? 0 : 1);
	}
	close(ends[0]);
	close(fd);
	CHECK_INT("held by the child", file_lock(path, &fd, NULL), FILE_LOCK_HELD);
	close(ends[1]);
	CHECK_INT("child", waitpid(child, NULL, 0), child);
	CHECK_INT("free", file_lock(path, &fd, NULL), FILE_LOCK_TAKEN);
	close(fd);
}

CHECK_MAIN({ "writes and hashes", writes_and_hashes }, { "hashes large files", hashes_large_files },
	   { "never writes over", never_writes_over }, { "reads regular files only", reads_regular_files_only },
	   { "reads no more than told", reads_no_more_than_told }, { "leaves no half file", leaves_no_half_file },
	   { "makes folders", makes_folders }, { "lists names in byte order", lists_names_in_byte_order },
	   { "removes trees but follows no link", removes_trees_but_follows_no_link },
	   { "tells what it cannot remove", tells_what_it_cannot_remove },
	   { "locks for one process", locks_for_one_process },
	   { "keeps the lock while a child lives", keeps_the_lock_while_a_child_lives })
