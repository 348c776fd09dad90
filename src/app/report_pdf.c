/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report on paper: the layout layouts/carte/rapporto.xml with the report's sections written into it as tables, as wide as
 * their words need, and then composed like any other document.  All that is somebody's word is a value of a field; only the
 * program's own words are part of the layout's text.
 */
#include "app/reporting.h"

#include <string.h>

#include "app/centre.h"
#include "app/paper.h"
#include "base/file.h"
#include "device/device.h"
#include "type/type.h"

#define LAYOUT "rapporto"
#define ROLE "body"
#define COMPRESSION 6

/* Between the margins of the layout's pages. */
#define WIDTH (178 * UM_PER_MM)
/* No column is narrower: words longer than their column are parted. */
#define LEAST (8 * UM_PER_MM)
#define SLACK 200

struct printing {
	const struct report *report;
	report_say say;
	struct typesetter *typesetter;
	struct arena *arena;
	GString *data, *flow;	/* what goes into the layout */
	struct paper *paper;	/* once it is compiled */
};

/* The two sizes of tables, as the layout's styles have them. */
static const struct measure {
	const char *style, *head;
	mpt_t size, head_size;
	um_t gap;	/* between columns */
} measures[] = { { "tabella", "testa", 8500, 7500, 3000 }, { "fitta", "testa-fitta", 7000, 6500, 2000 } };

/* ---- words ---- */

static um_t width_of(const struct printing *printing, const char *text, mpt_t size)
{
	const struct text_style style = { .role = ROLE, .bold = TRUE, .size = size };
	gunichar missing;

	return typesetter_line(printing->typesetter, &style, STORE_PASSING, text, printing->arena, &missing).width;
}

/* A word of the program in a text or attribute of the layout, where braces are fields. */
static void put_word(GString *out, const char *word)
{
	g_autofree char *escaped = g_markup_escape_text(word, -1);

	for (const char *p = escaped; *p != '\0'; p++) {
		if (*p == '{' || *p == '}')
			g_string_append_c(out, *p);
		g_string_append_c(out, *p);
	}
}

/* Characters that no font has are question marks: the record they are of was left out for them. */
static char *printable(const struct printing *printing, const char *text)
{
	const struct text_style style = { .role = ROLE, .size = measures[0].size };
	GString *out = g_string_new(text);

	for (;;) {
		gunichar missing = 0;
		char character[8] = "";

		typesetter_line(printing->typesetter, &style, STORE_PASSING, out->str, printing->arena, &missing);
		if (missing == 0)
			return g_string_free(out, FALSE);
		character[g_unichar_to_utf8(missing, character)] = '\0';
		if (g_string_replace(out, character, "?", 0) == 0)
			return g_string_free(out, FALSE);
	}
}

/* The text with places to break a line in each word that is wider than its column. */
static char *fitted(const struct printing *printing, const char *text, um_t width, mpt_t size)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; words[i] != NULL; i++) {
		const gboolean parted = width_of(printing, words[i], size) > width - SLACK;

		if (i > 0)
			g_string_append_c(out, ' ');
		for (const char *p = words[i]; *p != '\0'; p = g_utf8_next_char(p)) {
			if (parted && p != words[i])
				g_string_append(out, "\u200b");
			g_string_append_len(out, p, g_utf8_next_char(p) - p);
		}
	}
	return g_string_free(out, FALSE);
}

static char *shown(const struct printing *printing, const struct report_section *section, guint row, guint column)
{
	g_autofree char *text = report_shown(report_section_column(section, column)->type,
					     report_section_value(section, row, column), printing->say);

	return printable(printing, text);
}

/* ---- widths ---- */

static guint all_rows(const struct report_section *section)
{
	return report_section_rows(section) + (section->totals->len > 0 ? 1 : 0);
}

static um_t natural_width(const struct printing *printing, const struct report_section *section, guint column,
			  const struct measure *measure)
{
	um_t width = MAX(LEAST, width_of(printing, printing->say(report_section_column(section, column)->label), measure->head_size));

	for (guint row = 0; row < all_rows(section); row++) {
		g_autofree char *text = shown(printing, section, row, column);

		width = MAX(width, width_of(printing, text, measure->size));
	}
	return width + 2 * SLACK;
}

static gboolean is_number(const struct report_section *section, guint column)
{
	return report_type_is_number(report_section_column(section, column)->type);
}

/* Numbers keep their width; of the texts, those that need less than an even share get what they need. */
static void shrink(const struct report_section *section, um_t *widths, um_t room)
{
	g_autofree gboolean *settled = g_new0(gboolean, section->columns->len);
	guint left = section->columns->len;
	gboolean again = TRUE;

	while (again && left > 0) {
		const um_t share = MAX(LEAST, room / (um_t)left);

		again = FALSE;
		for (guint i = 0; i < section->columns->len; i++) {
			if (settled[i] || (widths[i] > share && !is_number(section, i)))
				continue;
			settled[i] = again = TRUE;
			room -= widths[i];
			left--;
		}
	}
	for (guint i = 0; i < section->columns->len; i++)
		if (!settled[i])
			widths[i] = MAX(LEAST, room / (um_t)left);
}

/* The widths of a section's columns, and in which size it is set: the smaller one where the larger leaves no room. */
static const struct measure *choose_widths(const struct printing *printing, const struct report_section *section, um_t *widths)
{
	for (guint size = 0; size < G_N_ELEMENTS(measures); size++) {
		const um_t room = WIDTH - (um_t)(section->columns->len - 1) * measures[size].gap;
		um_t sum = 0;

		for (guint i = 0; i < section->columns->len; i++)
			sum += widths[i] = natural_width(printing, section, i, &measures[size]);
		if (sum <= room)
			return &measures[size];
		if (size + 1 == G_N_ELEMENTS(measures))
			shrink(section, widths, room);
	}
	return &measures[G_N_ELEMENTS(measures) - 1];
}

/* ---- the layout ---- */

static void put_field(GString *data, const char *prefix, guint section, guint nth)
{
	g_string_append_printf(data, "<field name=\"%s%u_%u\" type=\"text\" optional=\"yes\" example=\"-\"/>\n", prefix, section, nth);
}

static void put_facts(struct printing *printing, const struct report_section *section, guint number)
{
	g_string_append(printing->flow, "<table style=\"tabella\" padding=\"0.5mm\" gap=\"3mm\" inset=\"0mm\">"
					"<column width=\"42mm\"/><column width=\"*\"/>\n");
	for (guint i = 0; i < section->columns->len; i++) {
		g_autofree char *text = shown(printing, section, 0, i);

		if (*text == '\0')
			continue;
		put_field(printing->data, "f", number, i);
		g_string_append(printing->flow, "<row><cell style=\"voce\">");
		put_word(printing->flow, printing->say(report_section_column(section, i)->label));
		g_string_append_printf(printing->flow, "</cell><cell>{f%u_%u}</cell></row>\n", number, i);
	}
	g_string_append(printing->flow, "</table>\n");
}

/* What is left over goes to the last text, so that texts stand together and numbers at the right edge. */
static void put_columns(struct printing *printing, const struct report_section *section, const um_t *widths, um_t gap)
{
	um_t rest = WIDTH;
	guint last = section->columns->len;

	for (guint i = 0; i < section->columns->len; i++) {
		rest -= widths[i] + (i > 0 ? gap : 0);
		if (!is_number(section, i))
			last = i;
	}
	for (guint i = 0; i < section->columns->len; i++) {
		const um_t width = widths[i] + (i == last && rest > 0 ? rest : 0);

		g_string_append_printf(printing->flow, "<column width=\"%d.%03dmm\"%s/>", width / UM_PER_MM, width % UM_PER_MM,
				       is_number(section, i) ? " align=\"right\"" : "");
	}
}

static void put_head(struct printing *printing, const struct report_section *section, const um_t *widths,
		     const struct measure *measure)
{
	g_string_append_printf(printing->flow, "<head style=\"%s\">", measure->head);
	for (guint i = 0; i < section->columns->len; i++) {
		g_autofree char *label = fitted(printing, printing->say(report_section_column(section, i)->label), widths[i],
						measure->head_size);

		g_string_append_printf(printing->flow, "<cell%s>", is_number(section, i) ? " align=\"right\"" : "");
		put_word(printing->flow, label);
		g_string_append(printing->flow, "</cell>");
	}
	g_string_append(printing->flow, "</head>\n");
}

static void put_cells(struct printing *printing, const struct report_section *section, const char *prefix, guint number)
{
	for (guint i = 0; i < section->columns->len; i++)
		g_string_append_printf(printing->flow, "<cell%s>{%s%u_%u}</cell>", is_number(section, i) ? " align=\"right\"" : "",
				       prefix, number, i);
}

static void put_table(struct printing *printing, const struct report_section *section, guint number, const um_t *widths,
		      const struct measure *measure)
{
	g_string_append_printf(printing->data, "<rows name=\"s%u\">\n", number);
	for (guint i = 0; i < section->columns->len; i++)
		put_field(printing->data, "c", number, i);
	g_string_append(printing->data, "</rows>\n");
	g_string_append_printf(printing->flow,
			       "<table rows=\"s%u\" style=\"%s\" rules=\"0.1mm\" head-rule=\"0.25mm\" total-rule=\"0.25mm\""
			       " rule-colour=\"#1b365d\" row-rule-colour=\"#dfe4ea\" padding=\"0.6mm\" gap=\"%d.%03dmm\" inset=\"0mm\""
			       " keep=\"header 2\">", number, measure->style, measure->gap / UM_PER_MM, measure->gap % UM_PER_MM);
	put_columns(printing, section, widths, measure->gap);
	put_head(printing, section, widths, measure);
	g_string_append(printing->flow, "<row>");
	put_cells(printing, section, "c", number);
	g_string_append(printing->flow, "</row>\n");
	if (section->totals->len > 0) {
		for (guint i = 0; i < section->columns->len; i++)
			put_field(printing->data, "t", number, i);
		g_string_append(printing->flow, "<total weight=\"bold\">");
		put_cells(printing, section, "t", number);
		g_string_append(printing->flow, "</total>\n");
	}
	g_string_append(printing->flow, "</table>\n");
}

/* ---- the values ---- */

static void set_facts(struct printing *printing, const struct report_section *section, guint number)
{
	for (guint i = 0; i < section->columns->len; i++) {
		g_autofree char *text = shown(printing, section, 0, i);
		g_autofree char *fit = fitted(printing, text, WIDTH - 45 * UM_PER_MM, measures[0].size);
		g_autofree char *name = g_strdup_printf("f%u_%u", number, i);

		paper_set(printing->paper, name, fit);
	}
}

static void set_row(struct printing *printing, const struct report_section *section, guint number, guint row, const um_t *widths,
		    mpt_t size)
{
	const gboolean total = row == report_section_rows(section);

	for (guint i = 0; i < section->columns->len; i++) {
		g_autofree char *text = shown(printing, section, row, i);
		g_autofree char *fit = fitted(printing, text, widths[i], size);
		g_autofree char *name = g_strdup_printf("%c%u_%u", total ? 't' : 'c', number, i);

		if (total)
			paper_set(printing->paper, name, fit);
		else
			paper_cell(printing->paper, name, fit);
	}
}

static void set_table(struct printing *printing, const struct report_section *section, guint number, const um_t *widths,
		      mpt_t size)
{
	g_autofree char *group = g_strdup_printf("s%u", number);

	for (guint row = 0; row < report_section_rows(section); row++) {
		paper_row(printing->paper, group);
		set_row(printing, section, number, row, widths, size);
	}
	if (section->totals->len > 0)
		set_row(printing, section, number, report_section_rows(section), widths, size);
}

/* ---- the document ---- */

/* A section twice: as part of the layout, then, when that is compiled, its values. */
static void do_section(struct printing *printing, guint number)
{
	const struct report_section *section = g_ptr_array_index(printing->report->sections, number);
	g_autofree um_t *widths = g_new0(um_t, section->columns->len + 1);
	const gboolean rows = report_section_rows(section) > 0;
	const struct measure *measure = NULL;

	if (!rows && section->notes->len == 0)
		return;
	if (rows && !section->facts)
		measure = choose_widths(printing, section, widths);
	if (printing->paper != NULL) {
		if (section->facts)
			set_facts(printing, section, number);
		else if (rows)
			set_table(printing, section, number, widths, measure->size);
		return;
	}
	g_string_append(printing->flow, "<p style=\"capo\">");
	put_word(printing->flow, printing->say(section->heading));
	g_string_append(printing->flow, "</p>\n");
	if (section->facts)
		put_facts(printing, section, number);
	else if (rows)
		put_table(printing, section, number, widths, measure);
	for (guint i = 0; i < section->notes->len; i++) {
		g_string_append(printing->flow, "<p style=\"nota\">");
		put_word(printing->flow, printing->say(g_ptr_array_index(section->notes, i)));
		g_string_append(printing->flow, "</p>\n");
	}
}

static void do_sections(struct printing *printing)
{
	for (guint i = 0; i < printing->report->sections->len; i++)
		do_section(printing, i);
	typesetter_between_letters(printing->typesetter);
	arena_reset(printing->arena);
}

static gboolean put_in(GString *layout, const char *place, const char *what, GError **error)
{
	if (g_string_replace(layout, place, what, 1) == 1)
		return TRUE;
	return app_refuse(error, LAYOUT, "its layout has no '%s'", place);
}

static gboolean compile(struct printing *printing, GError **error)
{
	g_autofree char *text = paper_text(LAYOUT, error);
	g_autoptr(GString) layout = NULL;

	if (text == NULL)
		return FALSE;
	do_sections(printing);
	layout = g_string_new(text);
	if (put_in(layout, "<!-- dati -->", printing->data->str, error) &&
	    put_in(layout, "<!-- sezioni -->", printing->flow->str, error))
		printing->paper = paper_open_text(printing->typesetter, LAYOUT, layout->str, error);
	return printing->paper != NULL;
}

static gboolean draw(struct printing *printing, const char *path, GError **error)
{
	g_autoptr(centre_t) centre = centre_open(error);
	g_autofree char *title = g_strdup_printf("%s %s", printing->say(printing->report->title), printing->report->subject);
	const struct pdf_options options = { .title = title, .compression = COMPRESSION, .kind = PDF_PRINT, .upright = TRUE };
	struct device *device;
	struct device_made made;
	gboolean ok;

	if (centre == NULL)
		return FALSE;
	paper_set(printing->paper, "titolo", printing->say(printing->report->title));
	paper_set(printing->paper, "oggetto", printing->report->subject);
	paper_set(printing->paper, "centro", centre->name);
	do_sections(printing);
	device = pdf_open(path, &options, error);
	if (device == NULL)
		return FALSE;
	ok = paper_draw(printing->paper, device, error);
	if (ok)
		return device_close(device, &made, error);
	/* What was not drawn leaves no file. */
	if (device_close(device, &made, NULL))
		file_remove(path, NULL);
	return FALSE;
}

gboolean app_report_pdf(const struct report *report, report_say say, const char *path, GError **error)
{
	struct printing printing = {
		.report = report, .say = say, .typesetter = app_typesetter(error), .arena = arena_new(64 * 1024),
		.data = g_string_new(NULL), .flow = g_string_new(NULL),
	};
	const gboolean ok = printing.typesetter != NULL && typesetter_has_role(printing.typesetter, ROLE, error) &&
			    compile(&printing, error) && draw(&printing, path, error);

	paper_close(printing.paper);
	g_clear_pointer(&printing.typesetter, typesetter_free);
	arena_free(printing.arena);
	g_string_free(printing.data, TRUE);
	g_string_free(printing.flow, TRUE);
	return ok;
}
