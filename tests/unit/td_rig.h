/* SPDX-License-Identifier: Apache-2.0 */
/* What tests of payment slips share: a desk with the project's own fonts and press, payments, a sheet with a slip on it. */
#ifndef PIEGO_TESTS_TD_RIG_H
#define PIEGO_TESTS_TD_RIG_H

#include "mark/mark.h"
#include "slip/slip.h"
#include "unit/check.h"

struct td_rig {
	struct slip_faults faults;	/* first: faults are found through it */
	GString *told;			/* "field:slug " of each fault */
	struct arena *arena;
	struct press *press;
	struct slip_desk desk;
};

static inline void td_rig_found(struct slip_faults *faults, guint place G_GNUC_UNUSED, enum payment_field field,
				enum finding_code code, const char *value G_GNUC_UNUSED, const char *reason)
{
	struct td_rig *rig = (struct td_rig *)faults;

	g_string_append_printf(rig->told, "%s:%s ", payment_field_name(field), finding_slug(code));
	CHECK_TRUE("a fault has a reason", reason != NULL && *reason != '\0');
}

static inline void td_rig_open(struct td_rig *rig)
{
	g_autofree char *press = NULL;
	g_autoptr(GError) error = NULL;

	*rig = (struct td_rig){ .faults = { td_rig_found }, .told = g_string_new(NULL), .arena = arena_new(65536) };
	if (g_file_get_contents("profiles/press/standard.press", &press, NULL, &error))
		rig->press = press_parse(press, "standard.press", &error);
	rig->desk = (struct slip_desk){ typesetter_new("fonts", NULL), mark_encoder_new(), rig->press, rig->arena };
	CHECK_NO_ERROR("press", error);
	if (rig->press == NULL || !typesetter_has_role(rig->desk.typesetter, "ocr-b", &error))
		g_error("%s", error->message);
}

static inline void td_rig_close(struct td_rig *rig)
{
	typesetter_free(rig->desk.typesetter);
	mark_encoder_free(rig->desk.encoder);
	press_free(rig->press);
	arena_free(rig->arena);
	g_string_free(rig->told, TRUE);
}

/* A payment with no field present. */
static inline struct payment td_payment_none(void)
{
	struct payment payment = { 0 };

	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		if (payment_field_type(i) == FIELD_TEXT)
			payment.values[i].text = "";
	}
	return payment;
}

/* A text; NULL: not present. */
static inline void td_payment_text(struct payment *payment, enum payment_field field, const char *text)
{
	payment->values[field].present = text != NULL;
	payment->values[field].text = text != NULL ? text : "";
}

static inline void td_payment_cents(struct payment *payment, cents_t cents)
{
	payment->values[PAYMENT_AMOUNT].present = TRUE;
	payment->values[PAYMENT_AMOUNT].cents = cents;
}

/* All that a bollettino prints, made up. */
static inline struct payment td_payment_full(void)
{
	struct payment payment = td_payment_none();

	td_payment_text(&payment, PAYMENT_CREDITOR, "ACQUEDOTTO DELLA VALLE SOLIVA S.P.A. - SERVIZIO CLIENTI");
	td_payment_text(&payment, PAYMENT_ACCOUNT, "1007214826");
	td_payment_text(&payment, PAYMENT_IBAN, "IT15L0760117400001007214826");
	td_payment_text(&payment, PAYMENT_AUTHORISATION, "AUT. DB/SISB/E 15513 DEL 6/5/2004");
	td_payment_cents(&payment, 12067);
	td_payment_text(&payment, PAYMENT_SUBJECT, "Fattura 2026/004817 del 12/03/2026, utenza 30551, consumi dal 1/12/2025 al "
			"28/2/2026");
	td_payment_text(&payment, PAYMENT_CUSTOMER, "000000505403849083");
	td_payment_text(&payment, PAYMENT_PAYER, "Maria Addolorata Terracciano");
	td_payment_text(&payment, PAYMENT_PAYER_STREET, "Via dei Mille 114/B scala C interno 7");
	td_payment_text(&payment, PAYMENT_PAYER_CITY, "88100 CATANZARO CZ");
	return payment;
}

/* The fields that a payment has. */
static inline payment_set_t td_given(const struct payment *payment)
{
	payment_set_t given = 0;

	for (guint i = 0; i < PAYMENT_FIELDS; i++)
		given |= payment->values[i].present ? (payment_set_t)1 << i : 0;
	return given;
}

/* An A4 sheet, landscape, with the form as a stamp and the slip at the sheet's foot; NULL where it cannot be drawn. */
#define TD_SHEET_Y 108000
static inline struct page *td_sheet(struct td_rig *rig, const char *kind_name, const struct payment *payment)
{
	const struct slip_kind *kind = slip_kind_find(kind_name);
	payment_set_t given = td_given(payment);
	struct page *page = arena_alloc0(rig->arena, sizeof *page);
	struct stamp *stamp = arena_alloc0(rig->arena, sizeof *stamp);
	struct op_list list = { 0 };
	struct op *op;

	page->width = 297000;
	page->height = 210000;
	stamp->name = kind_name;
	kind->form(given, 1, &rig->desk, &stamp->list);
	stamp->bounds = op_list_bounds(&stamp->list);
	op = op_list_add(&page->list, OP_STAMP, rig->arena);
	op->stamp.y = TD_SHEET_Y;
	op->stamp.stamp = stamp;
	if (!kind->check(payment, given, 0, &rig->faults) ||
	    !kind->draw(payment, 1, given, &rig->desk, &list, &rig->faults))
		return NULL;
	op_list_add_moved(&page->list, &list, 0, TD_SHEET_Y, rig->arena);
	return page;
}

#endif
