/* SPDX-License-Identifier: Apache-2.0 */
/* numberset: numbers that were given out, to tell when one comes again.  16 to 32 bytes a number. */
#ifndef PIEGO_INTAKE_NUMBERSET_H
#define PIEGO_INTAKE_NUMBERSET_H

#include <glib.h>

struct numberset;

struct numberset *numberset_new(void);
void numberset_free(struct numberset *set);

/* FALSE when the number, which is not G_MAXUINT64, is there already. */
gboolean numberset_add(struct numberset *set, guint64 number);

#endif
