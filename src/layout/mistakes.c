/* SPDX-License-Identifier: Apache-2.0 */
#include "layout/mistakes.h"

#include "layout/layout.h"

struct mistake {
	guint line;
	guint order;	/* as found: the sort must not mix what stands on one line */
	char *text;
};

static void mistake_clear(gpointer item)
{
	g_free(((struct mistake *)item)->text);
}

void mistakes_init(struct mistakes *mistakes, const char *layout)
{
	mistakes->layout = layout;
	mistakes->list = g_array_new(FALSE, FALSE, sizeof(struct mistake));
	g_array_set_clear_func(mistakes->list, mistake_clear);
}

void mistakes_clear(struct mistakes *mistakes)
{
	g_array_unref(mistakes->list);
	mistakes->list = NULL;
}

void mistakes_add(struct mistakes *mistakes, guint line, const char *format, ...)
{
	struct mistake mistake = { .line = line, .order = mistakes->list->len };
	va_list args;

	va_start(args, format);
	mistake.text = g_strdup_vprintf(format, args);
	va_end(args);
	g_array_append_val(mistakes->list, mistake);
}

guint mistakes_count(const struct mistakes *mistakes)
{
	return mistakes->list->len;
}

static gint by_line(gconstpointer a, gconstpointer b)
{
	const struct mistake *one = a, *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return one->order < other->order ? -1 : one->order > other->order;
}

gboolean mistakes_tell(struct mistakes *mistakes, gint code, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	guint count = mistakes->list->len;

	if (count == 0)
		return TRUE;
	g_array_sort(mistakes->list, by_line);
	for (guint i = 0; i < MIN(count, MISTAKES_LISTED); i++) {
		const struct mistake *mistake = &g_array_index(mistakes->list, struct mistake, i);

		g_string_append_printf(all, "%slayout '%s': ", i > 0 ? "\n" : "", mistakes->layout);
		if (mistake->line > 0)
			g_string_append_printf(all, "line %u: ", mistake->line);
		g_string_append(all, mistake->text);
	}
	if (count > MISTAKES_LISTED)
		g_string_append_printf(all, "\nlayout '%s': and %u mistakes more", mistakes->layout,
				       count - MISTAKES_LISTED);
	g_set_error_literal(error, LAYOUT_ERROR, code, all->str);
	return FALSE;
}
