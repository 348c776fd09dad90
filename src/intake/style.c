/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of a sheet as text: what a format's code means, and what it makes of a number. */
#include "intake/workbook.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

/* A sheet keeps 15 digits of a number: up to here all of them are whole. */
#define EXACT_MAX 1e15
#define DECIMALS_MAX 9
#define DIGITS_MAX 20
#define SECONDS_A_DAY 86400

/* ---- formats ---- */

/* What the first section of a format's code holds. */
struct format_signs {
	gboolean date, time, other;
	gboolean point, thousands, open;	/* open: a digit that is not shown when it is zero */
	guint digits, decimals;
};

/* Behind a piece of literal text at code, or code itself when there is none. */
static const char *pass_literal(const char *code)
{
	const char *end;

	switch (*code) {
	case '"':
		end = strchr(code + 1, '"');
		return end != NULL ? end + 1 : code + strlen(code);
	case '[':
		end = strchr(code, ']');
		return end != NULL ? end + 1 : code + strlen(code);
	case '\\':
	case '_':
	case '*':
		return code[1] != '\0' ? g_utf8_next_char(code + 1) : code + 1;
	default:
		return code;
	}
}

static void note_sign(struct format_signs *signs, char c)
{
	switch (g_ascii_tolower(c)) {
	case 'y':
	case 'd':
		signs->date = TRUE;
		break;
	case 'm':
	case 'h':
	case 's':
		signs->time = TRUE;
		break;
	case '0':
		if (signs->point)
			signs->decimals++;
		else
			signs->digits++;
		break;
	case '#':
	case '?':
		if (signs->point)
			signs->decimals++;
		else
			signs->open = TRUE;
		break;
	case '.':
		signs->point = TRUE;
		break;
	case ',':
		signs->thousands = TRUE;
		break;
	case '%':
	case 'e':
	case '/':
	case '@':
		signs->other = TRUE;
		break;
	default:
		break;
	}
}

struct cell_style style_of_format(const char *code)
{
	struct format_signs signs = { 0 };

	if (g_ascii_strncasecmp(code, "General", 7) == 0)
		return (struct cell_style){ STYLE_GENERAL, 0, 0 };
	while (*code != '\0' && *code != ';') {
		const char *behind = pass_literal(code);

		if (behind == code)
			note_sign(&signs, *code++);
		else
			code = behind;
	}
	if (signs.date)
		return (struct cell_style){ STYLE_DATE, 0, 0 };
	if (signs.time || signs.other || signs.digits + signs.decimals == 0 || signs.decimals > DECIMALS_MAX ||
	    signs.digits > DIGITS_MAX)
		return (struct cell_style){ STYLE_GENERAL, 0, 0 };
	return (struct cell_style){ STYLE_NUMBER, (guint8)(signs.open || signs.thousands ? 1 : signs.digits),
				    (guint8)signs.decimals };
}

struct cell_style style_of_builtin(guint id)
{
	static const guint8 two_decimals[] = { 2, 4, 7, 8, 39, 40, 44 };
	static const guint8 no_decimals[] = { 1, 3, 5, 6, 37, 38, 42 };

	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return (struct cell_style){ STYLE_DATE, 0, 0 };
	if (id < 256 && memchr(two_decimals, (int)id, sizeof two_decimals) != NULL)
		return (struct cell_style){ STYLE_NUMBER, 1, 2 };
	if (id < 256 && memchr(no_decimals, (int)id, sizeof no_decimals) != NULL)
		return (struct cell_style){ STYLE_NUMBER, 1, 0 };
	return (struct cell_style){ STYLE_GENERAL, 0, 0 };
}

/* ---- numbers ---- */

/* The day of a serial number: 1 is 1900-01-01 and 60 a day that 1900 did not have, or 0 is 1904-01-01
 * (18.17.4.1). */
static gboolean serial_day(gint64 serial, gboolean from_1904, gint64 *day)
{
	if (from_1904)
		*day = serial + date_from_ymd(1904, 1, 1);
	else
		*day = serial + (serial > 60 ? date_from_ymd(1899, 12, 30) : date_from_ymd(1899, 12, 31));
	return (from_1904 || serial != 60) && *day <= date_from_ymd(2199, 12, 31);
}

/* FALSE when the number is no day, or only a time of day. */
static gboolean show_date(double number, gboolean from_1904, char out[WORKBOOK_NUMBER_ROOM])
{
	gint64 seconds, rest, day;
	gsize length;

	if (number < 1 || number > 1e6)
		return FALSE;
	seconds = (gint64)llround(number * SECONDS_A_DAY);
	rest = seconds % SECONDS_A_DAY;
	if (!serial_day(seconds / SECONDS_A_DAY, from_1904, &day))
		return FALSE;
	length = date_write_iso(out, (day_t)day);
	if (rest > 0)
		g_snprintf(out + length, (gulong)(WORKBOOK_NUMBER_ROOM - length), " %02d:%02d:%02d", (int)(rest / 3600),
			   (int)(rest / 60 % 60), (int)(rest % 60));
	return TRUE;
}

/* Rounded half away from zero over the 15 digits that a sheet keeps, as it is shown. */
static void show_decimals(double number, struct cell_style style, char out[WORKBOOK_NUMBER_ROOM])
{
	double power = pow(10, style.decimals);
	guint64 scaled = (guint64)(fabs(number) * power * (1 + 1e-15) + 0.5);
	guint64 unit = (guint64)power;
	const char *sign = number < 0 && scaled > 0 ? "-" : "";

	if (style.decimals == 0)
		g_snprintf(out, WORKBOOK_NUMBER_ROOM, "%s%0*" G_GUINT64_FORMAT, sign, style.digits, scaled);
	else
		g_snprintf(out, WORKBOOK_NUMBER_ROOM, "%s%0*" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign,
			   style.digits, scaled / unit, style.decimals, scaled % unit);
}

static gboolean is_whole(const char *raw)
{
	raw += *raw == '-';
	return *raw != '\0' && strlen(raw) < 40 && raw[strspn(raw, "0123456789")] == '\0';
}

void workbook_show_number(const struct workbook *book, struct cell_style style, const char *raw,
			  char out[WORKBOOK_NUMBER_ROOM])
{
	char *end;
	double number = g_ascii_strtod(raw, &end);

	if (*end != '\0' || end == raw || !isfinite(number)) {
		g_strlcpy(out, raw, WORKBOOK_NUMBER_ROOM);
		return;
	}
	if (style.kind == STYLE_DATE && show_date(number, book->from_1904, out))
		return;
	if (style.kind == STYLE_NUMBER && fabs(number) * pow(10, style.decimals) < EXACT_MAX)
		show_decimals(number, style, out);
	else if (is_whole(raw))
		g_strlcpy(out, raw, WORKBOOK_NUMBER_ROOM);
	else
		/* A number of more digits shows its exponent: what it has lost must not look whole. */
		g_ascii_formatd(out, WORKBOOK_NUMBER_ROOM, "%.15g", number);
}
