/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slip [SHEETS [KIND]]: CPU microseconds that a slip adds to a sheet, from the payment to the bytes of the PDF file: checked, drawn,
 * its symbols encoded, its form a stamp ("slip_td896 N us").  Payments are all different.
 * slip_pagopa_qr is the notice without a bollettino.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "device/device.h"
#include "mark/mark.h"
#include "slip/slip.h"

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

struct bench {
	struct slip_faults faults;
	struct slip_desk desk;		/* the arena: of one sheet */
	struct arena *lasting;
	char *path;			/* of the PDF */
	payment_set_t without;		/* fields that no payment has */
};

static void found(struct slip_faults *faults G_GNUC_UNUSED, guint place G_GNUC_UNUSED, enum payment_field field,
		  enum finding_code code G_GNUC_UNUSED, const char *value, const char *reason)
{
	g_error("%s '%s': %s", payment_field_name(field), value, reason);
}

static struct press *press_load(void)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct press *press = NULL;

	if (g_file_get_contents("profiles/press/standard.press", &text, NULL, &error))
		press = press_parse(text, "standard.press", &error);
	if (press == NULL)
		g_error("%s", error->message);
	return press;
}

/* What every payment says. */
static const struct {
	enum payment_field field;
	const char *text;
} texts[] = {
	{ PAYMENT_CREDITOR, "ACQUEDOTTO DELLA VALLE SOLIVA S.P.A. - SERVIZIO CLIENTI" },
	{ PAYMENT_CREDITOR_CODE, "80012345678" },
	{ PAYMENT_ACCOUNT, "1007214826" },
	{ PAYMENT_IBAN, "IT15L0760117400001007214826" },
	{ PAYMENT_AUTHORISATION, "AUT. DB/SISB/E 15513 DEL 6/5/2004" },
	{ PAYMENT_PAYER_STREET, "Via dei Mille 114/B" },
	{ PAYMENT_PAYER_CITY, "88100 CATANZARO CZ" },
	{ PAYMENT_CBILL, "A1B2C" },
};

static void set_text(struct payment *payment, enum payment_field field, const char *text)
{
	payment->values[field].present = TRUE;
	payment->values[field].text = text;
}

/* 16 digits and the remainder of them by 93: the codice cliente and the numero avviso of aux digit 3 alike. */
static const char *reference(guint number, struct arena *arena)
{
	guint64 base = G_GUINT64_CONSTANT(3470000000000000) + (guint64)number * 7919;

	return arena_printf(arena, "%016" G_GUINT64_FORMAT "%02u", base, (guint)(base % 93));
}

static struct payment payment_of(guint number, struct arena *arena)
{
	struct payment payment = { 0 };

	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		if (payment_field_type(i) == FIELD_TEXT)
			payment.values[i].text = "";
	}
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		set_text(&payment, texts[i].field, texts[i].text);
	set_text(&payment, PAYMENT_SUBJECT, arena_printf(arena, "Fattura 2026/%06u del 12/03/2026, utenza %u", number, number * 7));
	set_text(&payment, PAYMENT_PAYER, arena_printf(arena, "Maria Terracciano %u", number));
	set_text(&payment, PAYMENT_CUSTOMER, reference(number, arena));
	set_text(&payment, PAYMENT_NOTICE, payment.values[PAYMENT_CUSTOMER].text);
	payment.values[PAYMENT_AMOUNT].present = TRUE;
	payment.values[PAYMENT_AMOUNT].cents = 1000 + number * 31;
	return payment;
}

static void take_away(struct payment *payment, payment_set_t without)
{
	for (guint i = 0; i < PAYMENT_FIELDS; i++) {
		if ((without >> i & 1) != 0)
			payment->values[i] = (struct value){ .text = payment_field_type(i) == FIELD_TEXT ? "" : NULL };
	}
}

static payment_set_t given_of(const struct payment *payment)
{
	payment_set_t given = 0;

	for (guint i = 0; i < PAYMENT_FIELDS; i++)
		given |= payment->values[i].present ? (payment_set_t)1 << i : 0;
	return given;
}

static void add_slip(struct bench *bench, const struct slip_kind *kind, const struct stamp *form, guint number, struct page *page)
{
	struct payment payment = payment_of(number, bench->desk.arena);
	payment_set_t given;

	take_away(&payment, bench->without);
	given = given_of(&payment);
	op_list_add(&page->list, OP_STAMP, bench->desk.arena)->stamp.stamp = form;
	if (!kind->check(&payment, given, 0, &bench->faults) ||
	    !kind->draw(&payment, 1, given, &bench->desk, &page->list, &bench->faults))
		g_error("%s: slip %u cannot be drawn", kind->name, number);
}

static struct stamp *form_of(struct bench *bench, const struct slip_kind *kind)
{
	struct stamp *stamp = arena_alloc0(bench->lasting, sizeof *stamp);
	struct slip_desk desk = bench->desk;
	struct payment payment = payment_of(0, bench->lasting);

	take_away(&payment, bench->without);
	desk.arena = bench->lasting;
	stamp->name = kind->name;
	kind->form(given_of(&payment), 1, &desk, &stamp->list);
	stamp->bounds = op_list_bounds(&stamp->list);
	return stamp;
}

/* CPU for each of count sheets, with a slip or, kind NULL, with nothing. */
static double measure(struct bench *bench, const struct slip_kind *kind, guint count)
{
	const struct pdf_options options = { .title = "slip", .compression = 6 };
	const struct stamp *form = kind != NULL ? form_of(bench, kind) : NULL;
	g_autoptr(GError) error = NULL;
	struct device_made made;
	struct device *device;
	double start = cpu_us();

	g_unlink(bench->path);
	device = pdf_open(bench->path, &options, &error);
	for (guint i = 0; i < count && device != NULL; i++) {
		struct page page = { .width = 297000, .height = 297000 };

		if (kind != NULL)
			add_slip(bench, kind, form, i, &page);
		device_page(device, &page);
		arena_reset(bench->desk.arena);
		typesetter_between_letters(bench->desk.typesetter);
	}
	if (device == NULL || !device_close(device, &made, &error))
		g_error("%s", error->message);
	return (cpu_us() - start) / count;
}

/* Whether what is made up here is enough for a kind. */
static gboolean is_payable(const struct slip_kind *kind, struct arena *arena)
{
	struct payment payment = payment_of(0, arena);

	return (kind->needs & ~given_of(&payment)) == 0 && kind->abreast == NULL;
}

int main(int argc, char **argv)
{
	struct bench bench = { .faults = { found }, .lasting = arena_new(65536) };
	guint count = argc > 1 ? (guint)atoi(argv[1]) : 5000, kinds;
	g_autofree char *folder = g_dir_make_tmp("piego-bench-XXXXXX", NULL);
	struct press *press = press_load();
	double empty;

	bench.path = g_build_filename(folder, "slip.pdf", NULL);
	bench.desk = (struct slip_desk){ typesetter_new("fonts", NULL), mark_encoder_new(), press, arena_new(65536) };
	empty = measure(&bench, NULL, count);
	slip_kinds(&kinds);
	for (guint i = 0; i < kinds; i++) {
		const struct slip_kind *kind = slip_kinds(&kinds)[i];

		if (is_payable(kind, bench.lasting) && (argc < 3 || strcmp(argv[2], kind->name) == 0))
			printf("slip_%s %.2f us\n", kind->name, measure(&bench, kind, count) - empty);
	}
	bench.without = PAYMENT_BIT(ACCOUNT) | PAYMENT_BIT(IBAN) | PAYMENT_BIT(AUTHORISATION);
	if (argc < 3)
		printf("slip_pagopa_qr %.2f us\n", measure(&bench, slip_kind_find("pagopa"), count) - empty);
	g_unlink(bench.path);
	g_rmdir(folder);
	g_free(bench.path);
	arena_free(bench.desk.arena);
	arena_free(bench.lasting);
	mark_encoder_free(bench.desk.encoder);
	typesetter_free(bench.desk.typesetter);
	press_free(press);
	return 0;
}
