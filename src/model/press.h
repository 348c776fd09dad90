/* SPDX-License-Identifier: Apache-2.0 */
/*
 * press: what a print centre measures on its own press.  Where the post's specification leaves a place open, or a press
 * prints a little beside it, the centre says so here, not in a layout.  Lengths are micrometres.
 *
 *   [slip]
 *   [shift-x], [shift-y] = 0mm     of every payment slip as a whole, right and down as one reads it; below zero: left, up
 *   [code-line]
 *   base  = 6.5mm
 *   right = 7.5mm
 *   [matrix]
 *   y     = 84mm
 */
#ifndef PIEGO_MODEL_PRESS_H
#define PIEGO_MODEL_PRESS_H

#include <glib.h>

/* The one that is meant where none is named. */
#define PRESS_STANDARD "standard"

/* profiles/press/NAME.press */
struct press {
	char *name;
	gint32 shift_x, shift_y;	/* of every payment slip as a whole, right and down: applied by who places it */
	gint32 code_line_base;		/* baseline of a bollettino's code line above the slip's lower edge */
	gint32 code_line_right;		/* from the right edge of the line's last cell to the slip's */
	gint32 matrix_y;		/* top of a bollettino's Data Matrix below the slip's upper edge */
};

/* Reads a key file's text; unknown groups and keys are errors, and all faults are told at once, one a line, as
 * PROFILE_ERROR (model/profile.h): "press 'standard': [code-line] base: not a length: '6'". */
struct press *press_parse(const char *text, const char *path, GError **error);
void press_free(struct press *press);
typedef struct press press_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(press_t, press_free)

#endif
