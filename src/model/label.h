/* SPDX-License-Identifier: Apache-2.0 */
/*
 * label: what a layout is called.  NAME is a layout, NAME@N the Nth version of it that was stored, and
 * CLIENT/NAME@N says whose, where two clients have a layout of one name.  NAME is of a-z, 0-9 and -, at most 64.
 */
#ifndef PIEGO_MODEL_LABEL_H
#define PIEGO_MODEL_LABEL_H

#include <glib.h>

struct label {
	char *client;	/* NULL: not said */
	char *name;
	guint number;	/* 0: not said */
};

/* FALSE when text is no label; label is then empty. */
gboolean label_parse(const char *text, struct label *label);
void label_clear(struct label *label);

/* Whether a client may be called so: a-z, 0-9, ., _ and -, a letter or digit first, at most 64. */
gboolean label_client_is_good(const char *client);

/* Whether a person who signs may be called so: as a client, at most 40.  Small letters alone, so that nobody is
 * two persons by spelling. */
gboolean label_person_is_good(const char *person);

#endif
