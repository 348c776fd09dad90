/* SPDX-License-Identifier: Apache-2.0 */
/*
 * calibration: the sheet by which a press, an envelope and an inserter are measured: a millimetre grid, what the profiles
 * say of window, address, marks and payment slips, rulers, and room to write down what was measured.
 */
#ifndef PIEGO_COMPOSE_CALIBRATION_H
#define PIEGO_COMPOSE_CALIBRATION_H

#include "model/inserter.h"
#include "model/press.h"
#include "model/profile.h"
#include "page/page.h"
#include "type/type.h"

/* What a bollettino's readers look for, on the sheet as the slip is read (landscape, the slip along its lower edge), and
 * before the press's shift. */
struct calibration_slip {
	um_t line_right, line_base;	/* where the code line's last cell ends, and its baseline */
	um_t matrix_x, matrix_y;	/* top left corner of the Data Matrix */
};

struct calibration {
	const struct envelope *envelope;
	const struct inserter *inserter;
	const struct press *press;
	struct calibration_slip slip;
};

/* Number of the run and of the piece in the sheet's control code: no control code of a live sheet has them. */
#define CALIBRATION_NUMBER 0

/* Ends of the rulers, from outer edge to outer edge of their ink. */
#define CALIBRATION_ACROSS ((struct rect){ 60000, 112000, 100000, 0 })
#define CALIBRATION_DOWN ((struct rect){ 32000, 60000, 0, 200000 })

/* How far the corner crosses stand from the sheet's edges; one that would stand in the inserter's zones is not drawn. */
#define CALIBRATION_CORNER 10000

/* Draw the sheet on page, an A4 front; all in the arena.  FALSE only when the control code is refused, which is a fault of the
 * program. */
gboolean calibration_draw(const struct calibration *calibration, struct typesetter *typesetter, struct page *page,
			  struct arena *arena);

#endif
