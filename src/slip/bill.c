/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bill: MAV and RAV: a code that the creditor's bank or the collecting agent gave, which is all that is needed to pay.  How
 * their check digits are made is not published, so that a code is printed as it came.
 */
#include "model/reference.h"
#include "slip/block.h"
#include "slip/check.h"
#include "slip/kinds.h"
#include "slip/transfer.h"

/* With a row for the causale where the layout gives one. */
#define HEIGHT 39500
#define WORDING 5400	/* how to pay: its first baseline above the foot */
#define NEEDS (PAYMENT_BIT(CODE) | PAYMENT_BIT(AMOUNT))
#define TAKES (PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(SUBJECT) | PAYMENT_BIT(DUE))

static const struct text_style code_style = { "mono", TRUE, FALSE, 13000, { 0, 0, 0 } };

static const char mav_how[] =
	"Scrivere il codice nella funzione MAV dell’home banking, o portare questo foglio allo sportello: tutte le banche e tutti gli "
	"uffici postali incassano il MAV.";
static const char rav_how[] =
	"Scrivere il codice nella funzione RAV dell’home banking, o portare questo foglio allo sportello. Dove sono chieste 18 cifre e "
	"qui se ne vedono 17, scrivere uno zero davanti.";

static const struct slip_rules rules = {
	.needs = NEEDS,
	.takes = TAKES,
	.most = TRANSFER_CENTS_MAX,
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

static void draw_form(payment_set_t given, const struct slip_desk *desk, struct op_list *list, const char *name,
		      const char *how)
{
	struct pen pen = { .desk = desk, .list = list };

	block_draw_frame(&pen, height_of(given), name, "Per pagare basta il codice");
	pen_sentence(&pen, &block_small, BLOCK_LEFT, height_of(given) - WORDING, BLOCK_RIGHT - BLOCK_LEFT, BLOCK_SMALL_LEADING, how);
}

static void mav_form(payment_set_t given, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		     struct op_list *list)
{
	draw_form(given, desk, list, "MAV", mav_how);
}

static void rav_form(payment_set_t given, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		     struct op_list *list)
{
	draw_form(given, desk, list, "RAV", rav_how);
}

static gboolean draw_bill(const struct payment *payment, const struct slip_desk *desk, struct op_list *list,
			  struct slip_faults *faults, const char *label)
{
	static const struct block_field creditor = { PAYMENT_CREDITOR, "Creditore", &block_name, BLOCK_LEFT, BLOCK_SECOND, 112000,
						     2 };
	static const struct block_field subject = { PAYMENT_SUBJECT, "Causale", &block_text, BLOCK_LEFT, BLOCK_THIRD,
						    BLOCK_RIGHT - BLOCK_LEFT, 2 };
	struct block_field code_field = { PAYMENT_CODE, label, &code_style, BLOCK_LEFT, BLOCK_FIRST, 110000, 1 };
	struct pen pen = { .desk = desk, .list = list, .payment = payment, .faults = faults };
	char code[BILL_CODE_ROOM];

	if (bill_code_read(pen_value(&pen, PAYMENT_CODE), code) == NULL)
		block_draw_code(&pen, &code_field, code);
	block_draw_field(&pen, &creditor);
	block_draw_field(&pen, &subject);
	block_draw_amount(&pen, "Entro il");
	return !pen.failed;
}

static gboolean mav_draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
			 const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	return draw_bill(payments, desk, list, faults, "Codice MAV");
}

static gboolean rav_draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
			 const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	return draw_bill(payments, desk, list, faults, "Codice RAV");
}

const struct slip_kind slip_mav = {
	.name = "mav",
	.needs = NEEDS,
	.takes = TAKES,
	.roles = block_roles,
	.size = size,
	.check = check,
	.form = mav_form,
	.draw = mav_draw,
};

const struct slip_kind slip_rav = {
	.name = "rav",
	.needs = NEEDS,
	.takes = TAKES,
	.roles = block_roles,
	.size = size,
	.check = check,
	.form = rav_form,
	.draw = rav_draw,
};
