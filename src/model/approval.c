/* SPDX-License-Identifier: Apache-2.0 */
#include "model/approval.h"

#include <string.h>

/* Marked for the catalogue; files and tables keep the English word. */
#define N_(text) text

static const char *const names[APPROVALS] = {
	[APPROVAL_DRAFT] = N_("draft"),	      [APPROVAL_REVIEW] = N_("in review"),
	[APPROVAL_CHANGES] = N_("changes requested"), [APPROVAL_APPROVED] = N_("approved"),
	[APPROVAL_SUPERSEDED] = N_("superseded"), [APPROVAL_WITHDRAWN] = N_("withdrawn"),
};

const char *approval_name(enum approval approval)
{
	g_assert((guint)approval < APPROVALS);
	return names[approval];
}

gboolean approval_parse(const char *word, enum approval *approval)
{
	for (guint i = 0; i < APPROVALS; i++) {
		if (strcmp(word, names[i]) == 0) {
			*approval = (enum approval)i;
			return TRUE;
		}
	}
	return FALSE;
}

#define TO(approval) (1u << APPROVAL_##approval)

/*
 * There is no way from draft to approved: nobody says yes to what nobody was shown.  Going back to a version that
 * was superseded is a yes like any other.
 */
static const guint transitions[APPROVALS] = {
	[APPROVAL_DRAFT] = TO(REVIEW) | TO(WITHDRAWN),
	[APPROVAL_REVIEW] = TO(CHANGES) | TO(APPROVED) | TO(WITHDRAWN),
	[APPROVAL_CHANGES] = TO(REVIEW) | TO(WITHDRAWN),
	[APPROVAL_APPROVED] = TO(SUPERSEDED) | TO(WITHDRAWN),
	[APPROVAL_SUPERSEDED] = TO(APPROVED) | TO(WITHDRAWN),
};

gboolean approval_may_become(enum approval from, enum approval to)
{
	g_assert((guint)from < APPROVALS && (guint)to < APPROVALS);
	return (transitions[from] >> to & 1) != 0;
}
