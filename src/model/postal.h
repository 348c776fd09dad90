/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postal: what the post has agreed with one client, as data: profiles/postal/CLIENT.postal.  A client without the file,
 * or without one of its groups, has no Data Matrix, no electronic distinta, or no name of its own on cards.
 *
 *   [matrix]    its part of the Data Matrix "standard unico" (PRS.ALSER.STA.3): gamma, sap, sender, class, type, code,
 *               sender-cap, sender-code, booking, printer, causale; homologation, text and services may be missing
 *   [distinta]  its part of the Distinta Unica (PRS.ALSER.STA.4): side, sap, user, booking, office, product-type,
 *               product-code, acceptance, account, sigla, sender, format, dates; service, tracking and description may be missing
 *
 *   [sender]    who the client is on cards and envelopes: name, line-1, and line-2 to line-4 that may be missing
 *
 * What the post lets stand in most of them is the contract's: here they are characters.
 */
#ifndef PIEGO_MODEL_POSTAL_H
#define PIEGO_MODEL_POSTAL_H

#include <glib.h>

/* Capitals, digits and blanks, each as long as its field of the symbol: sap 8 digits or fewer, booking 5 characters or
 * fewer, text 9 or fewer. */
struct postal_matrix {
	char *gamma, *sap, *sender, *class, *type;
	char *code;			/* technical code of the destination */
	char *sender_cap, *sender_code;
	char *booking, *printer, *causale;
	char *homologation;		/* OS2065: without DCO; NULL: the product's */
	char *text;			/* NULL: blanks */
	char *services;			/* NULL: none */
};

/* The form of a distinta's dates: GG/MM/AAAA, AAAAMMGG, AAAA-MM-GG. */
enum postal_dates { POSTAL_DATES_ITALIAN, POSTAL_DATES_DIGITS, POSTAL_DATES_ISO };

/* Text of one line without the file's separator "|"; none is NULL. */
struct postal_distinta {
	char *side;			/* "G": by a printer, "E": by the sender itself */
	char *sap;			/* 8 digits */
	char *user;
	char *booking;			/* 7 digits */
	char *office;			/* frazionario of the accepting centre, 5 digits */
	char *product_type, *product_code;
	char *service;			/* accessory service; "" for none */
	char *acceptance;		/* acceptance type: SMA */
	char *tracking;			/* tracking code type; "" for none */
	char *account;			/* contract account: SAP-007 */
	char *description;		/* "" for none */
	char *sigla;			/* the file name's last part: letters and digits */
	char *sender;			/* the customer's sender id */
	char *format;			/* P, M */
	enum postal_dates dates;
};

#define POSTAL_SENDER_LINES 4

struct postal_sender {
	char *name;
	char *lines[POSTAL_SENDER_LINES + 1];	/* the address below the name; at least one, those that are missing are NULL */
};

struct postal {
	char *name;			/* the client's */
	struct postal_matrix *matrix;	/* NULL: none */
	struct postal_distinta *distinta;	/* NULL: none */
	struct postal_sender *sender;		/* NULL: the centre stands there */
};

/* Reads a key file's text; all faults at once, one a line, as PROFILE_ERROR (model/profile.h). */
struct postal *postal_parse(const char *text, const char *path, GError **error);
void postal_free(struct postal *postal);
typedef struct postal postal_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(postal_t, postal_free)

#endif
