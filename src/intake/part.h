/* SPDX-License-Identifier: Apache-2.0 */
/*
 * part: one XML file inside a ZIP file, read as a stream of events; nothing of it is kept.
 *
 * The file is untrusted: no network, no DTD (a DOCTYPE is refused, and with it every entity), no more unpacked
 * bytes than PART_BYTES, nor more than PART_RATIO times the ZIP file's own size beyond the first PART_FREE_BYTES.
 * libxml2's own limits on depth, names and single texts stand.
 */
#ifndef PIEGO_INTAKE_PART_H
#define PIEGO_INTAKE_PART_H

#include <glib.h>

#define PART_BYTES (G_GUINT64_CONSTANT(4) << 30)
#define PART_FREE_BYTES (G_GUINT64_CONSTANT(16) << 20)
#define PART_RATIO 250u
#define PART_ENTRIES 10000u

struct part;
typedef struct part part_t;

/* name in any case of letters.  NULL without an error when the ZIP file has no such part. */
struct part *part_open(const char *path, const char *name, GError **error);
void part_close(struct part *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(part_t, part_close)

/* An empty element is a start and an end. */
enum part_event { PART_START, PART_END, PART_TEXT, PART_DONE, PART_FAILED };
enum part_event part_next(struct part *part, GError **error);

/* Of the element, without its prefix; lent until the next event. */
const char *part_name(const struct part *part);
const char *part_text(const struct part *part);

/* The attributes of a started element one by one, names without their prefix; FALSE behind the last. */
gboolean part_attribute(struct part *part, const char **name, const char **value);

/* An error of this part: "iscritti.xlsx: xl/workbook.xml, line 3: ..." as INTAKE_ERROR_FORM. */
void part_fail(const struct part *part, GError **error, const char *what);

#endif
