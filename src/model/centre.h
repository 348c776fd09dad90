/* SPDX-License-Identifier: Apache-2.0 */
/*
 * centre: what the print centre has settled once, for every client and run: profiles/centre.profile.
 *
 *   [sender]   name, and line-1 to line-4: who sends and where to, on labels, cards and lists of the centre's own
 *   [reprint]  share = 5 %: of an order's pieces, as many one person may have made again; above it two agree
 *   [pallet]   boxes = 40: of one pallet at most
 */
#ifndef PIEGO_MODEL_CENTRE_H
#define PIEGO_MODEL_CENTRE_H

#include <glib.h>

#define CENTRE_LINES 4

struct centre {
	char *name;
	char *lines[CENTRE_LINES + 1];	/* the address below the name, NULL-terminated; one at least */
	gint32 reprint_milli;		/* thousandths of a percent */
	guint pallet_boxes;
};

/* Reads a key file's text; all faults at once, one a line, as PROFILE_ERROR (model/profile.h).  path is only named in
 * errors. */
struct centre *centre_parse(const char *text, const char *path, GError **error);
void centre_free(struct centre *centre);
typedef struct centre centre_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(centre_t, centre_free)

/* Whether so many of an order's pieces are more than one person may have made again. */
gboolean centre_reprint_needs_two(const struct centre *centre, guint64 again, guint64 pieces);

/*
 * Boxes of a run come on pallets in their order; a pallet holds one area, and no more boxes than it may.  To be asked for each
 * piece of the run in print order; palleting is all zeros before the first.  The pallet that the piece's box stands on, 1 first.
 */
struct palleting {
	guint pallet, boxes, box;	/* the pallet of the piece before, how many boxes stand on it, the last of them */
	char area[8];			/* its area */
};
guint centre_pallet(const struct centre *centre, struct palleting *palleting, guint box, const char *area);

/* What labels of boxes and pallets bear: S00004200112, P00004200003. */
#define CENTRE_CODE_ROOM 24
void centre_box_code(guint run, guint box, char out[CENTRE_CODE_ROOM]);
void centre_pallet_code(guint run, guint pallet, char out[CENTRE_CODE_ROOM]);

#endif
