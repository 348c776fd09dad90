/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job: one order, as an operator writes it: an INI file kept beside the data it names.
 * Pure text to struct; names are resolved to files by app.
 */
#ifndef PIEGO_MODEL_JOB_H
#define PIEGO_MODEL_JOB_H

#include "model/sums.h"

enum household { HOUSEHOLD_NONE, HOUSEHOLD_NAME_ADDRESS };

/* Forms of a print file; a job may want several, of the same pages. */
enum job_format { JOB_PDF, JOB_PS, JOB_FORMATS };
/* "pdf", "ps": in jobs and tickets, and the endings of files. */
const char *job_format_name(enum job_format format);

struct job {
	char *name;		/* the job file's folder and name, for lists: "ordine-avviso" */
	/* [job] */
	char *client;
	char *title;
	char *layout;		/* name, without version */
	guint layout_version;	/* 0: not said */
	char *data;
	char *profile;
	/* [delivery]; channels: post is the only one there is */
	char *product;
	char *sender;
	enum household household;
	char *seeds;		/* file of the centre's own addresses, NULL: none */
	/* [production] */
	char *envelope;
	char *stock;
	char *stock_first;	/* of each envelope's first sheet; the same as stock unless stated */
	gboolean duplex;
	gboolean tumble;	/* a sheet is turned over its short edge */
	char *press;		/* the profile that payment slips are placed by; "standard" unless stated */
	char *inserter;
	char **inserts;		/* names, NULL-terminated */
	guint max_sheets_per_file;
	gboolean formats[JOB_FORMATS];	/* at least one */
	gboolean pdfa;		/* print files are PDF/A-1b */
	guint max_errors_percent;	/* a run with more left-out records than this is refused */
	/* [interest], [instalments], [notice], [customer], [reference] */
	struct sums sums;
};

/* Reads a job file's text; unknown groups and keys, missing and malformed ones are all errors, and all of
 * them are told at once, one a line, as PROFILE_ERROR (model/profile.h). */
struct job *job_parse(const char *text, const char *path, GError **error);
void job_free(struct job *job);
typedef struct job job_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(job_t, job_free)

#endif
