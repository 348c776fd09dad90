/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment: what is asked for: who is to be paid, how much, under which reference, by whom.  A layout says once which of its
 * fields are these; every slip of a letter takes from them what its kind prints.
 */
#ifndef PIEGO_SLIP_PAYMENT_H
#define PIEGO_SLIP_PAYMENT_H

#include "model/record.h"

/* name in code, in layouts, type, what it is */
#define PAYMENT_TABLE(X)                                                                                  \
	/* the creditor */                                                                                \
	X(CREDITOR, "creditor", TEXT)			/* name: intestazione, ente, beneficiary */         \
	X(CREDITOR_CODE, "creditor-code", TEXT)		/* codice fiscale of the creditor */                \
	X(SECTOR, "sector", TEXT)			/* of the creditor's office */                      \
	X(CONTACT, "contact", TEXT)			/* how to reach that office */                      \
	X(ACCOUNT, "account", TEXT)			/* postal account (c/c), up to 12 digits */         \
	X(IBAN, "iban", TEXT)				/* of the creditor, with or without blanks */       \
	X(BIC, "bic", TEXT)                                                                               \
	X(CBILL, "cbill", TEXT)				/* code of the creditor (SIA), 5 characters */      \
	X(AUTHORISATION, "authorisation", TEXT)		/* autorizzazione alla stampa in proprio */         \
	X(CREDITOR_ID, "creditor-id", TEXT)		/* SEPA creditor identifier */                      \
	/* the debt */                                                                                    \
	X(AMOUNT, "amount", MONEY)                                                                        \
	X(CURRENCY, "currency", TEXT)			/* where given: EUR */                              \
	X(TOTAL, "total", MONEY)			/* what the letter's own table adds up to */        \
	X(DUE, "due", DATE)                                                                               \
	X(SUBJECT, "subject", TEXT)			/* causale, oggetto */                              \
	X(CUSTOMER, "customer", TEXT)			/* codice cliente, 18 digits */                     \
	X(NOTICE, "notice", TEXT)			/* numero avviso, 18 digits */                      \
	X(REFERENCE, "reference", TEXT)			/* RF creditor reference */                         \
	X(CODE, "code", TEXT)				/* MAV or RAV code, 17 or 18 digits */              \
	X(MANDATE, "mandate", TEXT)			/* SDD unique mandate reference (UMR) */            \
	X(LINK, "link", TEXT)				/* https address of a payment page */               \
	X(INSTALMENT, "instalment", INTEGER)		/* number of this instalment, 1 first */            \
	/* the debtor */                                                                                  \
	X(PAYER, "payer", TEXT)                                                                           \
	X(PAYER_CODE, "payer-code", TEXT)		/* codice fiscale or partita IVA */                 \
	X(PAYER_STREET, "payer-street", TEXT)                                                             \
	X(PAYER_CITY, "payer-city", TEXT)		/* CAP, comune, province */                         \
	X(PAYER_IBAN, "payer-iban", TEXT)

enum payment_field {
#define X(code, name, type) PAYMENT_##code,
	PAYMENT_TABLE(X)
#undef X
	PAYMENT_FIELDS
};

/* A set of fields. */
typedef guint32 payment_set_t;
#define PAYMENT_BIT(field) ((payment_set_t)1 << PAYMENT_##field)
G_STATIC_ASSERT(PAYMENT_FIELDS <= 32);

struct payment {
	struct value values[PAYMENT_FIELDS];	/* texts are "" where not present */
};

/* "creditor", ... */
const char *payment_field_name(enum payment_field field);
enum field_type payment_field_type(enum payment_field field);

#endif
