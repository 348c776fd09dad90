/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The devices show single-byte codes, and a code has one glyph: so ligatures are off, the glyph is always the
 * font's own for the character, and all that shaping adds is kerning.  Kerning is between two neighbours, so
 * HarfBuzz is asked once for each pair of codes of a face; a new number or name is then a few table look-ups.
 */
#include "type/shaper.h"

#include <string.h>

#include "type/characters.h"
#include "type/encoding.h"

#define NO_BREAK_SPACE 0x00A0u
#define NOT_ASKED G_MININT16

/* Kerning is kept in sixteenths of em1000. */
#define KERN_PARTS 16

/* Of a face: between the left and the right code; NOT_ASKED before its first use. */
struct kerning {
	gint16 pairs[256][256];
};

struct shaper {
	struct charmap *charmap;
	GPtrArray *kernings;	/* struct kerning by face index, NULL for a face not used yet */
	hb_buffer_t *buffer;
	hb_language_t language;
};

struct shaper *shaper_new(void)
{
	struct shaper *shaper = g_new0(struct shaper, 1);

	shaper->charmap = charmap_new();
	shaper->kernings = g_ptr_array_new_with_free_func(g_free);
	shaper->buffer = hb_buffer_create();
	shaper->language = hb_language_from_string("it", -1);
	return shaper;
}

void shaper_free(struct shaper *shaper)
{
	if (shaper == NULL)
		return;
	hb_buffer_destroy(shaper->buffer);
	g_ptr_array_unref(shaper->kernings);
	charmap_free(shaper->charmap);
	g_free(shaper);
}

/* ---- characters ---- */

/* These are kept for the line breaker only. */
static gboolean is_invisible(gunichar character)
{
	return character == 0x200B || character == 0x2060;
}

/* Two characters that differ from a common one in nothing but where a line may break. */
static gunichar printed_as(gunichar character)
{
	if (character == 0x2010 || character == 0x2011)
		return '-';
	if (character == 0x2007 || character == 0x202F)
		return NO_BREAK_SPACE;
	return character;
}

/* ---- runs ---- */

#define ALL_ENCODINGS ((1u << ENCODINGS) - 1)

/* In all encodings ASCII has its own codes: most of what is shaped anew is numbers. */
static gboolean is_ascii(gunichar character)
{
	return character >= ' ' && character <= '~';
}

/* The encodings in which a font has a character. */
static guint encodings_of(const struct shaper *shaper, const struct cut *cut, gunichar character)
{
	guint encodings, first;

	if (is_ascii(character))
		return cut->faces[0].glyphs[character] != 0 ? ALL_ENCODINGS : 0;
	encodings = charmap_encodings(shaper->charmap, character);
	if (encodings == 0)
		return 0;
	first = (guint)g_bit_nth_lsf(encodings, -1);
	return cut->faces[first].glyphs[charmap_code(shaper->charmap, first, character)] != 0 ? encodings : 0;
}

/* The font that has a character: the role's own, else its fallback; NULL: none. */
static const struct cut *cut_of(const struct shaper *shaper, const struct cut *cut, gunichar character,
				guint *encodings)
{
	*encodings = encodings_of(shaper, cut, character);
	if (*encodings != 0)
		return cut;
	cut = cut->fallback;
	*encodings = cut != NULL ? encodings_of(shaper, cut, character) : 0;
	return *encodings != 0 ? cut : NULL;
}

/* A stretch of characters of one font and one encoding, with their codes. */
struct stretch {
	const struct cut *cut;
	guint encoding;
	guint count;
	gunichar characters[CHUNK_MAX_BYTES];
	guint8 codes[CHUNK_MAX_BYTES];
};

/* Take characters from the first on as long as one font and encoding has them; returns how many were used.
 * Those that nothing has are passed over, the first of them told. */
static guint take_stretch(const struct shaper *shaper, const struct cut *cut, const gunichar *characters, guint count,
			  struct stretch *stretch, gunichar *missing)
{
	guint common = ALL_ENCODINGS;
	guint used;

	stretch->cut = NULL;
	stretch->count = 0;
	for (used = 0; used < count; used++) {
		gunichar character = printed_as(characters[used]);
		guint encodings;
		const struct cut *has = cut_of(shaper, cut, character, &encodings);

		if (has == NULL) {
			if (!is_invisible(character) && *missing == 0)
				*missing = character;
			continue;
		}
		if ((stretch->cut != NULL && has != stretch->cut) || (common & encodings) == 0)
			break;
		stretch->cut = has;
		common &= encodings;
		stretch->characters[stretch->count++] = character;
	}
	if (stretch->cut == NULL)
		stretch->cut = cut;
	stretch->encoding = (guint)g_bit_nth_lsf(common, -1);
	for (guint i = 0; i < stretch->count; i++)
		stretch->codes[i] = charmap_code(shaper->charmap, stretch->encoding, stretch->characters[i]);
	return used;
}

/* ---- kerning ---- */

static gint64 divided(gint64 number, gint64 by)
{
	return (2 * number + (number < 0 ? -by : by)) / (2 * by);
}

static hb_script_t script_of(gunichar left, gunichar right)
{
	hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
	hb_script_t script = hb_unicode_script(unicode, left);

	if (script == HB_SCRIPT_COMMON)
		script = hb_unicode_script(unicode, right);
	return script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : script;
}

/* Kerning is where a glyph stands less where the one before it ends.  A font may keep it in the advances or in
 * the offsets; positions are the same in both cases. */
static gint16 ask_kerning(struct shaper *shaper, const struct cut *cut, gunichar left, gunichar right)
{
	static const hb_feature_t features[] = {
		{ HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
		{ HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	};
	const hb_codepoint_t pair[] = { left, right };
	const hb_glyph_info_t *infos;
	const hb_glyph_position_t *positions;
	hb_position_t plain;
	guint glyphs;

	hb_buffer_clear_contents(shaper->buffer);
	hb_buffer_add_codepoints(shaper->buffer, pair, 2, 0, 2);
	hb_buffer_set_direction(shaper->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(shaper->buffer, script_of(left, right));
	hb_buffer_set_language(shaper->buffer, shaper->language);
	hb_shape(cut->hb_font, shaper->buffer, features, G_N_ELEMENTS(features));
	infos = hb_buffer_get_glyph_infos(shaper->buffer, &glyphs);
	positions = hb_buffer_get_glyph_positions(shaper->buffer, &glyphs);
	if (glyphs != 2)
		return 0;
	plain = hb_font_get_glyph_h_advance(cut->hb_font, infos[0].codepoint);
	return (gint16)divided((gint64)(positions[0].x_advance - positions[0].x_offset + positions[1].x_offset - plain) *
				       1000 * KERN_PARTS,
			       cut->units);
}

static struct kerning *kerning_of(struct shaper *shaper, const struct face *face)
{
	struct kerning *kerning;

	if (face->index >= shaper->kernings->len)
		g_ptr_array_set_size(shaper->kernings, (gint)face->index + 1);
	kerning = shaper->kernings->pdata[face->index];
	if (kerning == NULL) {
		kerning = g_new(struct kerning, 1);
		for (guint i = 0; i < 256 * 256; i++)
			kerning->pairs[i / 256][i % 256] = NOT_ASKED;
		shaper->kernings->pdata[face->index] = kerning;
	}
	return kerning;
}

/* Between character i of a stretch and the next. */
static gint32 kern_after(struct shaper *shaper, struct kerning *kerning, const struct stretch *stretch, guint i)
{
	gint16 *pair;

	if (i + 1 == stretch->count)
		return 0;
	pair = &kerning->pairs[stretch->codes[i]][stretch->codes[i + 1]];
	if (*pair == NOT_ASKED)
		*pair = ask_kerning(shaper, stretch->cut, stretch->characters[i], stretch->characters[i + 1]);
	return *pair;
}

/* ---- the fragment of a TJ array ---- */

char *show_put_code(char *out, guint8 code)
{
	if (code == '(' || code == ')' || code == '\\')
		*out++ = '\\';
	*out++ = (char)code;
	return out;
}

static char *put_integer(char *out, gint32 value)
{
	char digits[12];
	guint count = 0;
	guint32 rest = (guint32)ABS(value);

	if (value < 0)
		*out++ = '-';
	do
		digits[count++] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	while (count > 0)
		*out++ = digits[--count];
	return out;
}

/* In a TJ array a positive number moves to the left. */
char *show_put_kerning(char *out, gint32 kern)
{
	*out++ = ')';
	out = put_integer(out, -kern);
	*out++ = '(';
	return out;
}

#define SHOW_ROOM (CHUNK_MAX_BYTES * SHOW_CODE_ROOM)

/* Returns what the run's widths lost by rounding. */
static gint32 fill_run(struct shaper *shaper, struct word_run *run, const struct stretch *stretch, struct arena *arena)
{
	char show[SHOW_ROOM + 1];
	char *out = show;
	const struct face *face = &stretch->cut->faces[stretch->encoding];
	struct kerning *kerning = kerning_of(shaper, face);
	guint16 *glyphs = arena_new_array(arena, guint16, 2 * stretch->count);
	gint16 *advances = (gint16 *)glyphs + stretch->count;
	gint32 slack = 0;

	run->face = face;
	run->width = 0;
	run->n_glyphs = (guint16)stretch->count;
	for (guint i = 0; i < stretch->count; i++) {
		guint8 code = stretch->codes[i];
		gint32 exact_kern = kern_after(shaper, kerning, stretch, i);
		gint32 kern = exact_kern != 0 ? (gint32)divided(exact_kern, KERN_PARTS) : 0;

		slack += stretch->cut->slacks[stretch->encoding][code];
		slack += exact_kern * (256 / KERN_PARTS) - kern * 256;
		glyphs[i] = face->glyphs[code];
		advances[i] = (gint16)(face->widths[code] + kern);
		run->width += advances[i];
		out = show_put_code(out, code);
		if (kern != 0)
			out = show_put_kerning(out, kern);
	}
	run->show_length = (guint16)(out - show);
	run->show = arena_strndup(arena, show, run->show_length);
	run->glyphs = glyphs;
	run->advances = advances;
	return slack;
}

/* ---- words ---- */

static const char *utf8_of(const gunichar *characters, guint count, struct arena *arena)
{
	char text[CHUNK_MAX_BYTES * 4];
	guint length = 0;

	for (guint i = 0; i < count; i++)
		length += (guint)g_unichar_to_utf8(characters[i], text + length);
	return arena_strndup(arena, text, length);
}

/* There is always at least one run, if need be without glyphs, so that a word has a face. */
static gint32 make_word(struct shaper *shaper, const struct cut *cut, const gunichar *characters, guint count,
			struct word *word, gunichar *missing, struct arena *arena)
{
	struct word_run runs[CHUNK_MAX_BYTES];
	struct stretch stretch;
	guint done = 0;
	gint32 slack = 0;

	word->width = 0;
	word->gap = 0;
	word->n_runs = 0;
	do {
		struct word_run *run = &runs[word->n_runs];

		done += take_stretch(shaper, cut, characters + done, count - done, &stretch, missing);
		if (stretch.count == 0 && word->n_runs > 0)
			break;
		slack += fill_run(shaper, run, &stretch, arena);
		word->width += run->width;
		word->n_runs++;
	} while (done < count);
	word->runs = arena_memdup(arena, runs, word->n_runs * sizeof *runs);
	word->utf8 = utf8_of(characters, count, arena);
	return slack;
}

static guint count_words(const struct characters *characters)
{
	guint count = 1;

	for (guint i = 1; i < characters->count; i++)
		count += characters->break_before[i];
	return count;
}

struct chunk *shaper_shape(struct shaper *shaper, const struct cut *cut, const char *text, guint length, gboolean gap,
			   struct arena *arena)
{
	struct characters characters;
	struct chunk *chunk;
	guint n_words;
	gint32 *slacks;
	guint start = 0;

	g_assert(length <= CHUNK_MAX_BYTES);
	characters_read(&characters, text, length);
	n_words = count_words(&characters);
	chunk = arena_alloc0(arena, sizeof *chunk + n_words * sizeof chunk->words[0]);
	chunk->slacks = slacks = arena_new_array(arena, gint32, n_words);
	chunk->cut = cut;
	chunk->text = arena_strndup(arena, text, length);
	chunk->length = (guint16)length;
	chunk->gap = gap ? 1 : 0;
	chunk->sticks = characters.sticks;
	do {
		guint end = start + 1;

		while (end < characters.count && !characters.break_before[end])
			end++;
		end = MIN(end, characters.count);
		slacks[chunk->n_words] = make_word(shaper, cut, characters.codes + start, end - start,
						   &chunk->words[chunk->n_words], &chunk->missing, arena);
		chunk->n_words++;
		start = end;
	} while (start < characters.count);
	chunk->words[n_words - 1].gap = chunk->gap;
	if (gap)
		slacks[n_words - 1] += cut->slacks[0][' '];
	return chunk;
}
