/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exchange: a file that goes to, or comes from, a machine or a carrier, as data: profiles/exchange/NAME.exchange.  Makers
 * do not publish their formats, and sites change them: what stands where is written down here, never in code.
 *
 *   [file]
 *   use       = control | list | results   a control file for an inserter, a piece list for a carrier; or what an
 *                                          inserter tells of pieces afterwards
 *   kind      = csv | fixed | json         results come as csv or fixed
 *   [name]    = {run}.jaf                  a control file's name in the bundle, {run} is R000042; else control.csv, .txt, .json
 *   [lines]   = piece | sheet              one line a piece, or one a sheet
 *   [encoding]= utf-8 | ascii | iso-8859-1 | windows-1252   fixed columns: not utf-8; json: utf-8
 *   [line-end]= lf | crlf                  of what is written; both are read
 *   [separator]=semicolon | comma | tab | pipe              csv
 *   [quotes]  = as-needed | never          csv; never: separators and quotes in a text become blanks, and are no quotes
 *   [names]   = no | yes                   csv: a line with the fields' names comes first of all
 *   [length]  = 80                         fixed: of a line, where it is longer than its last field
 *   [array]   = pieces                     json: the member that holds the lines
 *
 *   [fields]                               of a line in their order, each NAME = WHAT, OPTION, ...
 *   [header], [trailer]                    the same of a line before and behind; json: members
 *
 *   [status]                               results: what the words of the field `status` mean
 *   ok, spoiled, pulled = 00, 01, GOOD     the machine's words
 *   others    = unknown | refuse           what any other word means
 *   every     = spoiled                    there is no such field: this is said of each piece
 *   [rest]    = unknown | ok               what the file says of the run's pieces that it does not name; ok: one with a
 *                                          line that names none of the run's pieces is refused
 *
 * WHAT is a word of the table in exchange.c, a constant "in quotes", or `ignored` (results).  Options:
 *
 *   at 7-13         fixed: the columns, 1 first            cut           a longer text is cut; without it that is an error
 *   width 6         csv: filled up to so many characters   named         a run as R000042, not as 42; a file as 0001
 *   zeros           filled up with zeros, not blanks       flags 5 YN    a mask as five letters, station 1 first
 *   left | right    where the text stands in its width     thousandths   12345 as 12.345
 */
#ifndef PIEGO_MODEL_EXCHANGE_H
#define PIEGO_MODEL_EXCHANGE_H

#include "base/codepage.h"
#include "base/csvwrite.h"
#include "base/number.h"
#include "model/addressee.h"

enum exchange_use { EXCHANGE_CONTROL, EXCHANGE_LIST, EXCHANGE_RESULTS };
enum exchange_kind { EXCHANGE_CSV, EXCHANGE_FIXED, EXCHANGE_JSON };
enum exchange_lines { EXCHANGE_PIECES, EXCHANGE_SHEETS };
enum exchange_status { EXCHANGE_OK, EXCHANGE_SPOILED, EXCHANGE_PULLED, EXCHANGE_UNKNOWN, EXCHANGE_STATUSES };

/* What a file says of its run.  Strings are never NULL. */
struct exchange_head {
	guint run;
	guint lines;		/* that will be written between header and trailer */
	guint pieces, sheets;	/* of them all */
	const char *client, *job, *layout, *envelope;	/* layout: NAME@N */
	const char *date;	/* ISO, of a posting; "" in a control file */
	guint list;		/* number of a posting list; 0 in a control file */
};

/* What a line says of its piece, or sheet: the neutral record.  Strings are never NULL. */
struct exchange_piece {
	guint piece;		/* its number in the run */
	const char *registered;	/* "" where the product has no number */
	const char *control;	/* text of the first sheet's control code, or of this sheet's */
	guint sheet;		/* n of sheets in reading order; 0 in a file of pieces */
	guint sheets, pages;
	guint64 first_sheet, last_sheet;	/* place among all sheets of the run in feed order, 1 first */
	guint insert_mask;	/* bit 0: station 1 */
	gint32 weight_mg, thickness_um;
	const char *product, *bracket, *area, *cap;
	guint box, pallet;
	gboolean divert;	/* a person should look at it before it is posted */
	const char *key, *name;	/* the client's key; the addressee as seen through the window */
	const struct addressee *to;	/* the rest of the address; NULL: not known, "" in the file */
	const char *document_hash;
	guint file, position;	/* print file, and the piece's place in it, 1 first */
	cents_t postage;	/* 0 in a control file */
};

/* What a field is filled with, an entry of the table in exchange.c: a member of one of the structs above, or nothing of
 * them. */
enum exchange_source { EXCHANGE_OF_HEAD, EXCHANGE_OF_PIECE, EXCHANGE_OF_ADDRESS, EXCHANGE_OF_NONE };
enum exchange_form {
	EXCHANGE_COUNT, EXCHANGE_LONG, EXCHANGE_MEASURE, EXCHANGE_CENTS,	/* guint, guint64, gint32, cents_t */
	EXCHANGE_MASK, EXCHANGE_FLAG,						/* guint, gboolean */
	EXCHANGE_TEXT, EXCHANGE_CODE,						/* a code is never cut */
	EXCHANGE_CONSTANT, EXCHANGE_STATUS, EXCHANGE_IGNORED,
};
struct exchange_word {
	const char *word;
	enum exchange_source source;
	enum exchange_form form;
	gsize at;	/* the member's offset */
	enum exchange_where { EXCHANGE_WRITTEN, EXCHANGE_IN_LISTS, EXCHANGE_BOTH_WAYS, EXCHANGE_TOLD } where;
};

#define EXCHANGE_FLAGS_MAX 31

struct exchange_field {
	char *name;
	const struct exchange_word *word;
	char *text;		/* of a constant, else NULL */
	guint at, width;	/* fixed: first column, 0 first; width 0: as long as it is */
	gboolean zeros, right, cut, named, thousandths;
	guint flags;		/* letters, 0: a mask is written as a number */
	char on, off;
};

struct exchange_fields {
	guint count;
	struct exchange_field *fields;	/* count of them; fixed: from left to right */
};

struct exchange {
	char *name;
	enum exchange_use use;
	enum exchange_kind kind;
	char *file;		/* its name in a bundle, with {run}; NULL: not said */
	enum exchange_lines lines;
	enum codepage encoding;
	gboolean crlf;
	char separator;
	enum csv_quotes quotes;
	gboolean names;
	guint length;		/* of a fixed line */
	char *array;
	struct exchange_fields header, line, trailer;	/* count 0: there is none */
	/* results */
	char **words[EXCHANGE_UNKNOWN];	/* for ok, spoiled, pulled: the machine's words, NULL-terminated */
	gboolean refuse_others;
	enum exchange_status every;	/* EXCHANGE_STATUSES: a field says it */
	enum exchange_status rest;	/* EXCHANGE_OK or EXCHANGE_UNKNOWN */
};

/* Reads a key file's text; all faults at once, one a line, as PROFILE_ERROR (model/profile.h).  path is only named in
 * errors. */
struct exchange *exchange_parse(const char *text, const char *path, GError **error);
void exchange_free(struct exchange *exchange);
typedef struct exchange exchange_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(exchange_t, exchange_free)

/* The name of a run's control file in its bundle, with {run} filled in; the caller frees. */
char *exchange_file_name(const struct exchange *exchange, guint run);

/* Whether any line is filled with a member of struct exchange_piece, so that who writes need not work out the others:
 * exchange_wants(exchange, "document-hash"). */
gboolean exchange_wants(const struct exchange *exchange, const char *word);

/* ---- writing ---- */

/*
 *   exchange_write_begin(&writer, exchange, &head, out);
 *   exchange_write(&writer, &piece);            head.lines times; out may be emptied in between
 *   ok = exchange_write_end(&writer, &error);
 *
 * A writer keeps its first error and writes nothing after it.
 */
struct exchange_writer {
	const struct exchange *exchange;
	const struct exchange_head *head;	/* lent until the end */
	GString *out;
	GString *value, *cell, *line;	/* scratch */
	guint lines;		/* written so far */
	GError *error;
};

/* Rules of use control or list. */
void exchange_write_begin(struct exchange_writer *writer, const struct exchange *exchange,
			  const struct exchange_head *head, GString *out);
void exchange_write(struct exchange_writer *writer, const struct exchange_piece *piece);

/* Always to be called.  FALSE and PROFILE_ERROR where something did not fit its field, "exchange 'jaf': piece 100000:
 * 'SEQ': 6 characters do not fit 5", or not all lines were written. */
gboolean exchange_write_end(struct exchange_writer *writer, GError **error);

/* ---- reading results ---- */

/* Which piece, and what became of it.  A piece is named by its control code (of any of its sheets), by run and number,
 * or by its registered number; "" and 0 are what the file does not say. */
struct exchange_result {
	enum exchange_status status;
	const char *word;	/* the machine's own, "" where there is none */
	const char *control, *registered;
	guint run, piece;
};

struct exchange_line {
	guint number;		/* of the file, 1 first */
	const char *text;	/* as a person may read it */
	const char *why;	/* NULL: result holds; else why the line is refused, in plain words */
	struct exchange_result result;
};

struct exchange_reader {
	/* All that a line holds is lent until it returns; FALSE stops the reading. */
	gboolean (*line)(struct exchange_reader *reader, const struct exchange_line *line, GError **error);
};

/* What a file says of itself. */
struct exchange_told {
	guint run;		/* in its header or trailer; 0: not said */
	guint lines;		/* of pieces */
};

/*
 * Read a results file's bytes by rules of use results.  Its form is checked before any line is told: PROFILE_ERROR for a
 * file without its header or trailer, with another count of lines than it says, or that breaks off: "results file
 * 'R000001.jrf': says it has 100 lines and has 99 (rules 'jrf')".  name is only for messages.
 */
gboolean exchange_read(const struct exchange *exchange, const char *name, const char *bytes, gsize length,
		       struct exchange_reader *reader, struct exchange_told *told, GError **error);

#endif
