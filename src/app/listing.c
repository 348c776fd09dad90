/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The registry tells which pieces and what they cost, the run's bundle where they go: addresses are in no other place.  Each
 * piece is read once and told to all files at a time; texts are written out when they have grown, so that memory stays flat.
 */
#include "app/listing.h"

#include <stdlib.h>

#include "app/codes.h"
#include "post/distinta.h"
#include "registry/posting.h"

#define FLUSH_BYTES (64 * 1024)
/* Pieces between two words of progress. */
#define TELL_EACH 1000

/* A text file of the list. */
struct list_file {
	char *name;
	struct out out;
	GString *text;		/* not yet written */
};

/* One of them by exchange rules. */
struct rules_file {
	struct list_file file;
	struct exchange_writer writer;
};

struct telling {
	struct listing *listing;
	struct arena *arena;		/* of one piece */
	struct exchange_head head;
	GArray *rules;			/* of struct rules_file */
	struct list_file *electronic;	/* NULL: there is none */
	struct register_book *book;	/* NULL: no piece has a number */
	guint told;			/* pieces so far */
};

/* ---- files ---- */

static gboolean list_file_open(struct listing *listing, struct list_file *file, GError **error)
{
	g_autofree char *path = posting_path(listing->posting, file->name);

	file->text = g_string_new(NULL);
	return out_open(&file->out, path, error);
}

static void list_file_flush(struct list_file *file, gsize least)
{
	if (file->text->len < least)
		return;
	out_write(&file->out, file->text->str, file->text->len);
	g_string_truncate(file->text, 0);
}

/* Ends the file and adds it to the list; without done it goes. */
static gboolean list_file_close(struct listing *listing, struct list_file *file, gboolean done, GError **error)
{
	char hash[HASH_ROOM];
	guint64 bytes;

	if (file->text == NULL)
		return done;
	list_file_flush(file, 1);
	g_string_free(g_steal_pointer(&file->text), TRUE);
	bytes = file->out.bytes;
	if (!done)
		out_drop(&file->out);
	else if (out_close(&file->out, hash, error))
		posting_add_file(listing->posting, file->name, bytes, hash);
	else
		done = FALSE;
	return done;
}

/* ---- by exchange rules ---- */

static guint pallet_of(const struct listing *listing, guint box)
{
	return box < listing->pallets->len ? g_array_index(listing->pallets, guint, box) : 0;
}

static char *rules_name(const struct listing *listing, guint i)
{
	static const char *const endings[] = { [EXCHANGE_CSV] = "csv", [EXCHANGE_FIXED] = "txt", [EXCHANGE_JSON] = "json" };
	static const char *const own[] = { "pieces.csv", "pieces.json" };
	const struct exchange *exchange = listing->rules->pdata[i];

	if (i < G_N_ELEMENTS(own))
		return g_strdup(own[i]);
	if (exchange->file != NULL)
		return exchange_file_name(exchange, listing->wish->run);
	return g_strconcat(exchange->name, ".", endings[exchange->kind], NULL);
}

static gboolean open_rules(struct telling *telling, GError **error)
{
	struct listing *listing = telling->listing;

	for (guint i = 0; i < listing->rules->len; i++) {
		struct rules_file *rules = &g_array_index(telling->rules, struct rules_file, i);

		rules->file.name = rules_name(listing, i);
		if (!list_file_open(listing, &rules->file, error))
			return FALSE;
		exchange_write_begin(&rules->writer, listing->rules->pdata[i], &telling->head, rules->file.text);
	}
	return TRUE;
}

static gboolean close_rules(struct telling *telling, gboolean done, GError **error)
{
	for (guint i = 0; i < telling->rules->len; i++) {
		struct rules_file *rules = &g_array_index(telling->rules, struct rules_file, i);

		if (rules->file.text != NULL && !exchange_write_end(&rules->writer, done ? error : NULL))
			done = FALSE;
		done = list_file_close(telling->listing, &rules->file, done, done ? error : NULL);
		g_free(rules->file.name);
	}
	return done;
}

static void tell_rules(struct telling *telling, const struct piece *piece, const struct addressee *to, cents_t postage)
{
	const struct kept *kept = telling->listing->kept;
	guint64 first = kept_run_sheet(kept, piece->number) + 1;
	const struct exchange_piece told = {
		.piece = piece->number, .registered = piece->registered, .control = piece->control, .sheets = piece->sheets,
		.pages = piece->pages, .first_sheet = first, .last_sheet = first + piece->sheets - 1,
		.insert_mask = piece->insert_mask, .weight_mg = piece->weight_mg, .product = piece->product,
		.bracket = piece->bracket, .area = piece->area, .cap = piece->cap, .box = piece->box,
		.pallet = pallet_of(telling->listing, piece->box), .key = piece->key, .name = piece->name,
		.to = to, .document_hash = "", .file = piece->file, .position = piece->position, .postage = postage,
	};

	for (guint i = 0; i < telling->rules->len; i++) {
		struct rules_file *rules = &g_array_index(telling->rules, struct rules_file, i);

		exchange_write(&rules->writer, &told);
		list_file_flush(&rules->file, FLUSH_BYTES);
	}
}

/* ---- the post's electronic list ---- */

struct looking {
	const char *stem;
	guint last;
};

static void look_at_name(void *user, const char *name)
{
	struct looking *looking = user;

	looking->last = MAX(looking->last, distinta_progressive(looking->stem, name));
}

/* The files of a booking are counted by those that are there. */
static char *electronic_name(const struct listing *listing, GError **error)
{
	const struct postal_distinta *agreed = listing->agreed->distinta;
	g_autofree char *stem = distinta_stem(agreed);
	struct looking looking = { stem, 0 };

	if (!posting_each_file(listing->app->spool, look_at_name, &looking, error))
		return NULL;
	if (looking.last < DISTINTA_PROGRESSIVE_MOST)
		return distinta_name(agreed, looking.last + 1);
	kept_refuse(listing->kept, error, "booking %s of client '%s' has %u lists: it needs another booking", agreed->booking,
		    listing->agreed->name, looking.last);
	return NULL;
}

/* Registered mail has a list of another form, which the post does not publish. */
static gboolean open_electronic(struct telling *telling, GError **error)
{
	struct listing *listing = telling->listing;
	struct distinta_head head = { listing->received, listing->printed, listing->date, listing->made->pieces };
	struct list_file *file;

	if (listing->agreed == NULL || listing->agreed->distinta == NULL || listing->product->registered)
		return TRUE;
	listing->made->electronic = electronic_name(listing, error);
	if (listing->made->electronic == NULL)
		return FALSE;
	telling->electronic = file = g_new0(struct list_file, 1);
	file->name = listing->made->electronic;
	if (!list_file_open(listing, file, error))
		return FALSE;
	distinta_write_head(listing->agreed->distinta, &head, file->text);
	return TRUE;
}

static void tell_electronic(struct telling *telling, const struct piece *piece, const struct addressee *to)
{
	const struct listing *listing = telling->listing;
	const struct product_mark *homologation = listing->product->homologation;
	char matrix[UNICO_LENGTH + 1] = "", box[CENTRE_CODE_ROOM], pallet[CENTRE_CODE_ROOM];
	const struct distinta_piece told = { matrix, to, homologation != NULL ? homologation->text : "", pallet, box };

	if (telling->electronic == NULL)
		return;
	if (!codes_matrix(listing->postal, listing->product, piece, matrix))
		*matrix = '\0';
	centre_box_code(listing->wish->run, piece->box, box);
	centre_pallet_code(listing->wish->run, pallet_of(listing, piece->box), pallet);
	distinta_write_piece(listing->agreed->distinta, &told, telling->electronic->text);
	list_file_flush(telling->electronic, FLUSH_BYTES);
}

/* ---- the pieces ---- */

/* Who a piece goes to, from its first record. */
static gboolean find_addressee(struct telling *telling, guint number, struct addressee *to, GError **error)
{
	const struct kept *kept = telling->listing->kept;
	g_autoptr(GArray) places = NULL;
	const struct record_place *place;
	const guint8 *bytes = NULL;
	struct piece piece;
	char *line = NULL;

	if (kept_piece(kept, number, &line, &piece, error)) {
		places = piece_places_read(piece.records);
		place = places != NULL && places->len > 0 ? &g_array_index(places, struct record_place, 0) : NULL;
		bytes = place != NULL ? kept_record(kept, place, telling->arena) : NULL;
		if (bytes == NULL || !record_unpack_addressee(bytes, place->length, to))
			bytes = NULL;
		if (bytes == NULL)
			kept_refuse(kept, error, "piece %u: its record is not in the record file", number);
	}
	free(line);
	return bytes != NULL;
}

static void tell_progress(struct telling *telling)
{
	struct progress *progress = telling->listing->wish->progress;

	if (progress != NULL && telling->told++ % TELL_EACH == 0)
		progress->tell(progress, "listing", telling->told, telling->listing->made->pieces);
}

static gboolean tell_piece(void *user, const struct piece *piece, gint64 postage, GError **error)
{
	struct telling *telling = user;
	struct addressee to;

	tell_progress(telling);
	arena_reset(telling->arena);
	if (!find_addressee(telling, piece->number, &to, error))
		return FALSE;
	tell_rules(telling, piece, &to, postage);
	tell_electronic(telling, piece, &to);
	if (*piece->registered == '\0')
		return TRUE;
	if (telling->book == NULL)
		telling->book = register_book_open(telling->listing, error);
	return telling->book != NULL && register_book_add(telling->book, piece, &to, postage, error);
}

static struct exchange_head head_of(const struct listing *listing)
{
	const struct ticket *ticket = kept_ticket(listing->kept);

	return (struct exchange_head){
		.run = listing->wish->run, .lines = listing->made->pieces, .pieces = listing->made->pieces,
		.sheets = listing->made->sheets, .client = ticket_string(ticket, "client"), .job = ticket_string(ticket, "job"),
		.layout = ticket_string(ticket, "layout"), .envelope = ticket_string(ticket, "production.envelope"),
		.date = listing->made->date, .list = listing->made->list,
	};
}

gboolean listing_pieces(struct listing *listing, GError **error)
{
	struct telling telling = { .listing = listing, .arena = arena_new(16 * 1024), .head = head_of(listing) };
	gboolean done;

	telling.rules = g_array_new(FALSE, TRUE, sizeof(struct rules_file));
	/* Writers hold pointers into it: it must not grow any more. */
	g_array_set_size(telling.rules, listing->rules->len);
	done = open_rules(&telling, error) && open_electronic(&telling, error) &&
	       posting_pieces(listing->app->registry, tell_piece, &telling, error);
	done = close_rules(&telling, done, error);
	if (telling.electronic != NULL)
		done = list_file_close(listing, telling.electronic, done, error);
	if (telling.book != NULL)
		done = register_book_close(telling.book, done, error);
	g_free(telling.electronic);
	g_array_unref(telling.rules);
	arena_free(telling.arena);
	return done;
}
