/* SPDX-License-Identifier: Apache-2.0 */
/* What a letter tells of the conditions it came by. */
#include "layout_rig.h"

#define BOTH (BRANCH_MET | BRANCH_UNMET)
#define MET BRANCH_MET
#define UNMET BRANCH_UNMET

/* Conditions on a master, in a frame, in the flow, one inside another; a yes-no format in a text and in a row. */
static const char xml[] =
	"<layout xmlns='urn:piego:layout:1' name='prova'>\n"
	"<data>\n"
	"  <field name='importo' type='money' example='1.00'/>\n"
	"  <field name='rate' type='boolean' optional='yes' example='yes'/>\n"
	"  <rows name='righe' min='1'>\n"
	"    <field name='voce' type='text' example='x'/>\n"
	"    <field name='pagata' type='boolean' example='yes'/>\n"
	"  </rows>\n"
	"</data>\n"
	"<page name='una'>\n"
	"  <flow/>\n"
	"  <when test='page = 1'><p at='10mm 10mm'>prima</p><otherwise><p at='10mm 10mm'>altra</p></otherwise></when>\n"
	"  <when test='piece.pages = pages'><p at='10mm 5mm'>sola</p></when>\n"
	"  <frame at='10mm 270mm' width='50mm'><when test='importo &lt; 0.00'><p>credito</p></when></frame>\n"
	"</page>\n"
	"<flow first='una'>\n"
	"  <p>Si paga {rate | yes-no 'a rate' 'subito'}.</p>\n"
	"  <when test='importo > 10.00'>\n"
	"    <p>tanto</p>\n"
	"    <when test='importo > 100.00'><p>troppo</p></when>\n"
	"    <otherwise><p>poco</p></otherwise>\n"
	"  </when>\n"
	"  <table rows='righe'><column width='*'/><column width='20mm'/>\n"
	"    <row><cell>{voce}</cell>\n"
	"      <cell>{pagata | yes-no 'pagata' 'aperta'}</cell></row>\n"
	"  </table>\n"
	"</flow>\n"
	"</layout>\n";

static const struct { guint line; const char *text; } there[] = {
	{ 12, "page = 1" }, { 13, "piece.pages = pages" }, { 14, "importo < 0.00" }, { 17, "rate | yes-no 'a rate' 'subito'" },
	{ 18, "importo > 10.00" }, { 20, "importo > 100.00" }, { 25, "pagata | yes-no 'pagata' 'aperta'" },
};
#define BRANCHES G_N_ELEMENTS(there)

static void tells_where_branches_stand(void)
{
	const struct layout_branch *branches;
	struct rig rig;
	guint count = 0;

	rig_init(&rig);
	if (rig_load(&rig, "layout", xml)) {
		branches = layout_branches(rig.layout, &count);
		CHECK_INT("branches", count, BRANCHES);
		for (guint i = 0; i < MIN(count, BRANCHES); i++) {
			CHECK_INT(there[i].text, branches[i].line, there[i].line);
			CHECK_STR("text", branches[i].text, there[i].text);
		}
	}
	rig_clear(&rig);
}

static const struct {
	const char *label;
	cents_t importo;
	int rate;		/* -1: empty */
	guint rows, paid;
	gboolean duplex;
	guint piece_pages;
	guint8 expected[BRANCHES];
} letters[] = {
	{ "small, one page", 500, 1, 1, 1, FALSE, LETTER_ALONE, { MET, MET, UNMET, MET, UNMET, 0, MET } },
	{ "middle", 5000, 0, 1, 0, FALSE, LETTER_ALONE, { MET, MET, UNMET, UNMET, MET, UNMET, UNMET } },
	{ "large, rows paid and not", 50000, -1, 3, 1, FALSE, LETTER_ALONE, { MET, MET, UNMET, 0, MET, MET, BOTH } },
	{ "credit", -100, 1, 1, 1, FALSE, LETTER_ALONE, { MET, MET, MET, MET, UNMET, 0, MET } },
	{ "two pages", 500, 1, 80, 80, FALSE, LETTER_ALONE, { BOTH, MET, UNMET, MET, UNMET, 0, MET } },
	{ "one page on both sides: its empty back counts", 500, 1, 1, 1, TRUE, LETTER_ALONE,
	  { MET, UNMET, UNMET, MET, UNMET, 0, MET } },
	{ "one of several letters", 500, 1, 1, 1, FALSE, 4, { MET, UNMET, UNMET, MET, UNMET, 0, MET } },
};

static void fill_record(struct rig *rig, guint letter)
{
	rig_example(rig, letters[letter].rows);
	rig->record->fields[0].cents = letters[letter].importo;
	rig->record->fields[1].present = letters[letter].rate >= 0;
	rig->record->fields[1].integer = letters[letter].rate > 0;
	for (guint row = 0; row < letters[letter].rows; row++)
		rig->record->groups[0].cells[row * 2 + 1].integer = row < letters[letter].paid;
}

static void tells_what_a_letter_did(void)
{
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(letters) && rig_load(&rig, "layout", xml); i++) {
		guint8 outcomes[BRANCHES] = { 0 };
		struct letter_order order;

		fill_record(&rig, i);
		order = rig_order(&rig);
		order.duplex = letters[i].duplex;
		order.piece_pages = letters[i].piece_pages;
		order.branches = outcomes;
		CHECK_TRUE(letters[i].label, layout_compose(rig.layout, &order, &rig.letter));
		for (guint b = 0; b < BRANCHES; b++) {
			g_autofree char *label = g_strdup_printf("%s: %s", letters[i].label, there[b].text);

			CHECK_INT(label, outcomes[b], letters[i].expected[b]);
		}
	}
	rig_clear(&rig);
}

/* Outcomes are added to what was there, so that one row of bytes can gather many letters. */
static void adds_up_over_letters(void)
{
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "layout", xml)) {
		guint8 outcomes[BRANCHES] = { 0 };

		for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
			struct letter_order order;

			fill_record(&rig, i);
			order = rig_order(&rig);
			order.piece_pages = letters[i].piece_pages;
			order.branches = outcomes;
			layout_compose(rig.layout, &order, &rig.letter);
		}
		for (guint b = 0; b < BRANCHES; b++)
			CHECK_INT(there[b].text, outcomes[b], BOTH);
	}
	rig_clear(&rig);
}

/* What and, or and not join: each has its own outcome where it was read. */
static void tells_parts(void)
{
	static const struct {
		const char *test, *parts;	/* one a line */
		cents_t importo;
		gboolean rate;
		guint8 expected[5];		/* the whole, then the parts */
	} rows[] = {
		{ "importo > 1.00", "", 500, FALSE, { MET } },
		{ "not (importo > 1.00)", "", 500, FALSE, { UNMET } },
		{ "importo > 1.00 or rate", "importo > 1.00\nrate\n", 500, FALSE, { MET, MET, 0 } },
		{ "importo > 1.00 or rate", "importo > 1.00\nrate\n", 50, TRUE, { MET, UNMET, MET } },
		{ "importo > 1.00 and  rate ", "importo > 1.00\nrate\n", 50, TRUE, { UNMET, UNMET, 0 } },
		{ "importo > 1.00 and not rate", "importo > 1.00\nnot rate\n", 500, TRUE, { UNMET, MET, UNMET } },
		{ "not (rate and (importo = 5.00 or importo = 6.00))", "rate\nimporto = 5.00\nimporto = 6.00\n", 500, TRUE,
		  { UNMET, MET, MET, 0 } },
		{ "rate and importo > 9.00 or importo = 5.00", "rate\nimporto > 9.00\nimporto = 5.00\n", 500, FALSE,
		  { MET, UNMET, 0, MET } },
		{ "(rate or importo > 9.00) and (importo = 5.00 or importo = 6.00)",
		  "rate\nimporto > 9.00\nimporto = 5.00\nimporto = 6.00\n", 600, TRUE, { MET, MET, 0, UNMET, MET } },
	};
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_auto(GStrv) parts = g_strsplit(rows[i].parts, "\n", -1);
		g_autofree char *escaped = g_markup_escape_text(rows[i].test, -1);
		g_autofree char *one = g_strdup_printf(
			"<layout xmlns='urn:piego:layout:1' name='prova'><data><field name='importo' type='money' example='1.00'/>"
			"<field name='rate' type='boolean' example='yes'/></data><page name='una'><flow/></page>"
			"<flow first='una'><when test='%s'><p>x</p></when></flow></layout>", escaped);
		guint8 outcomes[5] = { 0 };
		const struct layout_branch *branches;
		struct letter_order order;
		guint count;

		if (!rig_load(&rig, rows[i].test, one))
			continue;
		branches = layout_branches(rig.layout, &count);
		CHECK_INT(rows[i].test, count, rows[i].parts[0] == '\0' ? 1 : g_strv_length(parts));
		for (guint p = 1; p < count && p < 5; p++) {
			g_autofree char *text = g_strdup_printf("%s (in: %s)", parts[p - 1], rows[i].test);

			CHECK_STR(rows[i].test, branches[p].text, text);
		}
		rig_example(&rig, 1);
		rig.record->fields[0].cents = rows[i].importo;
		rig.record->fields[1].integer = rows[i].rate;
		order = rig_order(&rig);
		order.branches = outcomes;
		CHECK_TRUE(rows[i].test, count <= 5 && layout_compose(rig.layout, &order, &rig.letter));
		for (guint b = 0; b < 5; b++)
			CHECK_INT(rows[i].test, outcomes[b], rows[i].expected[b]);
	}
	rig_clear(&rig);
}

CHECK_MAIN({ "tells where branches stand", tells_where_branches_stand },
	   { "tells what a letter did", tells_what_a_letter_did },
	   { "adds up over letters", adds_up_over_letters }, { "tells parts", tells_parts })
