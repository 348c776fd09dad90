/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mistakes: everything that is wrong with a layout file, each with its line, told at once.
 */
#ifndef PIEGO_LAYOUT_MISTAKES_H
#define PIEGO_LAYOUT_MISTAKES_H

#include <glib.h>

/* More than these are counted, not listed. */
#define MISTAKES_LISTED 100

struct mistakes {
	const char *layout;	/* how the layout is called in messages */
	GArray *list;		/* of struct mistake */
};

void mistakes_init(struct mistakes *mistakes, const char *layout);
void mistakes_clear(struct mistakes *mistakes);

/* Line 0: the file as a whole. */
void mistakes_add(struct mistakes *mistakes, guint line, const char *format, ...) G_GNUC_PRINTF(3, 4);

guint mistakes_count(const struct mistakes *mistakes);

/* One a line, by line number: "layout 'avviso': line 41: field 'importo' is not declared".  Sets error (code:
 * enum layout_error) when there is at least one mistake, and returns whether there is none. */
gboolean mistakes_tell(struct mistakes *mistakes, gint code, GError **error);

#endif
