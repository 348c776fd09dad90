/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The piece list is one line a piece whatever the addressee is called: control characters become blanks, and a
 * field with a semicolon or a quote is quoted with its quotes doubled (RFC 4180), so that any reader of CSV and
 * one that only splits lines agree on where a piece ends.
 */
#include "model/piece.h"

#include "base/csvwrite.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char *const state_names[PIECE_STATES] = {
	[PIECE_PLANNED] = N_("planned"),	 [PIECE_COMPOSED] = N_("composed"),	  [PIECE_RELEASED] = N_("released"),
	[PIECE_PRINTED] = N_("printed"),	 [PIECE_INSERTED] = N_("inserted"),	  [PIECE_POSTED] = N_("posted"),
	[PIECE_DELIVERED] = N_("delivered"), [PIECE_RETURNED] = N_("returned"),	  [PIECE_LOST] = N_("lost"),
	[PIECE_QUEUED] = N_("queued"),	 [PIECE_SUBMITTED] = N_("submitted"), [PIECE_ACCEPTED] = N_("accepted"),
	[PIECE_FAILED] = N_("failed"),	 [PIECE_SPOILED] = N_("spoiled"),	  [PIECE_REPRINTED] = N_("reprinted"),
	[PIECE_PULLED] = N_("pulled"),	 [PIECE_HELD] = N_("held"),
};

const char *piece_state_name(enum piece_state state)
{
	g_assert((guint)state < PIECE_STATES);
	return state_names[state];
}

gboolean piece_state_parse(const char *word, enum piece_state *state)
{
	for (guint i = 0; i < PIECE_STATES; i++) {
		if (strcmp(word, state_names[i]) == 0) {
			*state = (enum piece_state)i;
			return TRUE;
		}
	}
	return FALSE;
}

#define TO(state) (1u << PIECE_##state)
/* What may happen to a piece at any time before it is handed to the post. */
#define ASIDE (TO(SPOILED) | TO(PULLED) | TO(HELD))

/*
 * A piece that is let go from hold returns to any state before posting: the one it had is in its events.
 * A message may fail at once, where the sender's own provider refuses it.
 */
static const guint32 transitions[PIECE_STATES] = {
	[PIECE_PLANNED] = TO(COMPOSED) | TO(QUEUED) | ASIDE,
	[PIECE_COMPOSED] = TO(RELEASED) | ASIDE,
	[PIECE_RELEASED] = TO(PRINTED) | ASIDE,
	[PIECE_PRINTED] = TO(INSERTED) | ASIDE,
	[PIECE_INSERTED] = TO(POSTED) | ASIDE,
	[PIECE_POSTED] = TO(DELIVERED) | TO(RETURNED) | TO(LOST),
	[PIECE_QUEUED] = TO(SUBMITTED) | TO(PULLED) | TO(HELD),
	[PIECE_SUBMITTED] = TO(ACCEPTED) | TO(FAILED),
	[PIECE_ACCEPTED] = TO(DELIVERED) | TO(FAILED),
	[PIECE_SPOILED] = TO(REPRINTED) | TO(PULLED),
	[PIECE_HELD] = TO(PLANNED) | TO(COMPOSED) | TO(RELEASED) | TO(PRINTED) | TO(INSERTED) | TO(QUEUED) |
		       TO(SPOILED) | TO(PULLED),
};

gboolean piece_may_become(enum piece_state from, enum piece_state to)
{
	g_assert((guint)from < PIECE_STATES && (guint)to < PIECE_STATES);
	return (transitions[from] >> to & 1) != 0;
}

/* ---- the piece list ---- */

/* The columns in the order of PIECE_LIST_HEADER. */
enum kind { NUMBER, SIGNED, TEXT, YES_NO };
static const struct column {
	enum kind kind;
	gsize at;
} columns[] = {
#define COLUMN(kind, member) { kind, G_STRUCT_OFFSET(struct piece, member) }
	COLUMN(NUMBER, number),	    COLUMN(NUMBER, file),     COLUMN(NUMBER, position),	  COLUMN(NUMBER, first_page),
	COLUMN(NUMBER, pages),	    COLUMN(NUMBER, sheets),   COLUMN(TEXT, channel),	  COLUMN(TEXT, product),
	COLUMN(TEXT, area),	    COLUMN(TEXT, cap),	      COLUMN(NUMBER, box),	  COLUMN(TEXT, registered),
	COLUMN(TEXT, control),	    COLUMN(TEXT, name),	      COLUMN(NUMBER, record),	  COLUMN(NUMBER, documents),
	COLUMN(TEXT, key),	    COLUMN(SIGNED, weight_mg), COLUMN(TEXT, bracket),	  COLUMN(NUMBER, insert_mask),
	COLUMN(TEXT, grade),	    COLUMN(YES_NO, billable), COLUMN(TEXT, stream),
	COLUMN(TEXT, records),	    COLUMN(TEXT, of),
#undef COLUMN
};

void piece_list_write(const struct piece *piece, GString *out)
{
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
		const void *member = (const char *)piece + columns[i].at;

		if (i > 0)
			g_string_append_c(out, ';');
		switch (columns[i].kind) {
		case NUMBER:
			csv_write_integer(*(const guint *)member, out);
			break;
		case SIGNED:
			csv_write_integer(*(const gint32 *)member, out);
			break;
		case TEXT:
			csv_write_text(*(const char *const *)member, out);
			break;
		case YES_NO:
			g_string_append(out, *(const gboolean *)member ? "yes" : "no");
			break;
		}
	}
	g_string_append_c(out, '\n');
}

/* Undoes the quotes of the field at start, in place; returns what follows its closing quote, NULL without one. */
static char *unquote(char *start)
{
	char *to = start;
	char *from = start + 1;

	while (*from != '\0') {
		if (*from == '"' && from[1] != '"') {
			*to = '\0';
			return from + 1;
		}
		if (*from == '"')
			from++;
		*to++ = *from++;
	}
	return NULL;
}

/* The field at *cursor, closed with a NUL; *cursor goes to the next one, NULL after the last. */
static char *next_field(char **cursor)
{
	char *field = *cursor;
	char *end;

	if (*field == '"') {
		end = unquote(field);
		if (end == NULL || (*end != ';' && *end != '\0'))
			return NULL;
	} else {
		for (end = field; *end != ';' && *end != '\0'; end++) {
			if (*end == '"')
				return NULL;
		}
	}
	/* A quoted field is closed already, before its old closing quote. */
	*cursor = *end == ';' ? end + 1 : NULL;
	*end = '\0';
	return field;
}

/* Digits only, without needless zeros: what write_integer writes. */
static gboolean read_integer(const char *field, gint64 least, gint64 most, gint64 *number)
{
	const char *digits = *field == '-' ? field + 1 : field;
	gint64 value = 0;

	if (*digits == '\0' || strlen(digits) > 10 || (*digits == '0' && (digits[1] != '\0' || digits != field)))
		return FALSE;
	for (; *digits != '\0'; digits++) {
		if (!g_ascii_isdigit(*digits))
			return FALSE;
		value = value * 10 + (*digits - '0');
	}
	*number = *field == '-' ? -value : value;
	return *number >= least && *number <= most;
}

static gboolean read_column(const struct column *column, const char *field, struct piece *piece)
{
	void *member = (char *)piece + column->at;
	gint64 number;

	switch (column->kind) {
	case NUMBER:
		if (!read_integer(field, 0, G_MAXUINT, &number))
			return FALSE;
		*(guint *)member = (guint)number;
		return TRUE;
	case SIGNED:
		if (!read_integer(field, G_MININT32, G_MAXINT32, &number))
			return FALSE;
		*(gint32 *)member = (gint32)number;
		return TRUE;
	case TEXT:
		*(const char **)member = field;
		return TRUE;
	case YES_NO:
		*(gboolean *)member = strcmp(field, "yes") == 0;
		return *(gboolean *)member || strcmp(field, "no") == 0;
	}
	return FALSE;
}

gboolean piece_list_read(char *line, struct piece *piece)
{
	char *cursor = line;
	gsize length = strlen(line);

	if (length > 0 && line[length - 1] == '\n')
		line[--length] = '\0';
	if (!g_utf8_validate(line, (gssize)length, NULL))
		return FALSE;
	for (const char *p = line; *p != '\0'; p++) {
		if (g_ascii_iscntrl(*p))
			return FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
		char *field = cursor == NULL ? NULL : next_field(&cursor);

		if (field == NULL || !read_column(&columns[i], field, piece))
			return FALSE;
	}
	return cursor == NULL;
}

/* ---- names ---- */

void piece_name_write(char text[PIECE_NAME_ROOM], guint run, guint number)
{
	g_snprintf(text, PIECE_NAME_ROOM, "R%06u/%u", run, number);
}

gboolean piece_name_read(const char *text, guint *run, guint *number)
{
	const char *slash = strchr(text, '/');
	g_autofree char *digits = text[0] == 'R' && slash != NULL ? g_strndup(text + 1, (gsize)(slash - text - 1)) : NULL;
	char written[PIECE_NAME_ROOM];
	guint64 first, second;

	if (digits == NULL || !g_ascii_string_to_unsigned(digits, 10, 1, G_MAXUINT, &first, NULL) ||
	    !g_ascii_string_to_unsigned(slash + 1, 10, 1, G_MAXUINT, &second, NULL))
		return FALSE;
	*run = (guint)first;
	*number = (guint)second;
	piece_name_write(written, *run, *number);
	return g_str_equal(written, text);
}

/* ---- places of records ---- */

void piece_places_write(const struct record_place *place, GString *records)
{
	g_string_append_printf(records, "%s%" G_GUINT64_FORMAT "+%u", records->len > 0 ? " " : "", place->offset,
			       place->length);
}

static gboolean read_place(const char *text, struct record_place *place)
{
	g_auto(GStrv) parts = g_strsplit(text, "+", -1);
	guint64 length;

	if (g_strv_length(parts) != 2 || !g_ascii_string_to_unsigned(parts[0], 10, 0, G_MAXINT64, &place->offset, NULL) ||
	    !g_ascii_string_to_unsigned(parts[1], 10, 1, G_MAXUINT32, &length, NULL))
		return FALSE;
	place->length = (guint32)length;
	return TRUE;
}

GArray *piece_places_read(const char *records)
{
	g_auto(GStrv) texts = g_strsplit(records, " ", -1);
	GArray *places;

	if (*texts == NULL)
		return NULL;
	places = g_array_new(FALSE, FALSE, sizeof(struct record_place));
	for (guint i = 0; texts[i] != NULL; i++) {
		struct record_place place;

		if (!read_place(texts[i], &place)) {
			g_array_unref(places);
			return NULL;
		}
		g_array_append_val(places, place);
	}
	return places;
}
