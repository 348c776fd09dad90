/* SPDX-License-Identifier: Apache-2.0 */
#include "app/papering.h"

#include <string.h>

#include "app/centre.h"
#include "app/inside.h"

#define COMPRESSION 6
#define MG_PER_KG 1000000

void weight_write(gint64 weight_mg, char out[WEIGHT_ROOM])
{
	/* Two decimals: hundredths of a gram, or of a kilogram. */
	gboolean heavy = weight_mg >= MG_PER_KG;
	gint64 hundredth = heavy ? MG_PER_KG / 100 : 10;
	char number[NUMBER_ROOM];

	number_write_cents(number, (weight_mg + hundredth / 2) / hundredth, NUMBER_ITALIAN);
	g_snprintf(out, WEIGHT_ROOM, "%s %s", number, heavy ? "kg" : "g");
}

void papers_fill_run(const struct papers *papers, struct paper *paper, guint run)
{
	const struct setup *setup = papers->setup;
	g_autofree char *name = g_strdup_printf("R%06u", run);

	paper_set(paper, "centro", papers->centre->name);
	paper_set(paper, "cliente", setup->job->client);
	paper_set(paper, "titolo", setup->job->title);
	paper_set(paper, "lavorazione", name);
	paper_set(paper, "modello", setup->layout_label);
	paper_set(paper, "prodotto", setup->product->title);
	paper_set(paper, "omologazione", setup->product->homologation != NULL ? setup->product->homologation->text : NULL);
}

struct device *papers_device(const struct papers *papers, const char *path, GError **error)
{
	const struct pdf_options options = {
		.title = papers->setup->job->title, .compression = COMPRESSION, .kind = PDF_PRINT,
	};

	return pdf_open(path, &options, error);
}

/* Opens the layout of a name, if there is one. */
static gboolean open_one(const struct papers *papers, const char *name, struct paper **paper, GError **error)
{
	if (name != NULL)
		*paper = paper_open_in(papers->setup->typesetter, name, error);
	return name == NULL || *paper != NULL;
}

struct papers *papers_open(const struct setup *setup, GError **error)
{
	g_autoptr(papers_t) papers = g_new0(struct papers, 1);

	papers->setup = setup;
	papers->postal = setup->postal;
	papers->centre = centre_open(error);
	if (papers->centre == NULL ||
	    !open_one(papers, setup->product->card.layout, &papers->card, error) ||
	    !open_one(papers, setup->product->plico, &papers->plico, error) ||
	    !open_one(papers, setup->product->label, &papers->label, error) ||
	    !open_one(papers, "etichetta-scatola", &papers->box, error) ||
	    !open_one(papers, "etichetta-pallet", &papers->pallet, error) ||
	    !open_one(papers, "copertina", &papers->cover, error) || !open_one(papers, "chiusura", &papers->end, error) ||
	    !cards_try(papers, error))
		return NULL;
	return g_steal_pointer(&papers);
}

void papers_close(struct papers *papers)
{
	if (papers == NULL)
		return;
	g_clear_pointer(&papers->centre, centre_free);
	paper_close(papers->card);
	paper_close(papers->plico);
	paper_close(papers->label);
	paper_close(papers->box);
	paper_close(papers->pallet);
	paper_close(papers->cover);
	paper_close(papers->end);
	g_free(papers);
}

char *papers_names(const struct papers *papers)
{
	return g_strconcat(papers->card != NULL ? "cards-0001," : "", papers->plico != NULL ? "plichi-0001," : "",
			   papers->label != NULL ? "stickers-0001," : "", "labels,pallets,cover,end", NULL);
}

gboolean papers_make(const struct making *making, struct bundle *bundle, GError **error)
{
	struct tally tally;
	gboolean ok = tally_take(&tally, making, making->setup->papers->centre, error) &&
		      cards_make(making, &tally, bundle, error) && labels_make(making, &tally, bundle, error);

	tally_clear(&tally);
	return ok;
}
