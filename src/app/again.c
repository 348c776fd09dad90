/* SPDX-License-Identifier: Apache-2.0 */
#include "app/again.h"

#include <stdlib.h>

#include "app/numbers.h"
#include "post/registered.h"

#define AREA_ROOM 16

/* A piece as it was. */
struct again_piece {
	guint number, record, documents, sheets, pages, insert_mask;
	gint32 weight_mg;
	gboolean seed, by_hand;
	char area[AREA_ROOM], registered[REGISTERED_ROOM];
};

void again_init(struct again *again, const struct kept *of, GArray *numbers)
{
	*again = (struct again){
		.of = of, .numbers = numbers, .who = "", .agreed = "", .note = "",
		.pieces = g_array_sized_new(FALSE, FALSE, sizeof(struct again_piece), numbers->len),
		.by_record = g_hash_table_new(NULL, NULL),
		.placed = g_array_new(FALSE, TRUE, sizeof(guint)),
	};
}

void again_clear(struct again *again)
{
	g_array_unref(again->pieces);
	g_hash_table_unref(again->by_record);
	g_array_unref(again->placed);
}

/* ---- taking ---- */

static void note_piece(struct again *again, const struct piece *piece)
{
	struct again_piece was = {
		.number = piece->number, .record = piece->record, .documents = piece->documents, .sheets = piece->sheets,
		.pages = piece->pages, .insert_mask = piece->insert_mask, .weight_mg = piece->weight_mg,
		.seed = !piece->billable, .by_hand = g_str_equal(piece->stream, "hand"),
	};

	g_strlcpy(was.area, piece->area, sizeof was.area);
	g_strlcpy(was.registered, piece->registered, sizeof was.registered);
	g_array_append_val(again->pieces, was);
	g_hash_table_insert(again->by_record, GUINT_TO_POINTER(piece->record), GUINT_TO_POINTER(again->pieces->len - 1));
}

static gboolean take_record(struct again *again, const struct piece *piece, const struct record_place *place,
			    const struct dictionary *dictionary, struct arena *arena, again_fn each, void *user,
			    GError **error)
{
	const guint8 *bytes = kept_record(again->of, place, arena);
	const struct again_record record = {
		.record = bytes != NULL ? record_unpack(bytes, place->length, dictionary, arena) : NULL,
		.household = arena_printf(arena, "%010u", piece->number), .seed = !piece->billable,
	};

	if (record.record == NULL)
		return kept_refuse(again->of, error, "piece %u: its records are not in the record file", piece->number);
	return each(user, &record, error);
}

static gboolean take_piece(struct again *again, const struct piece *piece, const struct dictionary *dictionary,
			   struct arena *arena, again_fn each, void *user, GError **error)
{
	g_autoptr(GArray) places = piece_places_read(piece->records);

	if (places == NULL || places->len != piece->documents)
		return kept_refuse(again->of, error, "piece %u: its records cannot be found", piece->number);
	note_piece(again, piece);
	for (guint i = 0; i < places->len; i++) {
		if (!take_record(again, piece, &g_array_index(places, struct record_place, i), dictionary, arena, each, user,
				 error))
			return FALSE;
	}
	arena_reset(arena);
	return TRUE;
}

gboolean again_take(struct again *again, const struct dictionary *dictionary, struct arena *arena, again_fn each,
		    void *user, GError **error)
{
	gboolean ok = TRUE;

	for (guint i = 0; ok && i < again->numbers->len; i++) {
		char *line = NULL;
		struct piece piece;

		ok = kept_piece(again->of, g_array_index(again->numbers, guint, i), &line, &piece, error) &&
		     take_piece(again, &piece, dictionary, arena, each, user, error);
		free(line);
	}
	return ok;
}

/* ---- placing ---- */

static const struct again_piece *piece_at(const struct again *again, guint place)
{
	return &g_array_index(again->pieces, struct again_piece, place);
}

static gboolean find_place(const struct again *again, guint first_record, guint *place)
{
	gpointer found;

	if (!g_hash_table_lookup_extended(again->by_record, GUINT_TO_POINTER(first_record), NULL, &found))
		return FALSE;
	*place = GPOINTER_TO_UINT(found);
	return TRUE;
}

gboolean again_is_seed(const struct again *again, guint first_record)
{
	guint place;

	return find_place(again, first_record, &place) && piece_at(again, place)->seed;
}

static gboolean is_what_it_was(const struct again_piece *was, const struct work_piece *is)
{
	return is->records == was->documents && is->sheets == was->sheets && is->pages == was->pages &&
	       is->insert_mask == was->insert_mask && is->weight_mg == was->weight_mg && is->seed == was->seed &&
	       (is->stream == STREAM_HAND) == was->by_hand && g_str_equal(post_area_name(is->area), was->area);
}

static gboolean place_piece(void *user, const struct work_piece *piece, GError **error)
{
	struct making *making = user;
	struct again *again = making->again;
	const struct again_piece *was;
	guint place;

	if (!find_place(again, piece->first_record, &place))
		return kept_refuse(again->of, error, "a piece comes out that was not asked for");
	was = piece_at(again, place);
	if (!is_what_it_was(was, piece))
		return kept_refuse(again->of, error, "piece %u comes out otherwise than it was printed", was->number);
	g_assert(piece->number == again->placed->len + 1);
	g_array_append_val(again->placed, place);
	if (*was->registered != '\0')
		making_number_give(making, piece->number, was->registered);
	return TRUE;
}

gboolean again_place(struct making *making, GError **error)
{
	struct again *again = making->again;

	if (!worklist_each_placed(making->worklist, 0, place_piece, making, error))
		return FALSE;
	return again->placed->len == again->pieces->len ||
	       kept_refuse(again->of, error, "%u of its pieces come out where %u were asked for", again->placed->len,
			   again->pieces->len);
}

void again_name(const struct again *again, guint piece, char name[PIECE_NAME_ROOM])
{
	piece_name_write(name, kept_run(again->of), piece_at(again, g_array_index(again->placed, guint, piece - 1))->number);
}
