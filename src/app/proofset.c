/* SPDX-License-Identifier: Apache-2.0 */
#include "app/proofset.h"

#include <string.h>

struct proofset {
	struct making making;
	struct survey survey;
	struct choosing *choosing;
	const GArray *chosen;
	struct arena *arena;
};

/* ---- reading records ---- */

struct sought {
	guint record;
	guint64 offset;
	guint32 length;
};

static gboolean found(void *user, const struct work_record *row, GError **error)
{
	struct sought *sought = user;

	(void)error;
	sought->record = row->number;
	sought->offset = row->offset;
	sought->length = row->length;
	return TRUE;
}

const struct record *proofset_read(struct proofset *set, guint record, struct arena *arena, guint *sheets,
				   GError **error)
{
	struct sought sought = { 0 };

	if (!worklist_each_record(set->making.worklist, record, record, found, &sought, error))
		return NULL;
	if (sought.record != record || record == 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "job '%s': the data have no record %u that can be read",
			    set->making.setup->job->name, record);
		return NULL;
	}
	*sheets = set->making.sheets->data[record];
	return making_read_record(&set->making, sought.offset, sought.length, arena, error);
}

/* ---- choosing ---- */

/* The client's own records that a run would print; the centre's seeds carry the layout's example. */
static gboolean add_record(void *user, const struct work_record *row, GError **error)
{
	struct proofset *set = user;
	struct candidate candidate;
	const guint8 *shown;

	if (set->making.sheets->data[row->number] == 0)
		return TRUE;
	arena_reset(set->arena);
	candidate.record = making_read_record(&set->making, row->offset, row->length, set->arena, error);
	if (candidate.record == NULL)
		return FALSE;
	shown = set->survey.rows->data + (gsize)row->number * SURVEY_ROW(&set->survey);
	candidate.pages = (guint)shown[0] << 8 | shown[1];
	candidate.branches = shown + 2;
	choosing_add(set->choosing, &candidate);
	return TRUE;
}

static gboolean choose(struct proofset *set, GError **error)
{
	guint records = set->making.totals.records;

	making_tell(&set->making, "choosing", 0, 0);
	if (records > 0 && !worklist_each_record(set->making.worklist, 1, records, add_record, set, error))
		return FALSE;
	set->chosen = choosing_end(set->choosing);
	if (set->chosen->len > 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "job '%s': there is no record to prove the layout with",
		    set->making.setup->job->name);
	return FALSE;
}

/* ---- the set ---- */

static gboolean take(struct proofset *set, GError **error)
{
	struct making *making = &set->making;
	gboolean ok = findings_open(&making->findings, making->folder, making->setup->job->data, error) &&
		      making_take(making, error) && making_check(making, error);

	if (!ok)
		return FALSE;
	memcpy(making->totals.findings, making->findings.count, sizeof making->totals.findings);
	memcpy(making->totals.codes, making->findings.codes, sizeof making->totals.codes);
	return TRUE;
}

struct proofset *proofset_open(const struct proofset_wish *wish, GError **error)
{
	g_autoptr(proofset_t) set = g_new0(struct proofset, 1);

	making_init(&set->making, wish->setup, wish->options);
	set->making.folder = wish->folder;
	set->making.gazetteer = wish->gazetteer;
	set->making.survey = &set->survey;
	layout_branches(wish->setup->layout, &set->survey.branches);
	set->survey.rows = g_byte_array_new();
	set->arena = arena_new(64 * 1024);
	set->choosing = choosing_new(wish->setup->dictionary, set->survey.branches, wish->random);
	if (!take(set, error) || !choose(set, error))
		return NULL;
	return g_steal_pointer(&set);
}

void proofset_close(struct proofset *set)
{
	if (set == NULL)
		return;
	choosing_free(set->choosing);
	arena_free(set->arena);
	g_byte_array_unref(set->survey.rows);
	making_clear(&set->making);
	g_free(set);
}

const GArray *proofset_chosen(const struct proofset *set)
{
	return set->chosen;
}

const struct branch_count *proofset_branches(const struct proofset *set)
{
	return choosing_branches(set->choosing);
}

const struct run_totals *proofset_totals(const struct proofset *set)
{
	return &set->making.totals;
}
