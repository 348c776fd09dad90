/* SPDX-License-Identifier: Apache-2.0 */
#include "slip/payment.h"

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
