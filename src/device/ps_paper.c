/* SPDX-License-Identifier: Apache-2.0 */
/* The papers of a file: as comments tell them (DSC 3.0, DocumentMedia) and as a device is asked for them (PLRM3, 6.2). */
#include "device/ps.h"

/* Layout and stock may be the same paper in different structs of equal words: each is its own, asked for once. */
guint ps_paper(struct ps *ps, const struct page *page)
{
	struct ps_paper *paper;

	for (guint i = 0; i < ps->papers->len; i++) {
		paper = ps->papers->pdata[i];
		if (paper->media == page->media && paper->width == page->width && paper->height == page->height)
			return i + 1;
	}
	paper = g_new(struct ps_paper, 1);
	*paper = (struct ps_paper){ page->media, page->width, page->height };
	g_ptr_array_add(ps->papers, paper);
	return ps->papers->len;
}

void ps_add_paper_name(GString *to, const struct ps_paper *paper)
{
	if (paper->media != NULL) {
		ps_add_words(to, paper->media->name);
	} else {
		ps_add_number(to, paper->width, 3);
		g_string_append_c(to, 'x');
		ps_add_number(to, paper->height, 3);
	}
}

void ps_add_paper_comment(GString *to, const struct ps_paper *paper)
{
	const struct media *media = paper->media;

	ps_add_paper_name(to, paper);
	g_string_append_c(to, ' ');
	ps_add_number(to, content_millipoints(paper->width), 3);
	g_string_append_c(to, ' ');
	ps_add_number(to, content_millipoints(paper->height), 3);
	g_string_append_printf(to, " %u ", media != NULL ? media->grams_m2 : 0);
	ps_add_words(to, media != NULL && media->colour != NULL ? media->colour : "");
	g_string_append_c(to, ' ');
	ps_add_words(to, media != NULL && media->type != NULL ? media->type : "");
	g_string_append_c(to, '\n');
}

void ps_add_paper_request(GString *to, const struct ps_paper *paper)
{
	const struct media *media = paper->media;

	g_string_append(to, "<</PageSize[");
	ps_add_number(to, content_millipoints(paper->width), 3);
	g_string_append_c(to, ' ');
	ps_add_number(to, content_millipoints(paper->height), 3);
	g_string_append_c(to, ']');
	if (media != NULL && media->type != NULL) {
		g_string_append(to, "/MediaType");
		ps_add_words(to, media->type);
	}
	if (media != NULL && media->colour != NULL) {
		g_string_append(to, "/MediaColor");
		ps_add_words(to, media->colour);
	}
	if (media != NULL && media->grams_m2 > 0)
		g_string_append_printf(to, "/MediaWeight %u", media->grams_m2);
	if (media != NULL && media->tray > 0)
		g_string_append_printf(to, "/MediaPosition %u", media->tray);
	g_string_append(to, ">>");
}
