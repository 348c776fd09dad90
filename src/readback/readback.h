/* SPDX-License-Identifier: Apache-2.0 */
/*
 * readback: marks and control codes read from rendered pages, as an inserter's camera would: from pixels alone,
 * never from our own page operations.  The only user of the PDF renderer and the Data Matrix reader.
 */
#ifndef PIEGO_READBACK_READBACK_H
#define PIEGO_READBACK_READBACK_H

#include "model/inserter.h"

#define READBACK_ERROR (g_quark_from_static_string("piego-readback"))
enum readback_error { READBACK_ERROR_OPEN, READBACK_ERROR_RENDER };

struct readback_sheet {
	guint page;			/* of the file, 1 first */
	gboolean marks_found;
	gboolean on[MARK_POSITIONS_MAX];	/* marks seen at the inserter's positions */
	char code_39[32];		/* text read, "" for none */
	char control[32];		/* Data Matrix text read, "" for none */
};

/* An 8-bit gray picture of a page, 0 black. */
struct readback_image {
	guint width, height, stride;
	guint dpi;
	const guint8 *gray;
};

struct readback;

/* Opens a PDF file to read it at a resolution (300 is enough). */
struct readback *readback_open(const char *path, guint dpi, GError **error);
guint readback_pages(const struct readback *readback);
/* Render page (1 first), as far as its marks may lie, and read them by the inserter's geometry.  A page without
 * marks (a back) is no error: nothing is found. */
gboolean readback_page(struct readback *readback, guint page, const struct inserter *inserter,
		       struct readback_sheet *sheet, GError **error);
void readback_close(struct readback *readback);

/* The same from a picture that is already there (tests shift and turn it). */
void readback_image(const struct readback_image *image, const struct inserter *inserter,
		    struct readback_sheet *sheet);

/*
 * Follow the sheets of a run in the order in which the inserter takes them, and tell what is wrong.
 *
 *   follower = readback_follow(inserter, told, user);
 *   readback_follow_expect(follower, 1203);          where the count is known
 *   readback_follow_sheet(follower, &sheet);         every coded sheet; backs of a duplex run are not fed
 *   readback_follow_end(follower);                   and frees
 *
 * Two witnesses are followed, each on its own.  Marks: a wrap-around counter misses as many sheets as it counts
 * to, and a scheme without one sees only what its other marks say.  Control codes: any sheet missing, doubled
 * or swapped, but for a whole piece cut off at either end, which only the count can tell.
 *
 *   marks-missing     no marks at all             control-missing   no control code could be read
 *   marks-damaged     a mark that is always       control-damaged   it is no control code, or its check
 *                     printed is not, or one                        digit is wrong
 *                     that never is, is           control-order     run, piece, sheet or sequence do not
 *   parity            the count of marks                            follow from the sheet before
 *   sequence          the counter jumps           control-differs   marks and control code of one sheet
 *   page              the page number jumps                         do not say the same
 *   set-open          a set is not closed         count             not as many sheets as expected
 *   set-start         a set begins without its first sheet
 *   match             the match code changes inside a set, or does not go on with the next
 */
struct readback_fault {
	guint page;
	const char *code;	/* one of the words above */
	const char *text;	/* a sentence */
};
struct readback_follower;
struct readback_follower *readback_follow(const struct inserter *inserter,
					  void (*fault)(void *user, const struct readback_fault *fault), void *user);
void readback_follow_expect(struct readback_follower *follower, guint64 sheets);
void readback_follow_sheet(struct readback_follower *follower, const struct readback_sheet *sheet);
void readback_follow_end(struct readback_follower *follower);

#endif
