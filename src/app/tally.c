/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over the piece list: boxes, pallets and brackets are few, however many pieces there are. */
#include "app/papering.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "post/address.h"

static guint area_of(const char *name)
{
	guint area = 0;

	while (area < AREA_NONE && !g_str_equal(post_area_name(area), name))
		area++;
	return area;
}

static struct tally_box *last_box(const struct tally *tally)
{
	return tally->boxes->len > 0 ? &g_array_index(tally->boxes, struct tally_box, tally->boxes->len - 1) : NULL;
}

static void begin_box(struct tally *tally, const struct piece *piece, guint area, const struct centre *centre)
{
	struct tally_box box = { .number = piece->box, .area = area, .first = piece->number };

	tally->pallets = box.pallet = centre_pallet(centre, &tally->palleting, piece->box, piece->area);
	g_array_append_val(tally->boxes, box);
}

static void widen(struct tally_box *box, const char *cap)
{
	if (box->area >= AREA_ABROAD || strlen(cap) != 5)
		return;
	if (box->cap_from[0] == '\0' || strcmp(cap, box->cap_from) < 0)
		g_strlcpy(box->cap_from, cap, sizeof box->cap_from);
	if (strcmp(cap, box->cap_to) > 0)
		g_strlcpy(box->cap_to, cap, sizeof box->cap_to);
}

static void add_to_bracket(struct tally *tally, const struct piece *piece, guint area, const struct product *product)
{
	struct tally_bracket *bracket;
	guint which = 0;

	while (which < product->n_brackets && !g_str_equal(product->brackets[which].name, piece->bracket))
		which++;
	bracket = &tally->brackets[area * tally->n_brackets + which];
	bracket->pieces++;
	bracket->weight_mg += piece->weight_mg;
}

static void add_piece(struct tally *tally, const struct piece *piece, const struct making *making, const struct centre *centre)
{
	guint area = area_of(piece->area);
	struct tally_box *box = last_box(tally);

	if (box == NULL || box->number != piece->box)
		begin_box(tally, piece, area, centre);
	box = last_box(tally);
	box->last = piece->number;
	box->pieces++;
	box->weight_mg += piece->weight_mg;
	widen(box, piece->cap);
	add_to_bracket(tally, piece, area, making->setup->product);
	g_free(tally->last);
	tally->last = g_strdup(piece->control);
}

static gboolean add_lines(struct tally *tally, FILE *list, const struct making *making, const struct centre *centre)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length = getline(&line, &room, list);
	guint64 offset = length > 0 ? (guint64)length : 0;
	gboolean ok = length > 0;

	while (ok && (length = getline(&line, &room, list)) > 0) {
		struct piece piece;

		ok = piece_list_read(line, &piece);
		if (ok && piece.file > tally->files->len)
			g_array_append_val(tally->files, offset);
		if (ok)
			add_piece(tally, &piece, making, centre);
		offset += (guint64)length;
	}
	free(line);
	return ok && !ferror(list);
}

gboolean tally_take(struct tally *tally, const struct making *making, const struct centre *centre, GError **error)
{
	g_autofree char *path = g_build_filename(making->folder, MAKING_PIECES, NULL);
	FILE *list = fopen(path, "re");
	gboolean ok;

	*tally = (struct tally){ .n_brackets = making->setup->product->n_brackets + 1 };
	tally->boxes = g_array_new(FALSE, TRUE, sizeof(struct tally_box));
	tally->files = g_array_new(FALSE, FALSE, sizeof(guint64));
	tally->brackets = g_new0(struct tally_bracket, TALLY_AREAS * tally->n_brackets);
	ok = list != NULL && add_lines(tally, list, making, centre);
	if (!ok)
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "the piece list cannot be read back: %s",
			    list == NULL ? g_strerror(errno) : "it is damaged");
	if (list != NULL)
		fclose(list);
	return ok;
}

void tally_clear(struct tally *tally)
{
	g_array_unref(tally->boxes);
	g_array_unref(tally->files);
	g_free(tally->brackets);
	g_free(tally->last);
}
