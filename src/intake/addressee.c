/* SPDX-License-Identifier: Apache-2.0 */
/* The addressee as the client gave it, cleaned; what the post thinks of it is another layer's. */
#include "intake/reading.h"

#include <stddef.h>
#include <string.h>

/* Where the parts that are taken as text go. */
static const gsize text_parts[] = {
	[PART_NAME] = offsetof(struct addressee, name),
	[PART_NAME2] = offsetof(struct addressee, name2),
	[PART_EXTRA] = offsetof(struct addressee, extra),
	[PART_STREET] = offsetof(struct addressee, street),
	[PART_NUMBER] = offsetof(struct addressee, number),
	[PART_CAP] = offsetof(struct addressee, cap),
	[PART_CITY] = offsetof(struct addressee, city),
	[PART_PROVINCE] = offsetof(struct addressee, province),
	[PART_COUNTRY] = offsetof(struct addressee, country),
};

struct id_part {
	enum addressee_part part;
	enum id_kind kind;
	gsize offset;
};

static const struct id_part id_parts[] = {
	{ PART_TAX_CODE, ID_TAX_CODE, offsetof(struct addressee, tax_code) },
	{ PART_EMAIL, ID_EMAIL, offsetof(struct addressee, email) },
	{ PART_PEC, ID_PEC, offsetof(struct addressee, pec) },
	{ PART_IBAN, ID_IBAN, offsetof(struct addressee, iban) },
};

static void mend_name(struct reading *reading, const char *column, struct addressee *to)
{
	const char *mended;

	if (!text_is_lower(to->name))
		return;
	mended = text_mend_name(to->name, reading->arena);
	reading_report(reading, FINDING_CODE_FIELD_NORMALISED, column, to->name,
		       arena_printf(reading->arena, "corrected: %s", mended));
	to->name = mended;
}

/* "N.C." in the place of a house number is an answer, not an empty cell: the post writes SNC. */
static gboolean says_no_number(const char *text)
{
	return g_ascii_strcasecmp(text, "n.c.") == 0 || g_ascii_strcasecmp(text, "n.c") == 0 ||
	       g_ascii_strcasecmp(text, "nc") == 0;
}

void reading_addressee(struct reading *reading, const struct mapping *mapping, const struct table_cell *cells,
		       struct addressee *to)
{
	const struct mapped *parts = mapping->parts;

	for (guint i = 0; i < G_N_ELEMENTS(text_parts); i++) {
		const char *text = reading_text(reading, &parts[i], cells, TEXT_FOLD);

		if (reading_says_nothing(text) && !(i == PART_NUMBER && says_no_number(text)))
			text = "";
		*(const char **)((char *)to + text_parts[i]) = text;
	}
	for (guint i = 0; i < G_N_ELEMENTS(id_parts); i++) {
		const struct mapped *mapped = &parts[id_parts[i].part];
		const char *text = reading_text(reading, mapped, cells, TEXT_FOLD);

		if (*text != '\0')
			*(const char **)((char *)to + id_parts[i].offset) =
				reading_id(reading, id_parts[i].kind, mapped->source->told, text);
	}
	if (parts[PART_NAME].n_cells > 0)
		mend_name(reading, parts[PART_NAME].source->told, to);
}
