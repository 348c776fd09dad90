/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check: one unit test program a subject, on CUnit.
 *
 *   static void reads_italian_amounts(void) { ... CHECK_STR("row 3", got, "1.234,56"); }
 *   CHECK_MAIN({ "reads Italian amounts", reads_italian_amounts }, ...)
 *
 * Run without arguments it runs every test; with arguments, those whose name contains one of them: none is a
 * failure.  The macros take a label that says which row failed, and tell both values.
 */
#ifndef PIEGO_TESTS_CHECK_H
#define PIEGO_TESTS_CHECK_H

#include <CUnit/CUnit.h>
#include <glib.h>

struct check_test {
	const char *name;
	void (*run)(void);
};

int check_main(int argc, char **argv, const char *file, const struct check_test *tests, guint count);

#define CHECK_MAIN(...)                                                                                        \
	int main(int argc, char **argv)                                                                        \
	{                                                                                                      \
		static const struct check_test tests[] = { __VA_ARGS__ };                                      \
		return check_main(argc, argv, __FILE__, tests, G_N_ELEMENTS(tests));                           \
	}

void check_int(const char *file, int line, const char *label, gint64 got, gint64 expected);
void check_str(const char *file, int line, const char *label, const char *got, const char *expected);
void check_true(const char *file, int line, const char *label, gboolean truth, const char *what);
/* The error is set, and its message contains part. */
void check_error(const char *file, int line, const char *label, const GError *error, const char *part);
/* No error; tells its message when there is one. */
void check_no_error(const char *file, int line, const char *label, const GError *error);

#define CHECK_INT(label, got, expected) check_int(__FILE__, __LINE__, (label), (gint64)(got), (gint64)(expected))
#define CHECK_STR(label, got, expected) check_str(__FILE__, __LINE__, (label), (got), (expected))
#define CHECK_TRUE(label, truth) check_true(__FILE__, __LINE__, (label), (truth) ? TRUE : FALSE, #truth)
#define CHECK_ERROR(label, error, part) check_error(__FILE__, __LINE__, (label), (error), (part))
#define CHECK_NO_ERROR(label, error) check_no_error(__FILE__, __LINE__, (label), (error))

/* A fresh folder under the system's temporary folder, removed with all in it when the program ends; caller frees. */
char *check_folder(void);

#endif
