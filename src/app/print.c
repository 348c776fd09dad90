/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fourth stage: every print file is composed by one worker from its own part of the work list.  A reply is what was
 * made and the file's lines of the piece list.
 */
#include "app/making.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/workers.h"

/* Level 6 is the best trade measured for letters; see README, Figures. */
#define COMPRESSION 6

struct printing {
	struct making *making;
	struct out *pieces;
	/* in a worker */
	struct composer *composer;
	struct worklist *worklist;
	struct arena *arena;
	struct device *device;
	struct print_file file;
	GString *lines;
	const struct work_piece *piece;
	const struct record **records;	/* of the piece */
};

static gboolean read_records(struct printing *printing, const struct work_piece *work, GError **error)
{
	printing->records = arena_new_array(printing->arena, const struct record *, work->records);
	for (guint i = 0; i < work->records; i++) {
		printing->records[i] = making_read_record(printing->making, work->places[i].offset,
							  (guint32)work->places[i].length, printing->arena, error);
		if (printing->records[i] == NULL)
			return FALSE;
	}
	return TRUE;
}

static const char *stream_name(guint stream)
{
	return stream == STREAM_HAND ? "hand" : "machine";
}

static char *places_of(const struct work_piece *work)
{
	GString *records = g_string_new(NULL);

	for (guint i = 0; i < work->records; i++) {
		const struct record_place place = { work->places[i].offset, (guint32)work->places[i].length };

		piece_places_write(&place, records);
	}
	return g_string_free(records, FALSE);
}

static void list_piece(struct printing *printing, const struct work_piece *work, const char *control)
{
	const struct setup *setup = printing->making->setup;
	const struct record *record = printing->records[0];
	const struct planned planned = plan_piece(&setup->rules, work->sheets);
	g_autofree char *places = places_of(work);
	const struct piece piece = {
		.number = work->number, .file = work->file, .position = work->position, .first_page = work->first_page,
		.pages = work->pages, .sheets = work->sheets, .channel = "post", .product = setup->product->name,
		.area = post_area_name(work->area), .cap = work->cap, .box = work->box, .registered = "",
		.control = control, .name = record->to.name, .record = record->number, .documents = work->records,
		.key = record->key, .weight_mg = work->weight_mg,
		.bracket = planned.weighing.bracket != NULL ? planned.weighing.bracket->name : "",
		.insert_mask = work->insert_mask, .grade = address_grade_name(record->to.grade),
		.billable = !work->seed, .stream = stream_name(work->stream),
		.records = places,
	};

	piece_list_write(&piece, printing->lines);
}

static gboolean print_piece(void *user, const struct work_piece *work, GError **error)
{
	struct printing *printing = user;
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;
	struct compose_piece piece = {
		.documents = work->records, .number = work->number, .sheets = work->sheets,
		.insert_mask = work->insert_mask, .run_sheet = work->run_sheet, .run_piece = work->run_piece,
		.by_hand = work->stream == STREAM_HAND,
	};

	arena_reset(printing->arena);
	if (!read_records(printing, work, error))
		return FALSE;
	piece.records = printing->records;
	if (!compose_piece(printing->composer, &piece, printing->device, control, &pages, error))
		return FALSE;
	g_assert(pages == work->pages);
	if (printing->file.pieces++ == 0) {
		printing->file.first_piece = work->number;
		printing->file.stream = stream_name(work->stream);
	}
	printing->file.sheets += work->sheets;
	printing->file.pages += pages;
	list_piece(printing, work, control);
	return TRUE;
}

static void start(void *user)
{
	struct printing *printing = user;
	const struct compose_plan plan = setup_compose_plan(printing->making->setup, printing->making->run);

	printing->composer = composer_new(&plan);
	printing->arena = arena_new(64 * 1024);
	printing->lines = g_string_new(NULL);
}

static gboolean open_worklist(struct printing *printing, GError **error)
{
	g_autofree char *path = g_build_filename(printing->making->folder, MAKING_WORKLIST, NULL);

	if (printing->worklist == NULL)
		printing->worklist = worklist_open(path, WORKLIST_READ, error);
	return printing->worklist != NULL;
}

/* A lost worker may have left a part of the file behind: the folder is ours, so it goes. */
static gboolean open_device(struct printing *printing, GError **error)
{
	g_autofree char *path = g_build_filename(printing->making->folder, printing->file.name, NULL);
	const struct job *job = printing->making->setup->job;
	const struct pdf_options options = { job->title, COMPRESSION, job->pdfa ? PDF_ARCHIVE : PDF_PRINT };

	unlink(path);
	printing->device = pdf_open(path, &options, error);
	return printing->device != NULL;
}

/* The first task: the record file's size and hash, which would keep all others waiting in the maker. */
struct records_made {
	guint64 bytes;
	char sha256[HASH_ROOM];
};

static gboolean hash_records(struct making *making, GByteArray *reply, GError **error)
{
	g_autofree char *path = g_build_filename(making->folder, MAKING_RECORDS, NULL);
	struct records_made made = { 0 };

	if (!file_hash(path, &made.bytes, made.sha256, error))
		return FALSE;
	g_byte_array_append(reply, (const guint8 *)&made, sizeof made);
	return TRUE;
}

static gboolean print_file(struct printing *printing, guint file, GByteArray *reply, GError **error)
{
	struct device_made made;
	gboolean ok;

	memset(&printing->file, 0, sizeof printing->file);
	g_snprintf(printing->file.name, sizeof printing->file.name, "%04u.pdf", file);
	g_string_truncate(printing->lines, 0);
	if (!open_worklist(printing, error) || !open_device(printing, error))
		return FALSE;
	ok = worklist_each_placed(printing->worklist, file, print_piece, printing, error);
	if (!device_close(printing->device, &made, ok ? error : NULL) || !ok)
		return FALSE;
	printing->file.bytes = made.bytes;
	memcpy(printing->file.sha256, made.sha256, sizeof printing->file.sha256);
	g_byte_array_append(reply, (const guint8 *)&printing->file, sizeof printing->file);
	g_byte_array_append(reply, (const guint8 *)printing->lines->str, (guint)printing->lines->len);
	return TRUE;
}

/* Task n makes print file n. */
static gboolean do_task(void *user, guint task, GByteArray *reply, GError **error)
{
	struct printing *printing = user;

	return task == 0 ? hash_records(printing->making, reply, error) : print_file(printing, task, reply, error);
}

static gboolean take_reply(struct printing *printing, guint task, const guint8 *reply, gsize length)
{
	struct making *making = printing->making;
	struct records_made records;
	struct print_file file;

	if (length < (task == 0 ? sizeof records : sizeof file))
		return FALSE;
	if (task == 0) {
		memcpy(&records, reply, sizeof records);
		making->records_bytes = records.bytes;
		memcpy(making->records_hash, records.sha256, sizeof making->records_hash);
		return TRUE;
	}
	memcpy(&file, reply, sizeof file);
	/* The name of the stream was a pointer of the worker's: the same program at the same place. */
	g_array_append_val(making->files, file);
	out_write(printing->pieces, reply + sizeof file, length - sizeof file);
	return TRUE;
}

static gboolean done(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct printing *printing = user;
	struct making *making = printing->making;

	if (!take_reply(printing, task, reply, length)) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	making_tell(making, "composing", task, making->totals.files);
	return TRUE;
}

gboolean making_print(struct making *making, struct out *pieces, GError **error)
{
	struct printing printing = { .making = making, .pieces = pieces };
	const struct work work = {
		.user = &printing, .tasks = 1 + making->totals.files, .processes = making->options->workers,
		.start = start, .task = do_task, .done = done,
	};

	making->files = g_array_new(FALSE, TRUE, sizeof(struct print_file));
	out_write(pieces, PIECE_LIST_HEADER "\n", sizeof PIECE_LIST_HEADER);
	return worklist_flush(making->worklist, error) && workers_run(&work, error);
}
