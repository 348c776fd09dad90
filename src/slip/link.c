/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link: a payment page's address as a QR and in letters.  What it may hold is slip/transfer.h's rule: a token that says
 * nothing of who owes what.
 */
#include <string.h>

#include "slip/block.h"
#include "slip/check.h"
#include "slip/kinds.h"
#include "slip/transfer.h"

#define HEIGHT 43500
#define QR_SIDE 29000
#define QR_LEFT ((BLOCK_BESIDE_QR - QR_SIDE) / 2)
#define QR_TOP (BLOCK_BAND + (HEIGHT - BLOCK_BAND - QR_SIDE) / 2)
#define NEEDS (PAYMENT_BIT(CREDITOR) | PAYMENT_BIT(LINK))
#define TAKES (PAYMENT_BIT(AMOUNT) | PAYMENT_BIT(DUE))
#define BESIDE_AMOUNT 80000
#define BESIDE_DATE 98000

/* The address in lines of so many characters: it has no blanks to break at, and nothing may be put in. */
#define LINE_CHARACTERS 54

static const struct text_style address = { "mono", FALSE, FALSE, 8500, { 0, 0, 0 } };

static const struct slip_rules rules = {
	.needs = NEEDS,
	.takes = TAKES,
	.most = TRANSFER_CENTS_MAX,
};

static struct slip_size size(payment_set_t given G_GNUC_UNUSED)
{
	return (struct slip_size){ BLOCK_WIDTH, HEIGHT };
}

static gboolean check(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults)
{
	return slip_check(&rules, payment, given, place, faults);
}

static void form(payment_set_t given G_GNUC_UNUSED, guint abreast G_GNUC_UNUSED, const struct slip_desk *desk,
		 struct op_list *list)
{
	struct pen pen = { .desk = desk, .list = list };

	block_draw_frame(&pen, HEIGHT, "PAGA ONLINE", "Inquadrare il codice QR con il telefono, o scrivere l’indirizzo nel browser");
	block_draw_label(&pen, BLOCK_BESIDE_QR, BLOCK_SECOND, "Indirizzo");
}

static void draw_address(struct pen *pen)
{
	const char *link = pen_value(pen, PAYMENT_LINK);
	um_t baseline = BLOCK_SECOND + BLOCK_STEP;

	while (*link != '\0') {
		char *line = arena_strndup(pen->desk->arena, link, MIN(strlen(link), LINE_CHARACTERS));

		pen_text(pen, &address, PAYMENT_LINK, line, BLOCK_BESIDE_QR, baseline, BESIDE_DATE);
		link += strlen(line);
		baseline += BLOCK_LEADING;
	}
}

static gboolean draw(const struct payment *payments, guint count G_GNUC_UNUSED, payment_set_t given G_GNUC_UNUSED,
		     const struct slip_desk *desk, struct op_list *list, struct slip_faults *faults)
{
	static const struct block_field creditor = { PAYMENT_CREDITOR, "Creditore", &block_name, BLOCK_BESIDE_QR, BLOCK_FIRST,
						     BESIDE_AMOUNT, 2 };
	struct pen pen = { .desk = desk, .list = list, .payment = payments, .faults = faults };

	block_draw_qr(&pen, PAYMENT_LINK, pen_value(&pen, PAYMENT_LINK), QR_LEFT, QR_TOP, QR_SIDE);
	block_draw_field(&pen, &creditor);
	draw_address(&pen);
	block_draw_amount(&pen, "Entro il");
	return !pen.failed;
}

const struct slip_kind slip_link = {
	.name = "link",
	.needs = NEEDS,
	.takes = TAKES,
	.roles = block_roles,
	.size = size,
	.check = check,
	.form = form,
	.draw = draw,
};
