/* SPDX-License-Identifier: Apache-2.0 */
#include "post/distinta.h"

#include <string.h>

/* ---- names ---- */

char *distinta_stem(const struct postal_distinta *distinta)
{
	return g_strdup_printf("NPSO_%s_DU_ID%s_%s_", distinta->side, distinta->sap, distinta->booking);
}

char *distinta_name(const struct postal_distinta *distinta, guint progressive)
{
	g_autofree char *stem = distinta_stem(distinta);

	g_assert(progressive >= 1 && progressive <= DISTINTA_PROGRESSIVE_MOST);
	return g_strdup_printf("%s%02u_%s.DU", stem, progressive, distinta->sigla);
}

guint distinta_progressive(const char *stem, const char *name)
{
	const char *digits = name + strlen(stem);

	if (!g_str_has_prefix(name, stem) || !g_str_has_suffix(name, ".DU") || !g_ascii_isdigit(digits[0]) ||
	    !g_ascii_isdigit(digits[1]) || digits[2] != '_')
		return 0;
	return (guint)(digits[0] - '0') * 10 + (guint)(digits[1] - '0');
}

/* ---- lines ---- */

static void write_text(const char *text, GString *out)
{
	for (; *text != '\0'; text++)
		g_string_append_c(out, *text == '|' || g_ascii_iscntrl(*text) ? ' ' : *text);
}

/* NULL is a field that is left empty. */
static void write_line(const char *const *fields, guint count, GString *out)
{
	for (guint i = 0; i < count; i++) {
		if (i > 0)
			g_string_append_c(out, '|');
		if (fields[i] != NULL)
			write_text(fields[i], out);
	}
	g_string_append(out, "\r\n");
}

static void write_date(enum postal_dates form, day_t date, char out[DATE_ROOM])
{
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	switch (form) {
	case POSTAL_DATES_ITALIAN:
		date_write_italian(out, date);
		break;
	case POSTAL_DATES_DIGITS:
		g_snprintf(out, DATE_ROOM, "%04d%02d%02d", year, month, day);
		break;
	case POSTAL_DATES_ISO:
		date_write_iso(out, date);
		break;
	}
}

void distinta_write_head(const struct postal_distinta *distinta, const struct distinta_head *head, GString *out)
{
	g_autofree char *sap = g_strconcat("00", distinta->sap, NULL);
	char received[DATE_ROOM], printed[DATE_ROOM], posted[DATE_ROOM], pieces[16];
	const char *const fields[15] = {
		sap, distinta->user, distinta->booking, received, printed, posted, distinta->office, distinta->product_type,
		distinta->product_code, distinta->service, pieces, distinta->acceptance, distinta->tracking, distinta->account,
		distinta->description,
	};

	write_date(distinta->dates, head->received, received);
	write_date(distinta->dates, head->printed, printed);
	write_date(distinta->dates, head->posted, posted);
	g_snprintf(pieces, sizeof pieces, "%u", head->pieces);
	write_line(fields, G_N_ELEMENTS(fields), out);
}

/* The places of a piece's line, 0 first, that are filled; invoice number and due date are the post's to know. */
enum piece_field {
	MATRIX, NAME, STREET, NUMBER, CAP, CITY, PROVINCE,
	HOMOLOGATION = 22, SENDER, FORMAT, PALLET, BOX, USER,
	PIECE_FIELDS = 40
};

void distinta_write_piece(const struct postal_distinta *distinta, const struct distinta_piece *piece, GString *out)
{
	const struct addressee *to = piece->to;
	const char *const fields[PIECE_FIELDS] = {
		[MATRIX] = piece->matrix, [NAME] = to->name, [STREET] = to->street, [NUMBER] = to->number, [CAP] = to->cap,
		[CITY] = to->city, [PROVINCE] = to->province, [HOMOLOGATION] = piece->homologation, [SENDER] = distinta->sender,
		[FORMAT] = distinta->format, [PALLET] = piece->pallet, [BOX] = piece->box, [USER] = distinta->user,
	};

	write_line(fields, G_N_ELEMENTS(fields), out);
}
