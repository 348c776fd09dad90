/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/json.h"

#include <stdio.h>

void json_text(JsonBuilder *builder, const char *name, const char *text)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, text);
}

void json_number(JsonBuilder *builder, const char *name, gint64 number)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, number);
}

void json_print(JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = json_builder_get_root(builder);
	g_autofree char *text = json_to_string(root, TRUE);

	printf("%s\n", text);
}

JsonBuilder *json_list_begin(gboolean wanted)
{
	return wanted ? json_builder_begin_array(json_builder_new()) : NULL;
}

gboolean json_list_end(JsonBuilder *builder)
{
	if (builder == NULL)
		return FALSE;
	json_builder_end_array(builder);
	json_print(builder);
	return TRUE;
}
