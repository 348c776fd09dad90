/* SPDX-License-Identifier: Apache-2.0 */
#include "app/proofbook.h"

#include "base/csvwrite.h"

char *proof_name(guint number)
{
	return g_strdup_printf("P%06u", number);
}

char *proof_picture_name(guint letter, guint page)
{
	return g_strdup_printf("%03u-%u.png", letter, page);
}

void proof_book_clear(struct proof_book *book)
{
	g_clear_pointer(&book->letters, g_array_unref);
	g_clear_pointer(&book->arena, arena_free);
}

/* ---- words ---- */

/* "debiti.importo", "debiti", "dovuto" */
static char *subject_of(const struct reason *reason)
{
	const char *point = reason->group[0] != '\0' && reason->field[0] != '\0' ? "." : "";

	return g_strconcat(reason->group, point, reason->field, NULL);
}

/* "nome più lungo", "«matricola»: testo più lungo": a field's name may be of any gender. */
static char *superlative(const struct reason *reason, const char *most)
{
	static const struct { const char *field, *words; char end; } places[] = {
		{ REASON_NAME, "nome", 'o' }, { REASON_ADDRESS, "indirizzo", 'o' }, { REASON_CITY, "località", 'a' },
	};

	g_autofree char *subject = subject_of(reason);

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		if (g_str_equal(subject, places[i].field))
			return g_strdup_printf("%s %s%c", places[i].words, most, places[i].end);
	}
	return g_strdup_printf("«%s»: testo %so", subject, most);
}

static char *text_words(const struct reason *reason, const char *most)
{
	g_autofree char *words = superlative(reason, most);
	char digits[NUMBER_ROOM];

	number_write_integer(digits, reason->measure, NUMBER_ITALIAN);
	return g_strdup_printf("%s, %s\u00a0%s", words, digits, reason->measure == 1 ? "carattere" : "caratteri");
}

static char *number_words(const char *subject, const char *what, gint64 number)
{
	char digits[NUMBER_ROOM];

	number_write_integer(digits, number, NUMBER_ITALIAN);
	return g_strdup_printf("%s: %s, %s", subject, what, digits);
}

static char *amount_words(const char *subject, const char *what, cents_t cents)
{
	char digits[NUMBER_ROOM];

	number_write_cents(digits, cents, NUMBER_ITALIAN);
	return g_strdup_printf("%s: %s, €\u00a0%s", subject, what, digits);
}

static char *branch_words(const struct proof_book *book, const char *outcome, gint64 number)
{
	const struct layout_branch *branch = &book->branches[number];

	return g_strdup_printf("condizione %s: %s (riga %u)", outcome, branch->text, branch->line);
}

static char *character_words(gint64 character)
{
	char utf8[8] = "";

	utf8[g_unichar_to_utf8((gunichar)character, utf8)] = '\0';
	return g_strdup_printf("carattere «%s» (U+%04X)", utf8, (guint)character);
}

char *proof_reason_words(const struct proof_book *book, const struct reason *reason)
{
	g_autofree char *plain = subject_of(reason), *subject = g_strdup_printf("«%s»", plain);

	switch (reason->kind) {
	case REASON_LONGEST:
		return text_words(reason, "più lung");
	case REASON_SHORTEST:
		return text_words(reason, "più cort");
	case REASON_MOST_LINES:
		return number_words("indirizzo", "maggior numero di righe", reason->measure);
	case REASON_MOST_ROWS:
		return number_words(subject, "maggior numero di righe", reason->measure);
	case REASON_FEWEST_ROWS:
		return number_words(subject, "minor numero di righe", reason->measure);
	case REASON_LARGEST:
		return amount_words(subject, "importo più alto", reason->measure);
	case REASON_SMALLEST:
		return amount_words(subject, "importo più basso", reason->measure);
	case REASON_ZERO:
		return g_strdup_printf("%s: importo zero", subject);
	case REASON_NEGATIVE:
		return g_strdup_printf("%s: importo negativo", subject);
	case REASON_YES:
		return g_strdup_printf("%s: sì", subject);
	case REASON_NO:
		return g_strdup_printf("%s: no", subject);
	case REASON_EMPTY:
		return g_strdup_printf("%s: senza valore", subject);
	case REASON_ABROAD:
		return g_strdup("indirizzo all’estero");
	case REASON_PAGES:
		return g_strdup_printf("lettera di %d\u00a0%s", (gint)reason->measure, reason->measure == 1 ? "pagina" : "pagine");
	case REASON_CHARACTER:
		return character_words(reason->measure);
	case REASON_BRANCH_MET:
		return branch_words(book, "vera", reason->measure);
	case REASON_BRANCH_UNMET:
		return branch_words(book, "falsa", reason->measure);
	case REASON_RANDOM:
	case REASON_KINDS:
		break;
	}
	return g_strdup("scelta a caso");
}

guint proof_book_find(const struct proof_book *book, enum reason_kind kind, gint64 measure)
{
	for (guint i = 0; i < book->letters->len; i++) {
		const GArray *reasons = g_array_index(book->letters, struct proof_letter, i).reasons;

		for (guint r = 0; r < reasons->len; r++) {
			const struct reason *reason = &g_array_index(reasons, struct reason, r);

			if (reason->kind == kind && reason->measure == measure)
				return i + 1;
		}
	}
	return 0;
}

/* ---- lists for programs ---- */

static void add_numbers(const guint *numbers, guint count, GString *out)
{
	for (guint i = 0; i < count; i++) {
		csv_write_integer(numbers[i], out);
		g_string_append_c(out, ';');
	}
}

static void add_reason(const struct proof_book *book, guint number, const struct reason *reason, GString *out)
{
	const struct proof_letter *letter = &g_array_index(book->letters, struct proof_letter, number - 1);
	g_autofree char *words = proof_reason_words(book, reason), *subject = subject_of(reason);

	add_numbers((const guint[]){ number, letter->record, letter->row }, 3, out);
	csv_write_shown(letter->shown->key, out);
	g_string_append_c(out, ';');
	csv_write_shown(letter->shown->to.name, out);
	g_string_append_c(out, ';');
	add_numbers((const guint[]){ letter->first_page, letter->pages, letter->sheets }, 3, out);
	g_string_append_printf(out, "%s;", reason_slug(reason->kind));
	csv_write_text(subject, out);
	g_string_append_c(out, ';');
	csv_write_integer(reason->measure, out);
	g_string_append_c(out, ';');
	csv_write_shown(words, out);
	g_string_append_c(out, '\n');
}

GString *proof_index_csv(const struct proof_book *book)
{
	GString *out = g_string_new("letter;record;row;key;name;page;pages;sheets;reason;subject;measure;words\n");

	for (guint i = 0; i < book->letters->len; i++) {
		const GArray *reasons = g_array_index(book->letters, struct proof_letter, i).reasons;

		for (guint r = 0; r < reasons->len; r++)
			add_reason(book, i + 1, &g_array_index(reasons, struct reason, r), out);
	}
	return out;
}

static void add_outcome(const struct layout_branch *branch, const char *outcome, guint records, guint letter, GString *out)
{
	csv_write_integer(branch->line, out);
	g_string_append_c(out, ';');
	csv_write_shown(branch->text, out);
	g_string_append_printf(out, ";%s;", outcome);
	csv_write_integer(records, out);
	g_string_append_c(out, ';');
	csv_write_integer(letter, out);
	g_string_append_c(out, '\n');
}

GString *proof_branches_csv(const struct proof_book *book)
{
	GString *out = g_string_new("line;condition;outcome;records;letter\n");

	for (guint i = 0; i < book->n_branches; i++) {
		add_outcome(&book->branches[i], "met", book->counts[i].met, proof_book_find(book, REASON_BRANCH_MET, i), out);
		add_outcome(&book->branches[i], "not met", book->counts[i].unmet,
			    proof_book_find(book, REASON_BRANCH_UNMET, i), out);
	}
	return out;
}
