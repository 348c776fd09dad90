/* SPDX-License-Identifier: Apache-2.0 */
/*
 * press: what a print centre measures on its own press.  Where the post's specification leaves a place open, or a press
 * prints a little beside it, the centre says so here, not in a layout.  Lengths are micrometres.
 */
#ifndef PIEGO_MODEL_PRESS_H
#define PIEGO_MODEL_PRESS_H

#include <glib.h>

/* profiles/press/NAME.press */
struct press {
	char *name;
	gint32 shift_x, shift_y;	/* of every payment slip as a whole, right and down */
	gint32 code_line_base;		/* baseline of a bollettino's code line above the slip's lower edge */
	gint32 code_line_right;		/* from the right edge of the line's last cell to the slip's */
	gint32 matrix_y;		/* top of a bollettino's Data Matrix below the slip's upper edge */
};

#endif
