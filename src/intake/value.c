/* SPDX-License-Identifier: Apache-2.0 */
/* Cells to typed values.  Most cells are plain text or read at the first try; only what fails is looked at twice. */
#include "intake/reading.h"

#include <string.h>

#include "model/ids.h"
#include "model/reference.h"

void reading_report(struct reading *reading, enum finding_code code, const char *column, const char *value,
		    const char *done)
{
	finding_report(reading->sink, code, reading->record, reading->row, column,
		       text_shown(value, strlen(value), reading->arena), done != NULL ? done : "left out");
	if (finding_severity(code) == FINDING_ERROR)
		reading->failed = TRUE;
}

static const char *clean_cell(struct reading *reading, const struct table_cell *cell, enum text_blanks blanks)
{
	if (cell->plain)
		return text_clean_plain(cell->text, cell->length, blanks, reading->arena);
	return text_clean(cell->text, cell->length, blanks, reading->arena);
}

static const char *join_texts(struct reading *reading, const struct mapped *mapped, const struct table_cell *cells,
			      enum text_blanks blanks)
{
	GString *joined = g_string_new(NULL);
	const char *text;

	for (guint i = 0; i < mapped->n_cells; i++) {
		const char *part = clean_cell(reading, &cells[mapped->cells[i]], blanks);

		if (joined->len > 0 && *part != '\0')
			g_string_append_c(joined, ' ');
		g_string_append(joined, part);
	}
	text = arena_strndup(reading->arena, joined->str, joined->len);
	g_string_free(joined, TRUE);
	return text;
}

const char *reading_text(struct reading *reading, const struct mapped *mapped, const struct table_cell *cells,
			 enum text_blanks blanks)
{
	if (mapped->n_cells == 0)
		return "";
	if (mapped->n_cells > 1)
		return join_texts(reading, mapped, cells, blanks);
	return clean_cell(reading, &cells[mapped->cells[0]], blanks);
}

static gboolean among(const char *text, const char *const *words, guint count)
{
	for (guint i = 0; i < count; i++) {
		if (g_ascii_strcasecmp(text, words[i]) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean reading_says_nothing(const char *text)
{
	static const char *const words[] = {
		"-", "--", "---", "/", "//", ".", "n.c.", "n.c", "nc", "n.d.", "n.d", "nd", "n/a", "n.a.", "n/d",
		"n.p.", "n.r.", "null", "(null)",
	};

	/* Nearly every text is dismissed by its first letter. */
	return *text != '\0' && strchr("-/.nN(", *text) != NULL && strlen(text) <= 6 && among(text, words, G_N_ELEMENTS(words));
}

/* What a spreadsheet writes where a formula went wrong. */
static gboolean is_formula_error(const char *text)
{
	static const char *const words[] = {
		"#N/A", "#N/D", "#REF!", "#RIF!", "#VALUE!", "#VALORE!", "#DIV/0!", "#NAME?", "#NOME?", "#NULL!",
		"#NULLO!", "#NUM!",
	};

	return *text == '#' && among(text, words, G_N_ELEMENTS(words));
}

/* ---- types ---- */

/* A spreadsheet's number has a decimal point and no thousands marks: "1.234" would be read as 1234 else. */
static const char *read_plain_cents(const char *text, cents_t *cents)
{
	const char *point = strchr(text, '.');

	if (strpbrk(text, "eE") != NULL)
		return "too large";
	return point != NULL && strlen(point) > 3 ? "more than two decimals" : number_read_cents(text, cents);
}

/* Without the thousands marks; the decimal mark, if any, as a comma, whose sense number_read_cents never doubts
 * while at most two digits follow it. */
static const char *read_marked_cents(const char *text, char decimal, cents_t *cents)
{
	char plain[NUMBER_ROOM * 2];
	const char *mark = strchr(text, decimal);
	gsize used = 0;

	if (strlen(text) >= sizeof plain)
		return "too long";
	if (mark != NULL && strchr(mark, decimal == ',' ? '.' : ',') != NULL)
		return "thousands marks in the wrong place";
	if (mark != NULL && strspn(mark + 1, "0123456789") > 2)
		return "more than two decimals";
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == decimal)
			plain[used++] = ',';
		else if (*p != '.' && *p != ',')
			plain[used++] = *p;
	}
	plain[used] = '\0';
	return number_read_cents(plain, cents);
}

static const char *read_whole_cents(const char *text, cents_t *cents)
{
	const char *reason = number_read_integer(text, cents);

	if (reason == NULL && (strchr(text, '.') != NULL || *cents > CENTS_MAX || *cents < -CENTS_MAX))
		reason = "not whole cents";
	return reason;
}

/* The commonest form, 1.234,56 as it is printed, in one pass. */
static gboolean read_italian_cents(const char *text, cents_t *cents)
{
	const char *comma = strchr(text, ',');
	gsize whole = comma != NULL ? (gsize)(comma - text) : 0;
	gint64 sum = 0;

	if (whole < 1 || whole > 12 || strlen(comma) != 3 || (text[0] == '0' && whole > 1))
		return FALSE;
	for (gsize i = 0; i < whole; i++) {
		if ((whole - i) % 4 == 0 ? text[i] != '.' || i == 0 : !g_ascii_isdigit(text[i]))
			return FALSE;
		if (text[i] != '.')
			sum = sum * 10 + (text[i] - '0');
	}
	if (!g_ascii_isdigit(comma[1]) || !g_ascii_isdigit(comma[2]))
		return FALSE;
	*cents = sum * 100 + (comma[1] - '0') * 10 + (comma[2] - '0');
	return TRUE;
}

static const char *read_cents(const struct mapped *mapped, gboolean number, const char *text, cents_t *cents)
{
	switch (mapped->source->form) {
	case FORM_CENTS:
		return read_whole_cents(text, cents);
	case FORM_DECIMAL_COMMA:
		return number ? read_plain_cents(text, cents) : read_marked_cents(text, ',', cents);
	case FORM_DECIMAL_POINT:
		return number ? read_plain_cents(text, cents) : read_marked_cents(text, '.', cents);
	case FORM_FOUND_OUT:
	case FORM_DATE:
		break;
	}
	return number ? read_plain_cents(text, cents) : number_read_cents(text, cents);
}

static const char *read_pattern_date(const char *pattern, const char *text, day_t *date)
{
	int day = 0, month = 0, year = 0;

	if (strlen(text) < strlen(pattern))
		return "not a date of the stated form";
	for (; *pattern != '\0'; pattern++, text++) {
		int *part = *pattern == 'd' ? &day : *pattern == 'm' ? &month : *pattern == 'y' ? &year : NULL;

		if (part == NULL ? *text != *pattern : !g_ascii_isdigit(*text))
			return "not a date of the stated form";
		if (part != NULL)
			*part = *part * 10 + (*text - '0');
	}
	if (*text != '\0' && strchr(" T", *text) == NULL)
		return "not a date of the stated form";
	if (!date_valid(year, month, day))
		return "no such day";
	*date = date_from_ymd(year, month, day);
	return NULL;
}

static const char *read_day(const struct mapped *mapped, const char *text, day_t *date)
{
	if (mapped->source->form == FORM_DATE)
		return read_pattern_date(mapped->source->pattern, text, date);
	return date_read(text, date);
}

static const char *read_whole(gboolean number, const char *text, gint64 *integer)
{
	char plain[NUMBER_ROOM];
	gsize whole = strcspn(text, ".");

	if (!number)
		return number_read_integer(text, integer);
	if (whole >= sizeof plain || (text[whole] == '.' && text[whole + 1 + strspn(text + whole + 1, "0")] != '\0'))
		return "not a whole number";
	memcpy(plain, text, whole);
	plain[whole] = '\0';
	return number_read_integer(plain, integer);
}

static const char *read_yes(const char *text, gint64 *integer)
{
	static const char *const yes[] = { "sì", "SÌ", "si", "s", "si'", "yes", "y", "vero", "v", "true", "t", "x", "1" };
	static const char *const no[] = { "no", "n", "falso", "f", "false", "0" };

	*integer = among(text, yes, G_N_ELEMENTS(yes));
	return *integer == 1 || among(text, no, G_N_ELEMENTS(no)) ? NULL : "neither yes nor no";
}

struct typed {
	enum finding_code code;
	const char *reason;
	gboolean as_printed;	/* found on the way; FALSE says nothing */
};

static struct typed read_typed(const struct field *field, const struct mapped *mapped, gboolean number,
			       const char *text, struct value *value)
{
	switch (field->type) {
	case FIELD_MONEY:
		if (mapped->source->form == FORM_FOUND_OUT && read_italian_cents(text, &value->cents))
			return (struct typed){ .as_printed = TRUE };
		return (struct typed){ FINDING_CODE_FIELD_AMOUNT, read_cents(mapped, number, text, &value->cents), FALSE };
	case FIELD_DATE:
		return (struct typed){ FINDING_CODE_FIELD_DATE, read_day(mapped, text, &value->date), FALSE };
	case FIELD_INTEGER:
		return (struct typed){ FINDING_CODE_FIELD_INTEGER, read_whole(number, text, &value->integer), FALSE };
	case FIELD_BOOLEAN:
		return (struct typed){ FINDING_CODE_FIELD_BOOLEAN, read_yes(text, &value->integer), FALSE };
	case FIELD_TEXT:
	case FIELD_CODE:
		break;
	}
	value->text = text;
	return (struct typed){ .as_printed = TRUE };
}

/* Whether text, which has been read as a date, is 31/03/2026 or 2026-03-31 and nothing else. */
static gboolean is_full_date(const char *text)
{
	if (strlen(text) != 10)
		return FALSE;
	return (text[2] == '/' && text[5] == '/') || (text[4] == '-' && text[7] == '-');
}

/* Whether text says the typed value as it would be printed, letter by letter. */
static gboolean is_written_as(const struct field *field, const struct value *value, const char *text)
{
	char plain[NUMBER_ROOM];
	cents_t cents;

	switch (field->type) {
	case FIELD_MONEY:
		return read_italian_cents(text, &cents);
	case FIELD_DATE:
		return is_full_date(text);
	case FIELD_INTEGER:
		number_write_integer(plain, value->integer, NUMBER_PLAIN);
		return strcmp(plain, text) == 0;
	case FIELD_BOOLEAN:
	case FIELD_TEXT:
	case FIELD_CODE:
		break;
	}
	return FALSE;
}

/* The client's cell without blanks at its ends when it is not text, letter by letter; else NULL. */
static const char *original_of(struct reading *reading, const struct mapped *mapped, const struct table_cell *cells,
			       const char *text)
{
	const struct table_cell *cell = &cells[mapped->cells[0]];
	const char *start = cell->text;
	gsize length = cell->length;

	if (mapped->n_cells > 1 || (length == strlen(text) && memcmp(start, text, length) == 0))
		return NULL;
	while (length > 0 && *start == ' ')
		start++, length--;
	while (length > 0 && start[length - 1] == ' ')
		length--;
	if (strncmp(start, text, length) == 0 && text[length] == '\0')
		return NULL;
	return arena_strndup(reading->arena, start, length);
}

static void report_empty(struct reading *reading, const struct field *field, const struct mapped *mapped,
			 const char *text)
{
	if (field->need == FIELD_REQUIRED || is_formula_error(text))
		reading_report(reading, FINDING_CODE_FIELD_EMPTY, mapped->source->told, text, NULL);
	else if (*text != '\0')
		reading_report(reading, FINDING_CODE_FIELD_NORMALISED, mapped->source->told, text, "taken as empty");
}

static gboolean counts_as_empty(const struct field *field, const char *text)
{
	gboolean textual = field->type == FIELD_TEXT || field->type == FIELD_CODE;

	if (*text == '\0' || is_formula_error(text))
		return TRUE;
	if (textual)
		return (*text == 'N' || *text == 'n') && g_ascii_strcasecmp(text, "null") == 0;
	return reading_says_nothing(text);
}

void reading_value(struct reading *reading, const struct field *field, const struct mapped *mapped,
		   const struct table_cell *cells, struct value *value)
{
	gboolean textual = field->type == FIELD_TEXT || field->type == FIELD_CODE;
	const char *text;
	struct typed typed;

	if (mapped->n_cells == 0)
		return;
	text = reading_text(reading, mapped, cells, field->type == FIELD_CODE ? TEXT_KEEP : TEXT_FOLD);
	if (counts_as_empty(field, text)) {
		report_empty(reading, field, mapped, text);
		return;
	}
	typed = read_typed(field, mapped, cells[mapped->cells[0]].number, text, value);
	if (typed.reason != NULL) {
		reading_report(reading, typed.code, mapped->source->told, text,
			       arena_printf(reading->arena, "left out: %s", typed.reason));
		return;
	}
	value->present = TRUE;
	if (textual)
		value->original = original_of(reading, mapped, cells, text);
	else if (!typed.as_printed && !is_written_as(field, value, text))
		value->original = text;
}

/* ---- identifiers ---- */

static const struct {
	const char *(*read)(const char *text, char *out);
	enum finding_code code;
} ids[] = {
	[ID_TAX_CODE] = { tax_code_read, FINDING_CODE_TAX_CODE },
	[ID_VAT_NUMBER] = { vat_number_read, FINDING_CODE_TAX_CODE },
	[ID_IBAN] = { iban_read, FINDING_CODE_IBAN },
	[ID_EMAIL] = { email_read, FINDING_CODE_EMAIL },
	[ID_PEC] = { email_read, FINDING_CODE_PEC },
	[ID_CUSTOMER] = { customer_read, FINDING_CODE_SLIP_CODE },
	[ID_NOTICE] = { notice_read, FINDING_CODE_SLIP_CODE },
	[ID_REFERENCE] = { rf_read, FINDING_CODE_SLIP_CODE },
	[ID_BILL] = { bill_code_read, FINDING_CODE_SLIP_CODE },
	[ID_MANDATE] = { mandate_read, FINDING_CODE_SLIP_CODE },
};

/* The normal form, or NULL and a finding that says what became of the value. */
static const char *normal_form(struct reading *reading, enum id_kind kind, const char *column, const char *text,
			       const char *kept)
{
	char normal[EMAIL_ROOM];
	const char *reason = ids[kind].read(text, normal);

	if (reason == NULL)
		return strcmp(normal, text) == 0 ? text : arena_strdup(reading->arena, normal);
	if (finding_severity(ids[kind].code) == FINDING_ERROR)
		kept = "left out";
	reading_report(reading, ids[kind].code, column, text, arena_printf(reading->arena, "%s: %s", kept, reason));
	return NULL;
}

const char *reading_id(struct reading *reading, enum id_kind kind, const char *column, const char *text)
{
	const char *normal;

	if (*text == '\0' || reading_says_nothing(text))
		return "";
	normal = normal_form(reading, kind, column, text, "not used");
	return normal != NULL ? normal : "";
}

void reading_check(struct reading *reading, enum id_kind kind, const struct mapped *mapped, struct value *value)
{
	const char *normal;

	if (!value->present)
		return;
	normal = normal_form(reading, kind, mapped->source->told, value->text, "kept");
	if (normal == NULL || normal == value->text)
		return;
	if (value->original == NULL)
		value->original = value->text;
	value->text = normal;
}
