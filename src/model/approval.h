/* SPDX-License-Identifier: Apache-2.0 */
/*
 * approval: how far a stored version of a layout is on its way to the client's signed yes (visto si stampi).
 * A version itself never changes; what it may be used for does.
 */
#ifndef PIEGO_MODEL_APPROVAL_H
#define PIEGO_MODEL_APPROVAL_H

#include <glib.h>

enum approval {
	APPROVAL_DRAFT,		/* stored, nothing shown yet */
	APPROVAL_REVIEW,	/* a proof set is there to be looked at */
	APPROVAL_CHANGES,	/* the client wants changes */
	APPROVAL_APPROVED,	/* the one version live runs may use */
	APPROVAL_SUPERSEDED,	/* was approved, until a later yes to another version */
	APPROVAL_WITHDRAWN,	/* never to be used again */
	APPROVALS
};

const char *approval_name(enum approval approval);
gboolean approval_parse(const char *word, enum approval *approval);

/* Whether a version may go from one to the other: the one table of transitions. */
gboolean approval_may_become(enum approval from, enum approval to);

#endif
