/* SPDX-License-Identifier: Apache-2.0 */
#include "app/inside.h"

#include "readback/readback.h"

struct decoding {
	struct omr_visitor *visitor;
	guint faults;
};

static void fault(void *user, const struct readback_fault *found)
{
	struct decoding *decoding = user;

	decoding->faults++;
	decoding->visitor->fault(decoding->visitor, found->page, found->code, found->text);
}

static void tell_sheet(struct decoding *decoding, const struct inserter *inserter, const struct readback_sheet *sheet)
{
	char marks[MARK_POSITIONS_MAX + 1] = "";
	const struct omr_sheet told = { sheet->page, marks, sheet->code_39, sheet->control };

	for (guint i = 0; sheet->marks_found && i < inserter->n_positions; i++)
		marks[i] = sheet->on[i] ? '1' : '0';
	decoding->visitor->sheet(decoding->visitor, &told);
}

static gboolean decode(struct readback *readback, const struct inserter *inserter, const struct omr_wish *wish,
		       struct decoding *decoding, GError **error)
{
	struct readback_follower *follower = readback_follow(inserter, fault, decoding);
	gboolean ok = TRUE;

	if (wish->sheets > 0)
		readback_follow_expect(follower, wish->sheets);
	for (guint page = 1; ok && page <= readback_pages(readback); page += wish->step) {
		struct readback_sheet sheet;

		ok = readback_page(readback, page, inserter, &sheet, error);
		if (ok) {
			tell_sheet(decoding, inserter, &sheet);
			readback_follow_sheet(follower, &sheet);
		}
	}
	readback_follow_end(follower);
	return ok;
}

gboolean app_omr_decode(const struct omr_wish *wish, struct omr_visitor *visitor, guint *faults, GError **error)
{
	struct decoding decoding = { visitor, 0 };
	g_autofree char *path = NULL;
	g_autofree char *text = share_profile("inserter", wish->inserter, &path, error);
	g_autoptr(inserter_t) inserter = text == NULL ? NULL : inserter_parse(text, path, error);
	struct readback *readback;
	gboolean ok;

	if (inserter == NULL)
		return FALSE;
	if (wish->by_hand)
		inserter->kind = MARKS_NONE;
	readback = readback_open(wish->pdf, wish->dpi, error);
	if (readback == NULL)
		return FALSE;
	ok = decode(readback, inserter, wish, &decoding, error);
	readback_close(readback);
	*faults = decoding.faults;
	return ok;
}
