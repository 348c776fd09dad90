/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report: what is told of runs, days, invoices and pieces, before it is a table on a screen, a CSV or JSON file or a printed
 * page: titled sections, each of facts (a label and a value) or of rows under columns, all values typed.
 *
 *   struct report *r = report_new("run", N_("Run report"), "R000042");
 *   report_facts(r, "run", N_("The run"));
 *   report_fact_text(r, "client", N_("Client"), "Ordine");
 *   report_table(r, "areas", N_("By area"));
 *   report_column(r, "area", N_("area"), REPORT_TEXT);  report_column(r, "pieces", N_("pieces"), REPORT_COUNT);
 *   report_row(r);  report_text(r, "AM");  report_number(r, 120);
 *   report_total(r);  report_text(r, "");  report_number(r, 120);
 *
 * Everything is added to the section begun last, cells from left to right.  Keys are for machines and never translated;
 * labels, headings and values of REPORT_WORD are words of the program, marked for the catalogue and said in the reader's
 * language by whoever shows them.  All strings are copied.
 */
#ifndef PIEGO_REPORT_REPORT_H
#define PIEGO_REPORT_REPORT_H

#include <glib.h>

/* What a value is decides how it is written for people (Italian form) and for machines (plain). */
enum report_type {
	REPORT_TEXT,	/* somebody's words, as they are */
	REPORT_WORD,	/* a word of the program */
	REPORT_COUNT,	/* 1.200; 1200 */
	REPORT_MONEY,	/* euro cents: 1.234,56; 1234.56 */
	REPORT_PRICE,	/* hundredths of a cent: 0,0125, 25,00; 0.0125, 25 */
	REPORT_RATE,	/* thousandths of a percent: 22 %; 22 */
	REPORT_WEIGHT,	/* milligrams: 15,4 g; 15400 */
	REPORT_DAY,	/* text, ISO: 31/03/2026; 2026-03-31 */
	REPORT_TIME,	/* text, UTC, ISO: 31/03/2026 10:15:00 (report/clock.h); 2026-03-31T08:15:00Z */
};

/* Numbers stand right, under each other; the rest left. */
gboolean report_type_is_number(enum report_type type);

struct report_value {
	const char *text;	/* of types that are no numbers; never NULL */
	gint64 number;
	gboolean none;		/* nothing stands there: a sum that would say nothing */
};

struct report_column {
	const char *key, *label;
	enum report_type type;
};

struct report_section {
	const char *key, *heading;
	gboolean facts;		/* each column is a fact, and there is one row */
	GArray *columns;	/* of struct report_column */
	GArray *values;		/* of struct report_value, row after row */
	GArray *totals;		/* one row more, or empty */
	GPtrArray *notes;	/* sentences under it, words of the program */
	gboolean in_total;	/* cells go there now */
};

struct report {
	const char *key, *title, *subject;
	GPtrArray *sections;	/* of struct report_section */
	GStringChunk *strings;
};
typedef struct report report_t;

/* subject: what it is about, as it is: "R000042". */
struct report *report_new(const char *key, const char *title, const char *subject);
void report_free(struct report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(report_t, report_free)

void report_facts(struct report *report, const char *key, const char *heading);
void report_fact_text(struct report *report, const char *key, const char *label, const char *text);
/* Of a type that is text: REPORT_WORD, REPORT_DAY, REPORT_TIME. */
void report_fact_as(struct report *report, const char *key, const char *label, enum report_type type, const char *text);
void report_fact_number(struct report *report, const char *key, const char *label, enum report_type type, gint64 number);

void report_table(struct report *report, const char *key, const char *heading);
void report_column(struct report *report, const char *key, const char *label, enum report_type type);
void report_row(struct report *report);
void report_total(struct report *report);
void report_text(struct report *report, const char *text);
void report_number(struct report *report, gint64 number);
void report_none(struct report *report);

/* A sentence under the section, said once. */
void report_remark(struct report *report, const char *sentence);

/* ---- reading it ---- */

guint report_section_rows(const struct report_section *section);
const struct report_column *report_section_column(const struct report_section *section, guint column);
/* Row report_section_rows is the total. */
const struct report_value *report_section_value(const struct report_section *section, guint row, guint column);

/* Says a word of the program in the reader's language. */
typedef const char *(*report_say)(const char *word);

/* A value as people read it; the caller frees. */
char *report_shown(enum report_type type, const struct report_value *value, report_say say);
/* As machines do. */
char *report_plain(enum report_type type, const struct report_value *value);

/* ---- showing it ---- */

/* Tables for a terminal or a text file: lines of any width, numbers right-aligned. */
void report_write_text(const struct report *report, report_say say, GString *out);

/*
 * Each line begins with its section's key; a section's first line names its columns, a total is a section of its own:
 *
 *   run;field;value
 *   run;client;Ordine
 *   areas;area;pieces
 *   areas;AM;120
 *   areas_total;;120
 */
void report_write_csv(const struct report *report, GString *out);

/* { "report": "run", "subject": "R000042", "run": { "client": "Ordine" }, "areas": [ { "area": "AM", "pieces": 120 } ],
 *   "areas_total": { "pieces": 120 } }: counts and milligrams are numbers, money is text, "1234.56". */
char *report_json(const struct report *report);

#endif
