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

/* "nome", "«dovuto»", "«debiti.importo»" */
static char *subject_words(const struct reason *reason)
{
	static const struct { const char *field, *words; } places[] = {
		{ "name", "nome" }, { "address", "indirizzo" }, { "city", "località" },
	};

	for (guint i = 0; reason->group[0] == '\0' && i < G_N_ELEMENTS(places); i++) {
		if (g_str_equal(reason->field, places[i].field))
			return g_strdup(places[i].words);
	}
	return g_strdup_printf("«%s%s%s»", reason->group, reason->group[0] != '\0' && reason->field[0] != '\0' ? "." : "",
			       reason->field);
}

static char *count_words(const char *what, const char *comparison, gint64 count, const char *one, const char *many)
{
	char digits[NUMBER_ROOM];

	number_write_integer(digits, count, NUMBER_ITALIAN);
	return g_strdup_printf("%s %s: %s %s", what, comparison, digits, count == 1 ? one : many);
}

static char *amount_words(const char *what, const char *comparison, cents_t cents)
{
	char digits[NUMBER_ROOM];

	number_write_cents(digits, cents, NUMBER_ITALIAN);
	return g_strdup_printf("%s %s: € %s", what, comparison, digits);
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
	g_autofree char *subject = subject_words(reason);
	/* La località; everything else is masculine. */
	gboolean city = reason->group[0] == '\0' && g_str_equal(reason->field, "city");

	switch (reason->kind) {
	case REASON_LONGEST:
		return count_words(subject, city ? "più lunga" : "più lungo", reason->measure, "carattere", "caratteri");
	case REASON_SHORTEST:
		return count_words(subject, city ? "più corta" : "più corto", reason->measure, "carattere", "caratteri");
	case REASON_MOST_LINES:
		return count_words("indirizzo", "più alto", reason->measure, "riga", "righe");
	case REASON_MOST_ROWS:
		return count_words(subject, "con più righe", reason->measure, "riga", "righe");
	case REASON_FEWEST_ROWS:
		return count_words(subject, "con meno righe", reason->measure, "riga", "righe");
	case REASON_LARGEST:
		return amount_words(subject, "più alto", reason->measure);
	case REASON_SMALLEST:
		return amount_words(subject, "più basso", reason->measure);
	case REASON_ZERO:
		return g_strdup_printf("%s uguale a zero", subject);
	case REASON_NEGATIVE:
		return g_strdup_printf("%s negativo", subject);
	case REASON_YES:
		return g_strdup_printf("%s: sì", subject);
	case REASON_NO:
		return g_strdup_printf("%s: no", subject);
	case REASON_EMPTY:
		return g_strdup_printf("%s senza valore", subject);
	case REASON_ABROAD:
		return g_strdup("indirizzo all’estero");
	case REASON_PAGES:
		return g_strdup_printf("lettera di %d %s", (gint)reason->measure, reason->measure == 1 ? "pagina" : "pagine");
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
	g_autofree char *words = proof_reason_words(book, reason);
	g_autofree char *subject = g_strdup_printf("%s%s%s", reason->group,
						   reason->group[0] != '\0' && reason->field[0] != '\0' ? "." : "",
						   reason->field);

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
