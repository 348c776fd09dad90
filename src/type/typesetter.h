/* SPDX-License-Identifier: Apache-2.0 */
/* typesetter, from the inside: what the parts of the text engine share.  Others use type.h and prose.h. */
#ifndef PIEGO_TYPE_TYPESETTER_H
#define PIEGO_TYPE_TYPESETTER_H

#include "type/weave.h"

struct typesetter {
	struct catalogue *catalogue;
	struct wordcache *words;
	struct weave weave;	/* scratch, its memory used again by every paragraph */
};

/* Find the font of a style; aborts when there is none: that is checked before, with typesetter_has_role. */
void typesetter_resolve(const struct typesetter *typesetter, const struct text_style *style, struct type *type);

#endif
