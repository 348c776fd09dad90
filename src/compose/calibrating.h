/* SPDX-License-Identifier: Apache-2.0 */
/* calibrating: what the files that draw the calibration sheet share.  Nobody else includes this. */
#ifndef PIEGO_COMPOSE_CALIBRATING_H
#define PIEGO_COMPOSE_CALIBRATING_H

#include "compose/calibration.h"

struct sheet_pen {
	struct typesetter *typesetter;
	struct op_list *list;
	struct arena *arena;
};

void sheet_pen_fill(struct sheet_pen *pen, um_t x, um_t y, um_t width, um_t height, struct colour colour);

/* A line of text by its left end, middle or right end at x; with a white ground, so that it is read on the grid. */
enum text_ground { GROUND_NONE, GROUND_WHITE };
void sheet_pen_text(struct sheet_pen *pen, const struct text_style *style, const char *text, um_t x, um_t baseline,
		    enum align align, enum text_ground ground);

/* Where a place of a slip lies on the sheet: with the press's shift, or where it should be measured. */
enum slip_place { SLIP_AS_PRINTED, SLIP_AS_MEANT };
struct rect calibration_slip_point(const struct calibration *calibration, um_t x, um_t y, enum slip_place place);

/* The table to write in, and how the sheet is used. */
void calibration_panel(const struct calibration *calibration, struct sheet_pen *pen);

#endif
