/* SPDX-License-Identifier: Apache-2.0 */
/*
 * word: a shaped piece of text, made once by layout's text engine and drawn any number of times, at any size,
 * by any device.  Widths are thousandths of an em (em1000), the same whole numbers that PDF's /Widths and TJ
 * use, so that layout and devices never disagree.
 */
#ifndef PIEGO_PAGE_WORD_H
#define PIEGO_PAGE_WORD_H

#include "page/face.h"

/* Glyphs of one face in a word. */
struct word_run {
	const struct face *face;
	gint32 width;		/* em1000, kerning included */
	guint16 n_glyphs;
	guint16 show_length;
	const guint16 *glyphs;	/* glyph ids of the face's font */
	const gint16 *advances;	/* em1000 each, kerning included */
	/*
	 * The inside of a PDF or PostScript string shown by TJ, without its outer parentheses: codes of the
	 * face's encoding with ( ) \ escaped, kerning as ")-18(".  Several runs of one face can be written one
	 * after the other inside one pair of parentheses, a space between them where a word has a gap.
	 */
	const char *show;
};

struct word {
	gint32 width;		/* em1000 of all runs, without the gap */
	guint8 gap;		/* 1: a space follows, unless the word ends its line */
	guint8 n_runs;
	const struct word_run *runs;	/* mostly one; more where a word needs several fonts or encodings */
	const char *utf8;	/* for the trace device and for checks */
};

/* The width of a space in the word's last face, em1000. */
static inline gint32 word_space(const struct word *word)
{
	return word->runs[word->n_runs - 1].face->space;
}

#endif
