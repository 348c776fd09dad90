/* SPDX-License-Identifier: Apache-2.0 */
#include "app/centre.h"

#include "app/setup.h"

struct centre *centre_open(GError **error)
{
	g_autofree char *path = NULL;
	g_autofree char *text = share_settings("centre", &path, error);

	return text != NULL ? centre_parse(text, path, error) : NULL;
}
