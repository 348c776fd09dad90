/* SPDX-License-Identifier: Apache-2.0 */
/* Days are counted with the civil-calendar arithmetic of eras of 400 years, March being the first month. */
#include "base/date.h"

#include <string.h>

#define DAYS_IN_ERA 146097
#define DAYS_TO_1970 719468

day_t date_from_ymd(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_IN_ERA + day_of_era - DAYS_TO_1970;
}

void date_to_ymd(day_t date, int *year, int *month, int *day)
{
	int z = date + DAYS_TO_1970;
	int era = z / DAYS_IN_ERA;
	int day_of_era = z - era * DAYS_IN_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int mp = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

gboolean date_valid(int year, int month, int day)
{
	int y, m, d;

	if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
		return FALSE;
	date_to_ymd(date_from_ymd(year, month, day), &y, &m, &d);
	return y == year && m == month && d == day;
}

/* Up to most digits from *p; returns how many there were. */
static guint read_digits(const char **p, guint most, int *value)
{
	guint count = 0;

	*value = 0;
	while (count < most && g_ascii_isdigit(**p)) {
		*value = *value * 10 + (**p - '0');
		(*p)++;
		count++;
	}
	return count;
}

const char *date_read(const char *text, day_t *date)
{
	int a, b, c;
	int year, month, day;
	const char *p = text;
	guint first, last;
	char mark;

	while (*p == ' ')
		p++;
	if (*p == '\0')
		return "empty";
	first = read_digits(&p, 8, &a);
	if (first == 8) {
		year = a / 10000, month = a / 100 % 100, day = a % 100;
	} else {
		mark = *p;
		if (first == 0 || mark == '\0' || strchr("/-.", mark) == NULL)
			return "not a date";
		p++;
		if (read_digits(&p, 2, &b) == 0 || *p++ != mark)
			return "not a date";
		last = read_digits(&p, 4, &c);
		if (first == 4)
			year = a, month = b, day = c;
		else if (last == 4)
			year = c, month = b, day = a;
		else
			return "not a date with a year of four digits";
	}
	if (*p == ' ' || *p == 'T')
		p += strspn(p, " T:.0123456789");
	if (*p != '\0')
		return "not a date";
	if (!date_valid(year, month, day))
		return "no such day";
	*date = date_from_ymd(year, month, day);
	return NULL;
}

static void put_digits(char *out, int value, guint count)
{
	while (count-- > 0) {
		out[count] = (char)('0' + value % 10);
		value /= 10;
	}
}

gsize date_write_iso(char *out, day_t date)
{
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	memcpy(out, "0000-00-00", 11);
	put_digits(out, year, 4);
	put_digits(out + 5, month, 2);
	put_digits(out + 8, day, 2);
	return 10;
}

gsize date_write_italian(char *out, day_t date)
{
	int year, month, day;

	date_to_ymd(date, &year, &month, &day);
	memcpy(out, "00/00/0000", 11);
	put_digits(out, day, 2);
	put_digits(out + 3, month, 2);
	put_digits(out + 6, year, 4);
	return 10;
}
