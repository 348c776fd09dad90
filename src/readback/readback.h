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
/* Render page (1 first) and read its marks by the inserter's geometry. */
gboolean readback_page(struct readback *readback, guint page, const struct inserter *inserter,
		       struct readback_sheet *sheet, GError **error);
void readback_close(struct readback *readback);

/* The same from a picture that is already there (tests shift and turn it). */
void readback_image(const struct readback_image *image, const struct inserter *inserter,
		    struct readback_sheet *sheet);

/*
 * Follow the sheets of a run in feed order and tell what is wrong: parity, sequence jumps, a set not closed,
 * control codes missing, doubled, swapped.  Feed every sheet, then end; each fault calls back with a sentence.
 */
struct readback_fault {
	guint page;
	const char *code;	/* "parity", "sequence", "set-open", "control-missing", ... */
	const char *text;
};
struct readback_follower;
struct readback_follower *readback_follow(const struct inserter *inserter,
					  void (*fault)(void *user, const struct readback_fault *fault), void *user);
void readback_follow_sheet(struct readback_follower *follower, const struct readback_sheet *sheet);
void readback_follow_end(struct readback_follower *follower);

#endif
