/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xmldoc: an XML file from outside, read safely: limited in size and depth, no document type, no entities of its
 * own, no network.
 */
#ifndef PIEGO_LAYOUT_XMLDOC_H
#define PIEGO_LAYOUT_XMLDOC_H

#include <libxml/tree.h>

#include "layout/mistakes.h"

#define XMLDOC_MAX_BYTES (1024 * 1024)
#define XMLDOC_MAX_DEPTH 32
#define XMLDOC_MAX_ELEMENTS 20000

/* Parse; NULL with mistakes added.  The caller ends it with xmlFreeDoc. */
xmlDoc *xmldoc_parse(const char *bytes, gsize length, struct mistakes *mistakes);

/* Check against the layout schema (layouts/layout.rng, compiled into the program); adds what it finds. */
void xmldoc_check_schema(xmlDoc *doc, struct mistakes *mistakes);

#endif
