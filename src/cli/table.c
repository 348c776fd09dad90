/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

/* In the order of help: as a day's work goes; of two that begin alike the longer stands first. */
const struct command *const commands[] = {
	&command_init, &command_layout_check, &command_layout_add, &command_proof, &command_approve, &command_reject,
	&command_run, &command_release,
	&command_print_status, &command_print_follow, &command_print,
	&command_results, &command_reprint, &command_pull, &command_hold, &command_resume, &command_post_date,
	&command_post_list, &command_post_lists,
	&command_close, &command_job_check, &command_job_list, &command_job_show, &command_status, &command_check,
	&command_layout_list, &command_layout_history, &command_layout_diff, &command_layout_withdraw, &command_post_load,
	&command_range_add, &command_range_list, &command_export_piece, &command_omr_decode, &command_calibrate,
	&command_report_run, &command_report_day, &command_report_open, &command_report_piece, &command_report_invoice,
	NULL,
};
