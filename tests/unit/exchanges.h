/* SPDX-License-Identifier: Apache-2.0 */
/* exchanges: exchange rules that must load, for the tests. */
#ifndef PIEGO_TESTS_EXCHANGES_H
#define PIEGO_TESTS_EXCHANGES_H

#include "model/exchange.h"

/* Rules as text, "t" by name. */
static inline struct exchange *exchange_of(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct exchange *exchange = exchange_parse(text, "r/t.exchange", &error);

	if (exchange == NULL)
		g_error("%s\n%s", text, error->message);
	return exchange;
}

/* The project's own. */
static inline struct exchange *exchange_load(const char *name)
{
	g_autofree char *path = g_strdup_printf("profiles/exchange/%s.exchange", name);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct exchange *exchange = NULL;

	if (g_file_get_contents(path, &text, NULL, &error))
		exchange = exchange_parse(text, path, &error);
	if (exchange == NULL)
		g_error("%s", error->message);
	return exchange;
}

#endif
