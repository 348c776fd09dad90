/* SPDX-License-Identifier: Apache-2.0 */
/* Ranges keep what is read by machines inside the part of the slip that belongs to it, whatever the setting. */
#include "model/press.h"

#include "model/keys.h"

#define MM 1000

struct press *press_parse(const char *text, const char *path, GError **error)
{
	struct keys *keys = keys_open("press", text, path);
	struct press *press = g_new0(struct press, 1);

	press->name = g_strdup(keys_name(keys));
	press->shift_x = keys_length(keys, "slip", "shift-x", 0, -5 * MM, 5 * MM);
	press->shift_y = keys_length(keys, "slip", "shift-y", 0, -5 * MM, 5 * MM);
	/* The white zone is 19 mm high; the sources name 8.5 mm, and not of which edge of the characters. */
	press->code_line_base = keys_length(keys, "code-line", "base", KEYS_REQUIRED, 4 * MM, 10 * MM);
	press->code_line_right = keys_length(keys, "code-line", "right", KEYS_REQUIRED, 5 * MM, 10 * MM);
	press->matrix_y = keys_length(keys, "matrix", "y", KEYS_REQUIRED, 83 * MM, 86 * MM);
	if (!keys_close(keys, error))
		g_clear_pointer(&press, press_free);
	return press;
}

void press_free(struct press *press)
{
	if (press == NULL)
		return;
	g_free(press->name);
	g_free(press);
}
