/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sdd: the notice that precedes a SEPA direct debit: amount, day, mandate and creditor identifier, as the scheme's rules
 * ask, and the debtor's rights under the core scheme.  Of the debtor's account only the end is told: the letter may fall
 * into other hands.
 */
#include <string.h>

#include "model/ids.h"
#include "model/reference.h"
#include "slip/block.h"
#include "slip/check.h"
#include "slip/kinds.h"
#include "slip/transfer.h"

/* With a row for the causale where the layout gives one. */
#define HEIGHT 52000
#define WORDING 8400	/* its first baseline above the foot */
#define NEEDS                                                                                                  \
	(PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(CREDITOR_ID) | PAYMENT_BIT(MANDATE) | PAYMENT_BIT(PAYER_IBAN) |   \
	 PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(DUE))
#define TAKES PAYMENT_BIT(SUBJECT)
#define BESIDE_AMOUNT 110000
#define SECOND_HALF 84500	/* of a row of two fields */
#define IBAN_SHOWN 4	/* characters of the debtor's IBAN */

static const struct text_style code_style = { "mono", TRUE, FALSE, 9000, { 0, 0, 0 } };

static const char wording[] =
	"Questo avviso vale come prenotifica dell’addebito, dovuta almeno 14 giorni di calendario prima della data indicata. "
	"Alla banca si può chiedere il rimborso entro 8 settimane dall’addebito, senza doverne dire il motivo, ed entro 13 mesi se "
	"l’addebito non era autorizzato. Se il conto o l’importo non sono giusti, avvisare il creditore prima di quella data.";

static const struct slip_rules rules = {
	.needs = NEEDS,
	.takes = TAKES,
	.most = TRANSFER_CENTS_MAX,
	.characters = { [PAYMENT_CREDITOR] = TRANSFER_NAME_MAX, [PAYMENT_SUBJECT] = TRANSFER_TEXT_MAX },
};

static um_t height_of(payment_set_t given)
{
	return (given & PAYMENT_BIT(SUBJECT)) != 0 ? HEIGHT + BLOCK_ROW : HEIGHT;
}

static struct slip_size size(payment_set_t given)
{
	return (struct slip_size){ BLOCK_WIDTH, height_of(given) };
}

static gboolean check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	return slip_check(&rules, payment, given, place, faults);
}

static void form(payment_set_t given, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		 struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	block_draw_frame(&pen, height_of(given), "ADDEBITO DIRETTO SEPA", "Non c’è nulla da fare: l’importo sarà addebitato sul conto");
	pen_sentence(&pen, &block_small, BLOCK_LEFT, height_of(given) - WORDING, BLOCK_RIGHT - BLOCK_LEFT, BLOCK_SMALL_LEADING, wording);
}

/* The account, bullets for all but its end. */
static void draw_account(struct pen *pen)
{
	static const char bullet[] = "•";
	char iban[IBAN_ROOM], groups[GROUPS_ROOM(IBAN_ROOM)], shown[sizeof groups * sizeof bullet];
	char *end = shown;

	if (iban_read(pen_value(pen, PAYMENT_PAYER_IBAN), iban) != NULL)
		return;
	memset(iban, '*', strlen(iban) - IBAN_SHOWN);
	groups_write(iban, groups);
	for (const char *p = groups; *p != '\0'; p++) {
		if (*p == '*')
			end = stpcpy(end, bullet);
		else
			*end++ = *p;
	}
	*end = '\0';
	block_draw_label(pen, BLOCK_LEFT, BLOCK_SECOND, "Conto di addebito (IBAN)");
	pen_text(pen, &code_style, PAYMENT_PAYER_IBAN, shown, BLOCK_LEFT, BLOCK_SECOND + BLOCK_STEP, BESIDE_AMOUNT);
}

static void draw_codes(struct pen *pen)
{
	static const struct block_field creditor_id = { PAYMENT_CREDITOR_ID, "Codice identificativo del creditore", &code_style,
							BLOCK_LEFT, BLOCK_THIRD, 77000, 1 };
	static const struct block_field mandate = { PAYMENT_MANDATE, "Riferimento del mandato", &code_style, SECOND_HALF,
						    BLOCK_THIRD, BLOCK_RIGHT - SECOND_HALF, 1 };

	block_draw_field(pen, &creditor_id);
	block_draw_field(pen, &mandate);
}

static gboolean draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
		     const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	static const struct block_field creditor = { PAYMENT_CREDITOR, "Creditore", &block_name, BLOCK_LEFT, BLOCK_FIRST, BESIDE_AMOUNT,
						     2 };
	static const struct block_field subject = { PAYMENT_SUBJECT, "Causale", &block_text, BLOCK_LEFT, BLOCK_FOURTH,
						    BLOCK_RIGHT - BLOCK_LEFT, 2 };
	struct pen pen = { .desk = desk, .list = list, .payment = payments, .faults = faults };

	block_draw_field(&pen, &creditor);
	block_draw_field(&pen, &subject);
	draw_account(&pen);
	draw_codes(&pen);
	block_draw_amount(&pen, "Addebito il");
	return !pen.failed;
}

const struct slip_kind slip_sdd = {
	.name = "sdd",
	.needs = NEEDS,
	.takes = TAKES,
	.roles = block_roles,
	.size = size,
	.check = check,
	.form = form,
	.draw = draw,
};
