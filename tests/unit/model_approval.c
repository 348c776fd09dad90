/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "model/approval.h"

/* From row to column, in the order of the enum: draft, in review, changes requested, approved, superseded,
 * withdrawn. */
static void may_become_what_the_table_says(void)
{
	static const char *const rows[APPROVALS] = {
		".x...x",
		"..xx.x",
		".x...x",
		"....xx",
		"...x.x",
		"......",
	};

	for (guint from = 0; from < APPROVALS; from++) {
		for (guint to = 0; to < APPROVALS; to++) {
			g_autofree char *label = g_strdup_printf("%s -> %s", approval_name(from), approval_name(to));

			CHECK_INT(label, approval_may_become(from, to), rows[from][to] == 'x');
		}
	}
}

static void names_there_and_back(void)
{
	enum approval approval;

	for (guint i = 0; i < APPROVALS; i++) {
		CHECK_TRUE(approval_name(i), approval_parse(approval_name(i), &approval));
		CHECK_INT(approval_name(i), approval, i);
	}
	CHECK_TRUE("no state", !approval_parse("Approved", &approval));
	CHECK_TRUE("nothing", !approval_parse("", &approval));
}

CHECK_MAIN({ "may become what the table says", may_become_what_the_table_says },
	   { "names there and back", names_there_and_back })
