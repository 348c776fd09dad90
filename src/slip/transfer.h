/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer: what a bank transfer carries: the EPC QR, the remittance text by which it is matched again, and the rules
 * of a payment link.
 *
 * Each writer fills out and returns NULL, or returns a short reason in plain words and leaves out alone.
 */
#ifndef PIEGO_SLIP_TRANSFER_H
#define PIEGO_SLIP_TRANSFER_H

#include "base/number.h"
#include "model/reference.h"

/* ---- EPC QR (EPC069-12) ---- */

#define TRANSFER_CENTS_MAX G_GINT64_CONSTANT(99999999999)
#define TRANSFER_NAME_MAX 70	/* characters */
#define TRANSFER_TEXT_MAX 140	/* characters */

struct transfer {
	const char *bic;	/* "" for none, as all of these */
	const char *name;	/* of the beneficiary, asked for */
	const char *iban;	/* asked for */
	cents_t cents;		/* more than none */
	const char *reference;	/* RF reference; one of this and text at most */
	const char *text;	/* unstructured remittance */
};

/* The QR's text in version 002, in which the BIC is optional: UTF-8, at most 331 bytes, nothing behind its last
 * element that is not empty. */
#define TRANSFER_QR_BYTES 331
const char *transfer_qr(const struct transfer *transfer, char out[TRANSFER_QR_BYTES + 1]);

/* ---- remittance text ("Specifiche attuative dei codici", chapter 3) ---- */

enum remittance_form {
	REMITTANCE_RF,	/* /RFS/ and an RF reference */
	REMITTANCE_IUV,	/* /RFB/ and an IUV, or the whole numero avviso, as many write */
};

struct remittance {
	enum remittance_form form;
	char reference[RF_ROOM];
	cents_t cents;		/* -1 where the text names none */
	const char *text;	/* behind /TXT/, "" for none */
};

/* /RFS/reference/amount/TXT/text, without amount where cents is negative (of an IUV only), without /TXT/ where text
 * is empty; 140 characters at most. */
#define REMITTANCE_ROOM (TRANSFER_TEXT_MAX * 4 + 1)
const char *remittance_write(const struct remittance *remittance, char out[REMITTANCE_ROOM]);

/* Finds such a text anywhere in a causale; FALSE where there is none.  remittance->text points into text. */
gboolean remittance_read(const char *text, struct remittance *remittance);

/* ---- payment link ---- */

#define LINK_BYTES_MAX 250

/*
 * NULL when address may stand on paper: https, a host by name, no user, only what an address may hold, and behind the
 * host neither one of private (NULL-terminated; "" among them are passed over) nor any codice fiscale of a person nor
 * the amount: a link's token says nothing by itself.  Else a reason.
 */
const char *link_check(const char *address, const char *const *private, cents_t cents);

#endif
