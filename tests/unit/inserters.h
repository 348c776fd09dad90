/* SPDX-License-Identifier: Apache-2.0 */
/* The project's own inserter profiles, for tests that must hold for each of them.  Tests run in the checkout. */
#ifndef PIEGO_TESTS_INSERTERS_H
#define PIEGO_TESTS_INSERTERS_H

#include "model/inserter.h"
#include "unit/check.h"

static const char *const inserter_names[] = { "quadient-1track", "pitney-relay", "streamserve-16", "di950-code39",
					      "reference" };

static inline struct inserter *inserter_load(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/inserter/%s.inserter", name);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct inserter *inserter = NULL;

	if (g_file_get_contents(path, &text, NULL, &error))
		inserter = inserter_parse(text, path, &error);
	CHECK_NO_ERROR(name, error);
	if (inserter == NULL)
		g_error("no inserter '%s'", name);
	return inserter;
}

#endif
