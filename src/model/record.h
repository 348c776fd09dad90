/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record: one posizione, that is one letter's worth of a client's data, typed and normalised, with its
 * addressee.  A record lives in an arena and is never changed after intake; packed, it is a run of bytes that
 * a worker unpacks without copying a string.
 */
#ifndef PIEGO_MODEL_RECORD_H
#define PIEGO_MODEL_RECORD_H

#include "base/arena.h"
#include "base/date.h"
#include "base/number.h"
#include "model/addressee.h"
#include "model/dictionary.h"

struct value {
	gboolean present;	/* FALSE: the client's cell was empty */
	union {
		const char *text;	/* TEXT, CODE: UTF-8, NFC, never NULL */
		cents_t cents;
		day_t date;
		gint64 integer;
	};
	const char *original;	/* the client's cell where it differs from what is printed, else NULL */
};

struct row_set {
	guint count;
	struct value *cells;	/* count rows of columns.count cells, row after row */
};

struct record {
	guint number;		/* 1, 2, ... in the order of the data file */
	guint row;		/* line of the record's first row in the data file (the header is row 1); 0: in none, an example */
	const char *key;	/* the client's own key (a member number), "" where the profile names none */
	struct addressee to;
	struct value *fields;	/* dictionary->fields.count */
	struct row_set *groups;	/* dictionary->n_groups */
};

/* A record of a dictionary with nothing present, in the arena. */
struct record *record_new(const struct dictionary *dictionary, struct arena *arena);

/* The record that the dictionary's examples make: what a layout is checked with.  Each group has rows
 * example rows, at least its min, all alike: they need not add up to what a field says. */
struct record *record_example(const struct dictionary *dictionary, guint rows, struct arena *arena);

/* Append the record's packed form to out.  Its first RECORD_PACKED_PLACE bytes say where the record stood in the
 * file, the rest what it says. */
#define RECORD_PACKED_PLACE 8
void record_pack(const struct record *record, const struct dictionary *dictionary, GByteArray *out);

/* The addressee alone of the record packed in bytes, which must outlive it; FALSE when the bytes are not a record. */
gboolean record_unpack_addressee(const guint8 *bytes, gsize length, struct addressee *to);

/* The record packed in bytes; its strings point into bytes, which must outlive it.  NULL when the bytes are
 * not a record of this dictionary (a damaged file). */
struct record *record_unpack(const guint8 *bytes, gsize length, const struct dictionary *dictionary,
			     struct arena *arena);

#endif
