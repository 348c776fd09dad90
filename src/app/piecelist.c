/* SPDX-License-Identifier: Apache-2.0 */
#include "app/piecelist.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"

struct piecelist {
	FILE *file;
	char *line;
	size_t room;
	guint next;		/* number of the piece to come */
	char *fault;		/* what is wrong: no piece comes any more */
};

static gboolean fail(struct piecelist *list)
{
	if (list->fault == NULL)
		list->fault = ferror(list->file) ? g_strdup_printf("the piece list cannot be read: %s", g_strerror(errno))
						 : g_strdup_printf("the piece list is damaged at line %u", list->next + 1);
	return FALSE;
}

/* Without its line end, which the last line has too; FALSE at the end. */
static gboolean next_line(struct piecelist *list)
{
	ssize_t length = getline(&list->line, &list->room, list->file);

	if (length <= 0)
		return ferror(list->file) ? fail(list) : FALSE;
	if (list->line[length - 1] != '\n' || strlen(list->line) != (size_t)length)
		return fail(list);
	list->line[length - 1] = '\0';
	return TRUE;
}

struct piecelist *piecelist_open(const char *path)
{
	struct piecelist *list = g_new0(struct piecelist, 1);

	list->file = fopen(path, "re");
	if (list->file == NULL)
		list->fault = g_strdup_printf("the piece list cannot be read: %s", g_strerror(errno));
	else if (!next_line(list) || !g_str_equal(list->line, PIECE_LIST_HEADER))
		fail(list);
	list->next = 1;
	return list;
}

gboolean piecelist_next(struct piecelist *list, struct piece *piece)
{
	if (list->fault != NULL || !next_line(list))
		return FALSE;
	if (!piece_list_read(list->line, piece) || piece->number != list->next)
		return fail(list);
	list->next++;
	return TRUE;
}

gboolean piecelist_close(struct piecelist *list, GError **error)
{
	gboolean good = list->fault == NULL;

	if (!good)
		g_set_error_literal(error, APP_ERROR, APP_ERROR_REFUSED, list->fault);
	if (list->file != NULL)
		fclose(list->file);
	free(list->line);
	g_free(list->fault);
	g_free(list);
	return good;
}
