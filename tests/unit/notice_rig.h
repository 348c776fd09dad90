/* SPDX-License-Identifier: Apache-2.0 */
/* Slips of the pagoPA notice on paper: pages as files, and the ink of a page in micrometres. */
#ifndef PIEGO_TESTS_NOTICE_RIG_H
#define PIEGO_TESTS_NOTICE_RIG_H

#include "mark/mark.h"
#include "unit/device_judge.h"
#include "unit/notice.h"

struct notice_rig {
	struct notice_faults faults;
	struct slip_desk desk;
	struct arena *lasting;
	char *folder;
};

static inline void notice_rig_init(struct notice_rig *rig)
{
	g_autoptr(GError) error = NULL;

	notice_faults_init(&rig->faults);
	rig->desk.typesetter = typesetter_new("fonts", &error);
	CHECK_NO_ERROR("fonts", error);
	rig->desk.encoder = mark_encoder_new();
	rig->desk.arena = arena_new(65536);
	rig->lasting = arena_new(65536);
	rig->folder = check_folder();
}

static inline void notice_rig_clear(struct notice_rig *rig)
{
	typesetter_free(rig->desk.typesetter);
	mark_encoder_free(rig->desk.encoder);
	arena_free(rig->desk.arena);
	arena_free(rig->lasting);
	g_free(rig->folder);
	g_string_free(rig->faults.told, TRUE);
}

/* A page with one strip of the kind at (x, y); NULL when a fault was told. */
static inline struct page *notice_page(struct notice_rig *rig, const struct slip_kind *kind, const struct payment *payments,
				       guint count, payment_set_t given, um_t x, um_t y)
{
	struct page *page = arena_new_array0(rig->desk.arena, struct page, 1);
	struct slip_desk lasting = rig->desk;
	struct op_list form = { 0 }, list = { 0 };

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1 };
	lasting.arena = rig->lasting;
	kind->form(given, count, &lasting, &form);
	op_list_add_moved(&page->list, &form, x, y, rig->desk.arena);
	if (!kind->draw(payments, count, given, &rig->desk, &list, &rig->faults.faults))
		return NULL;
	op_list_add_moved(&page->list, &list, x, y, rig->desk.arena);
	return page;
}

static inline char *notice_file(struct notice_rig *rig, const char *name, struct page *const *pages, guint count)
{
	static const struct pdf_options options = { .compression = 6 };
	char *path = judge_draw(rig->folder, name, &options, (const struct page *const *)pages, count, NULL);

	judge_silent(name, path);
	return path;
}

/* ---- ink ---- */

#define NOTICE_DPI 600

static inline int dots(um_t um)
{
	return (int)((gint64)um * NOTICE_DPI / UM_PER_INCH);
}

/* The smallest box around what is as dark as darkest to lightest (red of 0 to 255) inside the region. */
static inline struct rect ink_in(const struct judge_pixels *pixels, struct rect region, guint darkest, guint lightest)
{
	int left = G_MAXINT, right = -1, top = G_MAXINT, foot = -1;

	for (int y = dots(region.y); y < dots(region.y + region.height); y++) {
		for (int x = dots(region.x); x < dots(region.x + region.width); x++) {
			guint red = judge_pixel(pixels, x, y) >> 16;

			if (red < darkest || red > lightest)
				continue;
			left = MIN(left, x), right = MAX(right, x), top = MIN(top, y), foot = MAX(foot, y);
		}
	}
	if (right < 0)
		return (struct rect){ 0, 0, 0, 0 };
	return (struct rect){ left * UM_PER_INCH / NOTICE_DPI, top * UM_PER_INCH / NOTICE_DPI,
			      (right + 1 - left) * UM_PER_INCH / NOTICE_DPI, (foot + 1 - top) * UM_PER_INCH / NOTICE_DPI };
}

#endif
