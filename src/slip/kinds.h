/* SPDX-License-Identifier: Apache-2.0 */
/* kinds: what slip/ shares between its table and the files of the kinds. */
#ifndef PIEGO_SLIP_KINDS_H
#define PIEGO_SLIP_KINDS_H

#include "slip/slip.h"

extern const struct slip_kind slip_td123, slip_td451, slip_td674, slip_td896;
extern const struct slip_kind slip_pagopa, slip_pagopa_head, slip_pagopa_instalments;
extern const struct slip_kind slip_sepa, slip_mav, slip_rav, slip_sdd, slip_link;

#endif
