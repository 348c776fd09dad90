/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose JOB.ini FOLDER [LETTERS [FORM]]: the job's letters composed and written as files of 2,000 in FOLDER, records
 * read beforehand.  FORM is a deflate level, for PDF, or ps; pdfa for PDF/A, archive for PDF/A with a file a letter.
 * Prints CPU milliseconds a letter and bytes a page.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/setup.h"

/* What a file is written as. */
struct form {
	const char *name;
	const char *figure;	/* what its figures begin with; NULL: compose, and the level */
	guint letters_a_file;
	enum pdf_kind kind;
};

static const struct form forms[] = {
	{ "ps", "ps", 2000, PDF_PRINT },
	{ "pdfa", "pdfa", 2000, PDF_ARCHIVE },
	{ "archive", "archive", 1, PDF_ARCHIVE },
};

struct records {
	struct setup *setup;
	struct arena *arena;
	GPtrArray *all;
};

static void ignore(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	(void)finding;
}

static void read_records(struct records *records, guint count)
{
	struct finding_sink sink = { ignore };
	struct setup *setup = records->setup;
	GError *error = NULL;
	struct intake *intake = intake_open(setup->profile, setup->dictionary, setup->filling, setup->data_path, &sink, &error);
	struct record *record;

	if (intake == NULL)
		g_error("%s", error->message);
	while (records->all->len < count && intake_next(intake, records->arena, &record, &error) == INTAKE_RECORD)
		g_ptr_array_add(records->all, record);
	intake_close(intake);
	if (records->all->len == 0)
		g_error("no records");
}

static double cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The form of that name; else one with the name as its deflate level. */
static struct form form_of(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		if (g_str_equal(forms[i].name, name))
			return forms[i];
	}
	return (struct form){ name, NULL, 2000, PDF_PRINT };
}

static struct device *open_form(const char *path, const struct form *form, GError **error)
{
	const struct pdf_options pdf = { .title = "bench", .compression = form->figure ? 6 : atoi(form->name), .kind = form->kind };
	const struct ps_options ps = { .title = "bench" };

	return g_str_equal(form->name, "ps") ? ps_open(path, &ps, error) : pdf_open(path, &pdf, error);
}

static guint64 compose_file(struct composer *composer, struct records *records, const char *path, guint first,
			    guint count, const struct form *form)
{
	struct device_made made;
	GError *error = NULL;
	struct device *device;

	unlink(path);
	device = open_form(path, form, &error);
	if (device == NULL)
		g_error("%s", error->message);
	for (guint i = first; i < first + count; i++) {
		const struct record *record = records->all->pdata[i % records->all->len];
		const struct compose_piece piece = {
			.records = &record, .documents = 1, .number = i + 1, .sheets = 1, .run_sheet = i, .run_piece = i,
		};
		char control[CONTROL_CODE_LENGTH + 1];
		guint pages;

		if (!compose_piece(composer, &piece, device, control, &pages, &error))
			g_error("%s", error->message);
	}
	if (!device_close(device, &made, &error))
		g_error("%s", error->message);
	return made.bytes;
}

static void tell(const struct form *form, double ms, double page_bytes)
{
	if (form->figure != NULL)
		printf("%s_letter %.3f ms\n%s_bytes_page %.0f B\n", form->figure, ms, form->figure, page_bytes);
	else
		printf("compose_letter_z%s %.3f ms\ncompose_bytes_page_z%s %.0f B\n", form->name, ms, form->name, page_bytes);
}

int main(int argc, char **argv)
{
	guint letters = argc > 3 ? (guint)atoi(argv[3]) : 20000;
	const struct form form = form_of(argc > 4 ? argv[4] : "6");
	GError *error = NULL;
	struct records records = { .arena = arena_new(1024 * 1024), .all = g_ptr_array_new() };
	guint64 bytes = 0;
	g_autofree char *path = NULL;
	struct compose_plan plan;
	struct composer *composer;
	double began;
	struct setup_wish wish = { .job_path = argv[1], .purpose = SETUP_CHECK };

	if (argc < 3 || (records.setup = setup_open(NULL, &wish, &error)) == NULL) {
		fprintf(stderr, "compose: %s\n", error != NULL ? error->message : "usage: compose JOB.ini FOLDER");
		return 2;
	}
	read_records(&records, letters);
	plan = setup_compose_plan(records.setup, 1);
	composer = composer_new(&plan);
	path = g_build_filename(argv[2], "compose.pdf", NULL);
	began = cpu_ms();
	for (guint i = 0; i < letters; i += form.letters_a_file)
		bytes += compose_file(composer, &records, path, i, MIN(form.letters_a_file, letters - i), &form);
	tell(&form, (cpu_ms() - began) / letters, (double)bytes / letters);
	unlink(path);
	composer_free(composer);
	setup_free(records.setup);
	g_ptr_array_unref(records.all);
	arena_free(records.arena);
	return 0;
}
