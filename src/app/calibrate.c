/* SPDX-License-Identifier: Apache-2.0 */
#include "app/calibrate.h"

#include "app/inside.h"
#include "compose/calibration.h"
#include "device/device.h"
#include "slip/td.h"

#define TITLE "Foglio di taratura"
#define COMPRESSION 6
#define ARENA_BYTES (256 * 1024)

/* A bollettino along the lower edge of a sheet in landscape. */
static struct calibration_slip slip_of(const struct press *press)
{
	const um_t top = 210000 - TD_HEIGHT;

	return (struct calibration_slip){
		.line_right = TD_WIDTH - press->code_line_right, .line_base = top + TD_HEIGHT - press->code_line_base,
		.matrix_x = TD_MATRIX_X, .matrix_y = top + press->matrix_y,
	};
}

static struct device *open_device(const struct calibrate_wish *wish, GError **error)
{
	const struct pdf_options pdf = { .title = TITLE, .compression = COMPRESSION, .kind = PDF_PRINT };
	const struct ps_options ps = { .title = TITLE, .sides = PS_ONE_SIDED };

	return wish->format == CALIBRATE_PS ? ps_open(wish->path, &ps, error) : pdf_open(wish->path, &pdf, error);
}

static gboolean draw(const struct calibration *calibration, struct typesetter *typesetter, const struct calibrate_wish *wish,
		     GError **error)
{
	g_autoptr(arena_t) arena = arena_new(ARENA_BYTES);
	struct device_made made;
	struct device *device;
	struct page page;

	if (!calibration_draw(calibration, typesetter, &page, arena)) {
		g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "inserter '%s': its marks cannot be drawn", wish->inserter);
		return FALSE;
	}
	device = open_device(wish, error);
	if (device == NULL)
		return FALSE;
	device_page(device, &page);
	return device_close(device, &made, error);
}

gboolean app_calibrate(const struct calibrate_wish *wish, GError **error)
{
	g_autofree char *envelope_path = NULL, *inserter_path = NULL, *press_path = NULL;
	g_autofree char *envelope_text = share_profile("envelope", wish->envelope, &envelope_path, error);
	g_autoptr(envelope_t) envelope = envelope_text == NULL ? NULL : envelope_parse(envelope_text, envelope_path, error);
	g_autofree char *inserter_text = envelope == NULL ? NULL : share_profile("inserter", wish->inserter, &inserter_path, error);
	g_autoptr(inserter_t) inserter = inserter_text == NULL ? NULL : inserter_parse(inserter_text, inserter_path, error);
	g_autofree char *press_text = inserter == NULL ? NULL : share_profile("press", wish->press, &press_path, error);
	g_autoptr(press_t) press = press_text == NULL ? NULL : press_parse(press_text, press_path, error);
	struct typesetter *typesetter = press == NULL ? NULL : app_typesetter(error);
	gboolean ok = FALSE;

	if (typesetter != NULL) {
		const struct calibration calibration = { envelope, inserter, press, slip_of(press) };

		ok = draw(&calibration, typesetter, wish, error);
		typesetter_free(typesetter);
	}
	return ok;
}
