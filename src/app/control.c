/* SPDX-License-Identifier: Apache-2.0 */
/* The list is read twice: a file's header tells how many lines come. */
#include "app/control.h"

#include <string.h>

#include "app/centre.h"
#include "app/inside.h"
#include "app/piecelist.h"
#include "base/out.h"

struct controlling {
	struct making *making;
	const struct exchange *rules;
	struct centre *centre;
	struct arena *arena;		/* of a piece */
	GString *lines;
	struct out *out;
	struct exchange_writer writer;
	guint64 run_sheet;		/* sheets of the pieces before, in feed order */
	guint run_piece;
	struct palleting palleting;	/* of all pieces, those made up by hand too */
	gboolean hashed;		/* document-hash is wanted */
	guint weighed;			/* the print file of the last piece that is diverted for its weight */
};

static gboolean by_machine(const struct piece *piece)
{
	return g_str_equal(piece->stream, "machine");
}

static gboolean count_pieces(const struct controlling *controlling, const char *path, struct exchange_head *head,
			     GError **error)
{
	struct piecelist *list = piecelist_open(path);
	struct piece piece;

	while (piecelist_next(list, &piece)) {
		head->pieces += by_machine(&piece);
		head->sheets += by_machine(&piece) ? piece.sheets : 0;
	}
	head->lines = controlling->rules->lines == EXCHANGE_SHEETS ? head->sheets : head->pieces;
	return piecelist_close(list, error);
}

/* What was printed is the layout and the records: the same two are the same letter, in a reprint too. */
static gboolean hash_documents(const struct controlling *controlling, const struct piece *piece, char hex[HASH_ROOM],
			       GError **error)
{
	g_autoptr(GArray) places = piece_places_read(piece->records);
	g_autoptr(hash_t) hash = hash_new();
	const char *layout = layout_hash(controlling->making->setup->layout);

	g_assert(places != NULL);
	hash_add(hash, layout, strlen(layout));
	for (guint i = 0; i < places->len; i++) {
		const struct record_place *place = &g_array_index(places, struct record_place, i);
		const guint8 *bytes = making_read_bytes(controlling->making, place->offset, place->length, controlling->arena,
							error);

		if (bytes == NULL)
			return FALSE;
		hash_add(hash, bytes, place->length);
	}
	hash_hex(hash, hex);
	return TRUE;
}

/*
 * What a person takes off the machine and looks into: the first and the last piece of each print file, each that is too heavy
 * for its product, and, to be weighed, the first of each file that is close to the edge of a bracket.  All of one weight are
 * as close as the first.
 */
static gboolean is_diverted(struct controlling *controlling, const struct piece *piece)
{
	const struct making *making = controlling->making;
	const struct weighing weighing = plan_piece(&making->setup->rules, piece->sheets).weighing;
	guint last = g_array_index(making->files, struct print_file, piece->file - 1).pieces;
	gboolean weighed = weighing.edge_mg != 0 && controlling->weighed != piece->file;

	if (weighed)
		controlling->weighed = piece->file;
	return weighed || weighing.bracket == NULL || piece->position == 1 || piece->position == last;
}

static struct exchange_piece tell(struct controlling *controlling, const struct piece *piece, const char *hash)
{
	const struct setup *setup = controlling->making->setup;

	return (struct exchange_piece){
		.piece = piece->number, .registered = piece->registered, .control = piece->control, .sheets = piece->sheets,
		.pages = piece->pages, .first_sheet = controlling->run_sheet + 1,
		.last_sheet = controlling->run_sheet + piece->sheets, .insert_mask = piece->insert_mask,
		.weight_mg = piece->weight_mg, .product = piece->product, .bracket = piece->bracket, .area = piece->area,
		.cap = piece->cap, .box = piece->box, .pallet = controlling->palleting.pallet,
		.key = piece->key, .name = piece->name, .document_hash = hash, .file = piece->file,
		.position = piece->position, .divert = is_diverted(controlling, piece),
		.thickness_um = post_thickness(piece->sheets, setup->stock_first, setup->stock, setup->envelope,
					       setup->rules.inserts, setup->n_inserts),
	};
}

/* A line for each sheet with its own code, in the order in which the machine takes them. */
static void write_sheets(struct controlling *controlling, const struct exchange_piece *told)
{
	const struct making *making = controlling->making;
	enum feed_order order = making->setup->inserter->feed_order;
	const struct compose_piece piece = {
		.number = told->piece, .sheets = told->sheets, .insert_mask = told->insert_mask,
		.run_sheet = controlling->run_sheet, .run_piece = controlling->run_piece,
	};
	char control[CONTROL_CODE_LENGTH + 1];
	struct exchange_piece line = *told;

	line.control = control;
	for (guint i = 0; i < told->sheets; i++) {
		struct sheet_place place;
		struct control_code code;

		line.sheet = order == FEED_FIRST_TO_LAST ? i + 1 : told->sheets - i;
		place = compose_sheet_place(&piece, line.sheet, order);
		code = control_code_at(making->run, told->piece, &place);
		control_code_write(&code, control);
		exchange_write(&controlling->writer, &line);
	}
}

static gboolean write_piece(struct controlling *controlling, const struct piece *piece, GError **error)
{
	char hash[HASH_ROOM] = "";
	struct exchange_piece told;

	arena_reset(controlling->arena);
	if (controlling->hashed && !hash_documents(controlling, piece, hash, error))
		return FALSE;
	told = tell(controlling, piece, hash);
	if (controlling->rules->lines == EXCHANGE_SHEETS)
		write_sheets(controlling, &told);
	else
		exchange_write(&controlling->writer, &told);
	out_write(controlling->out, controlling->lines->str, controlling->lines->len);
	g_string_truncate(controlling->lines, 0);
	return TRUE;
}

static gboolean write_pieces(struct controlling *controlling, const char *path, GError **error)
{
	struct piecelist *list = piecelist_open(path);
	struct piece piece;
	gboolean ok = TRUE;

	while (ok && piecelist_next(list, &piece)) {
		centre_pallet(controlling->centre, &controlling->palleting, piece.box, piece.area);
		if (by_machine(&piece))
			ok = write_piece(controlling, &piece, error);
		controlling->run_sheet += piece.sheets;
		controlling->run_piece++;
	}
	return piecelist_close(list, ok ? error : NULL) && ok;
}

static gboolean write_file(struct controlling *controlling, const char *path, GError **error)
{
	const struct making *making = controlling->making;
	const struct setup *setup = making->setup;
	struct exchange_head head = {
		.run = making->run, .client = setup->job->client, .job = setup->job->name, .layout = setup->layout_label,
		.envelope = setup->envelope->name, .date = "",
	};
	gboolean ok;

	if (!count_pieces(controlling, path, &head, error))
		return FALSE;
	exchange_write_begin(&controlling->writer, controlling->rules, &head, controlling->lines);
	ok = write_pieces(controlling, path, error);
	ok = exchange_write_end(&controlling->writer, ok ? error : NULL) && ok;
	out_write(controlling->out, controlling->lines->str, controlling->lines->len);
	return ok;
}

static gboolean make_file(struct controlling *controlling, struct bundle *bundle, GError **error)
{
	g_autofree char *name = exchange_file_name(controlling->rules, controlling->making->run);
	g_autofree char *path = bundle_path(bundle, name), *list = bundle_path(bundle, MAKING_PIECES);
	struct out out;
	char hash[HASH_ROOM];
	guint64 bytes;
	gboolean ok;

	if (!out_open(&out, path, error))
		return FALSE;
	controlling->out = &out;
	ok = write_file(controlling, list, error);
	bytes = out.bytes;
	if (!out_close(&out, hash, ok ? error : NULL) || !ok)
		return FALSE;
	bundle_add_file(bundle, name, bytes, hash);
	return TRUE;
}

gboolean control_make(struct making *making, struct bundle *bundle, GError **error)
{
	struct controlling controlling = { .making = making, .rules = making->setup->control };
	gboolean ok;

	if (controlling.rules == NULL)
		return TRUE;
	controlling.centre = centre_open(error);
	if (controlling.centre == NULL)
		return FALSE;
	controlling.hashed = exchange_wants(controlling.rules, "document-hash");
	controlling.arena = arena_new(64 * 1024);
	controlling.lines = g_string_new(NULL);
	ok = make_file(&controlling, bundle, error);
	g_string_free(controlling.lines, TRUE);
	arena_free(controlling.arena);
	centre_free(controlling.centre);
	return ok;
}
