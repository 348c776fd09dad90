/* SPDX-License-Identifier: Apache-2.0 */
/* jsonwrite: the one place where text becomes a string of a JSON file that is written as it comes (RFC 8259, section 7). */
#ifndef PIEGO_BASE_JSONWRITE_H
#define PIEGO_BASE_JSONWRITE_H

#include <glib.h>

/* Append text, UTF-8, with its quotes: quotes, backslashes and control characters escaped. */
void json_write_text(const char *text, GString *out);

#endif
