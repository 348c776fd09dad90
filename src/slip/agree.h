/* SPDX-License-Identifier: Apache-2.0 */
/*
 * agree: all slips of one letter against each other.  Who has paid by one of them must have paid the whole debt, or
 * the one instalment, and under the same number as by any other.
 */
#ifndef PIEGO_SLIP_AGREE_H
#define PIEGO_SLIP_AGREE_H

#include "slip/slip.h"

/* One slip of the letter with its payments: one, or one an instalment. */
struct slip_use {
	const struct slip_kind *kind;
	const struct payment *payments;
	guint count;
	struct slip_faults *faults;	/* where the slip's faults are told */
};

/*
 * FALSE when a contradiction was told (slip-differs), at the later of two slips that contradict each other.  Only what
 * a kind prints is looked at, but for the remittance text:
 *
 *	- what a slip asks for (its instalments together; single slips with an instalment number together) is the
 *	  payment's total, and what the first slip asks for;
 *	- slips of the whole carry the same notice, customer code, reference and due date;
 *	- one notice number is asked one amount for, and stands on one instalment only;
 *	- a remittance text /RFB/ or /RFS/ names the payment's notice (or its IUV), reference and amount.
 */
gboolean slip_agree(const struct slip_use *uses, guint count);

#endif
