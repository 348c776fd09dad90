/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Second stage: every letter is composed once and looked at, by workers, some hundred records a task.  They begin
 * while records are still being taken: the places of those that were kept go into a scratch file, and each full
 * stretch of it is a task.  A reply is a word for each record looked at, with its row of the survey where one is
 * wanted, then the findings.
 */
#include "app/making.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/papers.h"
#include "base/file.h"
#include "base/workers.h"

#define RECORDS_A_TASK 250

struct checking {
	struct making *making;
	struct crew *crew;
	GArray *stretch;	/* of struct work_place: those that are in no task yet */
	int list, list_read;	/* the scratch file */
	guint tasks;
	/* in a worker */
	struct composer *composer;
	struct arena *arena;
	struct findings_packer packer;
	GByteArray *found;
};

/* What a worker says of a record. */
struct looked {
	guint32 number;
	guint32 sheets;		/* 0: it cannot be printed */
};

/* Bytes of the survey that a record has: none in a run. */
static guint survey_row(const struct making *making)
{
	return making->survey == NULL ? 0 : SURVEY_ROW(making->survey);
}

/* ---- in a worker ---- */

static void start(void *user)
{
	struct checking *checking = user;
	const struct compose_plan plan = setup_compose_plan(checking->making->setup, checking->making->run);

	checking->composer = composer_new(&plan);
	checking->arena = arena_new(64 * 1024);
	checking->found = g_byte_array_new();
	findings_packer_init(&checking->packer, checking->found);
}

static guint32 survey_letter(struct checking *checking, const struct record *record, guint8 *shown)
{
	struct letter_survey letter = { .branches = shown + 2 };

	compose_survey(checking->composer, record, &checking->packer.sink, &letter);
	shown[0] = (guint8)(letter.pages >> 8);
	shown[1] = (guint8)letter.pages;
	return letter.sheets;
}

/* shown gets the record's row of the survey, NULL when none is wanted. */
static gboolean look_at(struct checking *checking, const struct work_place *place, struct looked *looked, guint8 *shown,
			GError **error)
{
	struct record *record;

	arena_reset(checking->arena);
	record = making_read_record(checking->making, place->offset, (guint32)place->length, checking->arena, error);
	if (record == NULL)
		return FALSE;
	looked->number = record->number;
	if (shown == NULL)
		looked->sheets = compose_check(checking->composer, record, &checking->packer.sink);
	else
		looked->sheets = survey_letter(checking, record, shown);
	/* The letter is not printed without its card. */
	if (!papers_check(checking->making->setup->papers, record, &checking->packer.sink))
		looked->sheets = 0;
	return TRUE;
}

static gboolean do_task(void *user, guint task, GByteArray *reply, GError **error)
{
	struct checking *checking = user;
	struct work_place places[RECORDS_A_TASK];
	ssize_t got = pread(checking->list_read, places, sizeof places, (off_t)task * (off_t)sizeof places);
	guint32 count = got > 0 ? (guint32)((gsize)got / sizeof places[0]) : 0;
	guint row = survey_row(checking->making);
	g_autofree guint8 *shown = g_malloc(row + 1);

	g_byte_array_append(reply, (const guint8 *)&count, sizeof count);
	g_byte_array_set_size(checking->found, 0);
	for (guint i = 0; i < count; i++) {
		struct looked looked;

		memset(shown, 0, row);
		if (!look_at(checking, &places[i], &looked, row > 0 ? shown : NULL, error))
			return FALSE;
		g_byte_array_append(reply, (const guint8 *)&looked, sizeof looked);
		g_byte_array_append(reply, shown, row);
	}
	g_byte_array_append(reply, checking->found->data, checking->found->len);
	return TRUE;
}

/* ---- in the maker ---- */

/* Passes on what was found of records that are still in the run: that one is there twice may have come out after
 * its letter was looked at. */
struct still_in {
	struct finding_sink sink;
	struct making *making;
};

static void found_of_one_in(struct finding_sink *sink, const struct finding *finding)
{
	struct making *making = ((struct still_in *)sink)->making;

	if (finding->record < making->sheets->len && making->sheets->data[finding->record] != 0)
		making->findings.sink.found(&making->findings.sink, finding);
}

static void keep_row(struct survey *survey, guint number, const guint8 *shown)
{
	gsize row = SURVEY_ROW(survey), had = survey->rows->len;

	if (had < (number + 1) * row) {
		g_byte_array_set_size(survey->rows, (guint)((number + 1) * row));
		memset(survey->rows->data + had, 0, survey->rows->len - had);
	}
	memcpy(survey->rows->data + number * row, shown, row);
}

static gboolean take_reply(struct making *making, const guint8 *reply, gsize length)
{
	struct still_in still_in = { { found_of_one_in }, making };
	guint32 count;
	guint row = survey_row(making);
	gsize words;

	if (length < sizeof count)
		return FALSE;
	memcpy(&count, reply, sizeof count);
	reply += sizeof count;
	length -= sizeof count;
	words = count * (sizeof(struct looked) + row);
	if (length < words || !findings_unpack(reply + words, length - words, &still_in.sink))
		return FALSE;
	for (guint i = 0; i < count; i++) {
		struct looked looked;

		memcpy(&looked, reply + i * (sizeof looked + row), sizeof looked);
		if (looked.number >= making->sheets->len)
			return FALSE;
		if (making->sheets->data[looked.number] != 0)
			making->sheets->data[looked.number] = (guint8)looked.sheets;
		if (row > 0)
			keep_row(making->survey, looked.number, reply + i * (sizeof looked + row) + sizeof looked);
	}
	return TRUE;
}

static gboolean done(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct checking *checking = user;

	if (!take_reply(checking->making, reply, length)) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	making_tell(checking->making, "checking", task + 1, checking->tasks);
	return TRUE;
}

gboolean making_check_begin(struct making *making, GError **error)
{
	g_autofree char *path = g_build_filename(making->folder, "checks", NULL);
	struct checking *checking = g_new0(struct checking, 1);
	const struct work work = { .user = checking, .start = start, .task = do_task, .done = done };

	checking->making = making;
	checking->crew = crew_new(&work);
	checking->stretch = g_array_sized_new(FALSE, FALSE, sizeof(struct work_place), RECORDS_A_TASK);
	checking->list_read = -1;
	making->checking = checking;
	checking->list = file_create(path, error);
	if (checking->list < 0)
		return FALSE;
	checking->list_read = open(path, O_RDONLY | O_CLOEXEC);
	if (checking->list_read >= 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "cannot read back '%s': %s", path, g_strerror(errno));
	return FALSE;
}

void making_check_drop(struct making *making)
{
	struct checking *checking = making->checking;

	if (checking == NULL)
		return;
	crew_free(checking->crew);
	g_array_unref(checking->stretch);
	if (checking->list >= 0)
		close(checking->list);
	if (checking->list_read >= 0)
		close(checking->list_read);
	g_clear_pointer(&making->checking, g_free);
}

/* The stretch becomes a task. */
static gboolean end_stretch(struct checking *checking, GError **error)
{
	gsize bytes = checking->stretch->len * sizeof(struct work_place);

	if (bytes == 0)
		return TRUE;
	if (!file_write(checking->list, "checks", checking->stretch->data, bytes, error))
		return FALSE;
	g_array_set_size(checking->stretch, 0);
	checking->tasks++;
	return TRUE;
}

gboolean making_check_add(struct making *making, const struct work_place *place, GError **error)
{
	struct checking *checking = making->checking;

	g_array_append_val(checking->stretch, *place);
	if (checking->stretch->len < RECORDS_A_TASK)
		return TRUE;
	/* Taking is one process's work; the others that were asked for may begin. */
	return out_flush(&making->records) && end_stretch(checking, error) &&
	       crew_offer(checking->crew, checking->tasks, making->options->workers - 1, error);
}

/* A run in which most is wrong is a wrong file, not a run. */
static gboolean refuse_mostly_wrong(struct making *making, GError **error)
{
	const struct run_totals *totals = &making->totals;
	guint most = making->setup->job->max_errors_percent;

	if ((guint64)totals->left_out * 100 <= (guint64)totals->records * most)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED,
		    "job '%s': %u of %u records would be left out, more than max-errors-percent = %u allows; "
		    "see them with: piego job check --report FILE", making->setup->job->name, totals->left_out,
		    totals->records, most);
	return FALSE;
}

gboolean making_check(struct making *making, GError **error)
{
	struct checking *checking = making->checking;
	gboolean ok = end_stretch(checking, error) &&
		      crew_finish(checking->crew, checking->tasks, making->options->workers, error);

	making_check_drop(making);
	making->totals.left_out = making->findings.records_out;
	return ok && refuse_mostly_wrong(making, error);
}
