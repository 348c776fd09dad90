/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes: what the machines of Poste and pagoPA read on a slip, as text: code line, Code 128, Data Matrix, QR.
 *
 * Each writer takes numbers in their normal form (model/reference.h), fills out and returns NULL, or returns a short
 * reason in plain words and leaves out alone.  Whether check digits hold is not asked here.
 */
#ifndef PIEGO_SLIP_CODES_H
#define PIEGO_SLIP_CODES_H

#include "base/number.h"

/* ---- bollettino postale ---- */

/* 8 digits of euro and 2 of cents: what a code line carries at most. */
#define BOLLETTINO_CENTS_MAX G_GINT64_CONSTANT(9999999999)

struct bollettino {
	guint type;		/* 123, 451, 674 or 896 (tipo documento) */
	const char *account;	/* 12 digits; not asked of 123 */
	const char *customer;	/* 18 digits; asked of 674 and 896 */
	cents_t cents;		/* asked of 896, not negative */
};

/*
 * The code line in its grid of 59 cells, one character each: codice cliente in cells 0-19, amount 26-37, account
 * 40-52, type 55-58, each with its delimiters; what the type does not print is blank.
 */
#define CODE_LINE_CELLS 59
#define CODE_LINE_ROOM (CODE_LINE_CELLS + 1)
const char *bollettino_line(const struct bollettino *slip, char out[CODE_LINE_ROOM]);

/* The 50 digits that the Code 128 (subset C) and the Data Matrix of a TD 896 carry: each field behind its length. */
#define BOLLETTINO_PAYLOAD_ROOM 51
const char *bollettino_payload(const struct bollettino *slip, char out[BOLLETTINO_PAYLOAD_ROOM]);

/* ---- pagoPA notice ---- */

/* The QR and the Data Matrix carry 10 digits of cents, though the guide would print up to 999.999.999,99. */
#define PAGOPA_CENTS_MAX G_GINT64_CONSTANT(9999999999)

struct pagopa_bill {
	const char *notice;		/* 18 digits */
	const char *creditor_code;	/* codice fiscale of the creditor, 11 digits */
	cents_t cents;			/* more than none */
	/* asked of the Data Matrix only */
	const char *account;		/* 12 digits */
	const char *payer_code;		/* up to 16 characters, "" where not known */
	const char *payer;
	const char *subject;
};

/* PAGOPA|002|notice|creditor|cents: cents without leading zeros, but two digits at least ("Specifiche attuative del
 * nodo", avviso di pagamento). */
#define PAGOPA_QR_ROOM 54
const char *pagopa_qr(const struct pagopa_bill *bill, char out[PAGOPA_QR_ROOM]);

/*
 * The 256 characters of the Data Matrix of a bollettino postale PA.  payer and subject as ASCII capitals without
 * accents, cut to 40 and 110 characters; what has no ASCII letter is a blank.
 */
#define PAGOPA_MATRIX_LENGTH 256
const char *pagopa_matrix(const struct pagopa_bill *bill, char out[PAGOPA_MATRIX_LENGTH + 1]);

#endif
