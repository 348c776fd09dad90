/* SPDX-License-Identifier: Apache-2.0 */
/* What people call pieces, and what they may not call so. */
#include "app/export.h"
#include "unit/check.h"

static const struct row {
	const char *text;
	guint run, first, last;	/* run 0: refused */
} rows[] = {
	{ "R000001/17", 1, 17, 17 },
	{ "r000001/17", 1, 17, 17 },
	{ "1/17", 1, 17, 17 },
	{ "R999999/9999999", 999999, 9999999, 9999999 },
	{ "R000042/1-100", 42, 1, 100 },
	{ "42/7-7", 42, 7, 7 },
	{ "000042000000701010100002", 42, 7, 7 },	/* sheet 1 of 1 */
	{ "000042000000702030099992", 42, 7, 7 },	/* sheet 2 of 3 */
	{ "000042000000701010100003", 0, 0, 0 },	/* another check digit */
	{ "R000042000000701010100002", 0, 0, 0 },
	{ "", 0, 0, 0 },
	{ "R", 0, 0, 0 },
	{ "R000001", 0, 0, 0 },
	{ "17", 0, 0, 0 },
	{ "/17", 0, 0, 0 },
	{ "R/17", 0, 0, 0 },
	{ "1/", 0, 0, 0 },
	{ "0/17", 0, 0, 0 },
	{ "1/0", 0, 0, 0 },
	{ "1000000/1", 0, 0, 0 },
	{ "1/10000000", 0, 0, 0 },
	{ "RR1/1", 0, 0, 0 },
	{ "1/7-", 0, 0, 0 },
	{ "1/-7", 0, 0, 0 },
	{ "1/7-6", 0, 0, 0 },
	{ "1/7-8-9", 0, 0, 0 },
	{ "1-2/7", 0, 0, 0 },
	{ "1/7 ", 0, 0, 0 },
	{ " 1/7", 0, 0, 0 },
	{ "+1/7", 0, 0, 0 },
	{ "1/7/8", 0, 0, 0 },
	{ "1/sette", 0, 0, 0 },
};

static void reads_what_pieces_are_called(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct piece_range range = { 0 };

		CHECK_INT(rows[i].text, piece_range_parse(rows[i].text, &range), rows[i].run > 0);
		if (rows[i].run == 0)
			continue;
		CHECK_INT(rows[i].text, range.run, rows[i].run);
		CHECK_INT(rows[i].text, range.first, rows[i].first);
		CHECK_INT(rows[i].text, range.last, rows[i].last);
	}
}

CHECK_MAIN({ "reads what pieces are called", reads_what_pieces_are_called })
