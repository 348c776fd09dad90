/* SPDX-License-Identifier: Apache-2.0 */
/* slip_rig: payments written as text, and faults as lines. */
#ifndef PIEGO_TESTS_SLIP_RIG_H
#define PIEGO_TESTS_SLIP_RIG_H

#include <string.h>

#include "slip/slip.h"
#include "unit/check.h"

/* Collects "place field slug [value] reason" and a line end for each fault. */
struct fault_rig {
	struct slip_faults faults;	/* first: fault_rig_found casts back */
	char text[2048];
};

static inline void fault_rig_found(struct slip_faults *faults, guint place, enum payment_field field,
				   enum finding_code code, const char *value, const char *reason)
{
	struct fault_rig *rig = (struct fault_rig *)faults;
	gsize used = strlen(rig->text);

	g_snprintf(rig->text + used, sizeof rig->text - used, "%u %s %s [%s] %s\n", place, payment_field_name(field),
		   finding_slug(code), value, reason);
}

static inline void fault_rig_begin(struct fault_rig *rig)
{
	rig->faults.found = fault_rig_found;
	rig->text[0] = '\0';
}

/* Sets a field from text: money in cents, dates as 2026-03-31; NULL takes it away. */
static inline void payment_set(struct payment *payment, enum payment_field field, const char *text)
{
	struct value *value = &payment->values[field];

	*value = (struct value){ .present = text != NULL };
	switch (payment_field_type(field)) {
	case FIELD_MONEY:
		value->cents = text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
		break;
	case FIELD_DATE:
		if (text != NULL)
			CHECK_STR(text, date_read(text, &value->date), NULL);
		break;
	case FIELD_INTEGER:
		value->integer = text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
		break;
	default:
		value->text = text != NULL ? text : "";
	}
}

static inline void payment_clear(struct payment *payment)
{
	for (guint i = 0; i < PAYMENT_FIELDS; i++)
		payment_set(payment, (enum payment_field)i, NULL);
}

#endif
