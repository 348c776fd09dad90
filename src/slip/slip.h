/* SPDX-License-Identifier: Apache-2.0 */
/*
 * slip: a means of payment on paper: bollettino postale, pagoPA notice, SEPA transfer, ...  Strings and small pages; the
 * letter that places a slip knows nothing of what is in it.
 *
 *   kind = slip_kind_find("td896");
 *   slip_form(kind, given, &desk, &form);                       once: boxes, labels, fixed wording
 *   ok = slip_check(kind, payments, count, &faults)             for each letter, before anything is drawn
 *     && slip_draw(kind, payments, count, &desk, &list, &faults);
 *   ok = slip_agree(uses, n, &faults);                          all slips of the letter against each other
 *
 * A slip is drawn upright from its own top left corner; whoever places it moves and turns it.
 */
#ifndef PIEGO_SLIP_SLIP_H
#define PIEGO_SLIP_SLIP_H

#include "model/finding.h"
#include "model/press.h"
#include "page/page.h"
#include "slip/payment.h"
#include "type/type.h"

/* What slips are drawn with. */
struct slip_desk {
	struct typesetter *typesetter;
	struct symbol_encoder *encoder;
	const struct press *press;
	struct arena *arena;
};

/* Where a slip tells what is wrong with a payment: its place among the payments of the slip (0 first), the field, the
 * finding, the value as it came and the reason in plain words, as findings.csv has them. */
struct slip_faults {
	void (*found)(struct slip_faults *faults, guint place, enum payment_field field, enum finding_code code,
		      const char *value, const char *reason);
};

/* The paper a slip takes. */
struct slip_size {
	um_t width, height;
};

struct slip_kind {
	const char *name;		/* in layouts */
	payment_set_t needs;		/* fields without which it cannot be printed */
	payment_set_t takes;		/* further fields it prints where they are given */
	const char *const *roles;	/* of the font catalogue, NULL-terminated */

	/* given: the fields that the layout gives at all. */
	struct slip_size (*size)(payment_set_t given);
	/* How many of the payments left stand side by side on the next strip; NULL: one. */
	guint (*abreast)(guint left);

	/* FALSE when an error-level fault was told. */
	gboolean (*check)(const struct payment *payment, payment_set_t given, guint place, struct slip_faults *faults);
	/* What never changes: in words that last, from an arena that lasts.  abreast is 1 but for strips. */
	void (*form)(payment_set_t given, guint abreast, const struct slip_desk *desk, struct op_list *list);
	/* What the payments of one strip print over it.  FALSE when an error-level fault was told (a text wider than its
	 * field, a character no font has). */
	gboolean (*draw)(const struct payment *payments, guint count, payment_set_t given, const struct slip_desk *desk,
			 struct op_list *list, struct slip_faults *faults);
};

/* NULL for another word. */
const struct slip_kind *slip_kind_find(const char *name);

/* All kinds, in the order of the documentation; count gets how many. */
const struct slip_kind *const *slip_kinds(guint *count);

#endif
