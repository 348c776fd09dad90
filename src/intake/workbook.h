/* SPDX-License-Identifier: Apache-2.0 */
/*
 * workbook: what a sheet of an XLSX file needs from the file's other parts (ECMA-376 part 1, chapter 18): where
 * the sheet is, the shared strings, and what each cell style does to a number.
 */
#ifndef PIEGO_INTAKE_WORKBOOK_H
#define PIEGO_INTAKE_WORKBOOK_H

#include "intake/profile.h"

/* Most memory that shared strings may take, their index included. */
#define WORKBOOK_STRING_BYTES (256u * 1024 * 1024)
#define WORKBOOK_STYLES 65536u

enum style_kind {
	STYLE_GENERAL,	/* as many digits as there are */
	STYLE_NUMBER,	/* digits before the point, filled with zeros, and decimals */
	STYLE_DATE,
};

struct cell_style {
	guint8 kind;	/* enum style_kind */
	guint8 digits, decimals;
};

/* What a number format's code (18.8.30) does: "dd/mm/yyyy" is a date, "00000" five digits, "#,##0.00" two
 * decimals; what it does beside (percent, fractions, text) is general. */
struct cell_style style_of_format(const char *code);
/* The same of the formats that have a number only (18.8.30, numFmtId below 164). */
struct cell_style style_of_builtin(guint id);

struct workbook {
	char *sheet;		/* the sheet's part */
	gboolean from_1904;
	GArray *styles;		/* of struct cell_style */
	GString *bytes;		/* the shared strings, each closed with a NUL */
	GArray *strings;	/* of guint32: where each begins */
};

/* INTAKE_ERROR_FORM when a part is missing or damaged, or the sheet is not there. */
gboolean workbook_open(struct workbook *book, const char *path, const struct intake_profile *profile, GError **error);
void workbook_clear(struct workbook *book);

/* A number as the sheet shows it, but in plain form (1234.50), or a date (2026-03-31, 2026-03-31 14:30:00). */
#define WORKBOOK_NUMBER_ROOM 64
void workbook_show_number(const struct workbook *book, struct cell_style style, const char *raw,
			  char out[WORKBOOK_NUMBER_ROOM]);

#endif
