/* SPDX-License-Identifier: Apache-2.0 */
/*
 * registry [RECORDS]: a run's bookkeeping, seconds of CPU (all in one thread): the pieces and events of a committed
 * run of 100,000 ("registry_add_100k N s"), all of them put on a posting list ("registry_post_100k N s"), and the stages of a worklist ("worklist_add N s", ...) of a million
 * records or as many as told, with the peak memory ("worklist_rss N MiB").
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "registry/inside.h"
#include "registry/piece.h"
#include "registry/posting.h"
#include "registry/run.h"
#include "registry/worklist.h"

#define NOW "2026-03-31T08:15:00Z"
#define PIECES 100000

static clock_t last;

static void must(gboolean done, GError *error)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", error->message);
	exit(1);
}

static void lap(const char *name)
{
	clock_t now = clock();

	if (name != NULL)
		printf("%s %.3f s\n", name, (double)(now - last) / CLOCKS_PER_SEC);
	last = clock();
}

static void price(void *user, const struct posting_group *group)
{
	*(struct posting_group *)user = *group;
	((struct posting_group *)user)->product = g_strdup(group->product);
	((struct posting_group *)user)->area = g_strdup(group->area);
	((struct posting_group *)user)->bracket = g_strdup(group->bracket);
}

static void post_pieces(struct registry *registry, guint run)
{
	struct posting_row row = { .number = 1, .run = run, .date = "2026-04-01", .at = NOW, .who = "dario", .why = "", .sha256 = "h" };
	struct posting_group group;
	GError *error = NULL;

	must(database_exec(&registry->db,
			   "UPDATE run SET state = 'printing'; UPDATE piece SET state = 'inserted';"
			   "INSERT INTO event SELECT run, number, n.value, 'inserted', 'x', 'anna', '', '' FROM piece,"
			   " (SELECT 2 AS value UNION SELECT 3 UNION SELECT 4) AS n ORDER BY run, number, n.value", &error), error);
	lap(NULL);
	must(posting_collect(registry, run, &row.pieces, &error), error);
	must(posting_groups(registry, price, &group, &error), error);
	must(posting_price(registry, &group, 610, &error), error);
	row.postage = (gint64)row.pieces * 610;
	must(posting_commit(registry, &row, &error), error);
	lap("registry_post_100k");
}

static void add_pieces(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
	struct run_row row = { .client = "ordine", .job = "avvisi",	  .title = "Avvisi", .layout = "avviso@3",
			       .layout_hash = "l", .data_hash = "d", .ticket_hash = "t" };
	struct piece piece = { .file = 1, .pages = 2, .sheets = 1, .channel = "post", .product = "raccomandata-ar",
			       .area = "AM", .cap = "20121", .box = 3, .registered = "", .control = "R000001P0000001S1/1",
			       .name = "ROSSI MARIO", .documents = 1, .key = "A-12345", .weight_mg = 15400,
			       .bracket = "20 g", .grade = "exact", .billable = TRUE, .stream = "machine" };
	GError *error = NULL;
	struct registry *registry = registry_open(path, &error);

	must(registry != NULL, error);
	must(registry_run_begin(registry, &row, NOW, &row.number, &error), error);
	lap(NULL);
	must(registry_begin(registry, &error), error);
	for (guint i = 1; i <= PIECES; i++) {
		piece.number = piece.record = piece.position = i;
		piece.first_page = 2 * i - 1;
		must(registry_piece_add(registry, row.number, &piece, &error), error);
	}
	must(registry_run_commit(registry, &row, NOW, &error), error);
	must(registry_commit(registry, &error), error);
	lap("registry_add_100k");
	post_pieces(registry, row.number);
	registry_close(registry);
}

struct placing {
	struct worklist *worklist;
	guint number;
};

static gboolean add_piece(void *user, const struct work_record *record, GError **error)
{
	struct placing *placing = user;
	char cap[8], street[32];
	const struct work_place packed = { record->offset, record->length };
	const struct work_piece piece = { .id = ++placing->number, .area = record->number % 3, .cap = cap,
					  .street = street, .first_record = record->number, .records = 1, .places = &packed, .pages = 2,
					  .sheets = 1, .weight_mg = 15400 };

	g_snprintf(cap, sizeof cap, "%05u", record->number * 40503u % 99999);
	g_snprintf(street, sizeof street, "VIA GARIBALDI %u", record->number * 2654435761u % 1000);
	return worklist_add_piece(placing->worklist, &piece, error);
}

static gboolean place(void *user, const struct work_piece *piece, GError **error)
{
	struct placing *placing = user;
	struct work_piece placed = *piece;

	placed.number = ++placing->number;
	placed.file = 1 + placed.number / 2000;
	placed.position = 1 + placed.number % 2000;
	return worklist_place_piece(placing->worklist, &placed, error);
}

static gboolean see_record(void *user, const struct work_record *record, GError **error)
{
	(void)record, (void)error;
	++*(guint *)user;
	return TRUE;
}

static gboolean see_sorted(void *user, const struct work_piece *piece, GError **error)
{
	(void)piece, (void)error;
	++*(guint *)user;
	return TRUE;
}

static gboolean see_places(void *user, const struct work_piece *piece, GError **error)
{
	(void)error;
	*(guint64 *)user += piece->places[0].offset;
	return TRUE;
}

static void make_worklist(const char *folder, guint records)
{
	g_autofree char *path = g_build_filename(folder, "worklist.db", NULL);
	GError *error = NULL;
	struct worklist *worklist = worklist_open(path, WORKLIST_CREATE, &error);
	struct placing placing = { .worklist = worklist };
	guint64 offsets = 0;
	guint repeated = 0, sorted = 0;

	must(worklist != NULL, error);
	lap(NULL);
	for (guint i = 1; i <= records; i++) {
		char key[16], household[48];
		struct work_record record = { .number = i, .row = i + 1, .offset = i * 180ull, .length = 180, .key = key, .cap = "00100", .street = "via roma 1",
					      .content = i * 0x9e3779b97f4a7c15ull, .household = household };

		g_snprintf(key, sizeof key, "K%08u", i);
		g_snprintf(household, sizeof household, "ROSSI MARIO|VIA ROMA %08x|20121", i * 2654435761u);
		must(worklist_add_record(worklist, &record, &error), error);
	}
	lap("worklist_add");
	must(worklist_each_repeated(worklist, see_record, &repeated, &error), error);
	lap("worklist_repeated");
	must(worklist_each_household(worklist, add_piece, &placing, &error), error);
	lap("worklist_households_and_pieces");
	must(worklist_each_sorted(worklist, see_sorted, &sorted, &error), error);
	lap("worklist_sort");
	placing.number = 0;
	must(worklist_each_sorted(worklist, place, &placing, &error), error);
	lap("worklist_sort_again_and_place");
	must(worklist_close(worklist, &error), error);
	worklist = worklist_open(path, WORKLIST_READ, &error);
	must(worklist != NULL, error);
	for (guint file = 1; file <= 1 + records / 2000; file++)
		must(worklist_each_placed(worklist, file, see_places, &offsets, &error), error);
	lap("worklist_read_by_file");
	must(worklist_close(worklist, &error), error);
}

int main(int argc, char **argv)
{
	guint records = argc > 1 ? (guint)atoi(argv[1]) : 1000000;
	g_autofree char *folder = g_dir_make_tmp("piego-bench-XXXXXX", NULL);
	struct rusage usage;

	if (folder == NULL)
		return 1;
	add_pieces(folder);
	make_worklist(folder, records);
	getrusage(RUSAGE_SELF, &usage);
	printf("worklist_rss %.0f MiB\n", (double)usage.ru_maxrss / 1024);
	file_tree_remove(folder, NULL);
	return 0;
}
