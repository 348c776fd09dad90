/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as the fields of payments, a line each in the order of PAYMENT_TABLE, a payment after an empty line: every
 * kind checks them, all are held against each other, and what machines read is written with the right length or not
 * at all.
 */
#include <string.h>

#include "model/reference.h"
#include "slip/agree.h"
#include "slip/check.h"
#include "slip/codes.h"
#include "slip/transfer.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

#define PAYMENTS 8
#define EVERYTHING (((payment_set_t)1 << PAYMENT_FIELDS) - 1)

struct counting {
	struct slip_faults faults;	/* first: count_fault casts back */
	guint errors;
};

static void count_fault(struct slip_faults *faults, guint place, enum payment_field field, enum finding_code code,
			const char *value, const char *reason)
{
	struct counting *counting = (struct counting *)faults;

	g_assert(place < PAYMENTS && field < PAYMENT_FIELDS && code < FINDING_CODES);
	g_assert(value != NULL && reason != NULL && reason[0] != '\0');
	counting->errors += finding_severity(code) == FINDING_ERROR;
}

static void set_field(struct value *value, enum field_type type, const char *text)
{
	value->present = text[0] != '\0';
	if (type == FIELD_TEXT)
		value->text = text;
	else if (type == FIELD_DATE)
		value->date = (day_t)(g_ascii_strtoll(text, NULL, 10) % 1000000);
	else
		value->integer = g_ascii_strtoll(text, NULL, 10) % (CENTS_MAX + 1);
}

static guint read_payments(char **lines, struct payment payments[PAYMENTS])
{
	guint count = 0, field = 0;

	memset(payments, 0, PAYMENTS * sizeof payments[0]);
	for (guint i = 0; i < PAYMENTS; i++)
		for (guint j = 0; j < PAYMENT_FIELDS; j++)
			set_field(&payments[i].values[j], payment_field_type((enum payment_field)j), "");
	for (; *lines != NULL && count < PAYMENTS; lines++) {
		if (field < PAYMENT_FIELDS)
			set_field(&payments[count].values[field], payment_field_type((enum payment_field)field), *lines);
		field++;
		if (**lines == '\0' && field > PAYMENT_FIELDS) {
			count++;
			field = 0;
		}
	}
	return MIN(count + (field > 0), PAYMENTS);
}

static void check_payment(const struct payment *payment)
{
	static const struct slip_rules rules = {
		.needs = PAYMENT_BIT(AMOUNT), .takes = EVERYTHING, .most = BOLLETTINO_CENTS_MAX,
		.characters = { [PAYMENT_SUBJECT] = 90 },
	};
	struct counting counting = { { count_fault }, 0 };
	guint count;
	const struct slip_kind *const *kinds = slip_kinds(&count);

	g_assert(slip_check(&rules, payment, EVERYTHING, 0, &counting.faults) == (counting.errors == 0));
	for (guint i = 0; i < count; i++) {
		counting.errors = 0;
		g_assert(kinds[i]->check(payment, EVERYTHING, 0, &counting.faults) == (counting.errors == 0));
	}
}

static void write_slip(const struct payment *payment)
{
	const struct value *values = payment->values;
	struct bollettino slip = { .type = 896, .cents = values[PAYMENT_AMOUNT].cents };
	char account[ACCOUNT_ROOM] = "", customer[CUSTOMER_ROOM] = "", notice[NOTICE_ROOM] = "";
	char line[CODE_LINE_ROOM], payload[BOLLETTINO_PAYLOAD_ROOM];
	char qr[PAGOPA_QR_ROOM], matrix[PAGOPA_MATRIX_LENGTH + 1];
	struct pagopa_bill bill = {
		.creditor_code = values[PAYMENT_CREDITOR_CODE].text, .cents = values[PAYMENT_AMOUNT].cents,
		.payer_code = values[PAYMENT_PAYER_CODE].text, .payer = values[PAYMENT_PAYER].text,
		.subject = values[PAYMENT_SUBJECT].text,
	};

	account_read(values[PAYMENT_ACCOUNT].text, account);
	customer_read(values[PAYMENT_CUSTOMER].text, customer);
	notice_read(values[PAYMENT_NOTICE].text, notice);
	slip.account = bill.account = account;
	slip.customer = customer;
	bill.notice = notice;
	if (bollettino_line(&slip, line) == NULL)
		g_assert(strlen(line) == CODE_LINE_CELLS);
	if (bollettino_payload(&slip, payload) == NULL)
		g_assert(strspn(payload, "0123456789") == BOLLETTINO_PAYLOAD_ROOM - 1);
	if (pagopa_qr(&bill, qr) == NULL)
		g_assert(strlen(qr) < PAGOPA_QR_ROOM);
	if (pagopa_matrix(&bill, matrix) == NULL)
		g_assert(strlen(matrix) == PAGOPA_MATRIX_LENGTH && matrix[PAGOPA_MATRIX_LENGTH - 1] == 'A');
}

static void write_transfer(const struct payment *payment)
{
	const struct value *values = payment->values;
	struct transfer transfer = {
		.bic = values[PAYMENT_BIC].text, .name = values[PAYMENT_CREDITOR].text, .iban = values[PAYMENT_IBAN].text,
		.cents = values[PAYMENT_AMOUNT].cents, .reference = values[PAYMENT_REFERENCE].text, .text = "",
	};
	struct remittance remittance, back;
	char qr[TRANSFER_QR_BYTES + 1], text[REMITTANCE_ROOM];

	if (transfer_qr(&transfer, qr) == NULL)
		g_assert(strlen(qr) <= TRANSFER_QR_BYTES && !g_str_has_suffix(qr, "\n"));
	if (!remittance_read(values[PAYMENT_SUBJECT].text, &remittance) || remittance_write(&remittance, text) != NULL)
		return;
	g_assert(remittance_read(text, &back));
	g_assert(back.form == remittance.form && back.cents == remittance.cents);
	g_assert(strcmp(back.reference, remittance.reference) == 0 && strcmp(back.text, remittance.text) == 0);
}

static void compose_references(const struct payment *payment)
{
	const char *digits = payment->values[PAYMENT_CUSTOMER].text;
	char out[NOTICE_ROOM], again[NOTICE_ROOM], rf[RF_ROOM], rf_again[RF_ROOM];

	for (guint aux = 0; aux <= 4; aux++) {
		if (notice_compose(aux, aux == 0 || aux == 3 ? 47 : 0, digits, out) != NULL)
			continue;
		g_assert(notice_read(out, again) == NULL && strcmp(out, again) == 0);
		g_assert(notice_check(out) == (aux == 1 ? NOTICE_NONE : NOTICE_HOLDS));
	}
	if (customer_compose(digits, out) == NULL)
		g_assert(customer_read(out, again) == NULL && strcmp(out, again) == 0);
	if (rf_compose(digits, rf) == NULL)
		g_assert(rf_read(rf, rf_again) == NULL && strcmp(rf, rf_again) == 0);
}

/* The first payment on one slip, all of them as instalments on another. */
static void agree(const struct payment *payments, guint count)
{
	static const struct slip_kind whole = { .name = "whole", .takes = EVERYTHING };
	static const struct slip_kind rows = { .name = "rows", .takes = EVERYTHING };
	struct counting counting = { { count_fault }, 0 };
	const struct slip_use uses[] = {
		{ &whole, payments, MIN(count, 1), &counting.faults }, { &rows, payments, count, &counting.faults },
	};

	g_assert(slip_agree(uses, G_N_ELEMENTS(uses)) == (counting.errors == 0));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)MIN(size, 16384));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct payment payments[PAYMENTS];
	guint count = read_payments(lines, payments);

	for (guint i = 0; i < count; i++) {
		check_payment(&payments[i]);
		write_slip(&payments[i]);
		write_transfer(&payments[i]);
		compose_references(&payments[i]);
	}
	agree(payments, count);
	return 0;
}
