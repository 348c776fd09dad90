/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Second stage: every letter is composed once and looked at, by workers, some hundred records a task.  A reply is
 * the sheets of each record looked at (a byte each), then its findings.
 */
#include "app/making.h"

#include <string.h>

#include "base/workers.h"

#define RECORDS_A_TASK 250

struct checking {
	struct making *making;
	/* in a worker */
	struct composer *composer;
	struct worklist *worklist;
	struct arena *arena;
	struct findings_packer packer;
	GByteArray *reply, *found;
	guint from;
};

static gboolean look_at(void *user, const struct work_record *row, GError **error)
{
	struct checking *checking = user;
	struct record *record;

	if (checking->making->sheets->data[row->number] == 0)
		return TRUE;
	arena_reset(checking->arena);
	record = making_read_record(checking->making, row->offset, row->length, checking->arena, error);
	if (record == NULL)
		return FALSE;
	checking->reply->data[row->number - checking->from] =
		(guint8)compose_check(checking->composer, record, &checking->packer.sink);
	return TRUE;
}

static void start(void *user)
{
	struct checking *checking = user;
	const struct compose_plan plan = setup_compose_plan(checking->making->setup, checking->making->run);

	checking->composer = composer_new(&plan);
	checking->arena = arena_new(64 * 1024);
	checking->found = g_byte_array_new();
	findings_packer_init(&checking->packer, checking->found);
}

static guint last_record(const struct making *making)
{
	return making->sheets->len - 1;
}

static guint task_records(const struct making *making, guint task)
{
	return MIN(RECORDS_A_TASK, last_record(making) - task * RECORDS_A_TASK);
}

static gboolean do_task(void *user, guint task, GByteArray *reply, GError **error)
{
	struct checking *checking = user;
	struct making *making = checking->making;
	guint count = task_records(making, task);

	if (checking->worklist == NULL) {
		g_autofree char *path = g_build_filename(making->folder, MAKING_WORKLIST, NULL);

		checking->worklist = worklist_open(path, WORKLIST_READ, error);
		if (checking->worklist == NULL)
			return FALSE;
	}
	checking->reply = reply;
	checking->from = task * RECORDS_A_TASK + 1;
	g_byte_array_set_size(reply, count);
	memset(reply->data, 0, count);
	g_byte_array_set_size(checking->found, 0);
	if (!worklist_each_record(checking->worklist, checking->from, checking->from + count - 1, look_at, checking, error))
		return FALSE;
	g_byte_array_append(reply, checking->found->data, checking->found->len);
	return TRUE;
}

static gboolean done(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct making *making = ((struct checking *)user)->making;
	guint count = task_records(making, task);

	if (length < count || !findings_unpack(reply + count, length - count, &making->findings.sink)) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	memcpy(making->sheets->data + task * RECORDS_A_TASK + 1, reply, count);
	making_tell(making, "checking", task * RECORDS_A_TASK + count, last_record(making));
	return TRUE;
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
	struct checking checking = { .making = making };
	const struct work work = {
		.user = &checking, .processes = making->options->workers,
		.tasks = (last_record(making) + RECORDS_A_TASK - 1) / RECORDS_A_TASK,
		.start = start, .task = do_task, .done = done,
	};

	if (!worklist_flush(making->worklist, error) || !workers_run(&work, error))
		return FALSE;
	making->totals.left_out = making->findings.records_out;
	return refuse_mostly_wrong(making, error);
}
