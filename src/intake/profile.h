/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile: how one client's file maps to a data dictionary (a key file beside the job, NAME.profile).
 * The owner of this header completes it: format, encoding, separator, columns, rows, addressee, checks.
 */
#ifndef PIEGO_INTAKE_PROFILE_H
#define PIEGO_INTAKE_PROFILE_H

#include <glib.h>

struct intake_profile;

/* Reads the profile's text; all errors at once, one a line, each with group and key. */
struct intake_profile *intake_profile_parse(const char *text, const char *path, GError **error);
void intake_profile_free(struct intake_profile *profile);

#endif
