/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with each piece: its card, the front of its envelope, its number as a label; a file of each for each print file. */
#include "app/papering.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "app/numbers.h"
#include "base/workers.h"
#include "post/registered.h"

#define ARENA_BYTES (64 * 1024)

enum card_paper { PAPER_CARD, PAPER_PLICO, PAPER_LABEL, CARD_PAPERS };
static const char *const file_names[CARD_PAPERS] = { "cards", "plichi", "stickers" };

static struct paper *paper_of(const struct papers *papers, guint which)
{
	struct paper *const all[CARD_PAPERS] = { papers->card, papers->plico, papers->label };

	return all[which];
}

static const char *layout_of(const struct papers *papers, guint which)
{
	const struct product *product = papers->setup->product;
	const char *const all[CARD_PAPERS] = { product->card.layout, product->plico, product->label };

	return all[which];
}

/* ---- what they say ---- */

static void fill_lines(struct paper *paper, const char *field, const char *const *lines, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *name = g_strdup_printf("%s_%u", field, i + 1);

		paper_set(paper, name, lines[i]);
	}
}

static guint count_lines(char *const *lines)
{
	guint count = 0;

	while (lines[count] != NULL)
		count++;
	return count;
}

/* Cards come back to the centre, whoever has sent the letter. */
static void fill_senders(const struct papers *papers, struct paper *paper)
{
	const struct centre *centre = papers->centre;
	const struct postal_sender *sender = papers->postal != NULL ? papers->postal->sender : NULL;
	char *const *lines = sender != NULL ? sender->lines : centre->lines;

	paper_set(paper, "mittente", sender != NULL ? sender->name : centre->name);
	fill_lines(paper, "mittente", (const char *const *)lines, count_lines(lines));
	paper_set(paper, "restituire", centre->name);
	fill_lines(paper, "restituire", (const char *const *)centre->lines, count_lines(centre->lines));
}

static void fill_number(const struct papers *papers, struct paper *paper, const char *number)
{
	const struct product *product = papers->setup->product;
	char printed[REGISTERED_PRINT_ROOM], hint[REGISTERED_ROOM];

	if (*number == '\0')
		return;
	registered_print(number, printed);
	paper_set(paper, "numero", number);
	paper_set(paper, "numero_letto", printed);
	paper_set(paper, "lettera", product->number != NULL ? product->number->letter : NULL);
	if (!registered_hint(number, REGISTERED_23_L, hint))
		return;
	registered_print(hint, printed);
	paper_set(paper, "atteso_23l", printed);
}

static void fill_piece(struct paper *paper, guint run, const struct piece *piece)
{
	g_autofree char *reference = g_strdup_printf("R%06u/%u", run, piece->number);
	char weight[WEIGHT_ROOM];

	weight_write(piece->weight_mg, weight);
	paper_set(paper, "riferimento", reference);
	paper_set(paper, "chiave", piece->key);
	paper_set_number(paper, "pezzo", piece->number);
	paper_set_number(paper, "file", piece->file);
	paper_set_number(paper, "posizione", piece->position);
	paper_set_number(paper, "fogli", piece->sheets);
	paper_set_number(paper, "documenti", piece->documents);
	paper_set(paper, "peso", weight);
	paper_set(paper, "scaglione", piece->bracket);
	paper_set(paper, "area", piece->area);
	paper_set(paper, "cap", piece->cap);
}

static void fill(const struct papers *papers, struct paper *paper, guint run, guint pieces, const struct piece *piece,
		 const struct addressee *to)
{
	const char *lines[ADDRESSEE_LINES];
	char scratch[ADDRESSEE_SCRATCH];

	papers_fill_run(papers, paper, run);
	fill_senders(papers, paper);
	fill_number(papers, paper, piece->registered);
	fill_piece(paper, run, piece);
	paper_set(paper, "modulo", card_kind_name(papers->setup->product->card.kind));
	paper_set_number(paper, "pezzi", pieces);
	fill_lines(paper, "destinatario", lines, addressee_lines(to, lines, scratch));
}

/* ---- before there are pieces ---- */

/* A piece as large in every number as one can be. */
static void fill_example(const struct papers *papers, struct paper *paper, const char *key, const struct addressee *to)
{
	const struct product *product = papers->setup->product;
	char number[REGISTERED_ROOM] = "";
	const struct piece piece = {
		.number = 9999999, .file = 9999, .position = 9999, .sheets = 99, .documents = 99, .registered = number, .key = key,
		.weight_mg = G_MAXINT32, .area = "EU", .cap = to->cap,
		.bracket = product->n_brackets > 0 ? product->brackets[product->n_brackets - 1].name : "",
	};

	if (product->number != NULL)
		registered_write(product->number, registered_bodies(product->number->scheme) - 1, number);
	fill(papers, paper, 999999, 9999999, &piece, to);
}

static void see_page(struct device *device, const struct page *page)
{
	(void)device;
	(void)page;
}

gboolean cards_try(const struct papers *papers, GError **error)
{
	static const struct addressee to = {
		.name = "ROSSI MARIO", .name2 = "", .extra = "", .street = "VIA DELL'ESEMPIO", .number = "1", .cap = "00100",
		.city = "ROMA", .province = "RM", .country = "",
	};
	struct device nowhere = { .page = see_page };

	for (guint i = 0; i < CARD_PAPERS; i++) {
		struct paper *paper = paper_of(papers, i);

		if (paper == NULL)
			continue;
		fill_example(papers, paper, "1", &to);
		if (!paper_draw(paper, &nowhere, error))
			return FALSE;
	}
	return TRUE;
}

/* Findings tell which layout they are of, and whose. */
struct of_record {
	struct finding_sink sink;
	struct finding_sink *to;
	const struct record *record;
	const char *layout;
};

static void found(struct finding_sink *sink, const struct finding *finding)
{
	const struct of_record *of = (const struct of_record *)sink;
	g_autofree char *place = g_strdup_printf("%s: %s", of->layout, finding->column);

	finding_report(of->to, finding->code, of->record->number, of->record->row, place, finding->value, finding->done);
}

gboolean papers_check(struct papers *papers, const struct record *record, struct finding_sink *sink)
{
	gboolean fits = TRUE;

	for (guint i = 0; i < CARD_PAPERS; i++) {
		struct of_record of = { { found }, sink, record, layout_of(papers, i) };

		if (paper_of(papers, i) == NULL)
			continue;
		fill_example(papers, paper_of(papers, i), record->key, &record->to);
		fits = paper_fits(paper_of(papers, i), &of.sink) && fits;
	}
	return fits;
}

/* ---- a print file's ---- */

struct carding {
	const struct making *making;
	const struct tally *tally;
	struct bundle *bundle;
	struct arena *arena;	/* in a worker */
	FILE *list;
};

static char *name_of(guint which, guint file)
{
	return g_strdup_printf("%s-%04u.pdf", file_names[which], file + 1);
}

static void start(void *user)
{
	struct carding *carding = user;
	g_autofree char *path = g_build_filename(carding->making->folder, MAKING_PIECES, NULL);

	carding->arena = arena_new(ARENA_BYTES);
	carding->list = fopen(path, "re");
}

static gboolean draw_piece(struct carding *carding, char *line, struct device *const on[CARD_PAPERS], GError **error)
{
	const struct making *making = carding->making;
	g_autoptr(GArray) places = NULL;
	const struct record_place *place;
	struct record *record;
	struct piece piece;

	if (!piece_list_read(line, &piece) || (places = piece_places_read(piece.records)) == NULL || places->len == 0) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "the piece list cannot be read back: it is damaged");
		return FALSE;
	}
	place = &g_array_index(places, struct record_place, 0);
	arena_reset(carding->arena);
	record = making_read_record(making, place->offset, place->length, carding->arena, error);
	for (guint i = 0; record != NULL && i < CARD_PAPERS; i++) {
		struct paper *paper = paper_of(making->setup->papers, i);

		if (on[i] == NULL)
			continue;
		fill(making->setup->papers, paper, making->run, making->totals.pieces, &piece, &record->to);
		if (!paper_draw(paper, on[i], error))
			return FALSE;
	}
	return record != NULL;
}

static gboolean draw_pieces(struct carding *carding, guint file, struct device *const on[CARD_PAPERS], GError **error)
{
	guint count = g_array_index(carding->making->files, struct print_file, file).pieces;
	char *line = NULL;
	size_t room = 0;
	gboolean ok = carding->list != NULL &&
		      fseeko(carding->list, (off_t)g_array_index(carding->tally->files, guint64, file), SEEK_SET) == 0;

	for (guint i = 0; ok && i < count; i++)
		ok = getline(&line, &room, carding->list) > 0 && draw_piece(carding, line, on, error);
	free(line);
	if (!ok && error != NULL && *error == NULL)
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "the piece list cannot be read back: %s", g_strerror(errno));
	return ok;
}

static gboolean open_devices(struct carding *carding, guint file, struct device *on[CARD_PAPERS], GError **error)
{
	const struct papers *papers = carding->making->setup->papers;

	for (guint i = 0; i < CARD_PAPERS; i++) {
		g_autofree char *name = name_of(i, file), *path = g_build_filename(carding->making->folder, name, NULL);

		if (paper_of(papers, i) == NULL)
			continue;
		/* A lost worker may have left a part of the file behind: the folder is ours, so it goes. */
		remove(path);
		on[i] = papers_device(papers, path, error);
		if (on[i] == NULL)
			return FALSE;
	}
	return TRUE;
}

static gboolean do_task(void *user, guint file, GByteArray *reply, GError **error)
{
	struct carding *carding = user;
	struct device *on[CARD_PAPERS] = { NULL };
	struct device_made made[CARD_PAPERS] = { { 0 } };
	gboolean ok = open_devices(carding, file, on, error) && draw_pieces(carding, file, on, error);

	for (guint i = 0; i < CARD_PAPERS; i++)
		if (on[i] != NULL && !device_close(on[i], &made[i], ok ? error : NULL))
			ok = FALSE;
	g_byte_array_append(reply, (const guint8 *)made, sizeof made);
	return ok;
}

static gboolean done(void *user, guint file, const guint8 *reply, gsize length, GError **error)
{
	struct carding *carding = user;
	struct device_made made[CARD_PAPERS];

	if (length != sizeof made) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	memcpy(made, reply, sizeof made);
	for (guint i = 0; i < CARD_PAPERS; i++) {
		g_autofree char *name = name_of(i, file);

		if (paper_of(carding->making->setup->papers, i) != NULL)
			bundle_add_file(carding->bundle, name, made[i].bytes, made[i].sha256);
	}
	making_tell(carding->making, "cards", file + 1, carding->making->files->len);
	return TRUE;
}

gboolean cards_make(const struct making *making, const struct tally *tally, struct bundle *bundle, GError **error)
{
	struct carding carding = { .making = making, .tally = tally, .bundle = bundle };
	const struct work work = {
		.user = &carding, .tasks = making->files->len, .processes = making->options->workers,
		.start = start, .task = do_task, .done = done,
	};
	const struct papers *papers = making->setup->papers;

	return (papers->card == NULL && papers->plico == NULL && papers->label == NULL) || workers_run(&work, error);
}
