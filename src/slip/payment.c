/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/payment.h"

#include <string.h>

static const struct {
	const char *name;
	enum field_type type;
} fields[PAYMENT_FIELDS] = {
#define X(code, name, type) { name, FIELD_##type },
	PAYMENT_TABLE(X)
#undef X
};

const char *payment_field_name(enum payment_field field)
{
	return fields[field].name;
}

enum field_type payment_field_type(enum payment_field field)
{
	return fields[field].type;
}

enum payment_field payment_field_find(const char *name)
{
	guint i;

	for (i = 0; i < PAYMENT_FIELDS && strcmp(fields[i].name, name) != 0; i++)
		;
	return (enum payment_field)i;
}
