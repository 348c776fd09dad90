/* SPDX-License-Identifier: Apache-2.0 */
/* centre: what the centre has settled for all its runs. */
#ifndef PIEGO_APP_CENTRE_H
#define PIEGO_APP_CENTRE_H

#include "model/centre.h"

/* profiles/centre.profile, as it is today. */
struct centre *centre_open(GError **error);

#endif
