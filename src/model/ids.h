/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ids: the numbers and addresses that name a person or an account, checked and in their normal form.
 *
 * Each reader takes cleaned text, writes the normal form into out and returns NULL, or returns a short reason in
 * plain words and leaves out alone.
 */
#ifndef PIEGO_MODEL_IDS_H
#define PIEGO_MODEL_IDS_H

#include <glib.h>

#define TAX_CODE_ROOM 17
#define VAT_NUMBER_ROOM 12
#define IBAN_ROOM 35
#define EMAIL_ROOM 255

/*
 * A codice fiscale: 16 characters with the check letter of DM 23-12-1976, omocodia letters allowed where digits
 * stand, day 1 to 31 or 41 to 71; or 11 digits with the check digit of the partita IVA (legal persons).
 * Upper case, without blanks.
 */
const char *tax_code_read(const char *text, char out[TAX_CODE_ROOM]);

/*
 * A partita IVA: 11 digits, "IT" before them and blanks allowed; check digit, first seven digits not all zero,
 * office code 001 to 100, 120, 121, 888 or 999.
 */
const char *vat_number_read(const char *text, char out[VAT_NUMBER_ROOM]);

/* An IBAN (ISO 13616): length of its country, check digits modulo 97, and the CIN of Italy and San Marino.
 * Upper case, without blanks and hyphens. */
const char *iban_read(const char *text, char out[IBAN_ROOM]);

/* One e-mail or PEC address: the dot-atom form of RFC 5322 in ASCII, a domain of at least two labels, at most
 * 254 characters.  The domain in lower case; the part before the @ as it is. */
const char *email_read(const char *text, char out[EMAIL_ROOM]);

#endif
