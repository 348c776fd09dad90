/* SPDX-License-Identifier: Apache-2.0 */
#include "model/instalments.h"

cents_t instalment_amount(const struct instalment_plan *plan, cents_t whole, guint number)
{
	cents_t part = whole / plan->count;
	guint odd = plan->remainder == REMAINDER_FIRST ? 1 : plan->count;

	g_assert(plan->count > 0 && whole >= plan->count && number >= 1 && number <= plan->count);
	return number == odd ? whole - part * (plan->count - 1) : part;
}

gboolean instalment_due(const struct instalment_plan *plan, day_t first, guint number, day_t *due)
{
	int year, month, day, months;

	date_to_ymd(first, &year, &month, &day);
	months = month - 1 + (int)(plan->months * (number - 1));
	year += months / 12;
	month = months % 12 + 1;
	/* A day that the month does not have is its last: 28 is in all. */
	while (day > 28 && !date_valid(year, month, day))
		day--;
	*due = date_from_ymd(year, month, day);
	return date_valid(year, month, day);
}
