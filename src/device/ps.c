/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The PostScript device.  Pages are written as the PDF device's content is, in operators that the prolog defines;
 * each asks for its paper in its setup and leaves the device's memory as it found it, so that a spooler may take
 * pages out or turn their order.
 *
 * Output depends on the pages alone: no date is written.
 */
#include "device/ps.h"

#include <stdarg.h>
#include <string.h>

/* The prolog, device/procset.ps without its comments. */
static const char procset[] =
#include "device/procset.ps.h"
	;

void ps_fail(struct ps *ps, enum device_error code, const char *format, ...)
{
	va_list arguments;

	if (ps->error != NULL)
		return;
	va_start(arguments, format);
	ps->error = g_error_new_valist(DEVICE_ERROR, (gint)code, format, arguments);
	va_end(arguments);
}

/* ---- pages ---- */

/* Whole points that hold all of the paper. */
static guint whole_points(um_t um)
{
	return (guint)((content_millipoints(um) + 999) / 1000);
}

static void begin_page(struct ps *ps, const struct page *page)
{
	guint number = ps_paper(ps, page);
	const struct ps_paper *paper = ps->papers->pdata[number - 1];
	guint tray = page->media != NULL ? page->media->tray : 0;
	GString *line = ps->line;

	g_string_printf(line, "%%%%Page: %u %u\n%%%%PageMedia: ", ps->pages, ps->pages);
	ps_add_paper_name(line, paper);
	g_string_append_printf(line, "\n%%%%PageBoundingBox: 0 0 %u %u\n%%%%BeginPageSetup\nPiego begin\n",
			       whole_points(page->width), whole_points(page->height));
	if (tray > 0)
		g_string_append_printf(line, "%%%%BeginFeature: *InputSlot Tray%u\n/M%u SetMedium\n%%%%EndFeature\n", tray,
				       number);
	else
		g_string_append_printf(line, "/M%u SetMedium\n", number);
	g_string_append(line, "BeginPage\n%%EndPageSetup\n");
}

static void draw_page(struct device *device, const struct page *page)
{
	static const char end_page[] = "%%PageTrailer\nEndPage end\n";
	struct ps *ps = (struct ps *)device;

	if (ps->error != NULL)
		return;
	ps->pages++;
	ps->width = MAX(ps->width, page->width);
	ps->height = MAX(ps->height, page->height);
	begin_page(ps, page);
	content_begin(&ps->content, CONTENT_PAGE, page->height);
	content_draw(&ps->content, &page->list);
	content_end(&ps->content);
	if (ps->error != NULL)
		return;
	scratch_write(ps->body, ps->line->str, ps->line->len);
	scratch_write(ps->body, ps->content.bytes, ps->content.used);
	scratch_write(ps->body, end_page, sizeof end_page - 1);
}

/* ---- what stands before them ---- */

static void add_papers(const struct ps *ps, GString *to)
{
	for (guint i = 0; i < ps->papers->len; i++) {
		g_string_append(to, i == 0 ? "%%DocumentMedia: " : "%%+ ");
		ps_add_paper_comment(to, ps->papers->pdata[i]);
	}
}

static void add_comments(const struct ps *ps, GString *to)
{
	static const char *const requirements[] = {
		[PS_ONE_SIDED] = "", [PS_LONG_EDGE] = "%%Requirements: duplex\n",
		[PS_SHORT_EDGE] = "%%Requirements: duplex(tumble)\n",
	};

	g_string_append(to, "%!PS-Adobe-3.0\n%%Creator: (piego)\n");
	if (ps->title != NULL) {
		g_string_append(to, "%%Title: ");
		ps_add_words(to, ps->title);
		g_string_append_c(to, '\n');
	}
	g_string_append_printf(to, "%%%%LanguageLevel: 3\n%%%%DocumentData: Clean8Bit\n%%%%Pages: %u\n%%%%PageOrder: Ascend\n",
			       ps->pages);
	g_string_append_printf(to, "%%%%BoundingBox: 0 0 %u %u\n", whole_points(ps->width), whole_points(ps->height));
	add_papers(ps, to);
	g_string_append(to, requirements[ps->sides]);
	g_string_append(to, "%%DocumentSuppliedResources: procset Piego 1.0 0\n");
	for (guint i = 1; i <= ps->fonts; i++)
		g_string_append_printf(to, "%%%%+ font F%u\n", i);
	g_string_append(to, "%%EndComments\n");
}

static void add_prolog(GString *to)
{
	g_string_append(to, "%%BeginProlog\n%%BeginResource: procset Piego 1.0 0\n");
	g_string_append(to, procset);
	g_string_append(to, "%%EndResource\n%%EndProlog\n");
}

static void add_sides(const struct ps *ps, GString *to)
{
	static const char *const features[] = {
		[PS_ONE_SIDED] = "None\n<</Duplex false>>",
		[PS_LONG_EDGE] = "DuplexNoTumble\n<</Duplex true/Tumble false>>",
		[PS_SHORT_EDGE] = "DuplexTumble\n<</Duplex true/Tumble true>>",
	};

	g_string_append_printf(to, "%%%%BeginFeature: *Duplex %s Ask pop\n%%%%EndFeature\n", features[ps->sides]);
}

static gboolean add_setup(struct ps *ps, GString *to)
{
	g_string_append(to, "%%BeginSetup\nPiego begin\n");
	add_sides(ps, to);
	for (guint i = 0; i < ps->papers->len; i++) {
		g_string_append_printf(to, "/M%u ", i + 1);
		ps_add_paper_request(to, ps->papers->pdata[i]);
		g_string_append(to, "def\n");
	}
	if (!ps_add_fonts(ps, to))
		return FALSE;
	g_string_append_len(to, ps->definitions->str, (gssize)ps->definitions->len);
	g_string_append(to, "end\n%%EndSetup\n");
	return TRUE;
}

static void save(struct ps *ps)
{
	static const char trailer[] = "%%Trailer\n%%EOF\n";
	g_autoptr(GString) head = g_string_new(NULL);
	int failed;

	add_comments(ps, head);
	add_prolog(head);
	if (!add_setup(ps, head))
		return;
	out_write(&ps->out, head->str, head->len);
	failed = scratch_copy(ps->body, &ps->out);
	if (failed != 0 && ps->out.error == 0)
		ps->out.error = failed;
	out_write(&ps->out, trailer, sizeof trailer - 1);
}

/* ---- the device ---- */

static void free_ps(struct ps *ps)
{
	scratch_free(ps->body);
	content_clear(&ps->content);
	content_clear(&ps->form);
	g_string_free(ps->line, TRUE);
	g_string_free(ps->definitions, TRUE);
	g_array_unref(ps->font_numbers);
	g_ptr_array_unref(ps->font_files);
	g_ptr_array_unref(ps->papers);
	g_hash_table_unref(ps->picture_numbers);
	g_hash_table_unref(ps->stamp_numbers);
	g_clear_error(&ps->error);
	g_free(ps->title);
	g_free(ps);
}

static gboolean close_ps(struct device *device, struct device_made *made, GError **error)
{
	struct ps *ps = (struct ps *)device;
	struct device_made result = { .pages = ps->pages };
	gboolean ok = FALSE;

	if (ps->error == NULL && ps->pages == 0)
		ps_fail(ps, DEVICE_ERROR_WRITE, "a PostScript file without pages");
	if (ps->error == NULL)
		save(ps);
	if (ps->error == NULL) {
		result.bytes = ps->out.bytes;
		ok = out_close(&ps->out, result.sha256, error);
	} else {
		out_drop(&ps->out);
		g_propagate_error(error, g_steal_pointer(&ps->error));
	}
	if (ok && made != NULL)
		*made = result;
	free_ps(ps);
	return ok;
}

static struct ps *new_ps(const struct out *out, struct scratch *body, const struct ps_options *options)
{
	struct ps *ps = g_new0(struct ps, 1);

	ps->device = (struct device){ .page = draw_page, .close = close_ps };
	ps->names = (struct names){ .font = ps_font, .picture = ps_picture, .stamp = ps_stamp };
	ps->out = *out;
	ps->body = body;
	ps->title = g_strdup(options->title);
	ps->sides = options->sides;
	content_init(&ps->content, &ps->names, CONTENT_POSTSCRIPT);
	content_init(&ps->form, &ps->names, CONTENT_POSTSCRIPT);
	ps->line = g_string_new(NULL);
	ps->definitions = g_string_new(NULL);
	ps->font_numbers = g_array_new(FALSE, TRUE, sizeof(guint));
	ps->font_files = g_ptr_array_new_with_free_func(ps_font_file_free);
	ps->papers = g_ptr_array_new_with_free_func(g_free);
	ps->picture_numbers = g_hash_table_new(NULL, NULL);
	ps->stamp_numbers = g_hash_table_new(NULL, NULL);
	return ps;
}

struct device *ps_open(const char *path, const struct ps_options *options, GError **error)
{
	struct out out;
	struct scratch *body;

	if (!out_open(&out, path, error))
		return NULL;
	body = scratch_open(path, error);
	if (body == NULL) {
		out_drop(&out);
		return NULL;
	}
	return &new_ps(&out, body, options)->device;
}
