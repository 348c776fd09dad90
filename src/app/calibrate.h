/* SPDX-License-Identifier: Apache-2.0 */
/* calibrate: the calibration sheet of an envelope, an inserter and a press, as a file. */
#ifndef PIEGO_APP_CALIBRATE_H
#define PIEGO_APP_CALIBRATE_H

#include "app/app.h"

enum calibrate_format { CALIBRATE_PDF, CALIBRATE_PS };

/* Names of profiles. */
struct calibrate_wish {
	const char *envelope, *inserter, *press;
	enum calibrate_format format;
	const char *path;	/* of the new file */
};

/* Make the sheet (O_EXCL, 0600); after an error there is no new file. */
gboolean app_calibrate(const struct calibrate_wish *wish, GError **error);

#endif
