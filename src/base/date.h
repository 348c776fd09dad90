/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date: calendar days as they stand in files.  A day is a count from 1970-01-01 in the Gregorian calendar;
 * there is no time zone and no clock here.
 */
#ifndef PIEGO_BASE_DATE_H
#define PIEGO_BASE_DATE_H

#include <glib.h>

typedef gint32 day_t;

/* Years 1800 to 2199 are dates; anything else in a client's file is a mistake. */
day_t date_from_ymd(int year, int month, int day);
void date_to_ymd(day_t date, int *year, int *month, int *day);

/* Whether the three numbers name a day of the calendar within the years above. */
gboolean date_valid(int year, int month, int day);

/* Read 31/03/2026, 31-3-2026, 31.03.2026, 2026-03-31, 20260331 (a trailing time of day is passed over).
 * Two-digit years are refused.  Returns NULL and the date, or a short reason in plain words. */
const char *date_read(const char *text, day_t *date);

/* Room for a written date with its NUL. */
#define DATE_ROOM 16

/* 2026-03-31 / 31/03/2026; returns the length. */
gsize date_write_iso(char *out, day_t date);
gsize date_write_italian(char *out, day_t date);

#endif
