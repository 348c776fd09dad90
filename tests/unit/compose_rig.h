/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of compose share: the project's own envelope and inserter profiles, read in the checkout. */
#ifndef PIEGO_TESTS_COMPOSE_RIG_H
#define PIEGO_TESTS_COMPOSE_RIG_H

#include "model/profile.h"
#include "unit/inserters.h"

static inline struct envelope *envelope_load(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/envelope/%s.envelope", name);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct envelope *envelope = NULL;

	if (g_file_get_contents(path, &text, NULL, &error))
		envelope = envelope_parse(text, path, &error);
	CHECK_NO_ERROR(name, error);
	if (envelope == NULL)
		g_error("no envelope '%s'", name);
	return envelope;
}

#endif
