/* SPDX-License-Identifier: Apache-2.0 */
/* piego layout diff: what two versions of a layout make different on paper. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "app/diff.h"
#include "cli/command.h"
#include "cli/json.h"

static char *job, *pictures;
static char **masks;
static gint dpi = DIFF_DPI, wanted_random = DIFF_RANDOM;

static const GOptionEntry options[] = {
	{ "job", 0, 0, G_OPTION_ARG_FILENAME, &job, N_("Compare letters of this job's data, not the layout's example"),
	  "JOB.ini" },
	{ "pictures", 0, 0, G_OPTION_ARG_FILENAME, &pictures, N_("Make a folder with a picture of every page that differs"),
	  N_("DIR") },
	{ "mask", 0, 0, G_OPTION_ARG_STRING_ARRAY, &masks, N_("Do not compare this area, in mm; page * is every page"),
	  N_("PAGE:X,Y,W,H") },
	{ "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_("Resolution of the pictures (150)"), "N" },
	{ "random", 0, 0, G_OPTION_ARG_INT, &wanted_random, N_("Records to be added at random (5)"), "N" },
	{ NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- areas ---- */

/* Millimetres at text, ended by end; text moves behind it. */
static gboolean read_millimetres(const char **text, char end, um_t *um)
{
	char *stop;
	double mm = g_ascii_strtod(*text, &stop);

	if (stop == *text || *stop != end || !(mm >= 0 && mm <= 2000))
		return FALSE;
	*um = (um_t)(mm * UM_PER_MM + 0.5);
	*text = stop + (end != '\0');
	return TRUE;
}

/* "2:105,40,80.5,30" or "*:105,40,80.5,30" */
static gboolean read_mask(const char *text, struct mask *mask)
{
	struct rect *area = &mask->area;
	guint64 page = 0;
	char *stop;

	if (*text == '*') {
		stop = (char *)text + 1;
	} else {
		page = g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &stop, 10) : 0;
		if (page == 0 || page > 1000)
			return FALSE;
	}
	mask->page = (guint)page;
	text = stop + 1;
	return *stop == ':' && read_millimetres(&text, ',', &area->x) && read_millimetres(&text, ',', &area->y) &&
	       read_millimetres(&text, ',', &area->width) && read_millimetres(&text, '\0', &area->height);
}

static gboolean read_masks(GArray *items, GError **error)
{
	for (guint i = 0; masks != NULL && masks[i] != NULL; i++) {
		struct mask mask;

		if (!read_mask(masks[i], &mask)) {
			g_set_error(error, APP_ERROR, APP_ERROR_USAGE,
				    _("--mask '%s': PAGE:X,Y,W,H is wanted, in millimetres (2:105,40,80.5,30)"), masks[i]);
			return FALSE;
		}
		g_array_append_val(items, mask);
	}
	return TRUE;
}

/* ---- as text ---- */

struct telling {
	struct diff_visitor visitor;
	JsonBuilder *builder;	/* NULL: as text */
};

/* "2,5", with as many decimals as it needs, at most two.  One of eight buffers, used in turn. */
static const char *mm(um_t um)
{
	static char buffers[8][16];
	static guint next;
	char *buffer = buffers[next++ % G_N_ELEMENTS(buffers)];
	gint hundredths = (ABS(um) + 5) / 10;

	g_snprintf(buffer, sizeof buffers[0], "%s%d,%02d", um < 0 && hundredths > 0 ? "-" : "", hundredths / 100,
		   hundredths % 100);
	if (buffer[strlen(buffer) - 1] == '0')
		buffer[strlen(buffer) - 1] = '\0';
	return buffer;
}

/* What stands on a line: long texts are cut, between characters; the caller frees. */
#define SHOWN_MOST 90

static char *cut(const char *text)
{
	g_autofree char *part = NULL;

	if (g_utf8_strlen(text, -1) <= SHOWN_MOST)
		return g_strdup(text);
	part = g_utf8_substring(text, 0, SHOWN_MOST);
	return g_strconcat(part, "...", NULL);
}

static void print_change(const struct difference *difference, const char *was, const char *is)
{
	if (*difference->before == '\0')
		printf(_("added \"%s\""), is);
	else if (*difference->after == '\0')
		printf(_("removed \"%s\""), was);
	else if (difference->same_value)
		printf(_("\"%s\" is written \"%s\""), was, is);
	else
		printf(_("\"%s\" is now \"%s\""), was, is);
}

static void print_moved(const struct difference *difference, const char *text)
{
	if (difference->page != difference->page_before)
		printf(_("from page %u: \"%s\""), difference->page_before, text);
	else
		printf(_("by %s mm across, %s mm down: \"%s\""), mm(difference->dx), mm(difference->dy), text);
	if (difference->follows)
		printf(_(" (pushed)"));
}

static void print_pages(const struct difference *difference)
{
	if (difference->page != 0)
		printf(_("%s, now %s"), difference->before, difference->after);
	else if (g_str_equal(difference->before, "0"))
		printf(_("could not be printed, now %s"), difference->after);
	else if (g_str_equal(difference->after, "0"))
		printf(_("%s, now cannot be printed"), difference->before);
	else
		printf(_("%s, now %s"), difference->before, difference->after);
}

static void print_what(const struct difference *difference)
{
	g_autofree char *was = cut(difference->before), *is = cut(difference->after), *text = cut(difference->text);

	switch (difference->kind) {
	case DIFFERENCE_PAGES:
		print_pages(difference);
		break;
	case DIFFERENCE_SYMBOL:
	case DIFFERENCE_TEXT:
	case DIFFERENCE_DRAWING:
		print_change(difference, was, is);
		break;
	case DIFFERENCE_MOVED:
		print_moved(difference, text);
		break;
	case DIFFERENCE_STYLE:
		printf(_("\"%s\": %s, now %s"), text, was, is);
		break;
	case DIFFERENCE_SETTING:
		printf(_("lines broken or spaced otherwise: \"%s\""), text);
		break;
	case DIFFERENCE_KINDS:
		g_assert_not_reached();
	}
}

/* Kinds as they are told to people. */
static const char *kind_word(enum difference_kind kind)
{
	static const char *const words[DIFFERENCE_KINDS] = {
		N_("pages"), N_("barcode"), N_("text"), N_("moved"), N_("look"), N_("setting"), N_("drawing"),
	};

	return _(words[kind]);
}

/* "1, 3" */
static char *page_list(const struct diff_line *line)
{
	GString *list = g_string_new(NULL);

	for (guint i = 0; i < line->n_pages; i++)
		g_string_append_printf(list, "%s%u", i > 0 ? ", " : "", line->pages[i]);
	return g_string_free(list, FALSE);
}

static void print_where(const struct diff_line *line)
{
	const struct difference *difference = line->difference;
	g_autofree char *pages = page_list(line);

	printf("\n%-10s ", "");
	if (line->pages[line->n_pages - 1] > 0)
		printf(_("page %s; "), pages);
	if (difference->kind != DIFFERENCE_PAGES)
		printf(_("at %s, %s mm; "), mm(difference->box.x), mm(difference->box.y));
	if (line->record > 0)
		printf(_("%u places in %u letters, first record %u\n"), difference->places, line->letters, line->record);
	else if (line->example.bare)
		printf(_("%u places in %u letters, first the bare example\n"), difference->places, line->letters);
	else
		printf(_("%u places in %u letters, first the example of %u rows\n"), difference->places, line->letters,
		       line->example.rows);
}

static void print_line(const struct diff_line *line)
{
	printf("%-10s ", kind_word(line->difference->kind));
	print_what(line->difference);
	print_where(line);
}

/* ---- as JSON ---- */

static void add_box(JsonBuilder *builder, const struct rect *box)
{
	json_builder_set_member_name(builder, "box_um");
	json_builder_begin_object(builder);
	json_number(builder, "x", box->x);
	json_number(builder, "y", box->y);
	json_number(builder, "width", box->width);
	json_number(builder, "height", box->height);
	json_builder_end_object(builder);
}

static void add_flag(JsonBuilder *builder, const char *name, gboolean value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_boolean_value(builder, value);
}

static void add_pages(JsonBuilder *builder, const struct diff_line *line)
{
	json_builder_set_member_name(builder, "pages");
	json_builder_begin_array(builder);
	for (guint i = 0; i < line->n_pages; i++)
		json_builder_add_int_value(builder, line->pages[i]);
	json_builder_end_array(builder);
}

static void add_line(JsonBuilder *builder, const struct diff_line *line)
{
	const struct difference *difference = line->difference;

	json_builder_begin_object(builder);
	json_text(builder, "kind", difference_kind_name(difference->kind));
	add_pages(builder, line);
	json_number(builder, "page", difference->page);
	json_number(builder, "page_before", difference->page_before);
	json_text(builder, "before", difference->before);
	json_text(builder, "after", difference->after);
	json_text(builder, "text", difference->text);
	add_flag(builder, "same_value", difference->same_value);
	add_flag(builder, "follows", difference->follows);
	json_number(builder, "dx_um", difference->dx);
	json_number(builder, "dy_um", difference->dy);
	add_box(builder, &difference->box);
	json_number(builder, "places", difference->places);
	json_number(builder, "letters", line->letters);
	json_number(builder, "record", line->record);
	json_number(builder, "rows", line->example.rows);
	add_flag(builder, "bare", line->example.bare);
	json_builder_end_object(builder);
}

static void tell_line(struct diff_visitor *visitor, const struct diff_line *line)
{
	struct telling *telling = (struct telling *)visitor;

	if (telling->builder != NULL) {
		add_line(telling->builder, line);
		return;
	}
	cli_progress_end();
	print_line(line);
}

static void begin_json(JsonBuilder *builder, const struct diff_wish *wish)
{
	json_builder_begin_object(builder);
	json_text(builder, "before", wish->before);
	json_text(builder, "after", wish->after);
	json_builder_set_member_name(builder, "differences");
	json_builder_begin_array(builder);
}

static void end_json(JsonBuilder *builder, const struct diff_result *result)
{
	json_builder_end_array(builder);
	json_number(builder, "letters", result->letters);
	json_number(builder, "differing", result->differing);
	json_number(builder, "pictures", result->pictures);
	json_builder_end_object(builder);
	json_print(builder);
}

/* ---- the command ---- */

static gboolean options_are_good(GArray *items, GError **error)
{
	if (dpi < DIFF_DPI_LEAST || dpi > DIFF_DPI_MOST)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, _("--dpi is a number from %d to %d"), DIFF_DPI_LEAST,
			    DIFF_DPI_MOST);
	else if (wanted_random < 0 || wanted_random > 1000)
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, _("--random is a number from 0 to 1000"));
	else
		return read_masks(items, error);
	return FALSE;
}

static int diff(struct cli *cli, const struct diff_wish *wish)
{
	g_autoptr(JsonBuilder) builder = cli->json ? json_builder_new() : NULL;
	struct telling telling = { { tell_line }, builder };
	struct diff_result result;
	GError *error = NULL;
	int code = 0;
	g_autoptr(app_t) app = cli_open(cli, &code);

	if (app == NULL)
		return code;
	if (builder != NULL)
		begin_json(builder, wish);
	if (!app_layout_diff(app, wish, &telling.visitor, &result, &error))
		return cli_fail(error);
	cli_progress_end();
	if (builder != NULL)
		end_json(builder, &result);
	else
		printf(_("%s and %s: %u letters composed with both, %u differ, %u differences, %u pictures\n"), wish->before,
		       wish->after, result.letters, result.differing, result.differences, result.pictures);
	return result.differences > 0 ? 1 : 0;
}

static int run(struct cli *cli, int argc, char **argv)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct mask));
	struct diff_wish wish = { .before = argv[0], .after = argv[1], .job_path = job, .pictures = pictures };
	GError *error = NULL;

	(void)argc;
	if (!options_are_good(items, &error))
		return cli_fail(error);
	wish.dpi = (guint)dpi;
	wish.random = (guint)wanted_random;
	wish.masks = (struct masks){ (const struct mask *)(void *)items->data, items->len };
	wish.options = (struct run_options){ (guint)cli->workers, cli_progress() };
	return diff(cli, &wish);
}

const struct command command_layout_diff = {
	"layout diff", "OLD@N NEW@N", N_("Say what two versions of a layout make different on paper"),
	N_("Composes the same letters with both versions: those of the records that prove either against a job's data, or the\n"
	   "layout's example.  Told are words, what has moved and by how much, looks, drawings, barcodes, pages; the same\n"
	   "difference of many letters once.  Pages and barcodes are compared in masked areas too.  The exit code is 1 where\n"
	   "something differs."),
	TAKES_ROOT | TAKES_WORKERS | TAKES_JSON, options, run, 2, 2,
};
