/* SPDX-License-Identifier: Apache-2.0 */
/* json: answers to --json, built member by member and printed whole. */
#ifndef PIEGO_CLI_JSON_H
#define PIEGO_CLI_JSON_H

#include <json-glib/json-glib.h>

void json_text(JsonBuilder *builder, const char *name, const char *text);
void json_number(JsonBuilder *builder, const char *name, gint64 number);

/* Print what was built, indented, on the standard output. */
void json_print(JsonBuilder *builder);

/* A listing's builder with its array begun, where JSON is wanted; else NULL.  A builder lists rows as objects. */
JsonBuilder *json_list_begin(gboolean wanted);
/* Ends the array and prints it.  FALSE for NULL: there is text to be finished. */
gboolean json_list_end(JsonBuilder *builder);

#endif
