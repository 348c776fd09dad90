/* SPDX-License-Identifier: Apache-2.0 */
#include "app/proofprint.h"

#include <string.h>
#include <unistd.h>

#include "app/codes.h"
#include "app/proofmark.h"
#include "base/workers.h"
#include "device/raster.h"

#define COMPRESSION 6

struct printing {
	struct device device;	/* takes a letter's pages as the inserter would get them */
	struct proof_book *book;
	const struct run_options *options;
	struct proofing *proofing;
	struct composer *composer;
	struct arena *arena;
	GArray *pages;		/* of struct page: the letter's, to be drawn */
	struct rasteriser *rasteriser;
};

static const struct proof_letter *letter_at(const struct proof_book *book, guint index)
{
	return &g_array_index(book->letters, struct proof_letter, index);
}

/* ---- a letter ---- */

/* A page lives until the next letter is composed, but for the empty back of a sheet. */
static void take_page(struct device *device, const struct page *page)
{
	struct printing *printing = (struct printing *)device;

	g_array_append_val(printing->pages, *page);
}

static gint reading_order(gconstpointer a, gconstpointer b)
{
	const struct page *one = a, *other = b;

	if (one->sheet != other->sheet)
		return one->sheet < other->sheet ? -1 : 1;
	return (gint)one->side - (gint)other->side;
}

static void mark_pages(struct printing *printing, guint index)
{
	const struct proof_book *book = printing->book;
	g_autofree char *name = proof_name(book->number);

	for (guint i = 0; i < printing->pages->len; i++) {
		g_autofree char *text = g_strdup_printf("PROVA %s · %s · lettera %u di %u · pagina %u di %u", name,
							book->setup->layout_label, index + 1, book->letters->len, i + 1,
							printing->pages->len);

		proof_mark(book->setup->typesetter, text, &g_array_index(printing->pages, struct page, i), printing->arena);
	}
}

/* The letter's pages, in reading order, marked. */
static gboolean compose_letter(struct printing *printing, guint index, GError **error)
{
	const struct proof_letter *letter = letter_at(printing->book, index);
	const struct planned planned = plan_piece(&printing->book->setup->rules, letter->sheets);
	struct code_room room;
	const struct compose_piece piece = {
		.records = &letter->shown, .documents = 1, .number = index + 1, .sheets = letter->sheets,
		.insert_mask = planned.insert_mask, .run_sheet = letter->run_sheet, .run_piece = index,
		.by_hand = planned.stream == STREAM_HAND,
		.codes = codes_specimen(printing->book->setup, &letter->shown->to, &room),
	};
	char control[CONTROL_CODE_LENGTH + 1];
	guint pages;

	arena_reset(printing->arena);
	g_array_set_size(printing->pages, 0);
	if (!compose_piece(printing->composer, &piece, &printing->device, control, &pages, error))
		return FALSE;
	g_array_sort(printing->pages, reading_order);
	mark_pages(printing, index);
	return TRUE;
}

static void begin(struct printing *printing)
{
	struct compose_plan plan = setup_compose_plan(printing->book->setup, 0);

	plan.masked = printing->book->masked;
	printing->device.page = take_page;
	printing->composer = composer_new(&plan);
	printing->arena = arena_new(64 * 1024);
	printing->pages = g_array_new(FALSE, FALSE, sizeof(struct page));
}

static void end(struct printing *printing)
{
	composer_free(printing->composer);
	arena_free(printing->arena);
	g_array_unref(printing->pages);
}

/* ---- the PDF ---- */

static gboolean draw_letters(struct printing *printing, struct device *device, GError **error)
{
	struct proof_book *book = printing->book;

	for (guint i = 0; i < book->letters->len; i++) {
		struct proof_letter *letter = &g_array_index(book->letters, struct proof_letter, i);

		if (!compose_letter(printing, i, error))
			return FALSE;
		letter->first_page = book->pages + 1;
		letter->pages = printing->pages->len;
		book->pages += letter->pages;
		for (guint p = 0; p < letter->pages; p++)
			device_page(device, &g_array_index(printing->pages, struct page, p));
	}
	return TRUE;
}

static gboolean print_pdf(struct printing *printing, GError **error)
{
	g_autofree char *path = proofing_path(printing->proofing, PROOF_PDF);
	g_autofree char *name = proof_name(printing->book->number);
	g_autofree char *title = g_strdup_printf("Prova %s · %s", name, printing->book->setup->layout_label);
	const struct pdf_options options = { .title = title, .compression = COMPRESSION, .upright = TRUE };
	struct device *device = pdf_open(path, &options, error);
	struct device_made made;
	gboolean ok;

	if (device == NULL)
		return FALSE;
	ok = draw_letters(printing, device, error);
	if (!device_close(device, &made, ok ? error : NULL) || !ok)
		return FALSE;
	proofing_add_file(printing->proofing, PROOF_PDF, made.bytes, made.sha256);
	return TRUE;
}

/* ---- pictures: a letter a task ---- */

struct picture_made {
	guint64 bytes;
	char sha256[HASH_ROOM];
};

static void start(void *user)
{
	struct printing *printing = user;

	begin(printing);
	printing->rasteriser = rasteriser_new(printing->book->dpi, RASTER_COLOUR);
}

static gboolean draw_page(struct printing *printing, guint index, guint page, struct picture_made *made, GError **error)
{
	g_autofree char *name = proof_picture_name(index + 1, page + 1);
	g_autofree char *path = proofing_path(printing->proofing, name);
	const struct raster *raster = rasteriser_draw(printing->rasteriser,
						      &g_array_index(printing->pages, struct page, page), error);

	/* A lost worker may have left a part of it behind. */
	unlink(path);
	return raster != NULL && raster_write_png(raster, path, made->sha256, &made->bytes, error);
}

static gboolean draw_letter(void *user, guint task, GByteArray *reply, GError **error)
{
	struct printing *printing = user;

	if (!compose_letter(printing, task, error))
		return FALSE;
	for (guint page = 0; page < printing->pages->len; page++) {
		struct picture_made made = { 0 };

		if (!draw_page(printing, task, page, &made, error))
			return FALSE;
		g_byte_array_append(reply, (const guint8 *)&made, sizeof made);
	}
	return TRUE;
}

static gboolean note_pictures(void *user, guint task, const guint8 *reply, gsize length, GError **error)
{
	struct printing *printing = user;
	struct run_options const *options = printing->options;
	guint pages = letter_at(printing->book, task)->pages;

	if (length != pages * sizeof(struct picture_made)) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "a worker's answer is damaged");
		return FALSE;
	}
	for (guint page = 0; page < pages; page++) {
		g_autofree char *name = proof_picture_name(task + 1, page + 1);
		struct picture_made made;

		memcpy(&made, reply + page * sizeof made, sizeof made);
		proofing_add_file(printing->proofing, name, made.bytes, made.sha256);
	}
	if (options->progress != NULL)
		options->progress->tell(options->progress, "drawing", task + 1, printing->book->letters->len);
	return TRUE;
}

gboolean proof_print(struct proof_book *book, const struct run_options *options, struct proofing *proofing,
		     GError **error)
{
	struct printing printing = { .book = book, .options = options, .proofing = proofing };
	const struct work work = {
		.user = &printing, .tasks = book->letters->len, .processes = options->workers,
		.start = start, .task = draw_letter, .done = note_pictures,
	};
	gboolean ok;

	begin(&printing);
	ok = print_pdf(&printing, error);
	end(&printing);
	return ok && workers_run(&work, error);
}
