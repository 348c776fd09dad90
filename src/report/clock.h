/* SPDX-License-Identifier: Apache-2.0 */
/* clock: the registry's moments, kept in UTC, as the centre's people read them: Italian time, Europe/Rome. */
#ifndef PIEGO_REPORT_CLOCK_H
#define PIEGO_REPORT_CLOCK_H

#include "base/date.h"

/* Room for a written moment with its NUL. */
#define CLOCK_ROOM 32

/* 2026-03-31T08:15:00Z as 31/03/2026 10:15:00; what is no moment is copied as it is, cut to the room. */
void clock_write(const char *utc, char out[CLOCK_ROOM]);

/* The day in Italy at a moment in UTC: 2026-03-31T22:30:00Z is the first of April.  FALSE for what is no moment. */
gboolean clock_date(const char *utc, day_t *day);

/* The moments in UTC at which a day begins and the next one does: 23, 24 or 25 hours apart. */
void clock_day(day_t day, char from[CLOCK_ROOM], char to[CLOCK_ROOM]);

#endif
