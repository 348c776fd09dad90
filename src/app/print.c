/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fourth stage: every print file is composed by one worker from its own part of the work list.  A reply is what was
 * made and the file's lines of the piece list.
 */
#include "app/again.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/codes.h"
#include "app/numbers.h"
#include "base/file.h"
#include "base/workers.h"

/* Level 6 is the best trade measured for letters; see README, Figures. */
#define COMPRESSION 6

/* A piece is composed once and drawn on the devices of all formats. */
struct fan {
	struct device device;
	struct device *on[JOB_FORMATS];	/* NULL: not wanted */
};

struct printing {
	struct making *making;
	struct out *pieces;
	/* in a worker */
	struct composer *composer;
	struct worklist *worklist;
	struct arena *arena;
	struct fan fan;
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
	char of[PIECE_NAME_ROOM] = "";
	const struct piece piece = {
		.number = work->number, .file = work->file, .position = work->position, .first_page = work->first_page,
		.pages = work->pages, .sheets = work->sheets, .channel = "post", .product = setup->product->name,
		.area = post_area_name(work->area), .cap = work->cap, .box = work->box,
		.registered = making_registered(printing->making, work->number),
		.control = control, .name = record->to.name, .record = record->number, .documents = work->records,
		.key = record->key, .weight_mg = work->weight_mg,
		.bracket = planned.weighing.bracket != NULL ? planned.weighing.bracket->name : "",
		.insert_mask = work->insert_mask, .grade = address_grade_name(record->to.grade),
		.billable = !work->seed, .stream = stream_name(work->stream),
		.records = places, .of = of,
	};

	if (printing->making->again != NULL)
		again_name(printing->making->again, work->number, of);
	piece_list_write(&piece, printing->lines);
}

static struct compose_codes codes_of(const struct printing *printing, const struct work_piece *work, struct code_room *room)
{
	const struct piece piece = { .number = work->number, .registered = making_registered(printing->making, work->number),
				     .area = post_area_name(work->area), .cap = work->cap };

	return codes_of_piece(printing->making->setup, &piece, room);
}

static gboolean print_piece(void *user, const struct work_piece *work, GError **error)
{
	struct printing *printing = user;
	char control[CONTROL_CODE_LENGTH + 1];
	struct code_room room;
	guint pages;
	struct compose_piece piece = {
		.documents = work->records, .number = work->number, .sheets = work->sheets,
		.insert_mask = work->insert_mask, .run_sheet = work->run_sheet, .run_piece = work->run_piece,
		.by_hand = work->stream == STREAM_HAND, .codes = codes_of(printing, work, &room),
	};

	arena_reset(printing->arena);
	if (!read_records(printing, work, error))
		return FALSE;
	piece.records = printing->records;
	if (!compose_piece(printing->composer, &piece, &printing->fan.device, control, &pages, error))
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

static void fan_page(struct device *device, const struct page *page)
{
	struct fan *fan = (struct fan *)device;

	for (guint format = 0; format < JOB_FORMATS; format++) {
		if (fan->on[format] != NULL)
			device_page(fan->on[format], page);
	}
}

static enum ps_sides sides_of(const struct job *job)
{
	if (!job->duplex)
		return PS_ONE_SIDED;
	return job->tumble ? PS_SHORT_EDGE : PS_LONG_EDGE;
}

static struct device *open_device(const struct job *job, enum job_format format, const char *path, GError **error)
{
	const struct pdf_options pdf = {
		.title = job->title, .compression = COMPRESSION, .kind = job->pdfa ? PDF_ARCHIVE : PDF_PRINT,
	};
	const struct ps_options ps = { .title = job->title, .sides = sides_of(job) };

	switch (format) {
	case JOB_PDF:
		return pdf_open(path, &pdf, error);
	case JOB_PS:
		return ps_open(path, &ps, error);
	case JOB_FORMATS:
		break;
	}
	g_assert_not_reached();
}

/* A lost worker may have left a part of the file behind: the folder is ours, so it goes. */
static gboolean open_devices(struct printing *printing, guint file, GError **error)
{
	const struct job *job = printing->making->setup->job;

	printing->fan = (struct fan){ .device.page = fan_page };
	for (guint format = 0; format < JOB_FORMATS; format++) {
		struct print_form *form = &printing->file.forms[format];
		g_autofree char *path = NULL;

		if (!job->formats[format])
			continue;
		g_snprintf(form->name, sizeof form->name, "%04u.%s", file, job_format_name(format));
		path = g_build_filename(printing->making->folder, form->name, NULL);
		unlink(path);
		printing->fan.on[format] = open_device(job, format, path, error);
		if (printing->fan.on[format] == NULL)
			return FALSE;
	}
	return TRUE;
}

/* All that are open, whatever befalls one of them; ok: nothing has failed before. */
static gboolean close_devices(struct printing *printing, gboolean ok, GError **error)
{
	for (guint format = 0; format < JOB_FORMATS; format++) {
		struct print_form *form = &printing->file.forms[format];
		struct device_made made;

		if (printing->fan.on[format] == NULL)
			continue;
		if (!device_close(printing->fan.on[format], &made, ok ? error : NULL)) {
			ok = FALSE;
			continue;
		}
		form->bytes = made.bytes;
		memcpy(form->sha256, made.sha256, sizeof form->sha256);
	}
	return ok;
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
	gboolean ok;

	memset(&printing->file, 0, sizeof printing->file);
	g_string_truncate(printing->lines, 0);
	if (!open_worklist(printing, error))
		return FALSE;
	ok = open_devices(printing, file, error) &&
	     worklist_each_placed(printing->worklist, file, print_piece, printing, error);
	if (!close_devices(printing, ok, error))
		return FALSE;
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
