/* SPDX-License-Identifier: Apache-2.0 */
/*
 * datamatrix72: the 72 characters of the Data Matrix "standard unico" by which the post sorts bulk mail
 * (PRS.ALSER.STA.3 of January 2022): 17 fields of fixed places.
 *
 * Capitals, digits and blanks only: then C40 takes two codewords for three characters, and the 72 fill the one symbol
 * of 48 by 16 modules to its last codeword.  What the post lets stand in gamma, class, type, technical codes and
 * causale is the contract's: here they are characters.
 */
#ifndef PIEGO_POST_DATAMATRIX72_H
#define PIEGO_POST_DATAMATRIX72_H

#include "base/arena.h"

enum unico_field {
	UNICO_CONSTANT,		/* always 1: no one sets it */
	UNICO_GAMMA,
	UNICO_SAP,		/* the customer's code, 8 */
	UNICO_SENDER,
	UNICO_CLASS,
	UNICO_TYPE,
	UNICO_CAP,		/* of the addressee */
	UNICO_CODE,
	UNICO_SENDER_CAP,
	UNICO_SENDER_CODE,
	UNICO_BOOKING,
	UNICO_PRINTER,
	UNICO_OBJECT,		/* the piece's number, 6 */
	UNICO_CAUSALE,
	UNICO_HOMOLOGATION,	/* OS2065: without DCO */
	UNICO_TEXT,		/* the customer's own, 9 */
	UNICO_SERVICES,		/* accessory services, 8; OOOOOOOO unless set */
	UNICO_FIELDS,
};

#define UNICO_LENGTH 72
#define UNICO_COLUMNS 48
#define UNICO_ROWS 16

/* The field's word in settings ("sap", "sender-cap"), where it begins (0 first) and how many characters it has. */
const char *unico_field_name(enum unico_field field);
guint unico_field_start(enum unico_field field);
guint unico_field_length(enum unico_field field);

/*
 * Put the fields together; NULL is an empty one.  SAP code, booking and object number are filled up with zeros on
 * their left, the text with blanks on its right; the services are OOOOOOOO where there are none.  Every other field
 * must have all its characters.  NULL, or the reason in plain words, in the arena: "sap: more than 8 characters".
 */
const char *unico_write(const char *const fields[UNICO_FIELDS], char out[UNICO_LENGTH + 1], struct arena *arena);

/* Whether text can be such a code: NULL, or the reason in plain words, in the arena. */
const char *unico_check(const char *text, struct arena *arena);

#endif
