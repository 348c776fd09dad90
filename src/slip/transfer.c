/* SPDX-License-Identifier: Apache-2.0 */
/* A line end inside a field would move all fields behind it, so none is let in. */
#include "slip/transfer.h"

#include <string.h>

#include "base/text.h"
#include "model/ids.h"

/* ---- EPC QR ---- */

/* TRUE for a text of one line within its limit of characters. */
static gboolean is_line(const char *text, gsize characters)
{
	for (const char *p = text; *p != '\0'; p++) {
		if ((guchar)*p < 0x20 || *p == 0x7f)
			return FALSE;
	}
	return text_characters(text) <= characters;
}

/* The parts of a transfer in their normal form. */
struct transfer_codes {
	char bic[BIC_ROOM], iban[IBAN_ROOM], reference[RF_ROOM];
};

static const char *transfer_read(const struct transfer *transfer, struct transfer_codes *codes)
{
	const char *fault = NULL;

	memset(codes, 0, sizeof *codes);
	if (transfer->name[0] == '\0' || !is_line(transfer->name, TRANSFER_NAME_MAX))
		return "the beneficiary's name is not 1 to 70 characters";
	if (transfer->cents <= 0 || transfer->cents > TRANSFER_CENTS_MAX)
		return "the amount is not within 0,01 and 999.999.999,99";
	if (transfer->reference[0] != '\0' && transfer->text[0] != '\0')
		return "both a reference and a text";
	if (!is_line(transfer->text, TRANSFER_TEXT_MAX))
		return "the text is longer than 140 characters";
	if (transfer->bic[0] != '\0')
		fault = bic_read(transfer->bic, codes->bic);
	if (fault == NULL && transfer->reference[0] != '\0')
		fault = rf_read(transfer->reference, codes->reference);
	return fault != NULL ? fault : iban_read(transfer->iban, codes->iban);
}

const char *transfer_qr(const struct transfer *transfer, char out[TRANSFER_QR_BYTES + 1])
{
	struct transfer_codes codes;
	const char *fault = transfer_read(transfer, &codes);
	char amount[NUMBER_ROOM];
	char text[2 * TRANSFER_QR_BYTES + REMITTANCE_ROOM];
	gsize length;

	if (fault != NULL)
		return fault;
	number_write_cents(amount, transfer->cents, NUMBER_PLAIN);
	length = (gsize)g_snprintf(text, sizeof text, "BCD\n002\n1\nSCT\n%s\n%s\n%s\nEUR%s\n\n%s\n%s", codes.bic,
				   transfer->name, codes.iban, amount, codes.reference, transfer->text);
	while (length > 0 && text[length - 1] == '\n')
		length--;
	if (length > TRANSFER_QR_BYTES)
		return "more than the 331 bytes that a transfer's QR holds";
	memcpy(out, text, length);
	out[length] = '\0';
	return NULL;
}

/* ---- remittance text ---- */

const char *remittance_write(const struct remittance *remittance, char out[REMITTANCE_ROOM])
{
	char amount[NUMBER_ROOM + 1] = "";
	g_autofree char *text = NULL;

	if (remittance->reference[0] == '\0')
		return "no reference";
	if (remittance->form == REMITTANCE_RF && remittance->cents < 0)
		return "no amount";
	if (remittance->cents >= 0) {
		amount[0] = '/';
		number_write_cents(amount + 1, remittance->cents, NUMBER_PLAIN);
	}
	text = g_strconcat(remittance->form == REMITTANCE_RF ? "/RFS/" : "/RFB/", remittance->reference, amount,
			   remittance->text[0] != '\0' ? "/TXT/" : "", remittance->text, NULL);
	if (!is_line(text, TRANSFER_TEXT_MAX))
		return "the text is longer than 140 characters";
	strcpy(out, text);
	return NULL;
}

/* 1 to 9 digits, a point and 2 digits: their length and the amount; 0 for anything else. */
static gsize read_amount(const char *text, cents_t *cents)
{
	gsize euros = strspn(text, "0123456789");
	gint64 value = 0;

	if (euros < 1 || euros > 9 || text[euros] != '.' || strspn(text + euros + 1, "0123456789") < 2)
		return 0;
	for (gsize i = 0; i < euros + 3; i++) {
		if (i != euros)
			value = value * 10 + (text[i] - '0');
	}
	*cents = value;
	return euros + 3;
}

static gsize alphanumeric_span(const char *text)
{
	gsize length = 0;

	while (g_ascii_isalnum(text[length]))
		length++;
	return length;
}

/* At "/RF". */
static gboolean read_here(const char *text, struct remittance *remittance)
{
	gsize length;

	if ((text[3] != 'S' && text[3] != 'B') || text[4] != '/')
		return FALSE;
	remittance->form = text[3] == 'S' ? REMITTANCE_RF : REMITTANCE_IUV;
	text += 5;
	length = alphanumeric_span(text);
	if (length < 1 || length >= RF_ROOM)
		return FALSE;
	memcpy(remittance->reference, text, length);
	remittance->reference[length] = '\0';
	text += length;
	remittance->cents = -1;
	if (*text == '/' && (length = read_amount(text + 1, &remittance->cents)) > 0)
		text += 1 + length;
	remittance->text = strncmp(text, "/TXT/", 5) == 0 ? text + 5 : "";
	return TRUE;
}

gboolean remittance_read(const char *text, struct remittance *remittance)
{
	for (const char *p = text; (p = strstr(p, "/RF")) != NULL; p++) {
		if (read_here(p, remittance))
			return TRUE;
	}
	return FALSE;
}

/* ---- payment link ---- */

static gboolean is_address_character(char c)
{
	return g_ascii_isalnum(c) || (c != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

/* Labels of letters, digits and hyphens, two at least, the last one not a number. */
static gboolean is_host(const char *host, gsize length)
{
	guint labels = 1;
	gsize label = 0;

	for (gsize i = 0; i < length; i++) {
		if (host[i] == '.') {
			if (label == 0)
				return FALSE;
			labels++;
			label = 0;
		} else if (g_ascii_isalnum(host[i]) || host[i] == '-') {
			label++;
		} else {
			return FALSE;
		}
	}
	return labels >= 2 && label >= 2 && !g_ascii_isdigit(host[length - 1]);
}

/* A host and perhaps a port, but no user. */
static gboolean is_authority(const char *start, gsize length)
{
	gsize host = strcspn(start, ":/?#");

	return is_host(start, host) &&
	       (host == length || (host + 1 < length && strspn(start + host + 1, "0123456789") == length - host - 1));
}

/* Whether needle stands in text, in any case. */
static gboolean holds(const char *text, const char *needle)
{
	gsize length = strlen(needle);

	for (; *text != '\0'; text++) {
		if (g_ascii_strncasecmp(text, needle, length) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean holds_tax_code(const char *text)
{
	for (gsize left = strlen(text); left >= 16; left--, text++) {
		char window[TAX_CODE_ROOM], code[TAX_CODE_ROOM];

		memcpy(window, text, sizeof window - 1);
		window[sizeof window - 1] = '\0';
		if (strchr(window, ' ') == NULL && tax_code_read(window, code) == NULL)
			return TRUE;
	}
	return FALSE;
}

/* Whether value stands in text with neither letter nor digit beside it: a token may hold any digits by chance. */
static gboolean holds_word(const char *text, const char *value)
{
	gsize length = strlen(value);

	for (const char *p = text; (p = strstr(p, value)) != NULL; p++) {
		if (!g_ascii_isalnum(p[length]) && (p == text || !g_ascii_isalnum(p[-1])))
			return TRUE;
	}
	return FALSE;
}

static gboolean holds_amount(const char *text, cents_t cents)
{
	char amount[NUMBER_ROOM];

	number_write_cents(amount, cents, NUMBER_ITALIAN);
	if (holds_word(text, amount))
		return TRUE;
	number_write_cents(amount, cents, NUMBER_PLAIN);
	if (holds_word(text, amount))
		return TRUE;
	*strchr(amount, '.') = ',';
	if (holds_word(text, amount))
		return TRUE;
	number_write_integer(amount, cents, NUMBER_PLAIN);
	return holds_word(text, amount);
}

const char *link_check(const char *address, const char *const *private, cents_t cents)
{
	const char *host = address + strlen("https://");
	g_autofree char *plain = NULL;

	if (g_ascii_strncasecmp(address, "https://", strlen("https://")) != 0)
		return "not an https address";
	if (strlen(address) > LINK_BYTES_MAX)
		return "longer than 250 characters";
	for (const char *p = address; *p != '\0'; p++) {
		if (!is_address_character(*p))
			return "a character that no address holds";
	}
	if (!is_authority(host, strcspn(host, "/?#")))
		return "no host";
	plain = g_uri_unescape_string(host + strcspn(host, "/?#"), NULL);
	if (plain == NULL)
		return "a character that no address holds";
	for (; *private != NULL; private++) {
		if (**private != '\0' && holds(plain, *private))
			return "it tells what only its token may stand for";
	}
	if (holds_tax_code(plain))
		return "it holds a codice fiscale";
	return cents > 0 && holds_amount(plain, cents) ? "it holds the amount" : NULL;
}
