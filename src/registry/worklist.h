/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worklist: the records and pieces of one run while it is being made, in a database of its own inside the run's
 * work folder, so that a run in the making never locks the registry and a million records need no memory.
 * It is rubbish when the run is committed.
 *
 * Order of use: records are added; visited by number and by household; pieces are added with their sort key;
 * visited in print order and given their place; workers open the list read only and visit the pieces of their file.
 *
 * One process makes the list, others read it: after worklist_flush any number of processes may open it with
 * WORKLIST_READ, also forked ones (which leave the maker's handle alone).  They take no locks, so while one of
 * them lives the maker changes nothing.
 *
 * Errors are of domain REGISTRY_ERROR (registry/registry.h) and name the list.
 */
#ifndef PIEGO_REGISTRY_WORKLIST_H
#define PIEGO_REGISTRY_WORKLIST_H

#include <glib.h>

struct worklist;
typedef struct worklist worklist_t;

enum worklist_mode { WORKLIST_CREATE, WORKLIST_READ };
/* Creating fails when the file is there.  Sorting is done in files of path's folder (SQLite's own temporary folder
 * of the process is set to it), with memory bounded whatever the number of records. */
struct worklist *worklist_open(const char *path, enum worklist_mode mode, GError **error);
/* All that was added is in the file, for other processes to read; not from a callback. */
gboolean worklist_flush(struct worklist *worklist, GError **error);
/* Flushes; the list is gone after an error too. */
gboolean worklist_close(struct worklist *worklist, GError **error);

struct work_record {
	guint number;		/* record number, unique */
	guint row;
	guint64 offset;		/* of the packed record in the run's record file */
	guint32 length;
	const char *key;	/* the client's key, "" for none */
	guint64 content;	/* hash of the record's content, without number and row */
	const char *household;	/* equal keys share an envelope; not read where the job wants no households */
	guint area;		/* where its letter goes: post_area, CAP, street and number as one key */
	const char *cap, *street;
};

/* Where a packed record stands in the run's record file. */
struct work_place {
	guint64 offset;
	guint64 length;
};

struct work_piece {
	guint number;		/* place in print order, 1 first; given by worklist_place_piece */
	guint id;		/* unique, in order of adding */
	guint stream;		/* 0 machine, 1 hand: separate files */
	guint product, area;	/* ranks, below 65536 */
	const char *cap, *street;
	guint first_record;	/* lowest record number of the piece: last tie-break */
	guint records;		/* how many documents */
	const struct work_place *places;	/* of each */
	guint pages, sheets;
	gint32 weight_mg;
	guint insert_mask;
	gboolean seed;		/* an address of the centre's own, not billable */
	/* given by the plan in print order */
	guint file, position, first_page, box;
	guint64 run_sheet, run_piece;
};

/* Number and id are the caller's and unique; all strings are non-NULL and copied. */
gboolean worklist_add_record(struct worklist *worklist, const struct work_record *record, GError **error);

/* A callback may add and place, but start no visit of the same kind.  Strings and places live during the call.
 * Return FALSE from a callback to stop; the visit then returns FALSE with the error the callback set. */
typedef gboolean (*worklist_record_fn)(void *user, const struct work_record *record, GError **error);
typedef gboolean (*worklist_piece_fn)(void *user, const struct work_piece *piece, GError **error);

/* Records by number, from and to included; by household key (groups in order of key, inside a group by number); those whose non-empty
 * key occurs more than once (by key, then number). */
gboolean worklist_each_record(struct worklist *worklist, guint from, guint to, worklist_record_fn each, void *user,
			      GError **error);
gboolean worklist_each_household(struct worklist *worklist, worklist_record_fn each, void *user, GError **error);
gboolean worklist_each_repeated(struct worklist *worklist, worklist_record_fn each, void *user, GError **error);

gboolean worklist_add_piece(struct worklist *worklist, const struct work_piece *piece, GError **error);

/* Pieces in print order: stream, product, area, CAP, street, first record.  The street is for this order alone: no visit
 * gives it back. */
gboolean worklist_each_sorted(struct worklist *worklist, worklist_piece_fn each, void *user, GError **error);
/* A piece as it was visited, with its number, file, position, first page, box, run_sheet and run_piece filled in.
 * A file and a position in it are given once. */
gboolean worklist_place_piece(struct worklist *worklist, const struct work_piece *piece, GError **error);
/* Pieces of one file by position (file 0: of all files, in turn). */
gboolean worklist_each_placed(struct worklist *worklist, guint file, worklist_piece_fn each, void *user, GError **error);

#endif
