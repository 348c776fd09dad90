/* SPDX-License-Identifier: Apache-2.0 */
/* pagopa_head: what the notice's first page says above all, again on each page that follows: placed at (0, 0). */
#include "slip/pagopa.h"

#define CREDITOR 10000
#define CREDITOR_TEXT 32000
#define PAYER 105500
#define PAYER_TEXT 124500
#define BASELINE 44000
#define LAST 49800

static struct slip_size head_size(payment_set_t given G_GNUC_UNUSED)
{
	return (struct slip_size){ 210000, 52000 };
}

#define NEEDS (PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(PAYER))

static gboolean head_check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	static const struct slip_rules rules = { .needs = NEEDS, .characters = PAGOPA_CHARACTERS };

	return slip_check(&rules, payment, given, place, faults);
}

static void head_form(payment_set_t given G_GNUC_UNUSED, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		      struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	pagopa_form_head(&pen);
}

static gboolean head_draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
			  const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	static const struct pagopa_row creditor[] = { { PAYMENT_CREDITOR, "Ente Creditore", BASELINE, 100000 - CREDITOR_TEXT } };
	static const struct pagopa_row payer[] = { { PAYMENT_PAYER, "Destinatario", BASELINE, 200000 - PAYER_TEXT } };
	struct pen pen = { .desk = desk, .list = list, .payment = payments, .faults = faults };

	pagopa_draw_subject(&pen);
	pagopa_draw_rows(&pen, creditor, 1, CREDITOR, CREDITOR_TEXT, LAST);
	pagopa_draw_rows(&pen, payer, 1, PAYER, PAYER_TEXT, LAST);
	return !pen.failed;
}

const struct slip_kind slip_pagopa_head = {
	.name = "pagopa-head",
	.needs = NEEDS,
	.roles = pagopa_roles,
	.size = head_size,
	.check = head_check,
	.form = head_form,
	.draw = head_draw,
};
