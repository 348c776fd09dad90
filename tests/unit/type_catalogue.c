/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue: what it takes and refuses, and what a role gives. */
#include "unit/check.h"

#include <stdio.h>
#include <string.h>

#include "type/catalogue.h"
#include "type/prose.h"

#define SANS "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
#define SANS_BOLD "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf"
#define OCRB_CFF "/usr/share/fonts/opentype/ocr-b/OCRB.otf"
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static struct catalogue *open_text(const char *ini, GError **error)
{
	g_autofree char *folder = check_folder();
	g_autofree char *path = g_build_filename(folder, "catalogue.ini", NULL);

	g_assert(g_file_set_contents(path, ini, -1, NULL));
	return catalogue_open(folder, error);
}

static const struct {
	const char *label, *ini, *error;
} refused[] = {
	{ "not an INI file", "body\n", "catalogue.ini" },
	{ "no file named", "[body]\npackage=x\n", "font 'body': the catalogue names no file" },
	{ "file not there", "[body]\nfile=/nowhere/a.ttf\npackage=fonts-x\n", "font 'body': cannot read '/nowhere/a.ttf'" },
	{ "another version", "[body]\nfile=" SANS "\nsha256=" ZEROS "\n", "font 'body': '" SANS "' is another version" },
	{ "CFF outlines", "[ocr-b]\nfile=" OCRB_CFF "\n", "font 'ocr-b': '" OCRB_CFF "' is not a TrueType font" },
	{ "not a font", "[body]\nfile=/etc/passwd\n", "is not a TrueType font" },
	{ "fallback unknown", "[body]\nfile=" SANS "\nfallback=x\n", "its fallback 'x' is not in the catalogue" },
	{ "like unknown", "[heading]\nlike=body\n", "font 'heading': like 'body', which is no role named before it" },
};

static void refuses(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;
		struct catalogue *catalogue = open_text(refused[i].ini, &error);

		CHECK_TRUE(refused[i].label, catalogue == NULL);
		CHECK_ERROR(refused[i].label, error, refused[i].error);
		catalogue_free(catalogue);
	}
}

static void no_catalogue(void)
{
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("/nowhere", &error);

	CHECK_TRUE("none", typesetter == NULL);
	CHECK_ERROR("told", error, "cannot read the font catalogue '/nowhere/catalogue.ini'");
}

static const struct {
	const char *label, *role;
	gboolean bold, italic;
	const char *font;	/* NULL: refused */
	const char *error;
} wishes[] = {
	{ "upright", "body", FALSE, FALSE, "body", NULL },
	{ "bold", "body", TRUE, FALSE, "body-bold", NULL },
	{ "italic there is not", "body", FALSE, TRUE, "body", NULL },
	{ "bold italic there is not", "body", TRUE, TRUE, "body-bold", NULL },
	{ "role like another", "heading", TRUE, FALSE, "body-bold", NULL },
	{ "no such role", "corpo", FALSE, FALSE, NULL, "font 'corpo' is not in the catalogue" },
	{ "part of a role's name", "bod", FALSE, FALSE, NULL, "font 'bod' is not in the catalogue" },
	{ "not made yet", "ocr-b", FALSE, FALSE, NULL, "font 'ocr-b': 'no-such-file.ttf' has not been made yet; run make" },
};

static void finds_roles(void)
{
	g_autoptr(GError) error = NULL;
	struct catalogue *catalogue = open_text("[body]\nfile=" SANS "\n[body-bold]\nfile=" SANS_BOLD
						"\n[heading]\nlike=body\n[ocr-b]\nfile=no-such-file.ttf\n",
						&error);

	CHECK_NO_ERROR("catalogue", error);
	for (guint i = 0; i < G_N_ELEMENTS(wishes); i++) {
		g_autoptr(GError) cause = NULL;
		const struct cut *cut = catalogue_find(catalogue, wishes[i].role, wishes[i].bold, wishes[i].italic,
						       &cause);

		CHECK_STR(wishes[i].label, cut != NULL ? cut->font.name : NULL, wishes[i].font);
		if (wishes[i].error != NULL)
			CHECK_ERROR(wishes[i].label, cause, wishes[i].error);
	}
	catalogue_free(catalogue);
}

static void project_catalogue(void)
{
	static const char *const roles[] = { "body", "heading", "mono", "fallback" };
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);

	CHECK_NO_ERROR("fonts/catalogue.ini", error);
	for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
		CHECK_TRUE(roles[i], typesetter_has_role(typesetter, roles[i], NULL));
	CHECK_TRUE("no other", !typesetter_has_role(typesetter, "x", NULL));
	typesetter_free(typesetter);
}

/* 723 thousandths of an em, so ten characters an inch at 10 pt, never kerned. */
static void ocr_b_keeps_its_pitch(void)
{
	static const char *const text = "<304332181960013371>      00008595+59>  000012345678<  896>";
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);
	g_autoptr(arena_t) arena = arena_new(4096);
	struct typeset_line line;
	gunichar missing;

	CHECK_NO_ERROR("fonts/catalogue.ini", error);
	if (!typesetter_has_role(typesetter, "ocr-b", &error)) {
		CHECK_TRUE("made with the rest of the build", g_getenv("PIEGO_BUILD") == NULL);
		printf("SKIPPED: %s\n", error->message);
	} else {
		line = typesetter_line(typesetter, &(struct text_style){ .role = "ocr-b", .size = 10000 }, STORE_PASSING, text, arena, &missing);
		CHECK_INT("all there", missing, 0);
		CHECK_INT("width", line.width, um_from_mpt((gint64)strlen(text) * 7230));
	}
	typesetter_free(typesetter);
}

/* Figures of Liberation Sans 2 as other programs show them: 2048 units an em, hhea ascender 1854, descender
 * -434, capitals 1409 high; T 1251 wide, i 455, space 569, a 1139. */
static void reads_metrics(void)
{
	static const struct {
		const char *label;
		guint encoding;
		guint8 code;
		gint16 width;
	} widths[] = {
		{ "T", 0, 'T', 610 },	   { "i", 0, 'i', 222 },     { "space", 0, ' ', 277 }, { "a", 0, 'a', 556 },
		{ "euro", 0, 0x80, 556 }, { "no-break space", 0, 0xA0, 277 }, { "soft hyphen", 0, 0xAD, 0 },
		{ "no such code", 0, 0x81, 0 }, { "control", 0, 10, 0 }, { "a in another encoding", 1, 'a', 556 },
	};
	g_autoptr(GError) error = NULL;
	struct catalogue *catalogue = catalogue_open("fonts", &error);
	const struct cut *cut = catalogue_find(catalogue, "body", FALSE, FALSE, NULL);
	const struct cut *mono = catalogue_find(catalogue, "mono", FALSE, FALSE, NULL);

	CHECK_INT("ascent", cut->font.ascent, 905);
	CHECK_INT("descent", cut->font.descent, 211);
	CHECK_INT("cap height", cut->font.cap_height, 687);
	for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
		CHECK_INT(widths[i].label, cut->faces[widths[i].encoding].widths[widths[i].code], widths[i].width);
	CHECK_INT("space", cut->faces[0].space, 277);
	CHECK_INT("mono", mono->faces[0].widths['i'], mono->faces[0].widths['W']);
	CHECK_INT("face indexes are dense", cut->faces[3].index, cut->font.index * ENCODINGS + 3);
	CHECK_STR("first encoding", cut->faces[0].encoding, "WinAnsiEncoding");
	catalogue_free(catalogue);
}

/* Everyone's code pages are in the C library too. */
static void encodings_agree_with_iconv(void)
{
	static const char *const names[ENCODINGS] = { "CP1252", "CP1250", "ISO-8859-16", "CP1254", "CP1257",
						      "ISO-8859-3", "ISO-8859-4", "CP1251", "CP1253" };
	struct charmap *map = charmap_new();
	guint compared = 0;

	for (guint e = 0; e < ENCODINGS; e++) {
		for (guint code = 32; code < 256; code++) {
			const char byte = (char)code;
			g_autofree char *utf8 = g_convert(&byte, 1, "UTF-8", names[e], NULL, NULL, NULL);
			gunichar expected = utf8 != NULL ? g_utf8_get_char(utf8) : 0;
			gunichar got = encoding_character(e, (guint8)code);
			g_autofree char *label = g_strdup_printf("%s 0x%02X", names[e], code);

			if (expected == 0xAD || (expected >= 0x7F && expected < 0xA0))
				expected = 0;
			CHECK_INT(label, got, expected);
			if (got == 0)
				continue;
			CHECK_TRUE(label, (charmap_encodings(map, got) & 1u << e) != 0);
			CHECK_INT(label, charmap_code(map, e, got), code);
			compared++;
		}
	}
	CHECK_TRUE("all code pages were compared", compared > 1800);
	CHECK_INT("not in any", charmap_encodings(map, 0x6F22), 0);
	charmap_free(map);
}

CHECK_MAIN({ "refuses", refuses }, { "no catalogue", no_catalogue }, { "finds roles", finds_roles },
	   { "the project's catalogue", project_catalogue },
	   { "OCR-B keeps its pitch", ocr_b_keeps_its_pitch },
	   { "reads metrics", reads_metrics },
	   { "encodings agree with iconv", encodings_agree_with_iconv })
