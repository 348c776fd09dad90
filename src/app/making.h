/* SPDX-License-Identifier: Apache-2.0 */
/*
 * making: a run in the making, stage after stage.  Each stage leaves its result in the work folder (records in one
 * file, the work list in another), so that memory stays flat however many records there are:
 *
 *   making_take     data file -> normalised records                    (intake, post), or another bundle's (app/again.h)
 *   making_check    records -> sheets each letter has, findings        (compose, in parallel, and beside the taking)
 *   making_plan     records -> pieces, sorted, boxed, split into files (plan)
 *   making_number   pieces -> their registered numbers                 (app/numbers.h)
 *   making_print    pieces -> print files and the piece list           (compose and device, in parallel)
 */
#ifndef PIEGO_APP_MAKING_H
#define PIEGO_APP_MAKING_H

#include "app/app.h"
#include "app/findings.h"
#include "app/setup.h"
#include "post/address.h"
#include "registry/worklist.h"

/* What each letter shows, for a proof: pages (two bytes) and the outcomes at each of the layout's branches (a byte
 * each), record after record, from number 0 on to the last that was looked at. */
struct survey {
	guint branches;
	GByteArray *rows;
};
#define SURVEY_ROW(survey) (2 + (survey)->branches)

struct again;

struct making {
	const struct setup *setup;
	const struct run_options *options;
	const struct gazetteer *gazetteer;	/* NULL where pieces are made again: their addresses are what they were */
	struct again *again;		/* lent: pieces of another run that are made again; NULL: the job's data are */
	const char *folder;		/* where files are made */
	guint run;			/* 0 in a check */
	struct findings findings;
	struct worklist *worklist;
	struct checking *checking;	/* while it goes on */
	int records_fd;			/* packed records, read by workers */
	struct out records;		/* the same while they are being written */
	guint64 records_bytes;	/* after making_print */
	char records_hash[HASH_ROOM];
	/* Sheets of each record's letter, by record number; 0: not in the run.  1 while not yet checked.  Grows by
	 * zeros: a record that was never kept is not in the run. */
	GByteArray *sheets;
	GArray *registered;		/* numbers of pieces, NULL: none have any (app/numbers.h) */
	struct survey *survey;		/* NULL: not asked for; filled by making_check */
	struct run_totals totals;
	GArray *files;			/* of struct print_file, after making_print */
};

/* One form of a print file. */
struct print_form {
	char name[16];	/* "0001.pdf"; "" where the job does not want it */
	guint64 bytes;
	char sha256[65];
};

struct print_file {
	const char *stream;
	guint pieces, sheets, pages;
	guint first_piece;
	struct print_form forms[JOB_FORMATS];
};

#define MAKING_RECORDS "records.dat"
#define MAKING_PIECES "pieces.csv"
#define MAKING_WORKLIST "worklist.db"

/* Nothing is made yet; the setup and the options are lent. */
void making_init(struct making *making, const struct setup *setup, const struct run_options *options);
void making_clear(struct making *making);

gboolean making_take(struct making *making, GError **error);
gboolean making_check(struct making *making, GError **error);

/* What making_take tells the check: that records will come; each that was kept.  Workers beyond the first begin at
 * once.  making_check_drop ends a check that is given up. */
gboolean making_check_begin(struct making *making, GError **error);
gboolean making_check_add(struct making *making, const struct work_place *place, GError **error);
void making_check_drop(struct making *making);

gboolean making_plan(struct making *making, GError **error);

/* pieces: gets the whole piece list, header line included. */
gboolean making_print(struct making *making, struct out *pieces, GError **error);

/* A record's bytes at its place in the record file, in the arena; the record itself. */
const guint8 *making_read_bytes(const struct making *making, guint64 offset, guint32 length, struct arena *arena,
				GError **error);
struct record *making_read_record(const struct making *making, guint64 offset, guint32 length, struct arena *arena,
				  GError **error);

void making_tell(const struct making *making, const char *what, guint64 done, guint64 total);

#endif
