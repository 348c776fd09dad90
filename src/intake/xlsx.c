/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"
#include "intake/table.h"
struct table *table_open_xlsx(const struct intake_profile *profile, const char *path, GError **error)
{
	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: profile '%s' asks for XLSX, which is not read", path, profile->name);
	return NULL;
}
