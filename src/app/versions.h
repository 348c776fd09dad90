/* SPDX-License-Identifier: Apache-2.0 */
/*
 * versions: layouts as the centre keeps them: stored, shown, approved, replaced.  A layout is called NAME@N, or
 * CLIENT/NAME@N where two clients have one of that name.
 */
#ifndef PIEGO_APP_VERSIONS_H
#define PIEGO_APP_VERSIONS_H

#include "app/app.h"
#include "layout/layout.h"
#include "model/approval.h"

/* ---- piego layout add ---- */

struct layout_wish {
	const char *client, *path;
	const char *who;	/* the author */
	const char *note;
};
struct layout_added {
	char *label;		/* CLIENT/NAME@N */
	gboolean made;		/* FALSE: the newest version is the same, nothing was made */
};

/* Check a layout as app_layout_check does and store it as the next version of its client and name, a draft. */
gboolean app_layout_add(struct app *app, const struct layout_wish *wish, struct layout_added *added, GError **error);
void layout_added_clear(struct layout_added *added);

/* ---- piego layout list, piego layout history ---- */

struct layout_line {
	const char *client, *name;
	guint number;
	const char *state, *hash, *author, *added;
};
/* All versions, or those of one client. */
gboolean app_layouts_each(struct app *app, const char *client,
			  void (*each)(void *user, const struct layout_line *line), void *user, GError **error);

struct layout_event {
	const char *at, *who, *state, *note, *proof;
};
/* What happened to one version, oldest first. */
gboolean app_layout_history(struct app *app, const char *label,
			    void (*each)(void *user, const struct layout_event *event), void *user, GError **error);

/* ---- for the other files of app/ ---- */

/* A stored version. */
struct version {
	guint id;		/* in the registry */
	char *client, *name;
	guint number;
	enum approval state;
	char *hash, *manifest, *author, *added;
};
void version_free(struct version *version);
typedef struct version version_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(version_t, version_free)

/* The versions of a client's layout, oldest first, of struct version *. */
GPtrArray *app_versions(struct app *app, const char *client, const char *name, GError **error);

/* The one version that NAME@N or CLIENT/NAME@N calls; APP_ERROR_REFUSED when there is none, or more than one. */
struct version *app_version(struct app *app, const char *label, GError **error);

/* Compile a stored version after holding its files, and with them the fonts of today, against what was stored;
 * APP_ERROR_REFUSED says what has changed. */
struct layout *app_version_open(struct app *app, const struct version *version, struct typesetter *typesetter,
				GError **error);

/* Whether a name can sign; APP_ERROR_USAGE says how it must be. */
gboolean app_person_is_good(const char *who, GError **error);
/* Whether words can stand in the history; APP_ERROR_USAGE. */
gboolean app_note_is_good(const char *note, GError **error);

#endif
