/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fonts are opened by file with HarfBuzz, never matched by name: what is shaped is what is embedded, and a
 * font installed on one machine only can never slip in.
 */
#include "type/catalogue.h"

#include <hb-ot.h>
#include <string.h>

#include "type/type.h"

enum { PLAIN, BOLD, ITALIC, BOLD_ITALIC, VARIANTS };

static const char *const suffixes[VARIANTS] = { "", "-bold", "-italic", "-bold-italic" };

struct role {
	char *name;
	struct cut *cuts[VARIANTS];	/* NULL: the role has no such font */
	char *trouble;			/* why the role cannot be used, or NULL */
};

struct catalogue {
	char *folder;
	GPtrArray *cuts;	/* struct cut, in the order of their indexes */
	GPtrArray *roles;	/* struct role */
};

static void cut_free(gpointer data)
{
	struct cut *cut = data;

	hb_font_destroy(cut->hb_font);
	hb_face_destroy(cut->hb_face);
	g_free((char *)cut->font.name);
	g_free((char *)cut->font.path);
	g_free(cut);
}

static void role_free(gpointer data)
{
	struct role *role = data;

	g_free(role->name);
	g_free(role->trouble);
	g_free(role);
}

/* ---- one font ---- */

static gboolean has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	gboolean there = hb_blob_get_length(table) > 0;

	hb_blob_destroy(table);
	return there;
}

/* expected NULL: whatever there is. */
static gboolean checksum_agrees(struct cut *cut, hb_blob_t *blob, const char *expected, GError **error)
{
	guint length;
	const char *bytes = hb_blob_get_data(blob, &length);

	hash_of(bytes, length, cut->sha256);
	if (expected == NULL || g_ascii_strcasecmp(cut->sha256, expected) == 0)
		return TRUE;
	g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT,
		    "font '%s': '%s' is another version than the catalogue's: SHA-256 is %s, expected %s; install the "
		    "package version the catalogue names, or check the font and correct catalogue.ini",
		    cut->font.name, cut->font.path, cut->sha256, expected);
	return FALSE;
}

/* Thousandths of an em, truncated as libharu does, so that layout and /Widths never disagree. */
static gint32 em1000(const struct cut *cut, gint32 units)
{
	return (gint32)((gint64)units * 1000 / (gint64)cut->units);
}

static void read_metrics(struct cut *cut)
{
	hb_font_extents_t extents;
	hb_position_t cap_height;

	hb_font_get_h_extents(cut->hb_font, &extents);
	cut->font.ascent = em1000(cut, extents.ascender);
	cut->font.descent = em1000(cut, -extents.descender);
	if (!hb_ot_metrics_get_position(cut->hb_font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap_height))
		cap_height = extents.ascender * 3 / 4;
	cut->font.cap_height = em1000(cut, cap_height);
}

static void read_face(struct cut *cut, guint encoding)
{
	struct face *face = &cut->faces[encoding];

	face->font = &cut->font;
	face->encoding = encoding_name(encoding);
	face->index = cut->font.index * ENCODINGS + encoding;
	for (guint code = 32; code < 256; code++) {
		gunichar character = encoding_character(encoding, (guint8)code);
		hb_codepoint_t glyph;
		hb_position_t advance;

		if (character == 0 || !hb_font_get_nominal_glyph(cut->hb_font, character, &glyph))
			continue;
		advance = hb_font_get_glyph_h_advance(cut->hb_font, glyph);
		face->glyphs[code] = (guint16)glyph;
		face->characters[code] = (guint16)character;
		cut->slacks[encoding][code] = (guint8)((gint64)advance * 1000 % cut->units * 256 / cut->units);
		face->widths[code] = (gint16)em1000(cut, advance);
	}
	face->space = face->widths[' '];
}

static gboolean read_font(struct cut *cut, hb_blob_t *blob, GError **error)
{
	cut->hb_face = hb_face_create(blob, 0);
	if (hb_face_count(blob) != 1 || !has_table(cut->hb_face, HB_TAG('g', 'l', 'y', 'f'))) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT,
			    "font '%s': '%s' is not a TrueType font with glyf outlines, and no other can be embedded",
			    cut->font.name, cut->font.path);
		return FALSE;
	}
	cut->hb_font = hb_font_create(cut->hb_face);
	cut->units = hb_face_get_upem(cut->hb_face);
	read_metrics(cut);
	for (guint encoding = 0; encoding < ENCODINGS; encoding++)
		read_face(cut, encoding);
	return TRUE;
}

static struct cut *cut_open(const char *name, const char *path, const char *sha256, guint index, GError **error)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	struct cut *cut;
	gboolean good;

	if (blob == NULL) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT,
			    "font '%s': cannot read '%s'; install the package that catalogue.ini names for it", name,
			    path);
		return NULL;
	}
	cut = g_new0(struct cut, 1);
	cut->font.name = g_strdup(name);
	cut->font.path = g_strdup(path);
	cut->font.index = index;
	good = checksum_agrees(cut, blob, sha256, error) && read_font(cut, blob, error);
	hb_blob_destroy(blob);
	if (!good)
		g_clear_pointer(&cut, cut_free);
	return cut;
}

/* ---- the catalogue ---- */

static struct role *find_role(const struct catalogue *catalogue, const char *name, gsize length)
{
	for (guint i = 0; i < catalogue->roles->len; i++) {
		struct role *role = catalogue->roles->pdata[i];

		if (strncmp(role->name, name, length) == 0 && role->name[length] == '\0')
			return role;
	}
	return NULL;
}

static struct role *make_role(struct catalogue *catalogue, const char *name, gsize length)
{
	struct role *role = find_role(catalogue, name, length);

	if (role == NULL) {
		role = g_new0(struct role, 1);
		role->name = g_strndup(name, length);
		g_ptr_array_add(catalogue->roles, role);
	}
	return role;
}

/* The weight and slant at the end of a font's name; length gets what stands before. */
static guint split_name(const char *name, gsize *length)
{
	for (guint variant = VARIANTS - 1; variant > PLAIN; variant--) {
		if (g_str_has_suffix(name, suffixes[variant])) {
			*length = strlen(name) - strlen(suffixes[variant]);
			return variant;
		}
	}
	*length = strlen(name);
	return PLAIN;
}

/* NULL when a relative file is nowhere; an absolute one is not looked for. */
static char *find_file(const struct catalogue *catalogue, const char *file)
{
	const char *build = g_getenv("PIEGO_BUILD");
	g_autofree char *made = build != NULL ? g_build_filename(build, "fonts", NULL) : NULL;
	g_autofree char *beside = g_build_filename(catalogue->folder, "..", "build", "fonts", NULL);
	const char *const folders[] = { catalogue->folder, made, beside };

	if (g_path_is_absolute(file))
		return g_strdup(file);
	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = folders[i] != NULL ? g_build_filename(folders[i], file, NULL) : NULL;

		if (path != NULL && g_file_test(path, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&path);
	}
	return NULL;
}

static gboolean add_like(struct catalogue *catalogue, const char *name, const char *like, GError **error)
{
	const struct role *model = find_role(catalogue, like, strlen(like));
	struct role *role;

	if (model == NULL) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT,
			    "font '%s': like '%s', which is no role named before it", name, like);
		return FALSE;
	}
	role = make_role(catalogue, name, strlen(name));
	memcpy(role->cuts, model->cuts, sizeof role->cuts);
	role->trouble = g_strdup(model->trouble);
	return TRUE;
}

static gboolean add_font(struct catalogue *catalogue, GKeyFile *ini, const char *name, GError **error)
{
	g_autofree char *like = g_key_file_get_string(ini, name, "like", NULL);
	g_autofree char *file = g_key_file_get_string(ini, name, "file", NULL);
	g_autofree char *sha256 = g_key_file_get_string(ini, name, "sha256", NULL);
	g_autofree char *path = NULL;
	struct role *role;
	struct cut *cut;
	gsize length;
	guint variant;

	if (like != NULL)
		return add_like(catalogue, name, like, error);
	if (file == NULL) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT, "font '%s': the catalogue names no file", name);
		return FALSE;
	}
	variant = split_name(name, &length);
	role = make_role(catalogue, name, length);
	path = find_file(catalogue, file);
	if (path == NULL) {
		g_free(role->trouble);
		role->trouble = g_strdup_printf("'%s' has not been made yet; run make", file);
		return TRUE;
	}
	cut = cut_open(name, path, sha256, catalogue->cuts->len, error);
	if (cut == NULL)
		return FALSE;
	g_ptr_array_add(catalogue->cuts, cut);
	role->cuts[variant] = cut;
	return TRUE;
}

static const struct cut *cut_named(const struct catalogue *catalogue, const char *name)
{
	for (guint i = 0; i < catalogue->cuts->len; i++) {
		const struct cut *cut = catalogue->cuts->pdata[i];

		if (strcmp(cut->font.name, name) == 0)
			return cut;
	}
	return NULL;
}

static gboolean join_fallbacks(struct catalogue *catalogue, GKeyFile *ini, GError **error)
{
	for (guint i = 0; i < catalogue->cuts->len; i++) {
		struct cut *cut = catalogue->cuts->pdata[i];
		g_autofree char *name = g_key_file_get_string(ini, cut->font.name, "fallback", NULL);

		if (name == NULL)
			continue;
		cut->fallback = cut_named(catalogue, name);
		if (cut->fallback == NULL) {
			g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT,
				    "font '%s': its fallback '%s' is not in the catalogue", cut->font.name, name);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean read_catalogue(struct catalogue *catalogue, GError **error)
{
	g_autoptr(GKeyFile) ini = g_key_file_new();
	g_autofree char *path = g_build_filename(catalogue->folder, "catalogue.ini", NULL);
	g_auto(GStrv) names = NULL;
	g_autoptr(GError) cause = NULL;

	if (!g_key_file_load_from_file(ini, path, G_KEY_FILE_NONE, &cause)) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT, "cannot read the font catalogue '%s': %s", path,
			    cause->message);
		return FALSE;
	}
	names = g_key_file_get_groups(ini, NULL);
	for (guint i = 0; names[i] != NULL; i++) {
		if (!add_font(catalogue, ini, names[i], error))
			return FALSE;
	}
	return join_fallbacks(catalogue, ini, error);
}

struct catalogue *catalogue_open(const char *folder, GError **error)
{
	struct catalogue *catalogue = g_new0(struct catalogue, 1);

	catalogue->folder = g_strdup(folder);
	catalogue->cuts = g_ptr_array_new_with_free_func(cut_free);
	catalogue->roles = g_ptr_array_new_with_free_func(role_free);
	if (!read_catalogue(catalogue, error))
		g_clear_pointer(&catalogue, catalogue_free);
	return catalogue;
}

void catalogue_free(struct catalogue *catalogue)
{
	if (catalogue == NULL)
		return;
	g_ptr_array_unref(catalogue->roles);
	g_ptr_array_unref(catalogue->cuts);
	g_free(catalogue->folder);
	g_free(catalogue);
}

const struct cut *catalogue_find(const struct catalogue *catalogue, const char *role_name, gboolean bold,
				 gboolean italic, GError **error)
{
	const struct role *role = find_role(catalogue, role_name, strlen(role_name));
	const guint wished = (bold ? BOLD : PLAIN) | (italic ? ITALIC : PLAIN);
	const guint order[] = { wished, wished & BOLD, wished & ITALIC, PLAIN };

	if (role == NULL) {
		g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT, "font '%s' is not in the catalogue", role_name);
		return NULL;
	}
	for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
		if (role->cuts[order[i]] != NULL)
			return role->cuts[order[i]];
	}
	g_set_error(error, TYPE_ERROR, TYPE_ERROR_FONT, "font '%s': %s", role_name,
		    role->trouble != NULL ? role->trouble : "the role has no upright font");
	return NULL;
}
