/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sepa: a bank transfer: the EPC QR (EPC069-12), and beside it all that it says, for those whose bank does not read it.
 *
 * A transfer is matched again by its RF reference where the creditor has one, else by the causale, with the IUV of the debt's
 * notice where it has one: the QR carries the one or the other, never both.
 */
#include <string.h>

#include "model/ids.h"
#include "slip/block.h"
#include "slip/check.h"
#include "slip/kinds.h"
#include "slip/transfer.h"

#define N_(text) text

#define HEIGHT 46500
#define QR_SIDE 30000
#define QR_LEFT 4200
#define QR_TOP (BLOCK_BAND + (HEIGHT - BLOCK_BAND - QR_SIDE) / 2)
#define ROOM (BLOCK_RIGHT - BLOCK_BESIDE_QR)

#define NEEDS (PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(IBAN) | PAYMENT_BIT(AMOUNT))
#define TAKES \
	(PAYMENT_BIT(BIC) | PAYMENT_BIT(REFERENCE) | PAYMENT_BIT(NOTICE) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(DUE))

static struct slip_size size(payment_set_t given G_GNUC_UNUSED)
{
	return (struct slip_size){ BLOCK_WIDTH, HEIGHT };
}

static void form(payment_set_t given G_GNUC_UNUSED, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		 struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	block_draw_frame(&pen, HEIGHT, "BONIFICO SEPA", "Inquadrare il codice QR con l’app della banca, o usare i dati qui accanto");
}

/* ---- what is wrong ---- */

static const struct slip_rules rules = {
	.needs = NEEDS,
	.takes = TAKES,
	.most = TRANSFER_CENTS_MAX,
	.characters = { [PAYMENT_CREDITOR] = TRANSFER_NAME_MAX, [PAYMENT_SUBJECT] = TRANSFER_TEXT_MAX },
};

/* What the payer is to write, in out: the causale, behind the IUV where the debt has a notice and the causale does not
 * name it already.  Else the reason why there is none. */
static const char *write_causale(const struct payment *payment, char out[REMITTANCE_ROOM])
{
	const char *subject = payment->values[PAYMENT_SUBJECT].text;
	struct remittance remittance;
	char notice[NOTICE_ROOM];

	if (notice_read(payment->values[PAYMENT_NOTICE].text, notice) != NULL || remittance_read(subject, &remittance)) {
		g_strlcpy(out, subject, REMITTANCE_ROOM);
		return NULL;
	}
	remittance = (struct remittance){
		.form = REMITTANCE_IUV, .cents = payment->values[PAYMENT_AMOUNT].cents, .text = subject,
	};
	notice_iuv(notice, remittance.reference);
	return remittance_write(&remittance, out);
}

/* What the QR says, in out; else the reason why there is none. */
static const char *write_qr(const struct payment *payment, char out[TRANSFER_QR_BYTES + 1])
{
	const char *reference = payment->values[PAYMENT_REFERENCE].text;
	char causale[REMITTANCE_ROOM] = "";
	const char *reason = reference[0] == '\0' ? write_causale(payment, causale) : NULL;
	struct transfer transfer = {
		.bic = payment->values[PAYMENT_BIC].text,
		.name = payment->values[PAYMENT_CREDITOR].text,
		.iban = payment->values[PAYMENT_IBAN].text,
		.cents = payment->values[PAYMENT_AMOUNT].cents,
		.reference = reference,
		.text = causale,
	};

	return reason != NULL ? reason : transfer_qr(&transfer, out);
}

static gboolean fail(struct slip_faults *faults, guint place, enum finding_code code, const char *value, const char *reason)
{
	faults->found(faults, place, PAYMENT_SUBJECT, code, value, reason);
	return FALSE;
}

/* Without a reference of either kind nobody could tell whose payment it is.  What the fields have against them one by one
 * is told already: what is left is that together they are more than the QR holds, which is up to the causale. */
static gboolean check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	const char *subject = payment->values[PAYMENT_SUBJECT].text, *reason;
	char text[TRANSFER_QR_BYTES + 1];

	if (!slip_check(&rules, payment, given, place, faults))
		return FALSE;
	if (subject[0] == '\0' && payment->values[PAYMENT_REFERENCE].text[0] == '\0' &&
	    payment->values[PAYMENT_NOTICE].text[0] == '\0')
		return fail(faults, place, FINDING_CODE_SLIP_MISSING, "", N_("a transfer needs a reference or a causale"));
	reason = write_qr(payment, text);
	return reason == NULL || fail(faults, place, FINDING_CODE_SLIP_TEXT, subject, reason);
}

/* ---- what the payment prints ---- */

static void draw_iban(struct pen *pen)
{
	static const struct block_field field = { PAYMENT_IBAN, "IBAN", &block_code, BLOCK_BESIDE_QR, BLOCK_SECOND, 92000, 1 };
	char iban[IBAN_ROOM], bic[sizeof "BIC " + BIC_ROOM] = "BIC ";

	if (iban_read(pen_value(pen, PAYMENT_IBAN), iban) == NULL)
		block_draw_code(pen, &field, iban);
	if (block_has(pen, PAYMENT_BIC) && bic_read(pen_value(pen, PAYMENT_BIC), bic + strlen(bic)) == NULL)
		pen_text(pen, &block_label, PAYMENT_BIC, bic, BLOCK_BESIDE_QR + 8000, BLOCK_SECOND, 40000);
}

static void draw_reference(struct pen *pen)
{
	static const struct block_field field = { PAYMENT_REFERENCE, "Riferimento da scrivere come causale", &block_code,
						  BLOCK_BESIDE_QR, BLOCK_THIRD, ROOM, 1 };
	struct pen_lines subject = { .style = &block_small, .field = PAYMENT_SUBJECT, .text = pen_value(pen, PAYMENT_SUBJECT),
				     .width = ROOM, .leading = BLOCK_SMALL_LEADING, .most = 2 };
	char code[RF_ROOM];

	if (rf_read(pen_value(pen, PAYMENT_REFERENCE), code) == NULL)
		block_draw_code(pen, &field, code);
	pen_break(pen, &subject);
	pen_draw(pen, &subject, BLOCK_BESIDE_QR, 40000);
}

static void draw_causale(struct pen *pen)
{
	char causale[REMITTANCE_ROOM];
	struct pen_lines lines = { .style = &block_text, .field = PAYMENT_SUBJECT, .width = ROOM, .leading = BLOCK_LEADING,
				   .most = 3 };

	if (write_causale(pen->payment, causale) != NULL)
		return;
	lines.text = arena_strdup(pen->desk->arena, causale);
	block_draw_label(pen, BLOCK_BESIDE_QR, BLOCK_THIRD, "Causale");
	pen_break(pen, &lines);
	pen_draw(pen, &lines, BLOCK_BESIDE_QR, BLOCK_THIRD + BLOCK_STEP);
}

static void draw_texts(struct pen *pen)
{
	static const struct block_field creditor = { PAYMENT_CREDITOR, "Beneficiario", &block_name, BLOCK_BESIDE_QR, BLOCK_FIRST,
						     80000, 2 };

	block_draw_field(pen, &creditor);
	draw_iban(pen);
	if (block_has(pen, PAYMENT_REFERENCE))
		draw_reference(pen);
	else
		draw_causale(pen);
}

static gboolean draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
		     const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	struct pen pen = { .desk = desk, .list = list, .payment = payments, .faults = faults };
	char text[TRANSFER_QR_BYTES + 1];

	if (write_qr(payments, text) != NULL)
		return FALSE;
	block_draw_qr(&pen, PAYMENT_SUBJECT, text, QR_LEFT, QR_TOP, QR_SIDE);
	draw_texts(&pen);
	block_draw_amount(&pen, "Entro il");
	return !pen.failed;
}

const struct slip_kind slip_sepa = {
	.name = "sepa",
	.needs = NEEDS,
	.takes = TAKES,
	.roles = block_roles,
	.size = size,
	.check = check,
	.form = form,
	.draw = draw,
};
