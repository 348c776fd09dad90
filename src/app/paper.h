/* SPDX-License-Identifier: Apache-2.0 */
/*
 * paper: a document of the centre itself (card, label, list, report), composed by a layout of layouts/carte from words.
 *
 *   struct paper *paper = paper_open("distinta", &error);
 *   struct device *device = pdf_open(path, &options, &error);
 *   paper_set(paper, "lavorazione", "R000042");              for each field
 *   paper_row(paper, "righe");                               for each row, and for each of its cells
 *   paper_cell(paper, "importo", "12345");
 *   ok = paper_draw(paper, device, &error);                  for each document
 *   device_close(device, &made, &error);
 *   paper_close(paper);                                      after the devices it was drawn on
 *
 * A layout prints what it likes of what it is given: a field or group that it does not declare is passed over.  What it
 * declares and does not get, unless it is optional, is an error; so is a text that is not of its field's type.
 *
 * Documents are composed for paper printed on both sides: a layout with a back has it on every sheet.
 */
#ifndef PIEGO_APP_PAPER_H
#define PIEGO_APP_PAPER_H

#include "device/device.h"
#include "model/finding.h"
#include "type/type.h"

struct paper;

/* Compile layouts/carte/NAME.xml of the share folder, with a typesetter of its own; with one that is lent and outlives it. */
struct paper *paper_open(const char *name, GError **error);
struct paper *paper_open_in(struct typesetter *typesetter, const char *name, GError **error);
/* The same of a layout's text, whose pictures are in layouts/carte; name is how messages call it. */
struct paper *paper_open_text(struct typesetter *typesetter, const char *name, const char *text, GError **error);
/* The text of layouts/carte/NAME.xml, for a document that is put together on the way; the caller frees. */
char *paper_text(const char *name, GError **error);
/* NULL is harmless. */
void paper_close(struct paper *paper);
typedef struct paper paper_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(paper_t, paper_close)

/*
 * A value of the document in the making, copied, in the form that its field's type reads: text and code as they are (UTF-8),
 * money in cents "12345", a date "2026-03-31", an integer "17", a boolean "1" or "0".  "" and NULL: the field is empty.
 */
void paper_set(struct paper *paper, const char *field, const char *text);
/* The same of a whole number: of an integer, of money in cents, of a boolean. */
void paper_set_number(struct paper *paper, const char *field, gint64 number);

/* Begin a row of a group, all cells empty; a value of the row begun last. */
void paper_row(struct paper *paper, const char *group);
void paper_cell(struct paper *paper, const char *field, const char *text);
void paper_cell_number(struct paper *paper, const char *field, gint64 number);

/* Compose the document, draw its pages and forget its values, also after an error; every fault is in the error, one a
 * line, and nothing is drawn then. */
gboolean paper_draw(struct paper *paper, struct device *device, GError **error);

/* Compose the document without drawing it and forget its values; FALSE when something does not fit, which sink is told.
 * What is missing or of another type is no finding: that is not the data's fault. */
gboolean paper_fits(struct paper *paper, struct finding_sink *sink);

#endif
