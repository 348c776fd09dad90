/* SPDX-License-Identifier: Apache-2.0 */
/* Fixed columns of digits: a reader without a table can cut them with scissors. */
#include "mark/mark.h"

#include <string.h>

#define BODY (CONTROL_CODE_LENGTH - 1)
#define PIECE_MASK_MAX 63u

/* ISO/IEC 7064, MOD 11,10: for each digit P = (P + d) mod 10, 10 where that is 0, then P = 2P mod 11; the
 * check digit makes the last sum 1 mod 10.  It finds every wrong digit and 44 of 45 swaps of neighbours. */
static guint check_digit(const char *digits)
{
	guint product = 10;

	for (guint i = 0; i < BODY; i++) {
		guint sum = (product + (guint)(digits[i] - '0')) % 10;

		product = 2 * (sum == 0 ? 10 : sum) % 11;
	}
	return (11 - product) % 10;
}

static char *put(char *out, guint number, guint digits)
{
	for (guint i = digits; i > 0; i--) {
		out[i - 1] = (char)('0' + number % 10);
		number /= 10;
	}
	return out + digits;
}

static const char *take(const char *text, guint digits, guint *number)
{
	*number = 0;
	while (digits-- > 0)
		*number = *number * 10 + (guint)(*text++ - '0');
	return text;
}

struct control_code control_code_at(guint run, guint number, const struct sheet_place *place)
{
	return (struct control_code){ run, number, place->sheet, place->sheets, place->insert_mask & PIECE_MASK_MAX,
				      (guint)(place->run_sheet % 10000) };
}

void control_code_write(const struct control_code *code, char out[CONTROL_CODE_LENGTH + 1])
{
	char *p = out;

	p = put(p, code->run, 6);
	p = put(p, code->piece, 7);
	p = put(p, code->sheet, 2);
	p = put(p, code->sheets, 2);
	p = put(p, code->insert_mask, 2);
	p = put(p, code->sequence, 4);
	p = put(p, check_digit(out), 1);
	*p = '\0';
}

gboolean control_code_read(const char *text, struct control_code *code)
{
	const char *p = text;

	if (strlen(text) != CONTROL_CODE_LENGTH || strspn(text, "0123456789") != CONTROL_CODE_LENGTH)
		return FALSE;
	if ((guint)(text[BODY] - '0') != check_digit(text))
		return FALSE;
	p = take(p, 6, &code->run);
	p = take(p, 7, &code->piece);
	p = take(p, 2, &code->sheet);
	p = take(p, 2, &code->sheets);
	p = take(p, 2, &code->insert_mask);
	take(p, 4, &code->sequence);
	return code->run >= 1 && code->piece >= 1 && code->sheet >= 1 && code->sheet <= code->sheets &&
	       code->insert_mask <= PIECE_MASK_MAX;
}
