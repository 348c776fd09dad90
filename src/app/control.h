/* SPDX-License-Identifier: Apache-2.0 */
/*
 * control: the file that tells the inserter what goes into each envelope, by the exchange rules of its profile.  It holds
 * the pieces that the machine makes up, in print order; those made up by hand are not in it.
 */
#ifndef PIEGO_APP_CONTROL_H
#define PIEGO_APP_CONTROL_H

#include "app/making.h"
#include "spool/spool.h"

/* Make the file in the bundle, from the piece list that lies there; nothing where the inserter takes none. */
gboolean control_make(struct making *making, struct bundle *bundle, GError **error);

#endif
