/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/version.h"

#include "registry/inside.h"
#include "unit/check.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-01T08:00:00Z"

static struct registry *fresh(char **path)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct registry *registry;

	*path = g_build_filename(folder, "registry.db", NULL);
	registry = registry_open(*path, &error);
	CHECK_NO_ERROR("open", error);
	return registry;
}

static guint add(struct registry *registry, const char *client, const char *name, guint number)
{
	g_autofree char *hash = g_strdup_printf("h%u", number), *manifest = g_strdup_printf("m%u", number);
	const struct version_row row = {
		.client = client, .name = name, .number = number, .hash = hash, .manifest = manifest, .author = "anna",
		.added = NOW,
	};
	g_autoptr(GError) error = NULL;
	guint id = 0;

	CHECK_TRUE(name, registry_version_add(registry, &row, "stesura", &id, &error));
	CHECK_NO_ERROR(name, error);
	return id;
}

static void take(void *user, const struct version_row *row)
{
	g_string_append_printf(user, "%s/%s@%u %s %s %s %s|", row->client, row->name, row->number,
			       approval_name(row->state), row->hash, row->manifest, row->author);
}

static char *versions(struct registry *registry, const char *client, const char *name, guint number)
{
	const struct version_query query = { client, name, number };
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("each", registry_version_each(registry, &query, take, out, &error));
	CHECK_NO_ERROR("each", error);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void take_event(void *user, const struct version_event *event)
{
	g_string_append_printf(user, "%s %s '%s' %s|", approval_name(event->state), event->who, event->note, event->proof);
}

static char *events(struct registry *registry, guint id)
{
	g_autoptr(GString) out = g_string_new(NULL);

	CHECK_TRUE("events", registry_version_events(registry, id, take_event, out, NULL));
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void finds_what_is_asked_for(void)
{
	static const struct row {
		const char *label, *client, *name;
		guint number;
		const char *expected;
	} rows[] = {
		{ "all", "", "", 0,
		  "acque/avviso@1 draft h1 m1 anna|ordine/avviso@1 draft h1 m1 anna|ordine/avviso@2 draft h2 m2 anna|"
		  "ordine/mora@1 draft h1 m1 anna|" },
		{ "of a client", "ordine", "", 0,
		  "ordine/avviso@1 draft h1 m1 anna|ordine/avviso@2 draft h2 m2 anna|ordine/mora@1 draft h1 m1 anna|" },
		{ "of a name", "", "avviso", 1, "acque/avviso@1 draft h1 m1 anna|ordine/avviso@1 draft h1 m1 anna|" },
		{ "one", "ordine", "avviso", 2, "ordine/avviso@2 draft h2 m2 anna|" },
		{ "none", "ordine", "avviso", 3, "" },
	};
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	add(registry, "ordine", "avviso", 1);
	add(registry, "ordine", "avviso", 2);
	add(registry, "acque", "avviso", 1);
	add(registry, "ordine", "mora", 1);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = versions(registry, rows[i].client, rows[i].name, rows[i].number);

		CHECK_STR(rows[i].label, got, rows[i].expected);
	}
}

static void numbers_leave_no_gap(void)
{
	static const guint numbers[] = { 1, 3, 4, 0 };
	g_autofree char *path = NULL, *left = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	add(registry, "ordine", "avviso", 1);
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		const struct version_row row = { .client = "ordine", .name = "avviso", .number = numbers[i], .hash = "h",
						 .manifest = "m", .author = "anna", .added = NOW };
		g_autofree char *label = g_strdup_printf("number %u", numbers[i]);
		g_autoptr(GError) error = NULL;
		guint id;

		CHECK_TRUE(label, !registry_version_add(registry, &row, "", &id, &error));
		CHECK_ERROR(label, error, "is not the next version");
		CHECK_INT(label, error->code, REGISTRY_ERROR_STATE);
	}
	left = versions(registry, "", "", 0);
	CHECK_STR("left", left, "ordine/avviso@1 draft h1 m1 anna|");
}

/* A proof set of a version, made and finished. */
static guint prove(struct registry *registry, guint version, const char *hash)
{
	const struct proof_row row = { .version = version, .made_by = "anna", .began = NOW };
	g_autoptr(GError) error = NULL;
	guint number = 0;

	CHECK_TRUE(hash, registry_proof_begin(registry, &row, &number, &error));
	CHECK_TRUE(hash, registry_proof_finish(registry, number, hash, NOW, &error));
	CHECK_NO_ERROR(hash, error);
	return number;
}

static gboolean move(struct registry *registry, guint id, enum approval from, enum approval to, const char *proof,
		     GError **error)
{
	const struct version_event event = { to, NOW, "bruno", "parole", proof };

	return registry_version_move(registry, id, from, &event, error);
}

static void keeps_the_whole_history(void)
{
	g_autofree char *path = NULL, *one = NULL, *two = NULL, *both = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GError) error = NULL;
	guint first = add(registry, "ordine", "avviso", 1), second;

	CHECK_INT("number", prove(registry, first, "p1"), 1);
	CHECK_TRUE("changes", move(registry, first, APPROVAL_REVIEW, APPROVAL_CHANGES, "p1", &error));
	CHECK_INT("number", prove(registry, first, "p2"), 2);
	CHECK_TRUE("approved", move(registry, first, APPROVAL_REVIEW, APPROVAL_APPROVED, "p2", &error));
	CHECK_INT("shown again", prove(registry, first, "p3"), 3);
	second = add(registry, "ordine", "avviso", 2);
	CHECK_TRUE("withdrawn", move(registry, second, APPROVAL_DRAFT, APPROVAL_WITHDRAWN, "", &error));
	CHECK_NO_ERROR("moves", error);
	one = events(registry, first);
	CHECK_STR("first", one,
		  "draft anna 'stesura' |in review anna 'P000001' p1|changes requested bruno 'parole' p1|"
		  "in review anna 'P000002' p2|approved bruno 'parole' p2|approved anna 'P000003' p3|");
	two = events(registry, second);
	CHECK_STR("second", two, "draft anna 'stesura' |withdrawn bruno 'parole' |");
	both = versions(registry, "", "", 0);
	CHECK_STR("states", both, "ordine/avviso@1 approved h1 m1 anna|ordine/avviso@2 withdrawn h2 m2 anna|");
}

static void refuses_wrong_moves(void)
{
	static const struct row {
		const char *label;
		enum approval from, to;
		const char *proof, *reason;
	} rows[] = {
		{ "not shown", APPROVAL_DRAFT, APPROVAL_APPROVED, "p1", "'draft' cannot become 'approved'" },
		{ "not where it is", APPROVAL_CHANGES, APPROVAL_WITHDRAWN, "", "is no longer 'changes requested'" },
		{ "approved on nothing", APPROVAL_REVIEW, APPROVAL_APPROVED, "", "CHECK constraint failed" },
	};
	g_autofree char *path = NULL, *left = NULL, *history = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	guint id = add(registry, "ordine", "avviso", 1);

	prove(registry, id, "p1");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].label, !move(registry, id, rows[i].from, rows[i].to, rows[i].proof, &error));
		CHECK_ERROR(rows[i].label, error, rows[i].reason);
	}
	left = versions(registry, "", "", 0);
	CHECK_STR("state", left, "ordine/avviso@1 in review h1 m1 anna|");
	history = events(registry, id);
	CHECK_STR("history", history, "draft anna 'stesura' |in review anna 'P000001' p1|");
}

/* Two processes sign at once: one of them is told that it came late. */
static void one_of_two_processes_wins(void)
{
	g_autofree char *path = NULL, *history = NULL;
	struct registry *registry = fresh(&path);
	guint id = add(registry, "ordine", "avviso", 1), won = 0;
	pid_t children[2];

	prove(registry, id, "p1");
	registry_close(registry);
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			g_autoptr(GError) error = NULL;

			registry = registry_open(path, NULL);
			_exit(move(registry, id, APPROVAL_REVIEW, APPROVAL_APPROVED, "p1", &error) ? 0 :
			      g_error_matches(error, REGISTRY_ERROR, REGISTRY_ERROR_STATE)	    ? 1 :
												      2);
		}
	}
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		int status = 0;

		waitpid(children[i], &status, 0);
		CHECK_TRUE("ended", WIFEXITED(status) && WEXITSTATUS(status) < 2);
		won += WEXITSTATUS(status) == 0;
	}
	CHECK_INT("one", won, 1);
	registry = registry_open(path, NULL);
	history = events(registry, id);
	CHECK_STR("history", history, "draft anna 'stesura' |in review anna 'P000001' p1|approved bruno 'parole' p1|");
	registry_close(registry);
}

static void facts_stay(void)
{
	static const struct row {
		const char *sql, *reason;
	} rows[] = {
		{ "DELETE FROM layout_version", "a version of a layout is never deleted" },
		{ "UPDATE layout_version SET hash = 'x'", "is never changed, only its state" },
		{ "UPDATE layout_version SET author = 'x'", "is never changed, only its state" },
		{ "UPDATE layout_version SET state = 'good'", "is that of its last event" },
		{ "INSERT INTO layout_event VALUES (1, 9, 'good', '', 'bruno', '', '')", "CHECK" },
		{ "UPDATE layout_version SET state = 'approved'", "is that of its last event" },
		{ "INSERT INTO layout_event VALUES (1, 9, 'approved', '', 'anna', '', 'p1')", "nobody approves what he wrote" },
		{ "INSERT INTO layout_event VALUES (1, 9, 'approved', '', 'bruno', '', 'p2')", "judged by its own proof sets" },
		{ "INSERT INTO layout_event VALUES (1, 9, 'approved', '', 'bruno', '', '')", "CHECK" },
		{ "INSERT INTO layout_event VALUES (1, 8, 'approved', '', 'bruno', '', 'p1');"
		  "INSERT INTO layout_event VALUES (2, 8, 'approved', '', 'bruno', '', 'p2');"
		  "UPDATE layout_version SET state = 'approved'", "UNIQUE" },
		{ "DELETE FROM layout_event", "an event is never deleted" },
		{ "UPDATE layout_event SET who = 'x'", "an event is never changed" },
		{ "DELETE FROM proof_set", "a proof set is never deleted" },
		{ "UPDATE proof_set SET made_by = 'x'", "a proof set is never changed" },
		{ "UPDATE proof_set SET hash = 'x'", "a finished proof set is never changed" },
	};
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	prove(registry, add(registry, "ordine", "avviso", 1), "p1");
	prove(registry, add(registry, "ordine", "avviso", 2), "p2");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].sql, !database_exec(&registry->db, rows[i].sql, &error));
		CHECK_ERROR(rows[i].sql, error, rows[i].reason);
	}
}

static void take_proof(void *user, const struct proof_row *row)
{
	g_string_append_printf(user, "%u %s %d %s|", row->number, row->made_by, row->masked, row->hash);
}

static void proof_sets_are_finished_once(void)
{
	g_autofree char *path = NULL, *history = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GString) listed = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	guint id = add(registry, "ordine", "avviso", 1), died = 0, masked = 0;
	const struct proof_row row = { .version = id, .made_by = "anna", .began = NOW, .masked = TRUE };

	CHECK_TRUE("begun, never finished", registry_proof_begin(registry, &row, &died, &error));
	CHECK_TRUE("begun", registry_proof_begin(registry, &row, &masked, &error));
	CHECK_TRUE("finished", registry_proof_finish(registry, masked, "p2", NOW, &error));
	CHECK_INT("after", prove(registry, id, "p3"), 3);
	CHECK_TRUE("listed", registry_proof_each(registry, id, take_proof, listed, &error));
	CHECK_NO_ERROR("all", error);
	CHECK_STR("listed", listed->str, "3 anna 0 p3|2 anna 1 p2|");
	history = events(registry, id);
	CHECK_STR("history", history, "draft anna 'stesura' |in review anna 'P000002, masked' p2|in review anna 'P000003' p3|");
	CHECK_TRUE("twice", !registry_proof_finish(registry, masked, "p4", NOW, &error));
	CHECK_ERROR("twice", error, "proof set 2 is not being made");
}

CHECK_MAIN({ "finds what is asked for", finds_what_is_asked_for }, { "numbers leave no gap", numbers_leave_no_gap },
	   { "keeps the whole history", keeps_the_whole_history }, { "refuses wrong moves", refuses_wrong_moves },
	   { "one of two processes wins", one_of_two_processes_wins }, { "facts stay", facts_stay },
	   { "proof sets are finished once", proof_sets_are_finished_once })
