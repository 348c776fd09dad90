/* SPDX-License-Identifier: Apache-2.0 */
/* What of a posting list is paper: the distinta in two copies, and the register of numbered pieces. */
#include "app/listing.h"

#include "app/paper.h"
#include "base/date.h"
#include "post/registered.h"

#define COMPRESSION 6
/* Rows of one document: what composes at once stays small. */
#define PART_ROWS 1000
/* A column takes as many of the widest letters. */
#define WORD_MOST 15

static gint64 grams(gint64 weight_mg)
{
	return (weight_mg + 500) / 1000;
}

/* The text with blanks in words that no column would take: a name never stops a list. */
static char *broken(const char *text)
{
	GString *out = g_string_new(NULL);
	guint run = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		run = character == ' ' ? 0 : run + 1;
		if (run > WORD_MOST) {
			g_string_append_c(out, ' ');
			run = 1;
		}
		g_string_append_unichar(out, character);
	}
	return g_string_free(out, FALSE);
}

/* ---- files ---- */

static struct device *open_pdf(const struct listing *listing, const char *name, const char *title, GError **error)
{
	g_autofree char *path = posting_path(listing->posting, name);
	g_autofree char *whole = g_strdup_printf("%s D%06u", title, listing->made->list);
	const struct pdf_options options = { .title = whole, .compression = COMPRESSION, .kind = PDF_ARCHIVE, .upright = TRUE };

	return pdf_open(path, &options, error);
}

/* Ends the file and adds it to the list; without done it goes with the list. */
static gboolean close_pdf(const struct listing *listing, struct device *device, const char *name, gboolean done, GError **error)
{
	struct device_made made;

	if (!device_close(device, &made, done ? error : NULL))
		return FALSE;
	if (done)
		posting_add_file(listing->posting, name, made.bytes, made.sha256);
	return done;
}

static void set_order(struct paper *paper, const struct listing *listing)
{
	const struct ticket *ticket = kept_ticket(listing->kept);
	g_autofree char *list = g_strdup_printf("D%06u", listing->made->list);
	g_autofree char *run = g_strdup_printf("R%06u", listing->wish->run);

	paper_set(paper, "centro", listing->centre->name);
	paper_set(paper, "distinta", list);
	paper_set(paper, "lavorazione", run);
	paper_set(paper, "cliente", ticket_string(ticket, "client"));
	paper_set(paper, "titolo", ticket_string(ticket, "title"));
	paper_set(paper, "commessa", ticket_string(ticket, "job"));
	paper_set(paper, "data", listing->made->date);
}

/* ---- distinta.pdf ---- */

static void set_post(struct paper *paper, const struct listing *listing)
{
	const struct postal *agreed = listing->agreed;
	const struct product *product = listing->product;

	if (product->homologation != NULL)
		paper_set(paper, "omologazione", product->homologation->text);
	if (agreed != NULL && agreed->sender != NULL)
		paper_set(paper, "mittente", agreed->sender->name);
	if (agreed != NULL && agreed->distinta != NULL && listing->made->electronic != NULL) {
		paper_set(paper, "conto", agreed->distinta->account);
		paper_set(paper, "prenotazione", agreed->distinta->booking);
		paper_set(paper, "elettronica", listing->made->electronic);
	}
}

static void add_sums(struct paper *paper, const GArray *sums)
{
	for (guint i = 0; i < sums->len; i++) {
		const struct posting_sum *sum = &g_array_index(sums, struct posting_sum, i);

		paper_row(paper, "voci");
		paper_cell(paper, "prodotto", sum->title);
		paper_cell(paper, "area", sum->area);
		paper_cell(paper, "scaglione", sum->bracket);
		paper_cell_number(paper, "pezzi", sum->pieces);
		paper_cell_number(paper, "fogli", sum->sheets);
		paper_cell_number(paper, "grammi", grams(sum->weight_mg));
		paper_cell_number(paper, "tariffa", sum->each);
		paper_cell_number(paper, "importo", sum->each * sum->pieces);
	}
}

/* Sums come by product, area and bracket: those of one product and area stand together. */
static void add_areas(struct paper *paper, const GArray *sums)
{
	for (guint i = 0; i < sums->len;) {
		const struct posting_sum *first = &g_array_index(sums, struct posting_sum, i);
		g_autofree char *words = g_strdup_printf("%s, area %s", first->title, first->area);
		gint64 pieces = 0, weight = 0;
		cents_t postage = 0;

		for (; i < sums->len; i++) {
			const struct posting_sum *sum = &g_array_index(sums, struct posting_sum, i);

			if (!g_str_equal(sum->product, first->product) || !g_str_equal(sum->area, first->area))
				break;
			pieces += sum->pieces;
			weight += sum->weight_mg;
			postage += sum->each * sum->pieces;
		}
		paper_row(paper, "somme");
		paper_cell(paper, "voce", words);
		paper_cell_number(paper, "pezzi", pieces);
		paper_cell_number(paper, "grammi", grams(weight));
		paper_cell_number(paper, "importo", postage);
	}
}

static gboolean draw_copy(struct paper *paper, const struct listing *listing, const char *copy, struct device *device,
			  GError **error)
{
	const struct posting_made *made = listing->made;
	g_autofree char *address = g_strjoinv(" · ", listing->centre->lines);

	set_order(paper, listing);
	set_post(paper, listing);
	paper_set(paper, "copia", copy);
	paper_set(paper, "sede", address);
	paper_set_number(paper, "elenco", listing->product->registered);
	paper_set_number(paper, "pezzi", made->pieces);
	paper_set_number(paper, "fogli", made->sheets);
	paper_set_number(paper, "grammi", grams(made->weight_mg));
	paper_set_number(paper, "importo", made->postage);
	add_sums(paper, made->sums);
	add_areas(paper, made->sums);
	return paper_draw(paper, device, error);
}

gboolean listing_distinta(struct listing *listing, GError **error)
{
	g_autoptr(paper_t) paper = paper_open("distinta", error);
	struct device *device = paper != NULL ? open_pdf(listing, "distinta.pdf", "Distinta", error) : NULL;
	gboolean done;

	if (device == NULL)
		return FALSE;
	done = draw_copy(paper, listing, "Copia per l’ufficio accettante", device, error) &&
	       draw_copy(paper, listing, "Copia per il mittente", device, error);
	return close_pdf(listing, device, "distinta.pdf", done, error);
}

/* ---- elenco.pdf ---- */

struct register_book {
	const struct listing *listing;
	struct paper *paper;
	struct device *device;
	guint part, rows;	/* rows of the part */
};

struct register_book *register_book_open(const struct listing *listing, GError **error)
{
	struct paper *paper = paper_open("distinta-elenco", error);
	struct device *device = paper != NULL ? open_pdf(listing, "elenco.pdf", "Elenco della distinta", error) : NULL;
	struct register_book *book;

	if (device == NULL) {
		paper_close(paper);
		return NULL;
	}
	book = g_new0(struct register_book, 1);
	*book = (struct register_book){ listing, paper, device, 0, 0 };
	return book;
}

static gboolean end_part(struct register_book *book, GError **error)
{
	guint parts = (book->listing->made->pieces + PART_ROWS - 1) / PART_ROWS;

	if (book->rows == 0)
		return TRUE;
	set_order(book->paper, book->listing);
	paper_set(book->paper, "prodotto", book->listing->product->title);
	paper_set_number(book->paper, "parte", ++book->part);
	paper_set_number(book->paper, "parti", parts);
	book->rows = 0;
	return paper_draw(book->paper, book->device, error);
}

gboolean register_book_add(struct register_book *book, const struct piece *piece, const struct addressee *to, cents_t postage,
			   GError **error)
{
	g_autofree char *whole = g_strdup_printf("%s %s %s", to->cap, to->city, *to->country != '\0' ? to->country : to->province);
	g_autofree char *place = broken(g_strstrip(whole)), *name = broken(piece->name);
	char number[REGISTERED_PRINT_ROOM], weight[NUMBER_ROOM];

	registered_print(piece->registered, number);
	number_write_fixed(weight, piece->weight_mg, 3);
	g_strdelimit(weight, ".", ',');
	paper_row(book->paper, "pezzi");
	paper_cell_number(book->paper, "pezzo", piece->number);
	paper_cell(book->paper, "numero", number);
	paper_cell(book->paper, "destinatario", name);
	paper_cell(book->paper, "luogo", place);
	paper_cell(book->paper, "grammi", weight);
	paper_cell_number(book->paper, "importo", postage);
	return ++book->rows < PART_ROWS || end_part(book, error);
}

gboolean register_book_close(struct register_book *book, gboolean done, GError **error)
{
	done = done && end_part(book, error);
	done = close_pdf(book->listing, book->device, "elenco.pdf", done, error);
	paper_close(book->paper);
	g_free(book);
	return done;
}
