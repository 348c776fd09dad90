/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of slips: one line each.  A new means of payment is a file with a const struct, named here. */
#include "slip/kinds.h"

#include <string.h>

static const struct slip_kind *const kinds[] = {
	&slip_td123,
	&slip_td451,
	&slip_td674,
	&slip_td896,
	&slip_pagopa,
	&slip_pagopa_head,
	&slip_pagopa_instalments,
	&slip_sepa,
	&slip_mav,
	&slip_rav,
	&slip_sdd,
	&slip_link,
	NULL,
};

const struct slip_kind *const *slip_kinds(guint *count)
{
	*count = G_N_ELEMENTS(kinds) - 1;
	return kinds;
}

const struct slip_kind *slip_kind_find(const char *name)
{
	for (guint i = 0; kinds[i] != NULL; i++) {
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	}
	return NULL;
}
