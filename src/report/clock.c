/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of summer time come from the system's tables; without them (package tzdata) Italian time cannot be told, which
 * is a fault of the installation. */
#include "report/clock.h"

static GTimeZone *rome(void)
{
	GTimeZone *zone = g_time_zone_new_identifier("Europe/Rome");

	if (zone == NULL)
		g_error("the system does not know the time of Europe/Rome: install tzdata");
	return zone;
}

static void write_moment(GDateTime *moment, const char *form, char out[CLOCK_ROOM])
{
	g_autofree char *text = g_date_time_format(moment, form);

	g_strlcpy(out, text, CLOCK_ROOM);
}

void clock_write(const char *utc, char out[CLOCK_ROOM])
{
	g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(utc, NULL);

	if (moment == NULL) {
		g_strlcpy(out, utc, CLOCK_ROOM);
	} else {
		g_autoptr(GTimeZone) zone = rome();
		g_autoptr(GDateTime) local = g_date_time_to_timezone(moment, zone);

		write_moment(local, "%d/%m/%Y %H:%M:%S", out);
	}
}

gboolean clock_date(const char *utc, day_t *day)
{
	g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(utc, NULL);
	g_autoptr(GTimeZone) zone = rome();
	g_autoptr(GDateTime) local = moment != NULL ? g_date_time_to_timezone(moment, zone) : NULL;

	if (local == NULL)
		return FALSE;
	*day = date_from_ymd(g_date_time_get_year(local), g_date_time_get_month(local), g_date_time_get_day_of_month(local));
	return TRUE;
}

static void write_midnight(GTimeZone *zone, day_t day, char out[CLOCK_ROOM])
{
	g_autoptr(GDateTime) local = NULL;
	g_autoptr(GDateTime) moment = NULL;
	int year, month, of_month;

	date_to_ymd(day, &year, &month, &of_month);
	local = g_date_time_new(zone, year, month, of_month, 0, 0, 0);
	moment = g_date_time_to_utc(local);
	write_moment(moment, "%Y-%m-%dT%H:%M:%SZ", out);
}

void clock_day(day_t day, char from[CLOCK_ROOM], char to[CLOCK_ROOM])
{
	g_autoptr(GTimeZone) zone = rome();

	write_midnight(zone, day, from);
	write_midnight(zone, day + 1, to);
}
