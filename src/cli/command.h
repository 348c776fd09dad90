/* SPDX-License-Identifier: Apache-2.0 */
/*
 * command: the verbs of the command line, one const struct each, in one table (table.c) that help is made from.
 */
#ifndef PIEGO_CLI_COMMAND_H
#define PIEGO_CLI_COMMAND_H

#include <glib.h>

#include "app/app.h"

/* Options that several verbs share; a verb takes those it names. */
enum command_takes {
	TAKES_ROOT = 1,
	TAKES_WORKERS = 2,
	TAKES_JSON = 4,
	TAKES_DRY_RUN = 8,
};

struct cli {
	char *root;
	gint workers;
	gboolean json;
	gboolean dry_run;
};

struct command {
	const char *name;	/* "run", "job check" */
	const char *arguments;	/* "JOB.ini", shown in help */
	const char *summary;	/* one line */
	const char *help;	/* more, or NULL */
	guint takes;
	const GOptionEntry *options;	/* of its own, or NULL */
	/* argv[0..argc-1] are what is left after options; returns the exit code. */
	int (*run)(struct cli *cli, int argc, char **argv);
	int least, most;	/* arguments; most -1: any number */
};

extern const struct command command_init, command_run, command_job_check, command_job_list, command_job_show,
	command_status, command_layout_check, command_layout_add, command_layout_list, command_layout_history,
	command_layout_diff, command_layout_withdraw, command_approve, command_reject, command_release, command_proof,
	command_post_load, command_range_add, command_range_list, command_check, command_omr_decode, command_export_piece,
	command_reprint, command_calibrate, command_results, command_pull, command_hold, command_resume, command_close, command_post_date,
	command_post_list, command_post_lists,
	command_print, command_print_status, command_print_follow;
extern const struct command command_report_run, command_report_day, command_report_invoice, command_report_open, command_report_piece;

/* All commands, ended by NULL. */
extern const struct command *const commands[];

/* Tell an error on stderr and give its exit code; the error is freed. */
int cli_fail(GError *error);

/* Tell what a run or a look at one came to, and give the exit code; the result is cleared. */
int cli_run_made(const struct cli *cli, struct run_result *result);

/* Open the data root; on failure the error is told and *code set. */
struct app *cli_open(const struct cli *cli, int *code);

/* With --dry-run: that what is told beneath has not been done. */
void cli_tell_look(const struct cli *cli);

/* How long work is told about: a line that moves on a terminal, nothing elsewhere. */
struct progress *cli_progress(void);
void cli_progress_end(void);

/* With Italian thousands marks: 1.200.  One of eight buffers, used in turn. */
const char *cli_number(guint64 number);

/* R000042, 42; 0 for anything else. */
guint cli_run_number(const char *text);
/* Tell that a word is no run; the exit code. */
int cli_no_run(const char *text);

#endif
