/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/check.h"

#include <CUnit/Basic.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GPtrArray *folders;

static void tell(const char *file, int line, char *message)
{
	CU_assertImplementation(CU_FALSE, (unsigned)line, message, file, "", CU_FALSE);
	/* CUnit keeps a copy of its own. */
	g_free(message);
}

void check_int(const char *file, int line, const char *label, gint64 got, gint64 expected)
{
	if (got == expected)
		CU_assertImplementation(CU_TRUE, (unsigned)line, label, file, "", CU_FALSE);
	else
		tell(file, line, g_strdup_printf("%s: expected %" G_GINT64_FORMAT ", got %" G_GINT64_FORMAT, label,
						 expected, got));
}

void check_str(const char *file, int line, const char *label, const char *got, const char *expected)
{
	if (g_strcmp0(got, expected) == 0)
		CU_assertImplementation(CU_TRUE, (unsigned)line, label, file, "", CU_FALSE);
	else
		tell(file, line, g_strdup_printf("%s: expected '%s', got '%s'", label, expected ? expected : "(null)",
						 got ? got : "(null)"));
}

void check_true(const char *file, int line, const char *label, gboolean truth, const char *what)
{
	if (truth)
		CU_assertImplementation(CU_TRUE, (unsigned)line, label, file, "", CU_FALSE);
	else
		tell(file, line, g_strdup_printf("%s: not so: %s", label, what));
}

void check_error(const char *file, int line, const char *label, const GError *error, const char *part)
{
	if (error != NULL && strstr(error->message, part) != NULL)
		CU_assertImplementation(CU_TRUE, (unsigned)line, label, file, "", CU_FALSE);
	else
		tell(file, line, g_strdup_printf("%s: expected an error with '%s', got '%s'", label, part,
						 error ? error->message : "(no error)"));
}

void check_no_error(const char *file, int line, const char *label, const GError *error)
{
	if (error == NULL)
		CU_assertImplementation(CU_TRUE, (unsigned)line, label, file, "", CU_FALSE);
	else
		tell(file, line, g_strdup_printf("%s: unexpected error '%s'", label, error->message));
}

static void remove_tree(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	const char *name;

	if (dir != NULL) {
		while ((name = g_dir_read_name(dir)) != NULL) {
			g_autofree char *inner = g_build_filename(path, name, NULL);

			if (g_file_test(inner, G_FILE_TEST_IS_DIR) && !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
				remove_tree(inner);
			else
				g_unlink(inner);
		}
		g_dir_close(dir);
	}
	g_rmdir(path);
}

static void remove_folders(void)
{
	for (guint i = 0; i < folders->len; i++)
		remove_tree(folders->pdata[i]);
	g_ptr_array_unref(folders);
}

char *check_folder(void)
{
	char *path = g_dir_make_tmp("piego-test-XXXXXX", NULL);

	if (path == NULL)
		g_error("no temporary folder");
	if (folders == NULL) {
		folders = g_ptr_array_new_with_free_func(g_free);
		atexit(remove_folders);
	}
	g_ptr_array_add(folders, g_strdup(path));
	return path;
}

static gboolean selected(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strstr(name, argv[i]) != NULL)
			return TRUE;
	}
	return argc < 2;
}

int check_main(int argc, char **argv, const char *file, const struct check_test *tests, guint count)
{
	CU_pSuite suite;
	guint chosen = 0;
	int failed;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return 70;
	suite = CU_add_suite(file, NULL, NULL);
	for (guint i = 0; i < count; i++) {
		if (!selected(tests[i].name, argc, argv))
			continue;
		CU_add_test(suite, tests[i].name, tests[i].run);
		chosen++;
	}
	if (chosen == 0) {
		fprintf(stderr, "%s: no test of that name\n", file);
		return 2;
	}
	CU_basic_set_mode(CU_BRM_SILENT);
	CU_basic_run_tests();
	CU_basic_show_failures(CU_get_failure_list());
	failed = (int)CU_get_number_of_tests_failed();
	printf("%s%s: %u passed, %d failed\n", failed ? "\n" : "", file, chosen - (guint)failed, failed);
	CU_cleanup_registry();
	return failed ? 1 : 0;
}
