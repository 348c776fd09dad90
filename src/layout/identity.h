/* SPDX-License-Identifier: Apache-2.0 */
/* identity: what makes a compiled layout this one and no other: its bytes, pictures, fonts and data dictionary. */
#ifndef PIEGO_LAYOUT_IDENTITY_H
#define PIEGO_LAYOUT_IDENTITY_H

#include "layout/template.h"

/* Note the file's bytes and the fonts that the compiled layout may use, put its pictures in order, and hash it all. */
void layout_identify(struct layout *layout, const char *bytes, gsize length);

#endif
