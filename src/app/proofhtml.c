/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The index of a proof set as a page for the client: what was proved, which conditions of the layout the data reach,
 * and every letter with its pictures and the reasons it was chosen for.  One file, no script, nothing from elsewhere.
 */
#include "app/proofbook.h"

#include <string.h>

#include "base/number.h"

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"it\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<style>\n"
	":root { --ink: #1d2733; --soft: #5b6673; --line: #d5dbe3; --paper: #fff; --desk: #eef1f5; --blue: #1b365d;\n"
	"  --good: #1f6f43; --bad: #b3261e; }\n"
	"* { box-sizing: border-box; }\n"
	"body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }\n"
	"header { background: var(--blue); color: #fff; padding: 1.8rem 0 1.5rem; }\n"
	"header h1 { margin: 0; font-size: 1.7rem; letter-spacing: .01em; }\n"
	"header p { margin: .3rem 0 0; color: #cfdaea; }\n"
	"header a { color: #fff; }\n"
	".width { max-width: 76rem; margin: 0 auto; padding: 0 1.4rem; }\n"
	"h2 { font-size: 1.15rem; margin: 2rem 0 .7rem; color: var(--blue); }\n"
	"a { color: var(--blue); }\n"
	".facts { display: flex; flex-wrap: wrap; gap: .9rem 2.2rem; margin: 1.4rem 0 0; padding: .9rem 1.2rem;\n"
	"  background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }\n"
	".facts dt { color: var(--soft); font-size: .8rem; }\n"
	".facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }\n"
	"table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }\n"
	"th, td { text-align: left; padding: .5rem .9rem; border-bottom: 1px solid var(--line); vertical-align: top; }\n"
	"th { color: var(--soft); font-size: .8rem; font-weight: 600; }\n"
	"code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }\n"
	".good { color: var(--good); }\n.bad { color: var(--bad); font-weight: 600; }\n"
	"article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1rem; padding: 1rem 1.2rem;\n"
	"  display: grid; grid-template-columns: minmax(15rem, 1fr) 2fr; gap: 1.2rem; }\n"
	"article h3 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }\n"
	"article .number { color: var(--soft); font-size: .85rem; margin: 0 0 .1rem; }\n"
	"article ul { margin: .6rem 0 0; padding: 0 0 0 1.1rem; }\n"
	"article li { margin: .12rem 0; }\n"
	".pages { display: flex; flex-wrap: wrap; gap: .8rem; align-items: flex-start; }\n"
	".pages a { display: block; width: 13rem; color: var(--soft); font-size: .8rem; text-decoration: none; }\n"
	".pages img { display: block; width: 100%; border: 1px solid var(--line); background: #fff; margin-bottom: .2rem; }\n"
	".pages a:hover img, .pages a:focus img { border-color: var(--blue); }\n"
	"footer { color: var(--soft); font-size: .85rem; padding: 1rem 0 2.5rem; }\n"
	"@media (max-width: 46rem) { article { grid-template-columns: 1fr; } }\n"
	"@media print { body { background: #fff; } article { break-inside: avoid; } }\n"
	"</style>\n";

/* The one way text comes into the page. */
static void add_text(const char *text, GString *out)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(out, escaped);
}

static const char *digits_of(gint64 number, char digits[NUMBER_ROOM])
{
	number_write_integer(digits, number, NUMBER_ITALIAN);
	return digits;
}

static void add_count(gint64 number, const char *one, const char *many, GString *out)
{
	char digits[NUMBER_ROOM];

	g_string_append_printf(out, "%s %s", digits_of(number, digits), number == 1 ? one : many);
}

/* ---- the head ---- */

static void add_title(const struct proof_book *book, GString *out)
{
	g_autofree char *name = proof_name(book->number);

	g_string_append(out, head);
	g_string_append_printf(out, "<title>Prova %s · ", name);
	add_text(book->setup->layout_label, out);
	g_string_append_printf(out, "</title>\n</head>\n<body>\n<header><div class=\"width\">\n<h1>Prova %s</h1>\n<p>", name);
	add_text(book->setup->job->title, out);
	g_string_append(out, " · tutte le lettere in <a href=\"proof.pdf\">proof.pdf</a></p>\n</div></header>\n"
			     "<main class=\"width\">\n");
}

static void add_fact(const char *name, const char *value, GString *out)
{
	g_string_append_printf(out, "<div><dt>%s</dt><dd>", name);
	add_text(value, out);
	g_string_append(out, "</dd></div>\n");
}

static void add_facts(const struct proof_book *book, GString *out)
{
	g_autoptr(GString) records = g_string_new(NULL), letters = g_string_new(NULL);

	add_count(book->totals->records, "posizione", "posizioni", records);
	if (book->totals->left_out > 0) {
		g_string_append(records, ", ");
		add_count(book->totals->left_out, "scartata", "scartate", records);
	}
	add_count(book->letters->len, "lettera", "lettere", letters);
	g_string_append(letters, ", ");
	add_count(book->pages, "pagina", "pagine", letters);
	g_string_append(out, "<dl class=\"facts\">\n");
	add_fact("Modello", book->setup->layout_label, out);
	add_fact("Committente", book->setup->job->client, out);
	add_fact("Commessa", book->setup->job->name, out);
	add_fact("Dati", book->setup->job->data, out);
	add_fact("Nei dati", records->str, out);
	add_fact("In prova", letters->str, out);
	add_fact("Nomi e indirizzi", book->masked ? "mascherati" : "come nei dati", out);
	g_string_append(out, "</dl>\n");
}

/* ---- conditions ---- */

static void add_outcome(const struct proof_book *book, enum reason_kind kind, guint branch, guint records, GString *out)
{
	guint letter = proof_book_find(book, kind, branch);

	if (records == 0) {
		g_string_append(out, "<td class=\"bad\">nessuna posizione</td>");
		return;
	}
	g_string_append(out, "<td>");
	add_count(records, "posizione", "posizioni", out);
	g_string_append_printf(out, ", <a href=\"#l%u\">lettera&nbsp;%u</a></td>", letter, letter);
}

static guint outcomes_shown(const struct proof_book *book)
{
	guint shown = 0;

	for (guint i = 0; i < book->n_branches; i++)
		shown += (book->counts[i].met > 0) + (book->counts[i].unmet > 0);
	return shown;
}

static void add_branches(const struct proof_book *book, GString *out)
{
	guint all = 2 * book->n_branches, shown = outcomes_shown(book);

	g_string_append(out, "<h2>Condizioni del modello</h2>\n");
	if (all == 0) {
		g_string_append(out, "<p>Il modello non ha condizioni: ogni lettera ha le stesse parti.</p>\n");
		return;
	}
	g_string_append_printf(out, "<p class=\"%s\">%u esiti su %u mostrati%s.</p>\n", shown == all ? "good" : "bad", shown, all,
			       shown == all ? "" : ": gli altri non si presentano in questi dati e non sono stati provati");
	g_string_append(out, "<table>\n<tr><th>Riga</th><th>Condizione</th><th>Vera</th><th>Falsa</th></tr>\n");
	for (guint i = 0; i < book->n_branches; i++) {
		g_string_append_printf(out, "<tr><td>%u</td><td><code>", book->branches[i].line);
		add_text(book->branches[i].text, out);
		g_string_append(out, "</code></td>");
		add_outcome(book, REASON_BRANCH_MET, i, book->counts[i].met, out);
		add_outcome(book, REASON_BRANCH_UNMET, i, book->counts[i].unmet, out);
		g_string_append(out, "</tr>\n");
	}
	g_string_append(out, "</table>\n");
}

/* ---- letters ---- */

static void add_pictures(const struct proof_letter *letter, guint number, GString *out)
{
	g_string_append(out, "<div class=\"pages\">\n");
	for (guint page = 1; page <= letter->pages; page++) {
		g_autofree char *picture = proof_picture_name(number, page);

		g_string_append_printf(out, "<a href=\"%s\"><img src=\"%s\" loading=\"lazy\" alt=\"Lettera %u, pagina %u\">"
					    "pagina %u</a>\n", picture, picture, number, page, page);
	}
	g_string_append(out, "</div>\n");
}

static void add_letter(const struct proof_book *book, guint number, GString *out)
{
	const struct proof_letter *letter = &g_array_index(book->letters, struct proof_letter, number - 1);

	g_string_append_printf(out, "<article id=\"l%u\">\n<div>\n<p class=\"number\">Lettera %u · posizione %u", number, number,
			       letter->record);
	if (letter->shown->key[0] != '\0') {
		g_string_append(out, " · ");
		add_text(letter->shown->key, out);
	}
	g_string_append(out, "</p>\n<h3>");
	add_text(letter->shown->to.name, out);
	g_string_append(out, "</h3>\n<ul>\n");
	for (guint i = 0; i < letter->reasons->len; i++) {
		g_autofree char *words = proof_reason_words(book, &g_array_index(letter->reasons, struct reason, i));

		g_string_append(out, "<li>");
		add_text(words, out);
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, "</ul>\n</div>\n");
	add_pictures(letter, number, out);
	g_string_append(out, "</article>\n");
}

GString *proof_index_html(const struct proof_book *book)
{
	GString *out = g_string_new(NULL);

	add_title(book, out);
	add_facts(book, out);
	add_branches(book, out);
	g_string_append(out, "<h2>Lettere scelte, e perché</h2>\n");
	for (guint i = 1; i <= book->letters->len; i++)
		add_letter(book, i, out);
	g_string_append(out, "</main>\n<footer><div class=\"width\">Ogni pagina di questa prova porta la scritta PROVA e il codice di "
			     "una lavorazione che non esiste: non si imbusta e non si spedisce.</div></footer>\n</body>\n</html>\n");
	return out;
}
