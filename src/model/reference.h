/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reference: the numbers by which a payment is matched to its debt, and those that name whose account it goes to.
 *
 * Each reader takes a client's text, writes the normal form into out and returns NULL, or returns a short reason in
 * plain words and leaves out alone.  Blanks are passed over (but a mandate's): people copy these numbers from paper,
 * where they stand in groups.  Each composer does the same with the digits it is given.
 */
#ifndef PIEGO_MODEL_REFERENCE_H
#define PIEGO_MODEL_REFERENCE_H

#include <glib.h>

/* ---- codice cliente of a bollettino premarcato ---- */

/*
 * 16 digits of the creditor's own and two control digits, the remainder of those 16 by 93 (Gazzetta Ufficiale of
 * 20-5-2013, 13A04294, par. 1.4).  Any single wrong digit and any two neighbours changed round are found.
 * customer_compose takes 1 to 16 digits and fills up with zeros on the left.
 */
#define CUSTOMER_ROOM 19
#define CUSTOMER_BASE_DIGITS 16
const char *customer_read(const char *text, char out[CUSTOMER_ROOM]);
const char *customer_compose(const char *digits, char out[CUSTOMER_ROOM]);

/* ---- numero avviso of pagoPA ---- */

#define NOTICE_ROOM 19
#define IUV_ROOM 18

/* 18 digits.  Wrong check digits are no reason to refuse a number that the creditor supplied: notice_check tells. */
const char *notice_read(const char *text, char out[NOTICE_ROOM]);

/*
 * aux, code, base and check digits put together by the aux digit ("Specifiche attuative dei codici", 2.2.2):
 *
 *	aux 0	code: application code, 0 to 99; base of up to 13 digits
 *	aux 1	no code (0); base of up to 17 digits: a RAV code; no check digits
 *	aux 2	no code (0); base of up to 15 digits
 *	aux 3	code: segregation code, 0 to 99; base of up to 13 digits
 *
 * A shorter base is filled up with zeros on the left.
 */
const char *notice_compose(guint aux, guint code, const char *base, char out[NOTICE_ROOM]);

/* How many digits the base of an aux digit (0 to 3) has when it is filled up. */
guint notice_base_digits(guint aux);

enum notice_digits {
	NOTICE_HOLDS,	/* aux 0, 2, 3: the remainder by 93 stands at the end */
	NOTICE_WRONG,	/* it does not */
	NOTICE_NONE,	/* aux 1 has no check digits; other aux digits have no known rule */
};

/* Of a number as notice_read gives it. */
enum notice_digits notice_check(const char *notice);

/* The IUV in a number as notice_read gives it: its last 15 digits for aux 0, else its last 17. */
void notice_iuv(const char *notice, char out[IUV_ROOM]);

/* ---- postal account ---- */

/* A c/c postale: up to 12 digits, not all zero; filled up with zeros on the left to 12. */
#define ACCOUNT_ROOM 13
const char *account_read(const char *text, char out[ACCOUNT_ROOM]);

/* The c/c postale inside an IBAN as iban_read gives it: the last 12 digits of one whose ABI is 07601.  FALSE for
 * the IBAN of any other bank or country. */
gboolean iban_postal_account(const char *iban, char out[ACCOUNT_ROOM]);

/* ---- SEPA ---- */

/* An RF creditor reference (ISO 11649): RF, two check digits, 1 to 21 letters and digits.  Upper case. */
#define RF_ROOM 26
#define RF_BASE_LENGTH 21
const char *rf_read(const char *text, char out[RF_ROOM]);
/* The same made of the 1 to 21 letters and digits. */
const char *rf_compose(const char *reference, char out[RF_ROOM]);

/* A SEPA creditor identifier: country, two check digits over the national part and the country, business code of 3,
 * national part (in Italy of 16 characters).  Upper case. */
#define CREDITOR_ID_ROOM 36
const char *creditor_id_read(const char *text, char out[CREDITOR_ID_ROOM]);

/* A mandate's reference (UMR): 1 to 35 letters, digits, blanks and / - ? : ( ) . , ' + (the SEPA character set). */
#define MANDATE_ROOM 36
const char *mandate_read(const char *text, char out[MANDATE_ROOM]);

/* A BIC (ISO 9362): 4 letters or digits, country, 2 letters or digits, and 3 more or none.  Upper case. */
#define BIC_ROOM 12
const char *bic_read(const char *text, char out[BIC_ROOM]);

/* ---- codes that a bank or an agent assigned ---- */

/* A MAV or RAV code: 17 or 18 digits.  Their check digits are not published: they are taken as they come. */
#define BILL_CODE_ROOM 19
const char *bill_code_read(const char *text, char out[BILL_CODE_ROOM]);

/* A CBILL (SIA) code: 5 letters or digits.  Upper case. */
#define CBILL_ROOM 6
const char *cbill_read(const char *text, char out[CBILL_ROOM]);

/* ---- on paper ---- */

/* text in groups of four characters with a blank between; out has GROUPS_ROOM(strlen(text)) bytes.  text is ASCII. */
#define GROUPS_ROOM(length) ((length) + (length) / 4 + 1)
void groups_write(const char *text, char *out);

#endif
