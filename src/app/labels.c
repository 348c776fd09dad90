/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with the run as a whole: labels of its boxes and pallets, the sheets before and behind it. */
#include "app/papering.h"

#include <string.h>

#include "app/inside.h"
#include "post/address.h"

#define HASH_SHOWN 16

struct labelling {
	const struct making *making;
	const struct papers *papers;
	const struct tally *tally;
};

static const struct tally_box *box_at(const struct tally *tally, guint index)
{
	return &g_array_index(tally->boxes, struct tally_box, index);
}

/* What stands on a label, large. */
static const char *area_label(guint area)
{
	switch ((enum post_area)area) {
	case AREA_AM: case AREA_CP: case AREA_EU:
		break;
	case AREA_ABROAD:
		return "EST";
	case AREA_NONE:
		return "NO";
	}
	return post_area_name(area);
}

/* ---- boxes ---- */

static void fill_stretch(const struct labelling *labelling, struct paper *paper, const struct tally_box *stretch)
{
	char weight[WEIGHT_ROOM];

	weight_write(stretch->weight_mg, weight);
	papers_fill_run(labelling->papers, paper, labelling->making->run);
	paper_set(paper, "area", area_label(stretch->area));
	paper_set(paper, "cap_da", stretch->cap_from);
	paper_set(paper, "cap_a", stretch->cap_to);
	paper_set_number(paper, "pezzi", stretch->pieces);
	paper_set_number(paper, "primo", stretch->first);
	paper_set_number(paper, "ultimo", stretch->last);
	paper_set(paper, "peso", weight);
	paper_set_number(paper, "pallet", stretch->pallet);
	paper_set_number(paper, "pallet_totali", labelling->tally->pallets);
}

static gboolean draw_boxes(const struct labelling *labelling, struct device *device, GError **error)
{
	struct paper *paper = labelling->papers->box;

	for (guint i = 0; i < labelling->tally->boxes->len; i++) {
		const struct tally_box *box = box_at(labelling->tally, i);
		char code[CENTRE_CODE_ROOM];

		centre_box_code(labelling->making->run, box->number, code);
		fill_stretch(labelling, paper, box);
		paper_set_number(paper, "scatola", box->number);
		paper_set_number(paper, "scatole", labelling->tally->boxes->len);
		paper_set(paper, "codice", code);
		if (!paper_draw(paper, device, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- pallets ---- */

static void join(struct tally_box *pallet, const struct tally_box *box)
{
	pallet->last = box->last;
	pallet->pieces += box->pieces;
	pallet->weight_mg += box->weight_mg;
	if (box->cap_from[0] != '\0' && (pallet->cap_from[0] == '\0' || strcmp(box->cap_from, pallet->cap_from) < 0))
		g_strlcpy(pallet->cap_from, box->cap_from, sizeof pallet->cap_from);
	if (strcmp(box->cap_to, pallet->cap_to) > 0)
		g_strlcpy(pallet->cap_to, box->cap_to, sizeof pallet->cap_to);
}

/* The pallet whose boxes begin at index; where the next one's begin. */
static guint draw_pallet(const struct labelling *labelling, guint index, struct device *device, GError **error)
{
	struct paper *paper = labelling->papers->pallet;
	struct tally_box pallet = *box_at(labelling->tally, index);
	char code[CENTRE_CODE_ROOM];
	guint end = index + 1;

	while (end < labelling->tally->boxes->len && box_at(labelling->tally, end)->pallet == pallet.pallet)
		join(&pallet, box_at(labelling->tally, end++));
	centre_pallet_code(labelling->making->run, pallet.pallet, code);
	fill_stretch(labelling, paper, &pallet);
	paper_set_number(paper, "scatole", end - index);
	paper_set_number(paper, "prima_scatola", pallet.number);
	paper_set_number(paper, "ultima_scatola", box_at(labelling->tally, end - 1)->number);
	paper_set(paper, "codice", code);
	return paper_draw(paper, device, error) ? end : 0;
}

static gboolean draw_pallets(const struct labelling *labelling, struct device *device, GError **error)
{
	guint index = 0;

	do {
		index = draw_pallet(labelling, index, device, error);
	} while (index > 0 && index < labelling->tally->boxes->len);
	return index > 0;
}

/* ---- the first and the last sheet ---- */

static void fill_totals(const struct labelling *labelling, struct paper *paper)
{
	const struct run_totals *totals = &labelling->making->totals;
	char weight[WEIGHT_ROOM];

	weight_write(totals->weight_mg, weight);
	papers_fill_run(labelling->papers, paper, labelling->making->run);
	paper_set_number(paper, "documenti", totals->documents);
	paper_set_number(paper, "pezzi", totals->pieces);
	paper_set_number(paper, "a_mano", totals->by_hand);
	paper_set_number(paper, "fogli", totals->sheets);
	paper_set_number(paper, "pagine", totals->pages);
	paper_set_number(paper, "scatole", totals->boxes);
	paper_set_number(paper, "pallet", labelling->tally->pallets);
	paper_set(paper, "peso", weight);
	paper_set(paper, "ultimo", labelling->tally->last);
}

static void fill_production(const struct labelling *labelling, struct paper *paper)
{
	const struct setup *setup = labelling->making->setup;
	g_autofree char *inserts = g_strjoinv(", ", setup->job->inserts);

	paper_set(paper, "commessa", setup->job->name);
	paper_set(paper, "busta", setup->envelope->name);
	paper_set(paper, "imbustatrice", setup->inserter->name);
	paper_set(paper, "carta_prima", setup->stock_first->name);
	paper_set(paper, "carta", setup->stock->name);
	paper_set_number(paper, "fronte_retro", setup->job->duplex);
	paper_set(paper, "allegati", inserts);
	paper_set(paper, "cartoline", labelling->papers->card != NULL ? setup->product->card.layout : NULL);
	paper_set(paper, "plichi", setup->product->plico);
	paper_set(paper, "etichette", setup->product->label);
}

/* Of the forms of a file, the first that the job wants. */
static const char *hash_of_file(const struct print_file *file)
{
	guint format = 0;

	while (format + 1 < JOB_FORMATS && file->forms[format].name[0] == '\0')
		format++;
	return file->forms[format].sha256;
}

static void fill_files(const struct labelling *labelling, struct paper *paper)
{
	for (guint i = 0; i < labelling->making->files->len; i++) {
		const struct print_file *file = &g_array_index(labelling->making->files, struct print_file, i);
		g_autofree char *name = g_strdup_printf("%04u", i + 1), *hash = g_strndup(hash_of_file(file), HASH_SHOWN);

		paper_row(paper, "file");
		paper_cell(paper, "nome", name);
		paper_cell_number(paper, "mano", g_str_equal(file->stream, "hand"));
		paper_cell_number(paper, "primo", file->first_piece);
		paper_cell_number(paper, "ultimo", file->first_piece + file->pieces - 1);
		paper_cell_number(paper, "pezzi", file->pieces);
		paper_cell_number(paper, "fogli", file->sheets);
		paper_cell_number(paper, "pagine", file->pages);
		paper_cell(paper, "impronta", hash);
	}
}

static void fill_brackets(const struct labelling *labelling, struct paper *paper)
{
	const struct tally *tally = labelling->tally;
	const struct product *product = labelling->making->setup->product;

	for (guint i = 0; i < TALLY_AREAS * tally->n_brackets; i++) {
		const struct tally_bracket *bracket = &tally->brackets[i];
		guint which = i % tally->n_brackets;

		if (bracket->pieces == 0)
			continue;
		paper_row(paper, "scaglioni");
		paper_cell(paper, "area", area_label(i / tally->n_brackets));
		paper_cell(paper, "scaglione", which < product->n_brackets ? product->brackets[which].name : "oltre");
		paper_cell_number(paper, "pezzi", bracket->pieces);
		paper_cell_number(paper, "grammi", (bracket->weight_mg + 500) / 1000);
	}
}

static gboolean draw_cover(const struct labelling *labelling, struct device *device, GError **error)
{
	struct paper *paper = labelling->papers->cover;

	fill_totals(labelling, paper);
	fill_production(labelling, paper);
	fill_files(labelling, paper);
	fill_brackets(labelling, paper);
	return paper_draw(paper, device, error);
}

static gboolean draw_end(const struct labelling *labelling, struct device *device, GError **error)
{
	fill_totals(labelling, labelling->papers->end);
	fill_production(labelling, labelling->papers->end);
	return paper_draw(labelling->papers->end, device, error);
}

/* ---- files ---- */

static gboolean make(const struct labelling *labelling, const char *name,
		     gboolean (*draw)(const struct labelling *labelling, struct device *device, GError **error),
		     struct bundle *bundle, GError **error)
{
	g_autofree char *path = bundle_path(bundle, name);
	struct device *device = papers_device(labelling->papers, path, error);
	struct device_made made;
	gboolean ok;

	if (device == NULL)
		return FALSE;
	ok = draw(labelling, device, error);
	if (!device_close(device, &made, ok ? error : NULL) || !ok)
		return FALSE;
	bundle_add_file(bundle, name, made.bytes, made.sha256);
	return TRUE;
}

gboolean labels_make(const struct making *making, const struct tally *tally, struct bundle *bundle, GError **error)
{
	const struct labelling labelling = { making, making->setup->papers, tally };

	return make(&labelling, "labels.pdf", draw_boxes, bundle, error) &&
	       make(&labelling, "pallets.pdf", draw_pallets, bundle, error) &&
	       make(&labelling, "cover.pdf", draw_cover, bundle, error) && make(&labelling, "end.pdf", draw_end, bundle, error);
}
