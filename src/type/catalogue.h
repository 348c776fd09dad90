/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catalogue: the fonts that letters may use, by role.
 *
 * catalogue.ini has one group a font; its name is the role with weight and slant: [body], [body-bold],
 * [body-italic], [body-bold-italic].  Keys:
 *
 *   file       absolute, or relative: then looked for in the catalogue's folder, in $PIEGO_BUILD/fonts and
 *              in ../build/fonts beside the catalogue
 *   sha256     of the file; optional for fonts that the build makes
 *   fallback   the font that has what this one lacks; optional
 *   like       instead of the above: a role that shares another role's fonts ([heading] like=body)
 *   package, licence   for people
 *
 * Only TrueType fonts (glyf outlines) are taken: others cannot be embedded.  All files are opened, checked
 * and mapped at once.  A relative file that is not there yet leaves its role unusable, not the catalogue.
 */
#ifndef PIEGO_TYPE_CATALOGUE_H
#define PIEGO_TYPE_CATALOGUE_H

#include <hb.h>

#include "base/hash.h"
#include "type/encoding.h"
#include "page/face.h"

/* A font with what shaping needs. */
struct cut {
	struct font font;
	char sha256[HASH_ROOM];		/* of the file */
	hb_face_t *hb_face;
	hb_font_t *hb_font;		/* scaled to the font's own units */
	guint units;			/* of an em */
	struct face faces[ENCODINGS];
	guint8 slacks[ENCODINGS][256];	/* em1000 / 256 that truncation took from each width */
	const struct cut *fallback;	/* or NULL */
};

struct catalogue;

struct catalogue *catalogue_open(const char *folder, GError **error);
void catalogue_free(struct catalogue *catalogue);

/* The font of a role.  A role without the weight or slant asked for gives the nearest it has.  NULL and an
 * error (TYPE_ERROR_FONT) when there is no such role, or its file is missing. */
const struct cut *catalogue_find(const struct catalogue *catalogue, const char *role, gboolean bold, gboolean italic,
				 GError **error);

#endif
