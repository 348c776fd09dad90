/* SPDX-License-Identifier: Apache-2.0 */
/*
 * golden LAYOUT.xml ROWS simplex|duplex OUT.trace
 *
 * Composes the layout with its own examples, ROWS of them in each group: once for the count of pages, and again
 * knowing it, as the program does.  Writes the pages through the trace device; tests/golden/run compares them with
 * the kept ones.  Ends with 2 when the layout has no groups and ROWS is not 1: there is nothing else to see.
 */
#include "device/device.h"
#include "layout/layout.h"
#include "mark/mark.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void found(struct finding_sink *sink G_GNUC_UNUSED, const struct finding *finding)
{
	fprintf(stderr, "%s: %s: %s\n", finding_slug(finding->code), finding->column, finding->value);
}

static int fail(const char *what)
{
	fprintf(stderr, "golden: %s\n", what);
	return 1;
}

static int write_trace(const struct letter *letter, const char *path)
{
	g_autoptr(GError) error = NULL;
	struct device_made made;
	struct device *device;

	g_remove(path);
	device = trace_open(path, &error);
	if (device == NULL)
		return fail(error->message);
	for (guint i = 0; i < letter->count; i++)
		device_page(device, letter->pages[i].page);
	return device_close(device, &made, &error) ? 0 : fail(error->message);
}

static struct press *press_load(void)
{
	static const char path[] = "profiles/press/standard.press";
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct press *press = g_file_get_contents(path, &text, NULL, &error) ? press_parse(text, path, &error) : NULL;

	if (press == NULL)
		g_error("%s", error->message);
	return press;
}

static int compose(struct layout *layout, guint rows, gboolean duplex, const char *path)
{
	g_autoptr(arena_t) arena = arena_new(256 * 1024);
	g_autoptr(press_t) press = press_load();
	struct symbol_encoder *encoder = mark_encoder_new();
	struct finding_sink sink = { found };
	struct letter_order order = {
		.record = record_example(layout_dictionary(layout), rows, arena),
		.duplex = duplex,
		.encoder = encoder,
		.press = press,
		.sink = &sink,
		.arena = arena,
	};
	struct letter letter = { 0 };
	int result;

	if (layout_compose(layout, &order, &letter))
		order.piece_pages = letter.count;
	if (order.piece_pages > 0 && layout_compose(layout, &order, &letter) && letter.count == order.piece_pages)
		result = write_trace(&letter, path);
	else
		result = fail("the letter cannot be composed, or has other pages the second time");
	mark_encoder_free(encoder);
	return result;
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter;
	struct layout *layout;
	int result = 2;

	if (argc != 5)
		return fail("usage: golden LAYOUT.xml ROWS simplex|duplex OUT.trace");
	typesetter = typesetter_new("fonts", &error);
	if (typesetter == NULL)
		return fail(error->message);
	layout = layout_load(typesetter, argv[1], &error);
	if (layout == NULL)
		result = fail(error->message);
	else if (layout_dictionary(layout)->n_groups > 0 || strcmp(argv[2], "1") == 0)
		result = compose(layout, (guint)atoi(argv[2]), strcmp(argv[3], "duplex") == 0, argv[4]);
	layout_free(layout);
	typesetter_free(typesetter);
	return result;
}
