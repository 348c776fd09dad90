/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A paragraph's mixed content as spans: blanks are folded here, so that the layout file can be broken into lines
 * wherever it reads best.
 */
#include "layout/load.h"

#include <string.h>

struct gathering {
	struct loading *loading;
	GArray *spans;		/* of struct span */
	GArray *slots;		/* of struct slot */
	GString *pending;	/* fixed text not yet a span */
	const struct text_style *style;
	gboolean blank;		/* a further blank is folded away */
	guint line;
	guint depth;
};

static void flush(struct gathering *gathering)
{
	struct span span = { .slot = PROSE_NO_SLOT, .style = gathering->style };

	if (gathering->pending->len == 0)
		return;
	span.text = arena_strndup(gathering->loading->arena, gathering->pending->str, gathering->pending->len);
	g_array_append_val(gathering->spans, span);
	g_string_truncate(gathering->pending, 0);
}

static void add_break(struct gathering *gathering)
{
	struct span span = { .text = "\n", .slot = PROSE_NO_SLOT, .hard_break = TRUE, .style = gathering->style };

	if (gathering->pending->len > 0 && gathering->pending->str[gathering->pending->len - 1] == ' ')
		g_string_truncate(gathering->pending, gathering->pending->len - 1);
	flush(gathering);
	g_array_append_val(gathering->spans, span);
	gathering->blank = TRUE;
}

/* The first of marks outside quotes, or NULL. */
static const char *outside_quotes(const char *at, const char *end, char mark)
{
	char quote = '\0';

	for (; at < end; at++) {
		if (quote != '\0')
			quote = *at == quote ? '\0' : quote;
		else if (*at == mark)
			return at;
		else if (*at == '\'' || *at == '"')
			quote = *at;
	}
	return NULL;
}

/* What stands between { and }: an expression, and after a bar its format. */
static gboolean compile_slot(struct loading *loading, const char *inside, gsize length, guint line, struct slot *slot)
{
	g_autofree char *whole = g_strndup(inside, length);
	const char *bar = outside_quotes(whole, whole + length, '|');
	g_autofree char *expression = g_strndup(whole, bar != NULL ? (gsize)(bar - whole) : length);
	g_autoptr(GError) error = NULL;

	*slot = (struct slot){ .line = line };
	if (loading->fixed) {
		mistakes_add(loading->mistakes, line, "{%s}: a stamp is the same on every letter: no fields", whole);
		return FALSE;
	}
	slot->expr = expr_parse(g_strstrip(expression), &loading->scope, loading->arena, &error);
	if (slot->expr != NULL)
		format_parse(bar != NULL ? bar + 1 : "", expr_type(slot->expr), loading->arena, &slot->format, &error);
	if (slot->format.kind == FORMAT_YES_NO)
		slot->branch = branch_load(loading, line, whole);
	if (error == NULL)
		return TRUE;
	mistakes_add(loading->mistakes, line, "{%s}: %s", whole, error->message);
	return FALSE;
}

static void add_slot(struct gathering *gathering, const char *inside, gsize length)
{
	struct span span = { .text = "", .slot = gathering->slots->len, .style = gathering->style };
	struct slot slot;

	if (!compile_slot(gathering->loading, inside, length, gathering->line, &slot))
		return;
	flush(gathering);
	g_array_append_val(gathering->slots, slot);
	g_array_append_val(gathering->spans, span);
	gathering->blank = FALSE;
}

static void add_character(struct gathering *gathering, char c)
{
	if (g_ascii_isspace(c)) {
		gathering->line += c == '\n';
		if (!gathering->blank)
			g_string_append_c(gathering->pending, ' ');
		gathering->blank = TRUE;
	} else {
		g_string_append_c(gathering->pending, c);
		gathering->blank = FALSE;
	}
}

static void add_plain(struct gathering *gathering, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		const char *close;

		if ((text[0] == '{' || text[0] == '}') && text[1] == text[0]) {
			add_character(gathering, *text);
			text += 2;
			continue;
		}
		if (*text == '}') {
			mistakes_add(gathering->loading->mistakes, gathering->line, "a } without its { (a } to print is }})");
			text++;
			continue;
		}
		if (*text != '{') {
			add_character(gathering, *text++);
			continue;
		}
		close = outside_quotes(text, end, '}');
		if (close == NULL) {
			mistakes_add(gathering->loading->mistakes, gathering->line,
				     "a { without its } (a { to print is {{)");
			return;
		}
		add_slot(gathering, text + 1, (gsize)(close - text - 1));
		for (; text <= close; text++)
			gathering->line += *text == '\n';
	}
}

static void add_children(struct gathering *gathering, xmlNode *node);

static void add_element(struct gathering *gathering, xmlNode *node)
{
	struct loading *loading = gathering->loading;
	const struct text_style *outer = gathering->style;

	gathering->line = MAX(gathering->line, node_line(node));
	if (node_is(node, "br")) {
		attr_check(loading, node, "");
		add_break(gathering);
		return;
	}
	if (!node_is(node, "b") && !node_is(node, "i") && !node_is(node, "span")) {
		node_misplaced(loading, node);
		return;
	}
	if (++gathering->depth > BLOCKS_DEPTH_MAX) {
		mistakes_add(loading->mistakes, node_line(node), "<%s> is nested too deep", node->name);
		return;
	}
	flush(gathering);
	gathering->style = text_style_of(loading, node, outer);
	add_children(gathering, node);
	flush(gathering);
	gathering->style = outer;
	gathering->depth--;
}

static void add_children(struct gathering *gathering, xmlNode *node)
{
	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (child->type == XML_TEXT_NODE && child->content != NULL)
			add_plain(gathering, (const char *)child->content);
		else if (child->type == XML_ELEMENT_NODE)
			add_element(gathering, child);
		else if (child->type == XML_COMMENT_NODE)
			for (const char *at = (const char *)child->content; *at != '\0'; at++)
				gathering->line += *at == '\n';
	}
}

/* A blank at the very end would only push a line out of its edge. */
static void drop_last_blank(struct gathering *gathering)
{
	GString *pending = gathering->pending;
	struct span *last;
	gsize length;

	if (pending->len > 0 && pending->str[pending->len - 1] == ' ') {
		g_string_truncate(pending, pending->len - 1);
		return;
	}
	if (pending->len > 0 || gathering->spans->len == 0)
		return;
	last = &g_array_index(gathering->spans, struct span, gathering->spans->len - 1);
	length = strlen(last->text);
	if (last->slot == PROSE_NO_SLOT && !last->hard_break && length > 0 && last->text[length - 1] == ' ')
		last->text = arena_strndup(gathering->loading->arena, last->text, length - 1);
}

/* Text without slots is filled once, here. */
static void fill_fixed(struct loading *loading, enum align align, um_t indent, struct text *text)
{
	struct prose_lines *lines = arena_new_array0(loading->arena, struct prose_lines, 1);
	char measure[LENGTH_ROOM];

	prose_fill(text->prose, NULL, text->width, indent, align, loading->arena, lines);
	text->fixed = lines;
	if (lines->overflow <= 100)
		return;
	length_write_mm(measure, lines->overflow);
	mistakes_add(loading->mistakes, text->line, "a word is wider than its line by %s", measure);
}

static void finish(struct gathering *gathering, const struct para_style *style, enum align align, um_t width,
		   um_t indent, struct text *text)
{
	struct loading *loading = gathering->loading;
	gunichar missing = 0;

	drop_last_blank(gathering);
	flush(gathering);
	text->style = style;
	text->width = width;
	text->n_slots = gathering->slots->len;
	text->slots = arena_memdup(loading->arena, gathering->slots->data, sizeof(struct slot) * text->n_slots);
	text->prose = prose_new(loading->layout->typesetter, (const struct span *)(void *)gathering->spans->data,
				gathering->spans->len, &missing);
	g_ptr_array_add(loading->layout->proses, text->prose);
	if (missing != 0)
		mistakes_add(loading->mistakes, text->line, "no font of the catalogue has the character U+%04X", missing);
	if (text->n_slots == 0 && width > 0)
		fill_fixed(loading, align, indent, text);
}

static void gathering_init(struct gathering *gathering, struct loading *loading, const struct para_style *style,
			   guint line)
{
	*gathering = (struct gathering){
		.loading = loading,
		.spans = g_array_new(FALSE, FALSE, sizeof(struct span)),
		.slots = g_array_new(FALSE, FALSE, sizeof(struct slot)),
		.pending = g_string_new(NULL),
		.style = &style->text,
		.blank = TRUE,
		.line = line,
	};
}

static void gathering_clear(struct gathering *gathering)
{
	g_array_unref(gathering->spans);
	g_array_unref(gathering->slots);
	g_string_free(gathering->pending, TRUE);
}

void text_load(struct loading *loading, xmlNode *node, const struct para_style *style, enum align align, um_t width,
	       um_t indent, struct text *text)
{
	struct gathering gathering;

	text->line = node_line(node);
	gathering_init(&gathering, loading, style, text->line);
	add_children(&gathering, node);
	finish(&gathering, style, align, width, indent, text);
	gathering_clear(&gathering);
}

void text_load_plain(struct loading *loading, xmlNode *node, const char *plain, const struct para_style *style,
		     enum align align, um_t width, struct text *text)
{
	struct gathering gathering;

	text->line = node_line(node);
	gathering_init(&gathering, loading, style, text->line);
	add_plain(&gathering, plain);
	finish(&gathering, style, align, width, 0, text);
	gathering_clear(&gathering);
}

void phrase_load(struct loading *loading, xmlNode *node, const char *plain, struct phrase *phrase)
{
	struct gathering gathering;

	gathering_init(&gathering, loading, loading->base, node_line(node));
	add_plain(&gathering, plain);
	drop_last_blank(&gathering);
	flush(&gathering);
	phrase->n_spans = gathering.spans->len;
	phrase->spans = arena_memdup(loading->arena, gathering.spans->data, sizeof(struct span) * phrase->n_spans);
	phrase->n_slots = gathering.slots->len;
	phrase->slots = arena_memdup(loading->arena, gathering.slots->data, sizeof(struct slot) * phrase->n_slots);
	gathering_clear(&gathering);
}

void slot_load(struct loading *loading, xmlNode *node, const char *name, struct slot *slot)
{
	const char *text = attr_need(loading, node, name);
	gsize length = strlen(text);
	struct expr_scope scope = loading->scope;
	g_autofree char *quoted = NULL;

	if (length >= 2 && text[0] == '{' && outside_quotes(text, text + length, '}') == text + length - 1) {
		compile_slot(loading, text + 1, length - 2, node_line(node), slot);
		return;
	}
	*slot = (struct slot){ .line = node_line(node) };
	quoted = g_strdup_printf("'%s'", text);
	if (strpbrk(text, "{}'") != NULL || (slot->expr = expr_parse(quoted, &scope, loading->arena, NULL)) == NULL)
		mistakes_add(loading->mistakes, node_line(node), "<%s %s=\"%s\">: neither one {field} nor plain text",
			     node->name, name, text);
}

const struct expr *expr_load(struct loading *loading, xmlNode *node, const char *name)
{
	const char *text = attr_need(loading, node, name);
	g_autoptr(GError) error = NULL;
	const struct expr *expr;

	if (text[0] == '\0')
		return NULL;
	expr = expr_parse(text, &loading->scope, loading->arena, &error);
	if (expr == NULL)
		mistakes_add(loading->mistakes, node_line(node), "%s \"%s\": %s", name, text, error->message);
	return expr;
}

struct parts {
	struct loading *loading;
	guint line;
	const char *whole;
};

static void load_part(void *user, const char *text)
{
	const struct parts *parts = user;
	g_autofree char *part = g_strdup_printf("%s (in: %s)", text, parts->whole);

	branch_load(parts->loading, parts->line, part);
}

struct condition test_load(struct loading *loading, xmlNode *node)
{
	const char *text = attr_text(loading, node, "test");
	struct condition condition = { .test = expr_load(loading, node, "test"), .line = node_line(node) };

	struct parts parts = { loading, condition.line, text };

	condition.branch = branch_load(loading, condition.line, text != NULL ? text : "");
	if (condition.test != NULL)
		expr_parts_list(condition.test, load_part, &parts);
	if (condition.test != NULL && expr_type(condition.test) != EXPR_BOOLEAN)
		mistakes_add(loading->mistakes, condition.line, "test \"%s\": a condition is needed, this is %s", text,
			     expr_type_name(expr_type(condition.test)));
	return condition;
}
