/* SPDX-License-Identifier: Apache-2.0 */
/*
 * format: how a value is printed, in Italian form.
 *
 *   {dovuto}                 1.234,56             text, code, date (31/03/2026), integer (2025), yes/no as they are
 *   {dovuto | euro}          € 1.234,56           no-break space
 *   {dovuto | amount}        1.234,56
 *   {dovuto | words}         milleduecentotrentaquattro/56
 *   {righe | words}          dodici
 *   {righe | integer}        1.200                with thousands
 *   {scadenza | date long}   31 marzo 2026; 1º aprile 2026
 *   {nome | upper} lower
 *   {nome | title}           MARIA D'ANGELO: Maria D'Angelo; what is not all in capitals as it is (titlecase.h)
 *   {rate | yes-no 'con rate' 'in unica soluzione'}
 */
#ifndef PIEGO_LAYOUT_FORMAT_H
#define PIEGO_LAYOUT_FORMAT_H

#include "layout/expr.h"

enum format_kind {
	FORMAT_PLAIN,
	FORMAT_EURO, FORMAT_AMOUNT, FORMAT_WORDS, FORMAT_INTEGER,
	FORMAT_DATE, FORMAT_DATE_LONG,
	FORMAT_UPPER, FORMAT_LOWER, FORMAT_TITLE,
	FORMAT_YES_NO,
};

struct format {
	enum format_kind kind;
	const char *yes, *no;
};

/* Compile what stands after the bar ("" for none) for a value of the given type.  FALSE and an error: unknown, or
 * not for this type. */
gboolean format_parse(const char *text, enum expr_type type, struct arena *arena, struct format *format,
		      GError **error);

/* The printed text, in the arena or lent from the value; "" for a value that is not present. */
const char *format_write(const struct format *format, const struct expr_value *value, struct arena *arena);

#endif
