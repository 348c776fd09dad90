/* SPDX-License-Identifier: Apache-2.0 */
/*
 * findings: the report of a run's findings, written as they come, and the list of the records that were left out.
 *
 * findings.csv   number;severity;code;file;record;row;column;value;text;done
 * left-out.csv   record;row;code;column;value;text        one line a record: its first reason
 */
#ifndef PIEGO_APP_FINDINGS_H
#define PIEGO_APP_FINDINGS_H

#include "base/out.h"
#include "model/finding.h"

struct findings {
	struct finding_sink sink;	/* give this to whoever finds */
	const char *file;		/* name of the data file now being read */
	struct out report, left_out;
	GString *line;
	guint count[3];			/* by severity */
	guint codes[FINDING_CODES];
	guint records_out;		/* records on the list of those left out */
	guint last_out;			/* the one last listed */
};

/* Makes both files in folder. */
gboolean findings_open(struct findings *findings, const char *folder, const char *data_file, GError **error);

struct findings_files {
	guint64 report_bytes, left_out_bytes;
	char report_hash[65], left_out_hash[65];
};
gboolean findings_close(struct findings *findings, struct findings_files *files, GError **error);
void findings_drop(struct findings *findings);

#define FINDINGS_REPORT "findings.csv"
#define FINDINGS_LEFT_OUT "left-out.csv"

/* ---- findings of a worker, on their way to the report ---- */

/* A sink that packs findings into bytes. */
struct findings_packer {
	struct finding_sink sink;
	GByteArray *out;
};
void findings_packer_init(struct findings_packer *packer, GByteArray *out);

/* Report what a packer packed; FALSE when the bytes are not that. */
gboolean findings_unpack(const guint8 *bytes, gsize length, struct finding_sink *sink);

#endif
