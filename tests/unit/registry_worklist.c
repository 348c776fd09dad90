/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/worklist.h"

#include "registry/registry.h"
#include "unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct worklist *fresh(char **path)
{
	/* A name with all that a URI would take for its own. */
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct worklist *worklist;

	*path = g_build_filename(folder, "work list?100%&#1.db", NULL);
	worklist = worklist_open(*path, WORKLIST_CREATE, &error);
	CHECK_NO_ERROR("create", error);
	return worklist;
}

static void close_list(struct worklist *worklist)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("close", worklist_close(worklist, &error));
	CHECK_NO_ERROR("close", error);
}

static void add_record(struct worklist *worklist, guint number, const char *key, const char *household)
{
	const struct work_record record = { .number = number,
					    .row = number + 1,
					    .offset = G_GUINT64_CONSTANT(0x100000000) + number,
					    .length = 200 + number,
					    .key = key,
					    .content = G_MAXUINT64 - number,
					    .household = household,
					    .area = number % 3,
					    .cap = "00100",
					    .street = "via roma 1" };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(key, worklist_add_record(worklist, &record, &error));
	CHECK_NO_ERROR(key, error);
}

static gboolean take_number(void *user, const struct work_record *record, GError **error)
{
	(void)error;
	g_string_append_printf(user, "%u ", record->number);
	return TRUE;
}

static gboolean take_record(void *user, const struct work_record *record, GError **error)
{
	(void)error;
	g_string_append_printf(user, "%u %u %" G_GUINT64_FORMAT " %u '%s' %" G_GINT64_MODIFIER "x '%s' %u %s %s|",
			       record->number, record->row, record->offset, record->length, record->key,
			       record->content, record->household, record->area, record->cap, record->street);
	return TRUE;
}

typedef gboolean (*visit_fn)(struct worklist *worklist, worklist_record_fn each, void *user, GError **error);

static char *numbers(struct worklist *worklist, visit_fn visit)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("visit", visit(worklist, take_number, out, &error));
	CHECK_NO_ERROR("visit", error);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void gives_records_back(void)
{
	static const struct row {
		const char *label;
		guint from, to;
		const char *expected;
	} rows[] = {
		{ "all", 0, G_MAXUINT, "1 2 3 5 " },
		{ "both ends included", 2, 3, "2 3 " },
		{ "one", 5, 5, "5 " },
		{ "none", 4, 4, "" },
	};
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autoptr(GString) third = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = 5; i >= 1; i--) {
		if (i != 4)
			add_record(worklist, i, "", "h");
	}
	CHECK_TRUE("third", worklist_each_record(worklist, 3, 3, take_record, third, &error));
	CHECK_STR("third", third->str, "3 4 4294967299 203 '' fffffffffffffffc 'h' 0 00100 via roma 1|");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		CHECK_TRUE(rows[i].label, worklist_each_record(worklist, rows[i].from, rows[i].to, take_number, out, &error));
		CHECK_STR(rows[i].label, out->str, rows[i].expected);
	}
	close_list(worklist);
}

static void refuses_what_cannot_be(void)
{
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	const struct work_record again = { .number = 1, .key = "", .household = "", .cap = "", .street = "" };
	g_autoptr(GError) error = NULL;
	struct stat about;

	add_record(worklist, 1, "", "h");
	CHECK_INT("mode", stat(path, &about) == 0 ? about.st_mode & 0777 : 0, 0600);
	CHECK_TRUE("same number", !worklist_add_record(worklist, &again, &error));
	CHECK_ERROR("same number", error, "UNIQUE");
	CHECK_ERROR("same number", error, "worklist '");
	g_clear_error(&error);
	CHECK_TRUE("there already", worklist_open(path, WORKLIST_CREATE, &error) == NULL);
	CHECK_ERROR("there already", error, "is there already");
	g_clear_error(&error);
	CHECK_TRUE("missing", worklist_open("/nowhere/at/all.db", WORKLIST_READ, &error) == NULL);
	CHECK_ERROR("missing", error, "/nowhere/at/all.db");
	g_clear_error(&error);
	CHECK_TRUE("no folder", worklist_open("/nowhere/at/all.db", WORKLIST_CREATE, &error) == NULL);
	CHECK_ERROR("no folder", error, "No such file or directory");
	CHECK_INT("no folder", error->code, REGISTRY_ERROR_OPEN);
	close_list(worklist);
}

static void brings_households_together(void)
{
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autofree char *households = NULL, *repeated = NULL;

	/* Bytes, not letters: upper case before lower, accents last. */
	add_record(worklist, 1, "B", "rossi");
	add_record(worklist, 2, "", "Verdi");
	add_record(worklist, 3, "a", "rossi");
	add_record(worklist, 4, "", "\xc3\x88vola");
	add_record(worklist, 5, "B", "neri");
	add_record(worklist, 6, "b", "rossi ");
	add_record(worklist, 7, "a", "rossi");
	households = numbers(worklist, worklist_each_household);
	CHECK_STR("households", households, "2 5 1 3 7 6 4 ");
	repeated = numbers(worklist, worklist_each_repeated);
	CHECK_STR("repeated", repeated, "1 5 3 7 ");
	close_list(worklist);
}

/* ---- pieces ---- */

static gboolean take_piece(void *user, const struct work_piece *piece, GError **error)
{
	(void)error;
	g_string_append_printf(user, "%u ", piece->id);
	return TRUE;
}

static gboolean take_whole_piece(void *user, const struct work_piece *piece, GError **error)
{
	(void)error;
	g_string_append_printf(user,
			       "%u %u: %u %u %s %u %u %u %d %u %d; %u %u %u %u %" G_GUINT64_FORMAT
			       " %" G_GUINT64_FORMAT "|",
			       piece->number, piece->id, piece->stream, piece->area, piece->cap, piece->records,
			       piece->pages, piece->sheets, piece->weight_mg, piece->insert_mask, piece->seed,
			       piece->file, piece->position, piece->first_page, piece->box, piece->run_sheet,
			       piece->run_piece);
	for (guint i = 0; i < piece->records; i++)
		g_string_append_printf(user, " %u+%u", (guint)piece->places[i].offset, (guint)piece->places[i].length);
	return TRUE;
}

static void sorts_by_every_key_in_turn(void)
{
	/* In print order; added from the last to the first. */
	static const struct work_piece pieces[] = {
		{ .id = 12, .stream = 0, .product = 0, .area = 0, .cap = "00010", .street = "VIA A", .first_record = 4 },
		{ .id = 11, .stream = 0, .product = 0, .area = 0, .cap = "00010", .street = "VIA A", .first_record = 5 },
		{ .id = 10, .stream = 0, .product = 0, .area = 0, .cap = "00010", .street = "VIA Z", .first_record = 3 },
		{ .id = 9, .stream = 0, .product = 0, .area = 0, .cap = "00010", .street = "VIA a", .first_record = 2 },
		{ .id = 8, .stream = 0, .product = 0, .area = 0, .cap = "00010", .street = "VIA \xc3\x80", .first_record = 1 },
		{ .id = 7, .stream = 0, .product = 0, .area = 0, .cap = "20100", .street = "", .first_record = 1 },
		{ .id = 6, .stream = 0, .product = 0, .area = 1, .cap = "", .street = "", .first_record = 1 },
		{ .id = 5, .stream = 0, .product = 0, .area = 10, .cap = "", .street = "", .first_record = 1 },
		{ .id = 4, .stream = 0, .product = 1, .area = 0, .cap = "", .street = "", .first_record = 1 },
		{ .id = 3, .stream = 1, .product = 0, .area = 0, .cap = "", .street = "", .first_record = 1 },
	};
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = G_N_ELEMENTS(pieces); i > 0; i--)
		CHECK_TRUE("add", worklist_add_piece(worklist, &pieces[i - 1], &error));
	CHECK_TRUE("visit", worklist_each_sorted(worklist, take_piece, out, &error));
	CHECK_NO_ERROR("visit", error);
	CHECK_STR("order", out->str, "12 11 10 9 8 7 6 5 4 3 ");
	close_list(worklist);
}

struct placing {
	struct worklist *worklist;
	guint number;
};

/* Two pieces a file. */
static gboolean place(void *user, const struct work_piece *piece, GError **error)
{
	struct placing *placing = user;
	struct work_piece placed = *piece;

	placed.number = ++placing->number;
	placed.file = (placed.number + 1) / 2;
	placed.position = 2 - placed.number % 2;
	placed.first_page = placed.position * 2 - 1;
	placed.box = 3;
	placed.run_sheet = G_GUINT64_CONSTANT(5000000000) + placed.number;
	placed.run_piece = placed.number;
	return worklist_place_piece(placing->worklist, &placed, error);
}

/* Records 1 to 5 in pieces 1 (records 1 and 4), 2 (2), 3 (3 and 5), sorted 3, 1, 2. */
static void make_placed(struct worklist *worklist)
{
	static const struct work_place places[3][2] = { { { 1, 11 }, { 4, 14 } }, { { 2, 12 } }, { { 3, 13 }, { 5, 15 } } };
	static const char *const caps[] = { "20100", "30100", "10100" };
	struct placing placing = { .worklist = worklist };
	g_autoptr(GError) error = NULL;

	for (guint i = 1; i <= 5; i++)
		add_record(worklist, i, "", "h");
	for (guint i = 0; i < 3; i++) {
		const struct work_piece piece = { .id = i + 1,	    .stream = 0,	 .product = 1,
						  .area = 2,	    .cap = caps[i],	 .street = "VIA",
						  .first_record = i + 1, .records = i == 1 ? 1 : 2, .places = places[i], .pages = 4,
						  .sheets = 2,	    .weight_mg = 15000,	 .insert_mask = 5,
						  .seed = i == 2 };

		CHECK_TRUE("add", worklist_add_piece(worklist, &piece, &error));
	}
	CHECK_TRUE("place", worklist_each_sorted(worklist, place, &placing, &error));
	CHECK_NO_ERROR("place", error);
}

static void gives_placed_pieces_by_file(void)
{
	static const struct row {
		const char *label;
		guint file;
		const char *expected;
	} rows[] = {
		{ "all", 0, "3 1 2 " },
		{ "first file", 1, "3 1 " },
		{ "second file", 2, "2 " },
		{ "no such file", 3, "" },
	};
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autoptr(GString) whole = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	make_placed(worklist);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		CHECK_TRUE(rows[i].label, worklist_each_placed(worklist, rows[i].file, take_piece, out, &error));
		CHECK_STR(rows[i].label, out->str, rows[i].expected);
	}
	CHECK_TRUE("whole", worklist_each_placed(worklist, 1, take_whole_piece, whole, &error));
	CHECK_STR("whole", whole->str,
		  "1 3: 0 2 10100 2 4 2 15000 5 1; 1 1 1 3 5000000001 1| 3+13 5+15"
		  "2 1: 0 2 20100 2 4 2 15000 5 0; 1 2 3 3 5000000002 2| 1+11 4+14");
	close_list(worklist);
}

static gboolean stop_at_two(void *user, const struct work_record *record, GError **error)
{
	guint *seen = user;

	(*seen)++;
	if (record->number < 2)
		return TRUE;
	g_set_error(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE, "enough");
	return FALSE;
}

static void stops_when_told(void)
{
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autofree char *after = NULL;
	g_autoptr(GError) error = NULL;
	guint seen = 0;

	for (guint i = 1; i <= 5; i++)
		add_record(worklist, i, "", "h");
	CHECK_TRUE("stopped", !worklist_each_household(worklist, stop_at_two, &seen, &error));
	CHECK_ERROR("stopped", error, "enough");
	CHECK_INT("stopped", seen, 2);
	after = numbers(worklist, worklist_each_household);
	CHECK_STR("from the start again", after, "1 2 3 4 5 ");
	close_list(worklist);
}

/* ---- other processes ---- */

/* In a forked process: what the list holds, or why not. */
static void tell_list(const char *path, int out)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	struct worklist *worklist = worklist_open(path, WORKLIST_READ, &error);

	if (worklist == NULL || !worklist_each_placed(worklist, 0, take_piece, text, &error) ||
	    !worklist_each_household(worklist, take_number, text, &error) || !worklist_close(worklist, &error))
		g_string_append(text, error->message);
	if (write(out, text->str, text->len) != (gssize)text->len)
		_exit(1);
	_exit(0);
}

static char *read_all(int fd)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char chunk[256];
	gssize got;

	while ((got = read(fd, chunk, sizeof chunk)) > 0)
		g_string_append_len(text, chunk, got);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void shows_all_to_forked_workers(void)
{
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autoptr(GError) error = NULL;
	g_autofree char *after = NULL;
	int ends[2][2], status;

	make_placed(worklist);
	CHECK_TRUE("flush", worklist_flush(worklist, &error));
	for (guint i = 0; i < 2; i++) {
		CHECK_INT("pipe", pipe(ends[i]), 0);
		if (fork() == 0)
			tell_list(path, ends[i][1]);
		close(ends[i][1]);
	}
	for (guint i = 0; i < 2; i++) {
		g_autofree char *told = read_all(ends[i][0]);

		CHECK_STR("worker", told, "3 1 2 1 2 3 4 5 ");
		close(ends[i][0]);
		CHECK_TRUE("ended", wait(&status) > 0);
		CHECK_INT("ended", status, 0);
	}
	add_record(worklist, 6, "", "h");
	after = numbers(worklist, worklist_each_household);
	CHECK_STR("the maker goes on", after, "1 2 3 4 5 6 ");
	close_list(worklist);
}

static void readers_change_nothing(void)
{
	const struct work_record record = { .number = 9, .key = "", .household = "", .cap = "", .street = "" };
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	g_autoptr(GError) error = NULL;

	close_list(worklist);
	worklist = worklist_open(path, WORKLIST_READ, &error);
	CHECK_NO_ERROR("read", error);
	CHECK_TRUE("add", !worklist_add_record(worklist, &record, &error));
	CHECK_ERROR("add", error, "readonly");
	worklist_close(worklist, NULL);
}

/* ---- many ---- */

#define MANY 300000

struct order {
	char last[16];
	guint seen, wrong;
	char *folder;
	gboolean beside;
};

/* Whether this process holds a temporary file of SQLite's in the folder; it has no name any more. */
static gboolean sorts_in(const char *folder)
{
	GDir *dir = g_dir_open("/proc/self/fd", 0, NULL);
	const char *name;
	gboolean found = FALSE;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename("/proc/self/fd", name, NULL);
		g_autofree char *target = g_file_read_link(path, NULL);

		found = found || (target != NULL && strstr(target, "etilqs_") != NULL && g_str_has_prefix(target, folder));
	}
	g_dir_close(dir);
	return found;
}

static gboolean check_order(void *user, const struct work_record *record, GError **error)
{
	struct order *order = user;

	(void)error;
	if (order->seen == 0)
		order->beside = sorts_in(order->folder);
	if (strcmp(order->last, record->household) > 0)
		order->wrong++;
	g_strlcpy(order->last, record->household, sizeof order->last);
	order->seen++;
	return TRUE;
}

static gint64 peak_kib(void)
{
	g_autofree char *status = NULL;
	const char *line;

	if (!g_file_get_contents("/proc/self/status", &status, NULL, NULL))
		return 0;
	line = strstr(status, "VmHWM:");
	return line == NULL ? 0 : g_ascii_strtoll(line + 6, NULL, 10);
}

/* Sorting takes files beside the list, not memory and not a folder that others share. */
static void sorts_many_outside_memory(void)
{
	g_autofree char *path = NULL;
	struct worklist *worklist = fresh(&path);
	struct order order = { .last = "" };
	g_autoptr(GError) error = NULL;
	gint64 before;
	guint failed = 0;

	order.folder = g_path_get_dirname(path);
	before = peak_kib();
	for (guint i = 1; i <= MANY; i++) {
		char household[16];
		struct work_record record = { .number = i, .key = "a key of the client's own", .household = household };

		g_snprintf(household, sizeof household, "%08x", i * 2654435761u);
		failed += !worklist_add_record(worklist, &record, &error);
	}
	CHECK_INT("added", failed, 0);
	CHECK_TRUE("visit", worklist_each_household(worklist, check_order, &order, &error));
	CHECK_INT("seen", order.seen, MANY);
	CHECK_INT("in order", order.wrong, 0);
	CHECK_TRUE("in files beside the list", order.beside);
#ifndef __SANITIZE_ADDRESS__
	CHECK_TRUE("less than 64 MiB", peak_kib() - before < 64 * 1024);
#endif
	(void)before;
	g_free(order.folder);
	close_list(worklist);
}

CHECK_MAIN({ "gives records back", gives_records_back }, { "refuses what cannot be", refuses_what_cannot_be },
	   { "brings households together", brings_households_together },
	   { "sorts by every key in turn", sorts_by_every_key_in_turn },
	   { "gives placed pieces by file", gives_placed_pieces_by_file }, { "stops when told", stops_when_told },
	   { "shows all to forked workers", shows_all_to_forked_workers },
	   { "readers change nothing", readers_change_nothing },
	   { "sorts many outside memory", sorts_many_outside_memory })
