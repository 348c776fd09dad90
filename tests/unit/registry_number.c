/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/number.h"

#include "registry/inside.h"
#include "registry/run.h"
#include "unit/check.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-03-01T08:00:00Z"
#define BODIES G_GINT64_CONSTANT(100000000000)
#define S10 G_GINT64_CONSTANT(100000000)
#define F "%" G_GINT64_FORMAT

static const struct number_owner ordine = { "ordine", "racc", "domestic" };

static guint begin_run(struct registry *registry, const char *client)
{
	const struct run_row row = { .client = client, .job = "avvisi", .title = "Avvisi", .layout = "avviso@1",
				     .layout_hash = "l", .data_hash = "d" };
	g_autoptr(GError) error = NULL;
	guint run = 0;

	CHECK_TRUE(client, registry_run_begin(registry, &row, NOW, &run, &error));
	CHECK_NO_ERROR(client, error);
	return run;
}

/* With the clients ordine (run 1) and acque (run 2). */
static struct registry *fresh(char **path)
{
	g_autofree char *folder = check_folder();
	g_autoptr(GError) error = NULL;
	struct registry *registry;

	*path = g_build_filename(folder, "registry.db", NULL);
	registry = registry_open(*path, &error);
	CHECK_NO_ERROR("open", error);
	begin_run(registry, "ordine");
	begin_run(registry, "acque");
	return registry;
}

static gboolean add(struct registry *registry, const struct number_owner *owner, gint64 first, gint64 last, GError **error)
{
	const struct range_row row = { .client = owner->client, .product = owner->product, .series = owner->series,
				       .first = first, .last = last, .added = NOW, .who = "anna" };

	return range_add(registry, &row, strcmp(owner->series, "domestic") == 0 ? BODIES : S10, error);
}

static void put_stretches(GString *out, const GArray *taken)
{
	for (guint i = 0; i < taken->len; i++) {
		const struct number_stretch *stretch = &g_array_index(taken, struct number_stretch, i);

		g_string_append_printf(out, F "-" F "|", stretch->first, stretch->last);
	}
}

/* One transaction; the stretches as text, or what is against it. */
static char *take(struct registry *registry, const struct number_owner *owner, guint run, gint64 count)
{
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	if (registry_begin(registry, &error) && numbers_take(registry, owner, run, count, NOW, taken, &error) &&
	    registry_commit(registry, &error)) {
		put_stretches(out, taken);
	} else {
		registry_abort(registry);
		g_string_append(out, error->message);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static gint64 left_to(struct registry *registry, const struct number_owner *owner)
{
	g_autoptr(GError) error = NULL;
	gint64 left = -1;

	CHECK_TRUE(owner->product, numbers_left(registry, owner, &left, &error));
	CHECK_NO_ERROR(owner->product, error);
	return left;
}

static void put_range(void *user, const struct range_row *row)
{
	g_string_append_printf(user, "%s %s %s " F "-" F " " F " %s %s|", row->client, row->product, row->series, row->first,
			       row->last, row->next, row->added, row->who);
}

static char *ranges(struct registry *registry)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("each", range_each(registry, put_range, out, &error));
	CHECK_NO_ERROR("each", error);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void adds_ranges_apart(void)
{
	static const struct row {
		const char *label;
		struct number_owner owner;
		gint64 first, last;
		const char *reason;	/* NULL: added */
	} rows[] = {
		{ "the first", { "ordine", "racc", "domestic" }, 100, 199, NULL },
		{ "the same again", { "ordine", "racc", "domestic" }, 100, 199, "overlaps 100 to 199, 'racc' of client 'ordine'" },
		{ "its last number", { "ordine", "racc", "domestic" }, 199, 300, "overlaps 100 to 199" },
		{ "its first number", { "ordine", "racc", "domestic" }, 50, 100, "overlaps 100 to 199" },
		{ "within it", { "ordine", "racc", "domestic" }, 150, 150, "overlaps 100 to 199" },
		{ "around it", { "ordine", "racc", "domestic" }, 1, 999, "overlaps 100 to 199" },
		{ "of another client", { "acque", "racc", "domestic" }, 120, 130, "overlaps 100 to 199" },
		{ "of a product with the same numbers", { "acque", "racc-ar", "domestic" }, 120, 130, "overlaps 100 to 199" },
		{ "of another series", { "acque", "estera", "RR IT" }, 120, 130, NULL },
		{ "of the product's other series", { "acque", "estera", "RA IT" }, 125, 135, "overlaps 120 to 130" },
		{ "right behind it", { "ordine", "racc", "domestic" }, 200, 200, NULL },
		{ "right before it", { "acque", "racc", "domestic" }, 0, 99, NULL },
		{ "the last there are", { "ordine", "racc", "domestic" }, BODIES - 1, BODIES - 1, NULL },
		{ "one too far", { "ordine", "racc", "domestic" }, BODIES - 5, BODIES, "goes beyond 99999999999" },
		{ "too far abroad", { "ordine", "estera", "RR IT" }, 1000, S10, "goes beyond 99999999" },
		{ "upside down", { "ordine", "racc", "domestic" }, 500, 499, "ends before it begins" },
		{ "negative", { "ordine", "racc", "domestic" }, -1, 499, "ends before it begins" },
		{ "a client that is not known", { "ordin", "racc", "domestic" }, 500, 599, "client 'ordin' is not known" },
	};
	g_autofree char *path = NULL, *got = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		gboolean added = add(registry, &rows[i].owner, rows[i].first, rows[i].last, &error);

		CHECK_INT(rows[i].label, added, rows[i].reason == NULL);
		if (rows[i].reason == NULL) {
			CHECK_NO_ERROR(rows[i].label, error);
		} else {
			CHECK_ERROR(rows[i].label, error, rows[i].reason);
			CHECK_INT(rows[i].label, error != NULL ? error->code : -1, REGISTRY_ERROR_STATE);
		}
	}
	got = ranges(registry);
	CHECK_STR("all", got,
		  "acque estera RR IT 120-130 120 " NOW " anna|acque racc domestic 0-99 0 " NOW " anna|"
		  "ordine racc domestic 100-199 100 " NOW " anna|ordine racc domestic 200-200 200 " NOW " anna|"
		  "ordine racc domestic 99999999999-99999999999 99999999999 " NOW " anna|");
}

static void takes_in_order(void)
{
	static const struct row {
		const char *label;
		struct number_owner owner;
		guint run;
		gint64 count;
		const char *expected;
		gint64 left;
	} rows[] = {
		{ "the first", { "ordine", "racc", "domestic" }, 1, 1, "500-500|", 14 },
		{ "none", { "ordine", "racc", "domestic" }, 1, 0, "", 14 },
		{ "to the end of a range", { "ordine", "racc", "domestic" }, 1, 9, "501-509|", 5 },
		{ "the older range was first, whatever its numbers", { "ordine", "racc", "domestic" }, 1, 1, "100-100|", 4 },
		{ "another client's are not touched", { "acque", "racc", "domestic" }, 2, 2, "900-901|", 1 },
		{ "another product's are not", { "ordine", "racc-ar", "domestic" }, 1, 1,
		  "client 'ordine' has 0 numbers of 'racc-ar' left: the run needs 1", 0 },
		{ "another series' are not", { "ordine", "racc", "RR IT" }, 1, 1,
		  "client 'ordine' has 0 numbers of 'racc' left: the run needs 1", 0 },
		{ "more than are left", { "ordine", "racc", "domestic" }, 1, 5,
		  "client 'ordine' has 4 numbers of 'racc' left: the run needs 5", 4 },
		{ "more than a range has", { "ordine", "racc", "domestic" }, 1, 3, "101-102|700-700|", 1 },
		{ "not for a run that is not there", { "ordine", "racc", "domestic" }, 9, 1, "", 1 },
		{ "the last", { "ordine", "racc", "domestic" }, 1, 1, "701-701|", 0 },
		{ "used up", { "ordine", "racc", "domestic" }, 1, 1,
		  "client 'ordine' has 0 numbers of 'racc' left: the run needs 1", 0 },
	};
	static const struct number_owner acque = { "acque", "racc", "domestic" };
	g_autofree char *path = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	CHECK_TRUE("range", add(registry, &ordine, 500, 509, NULL) && add(registry, &ordine, 100, 102, NULL) &&
				    add(registry, &acque, 900, 902, NULL) && add(registry, &ordine, 700, 701, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = take(registry, &rows[i].owner, rows[i].run, rows[i].count);

		if (rows[i].run == 9)
			CHECK_TRUE(rows[i].label, strstr(got, "by a run in the making") != NULL);
		else
			CHECK_STR(rows[i].label, got, rows[i].expected);
		CHECK_INT(rows[i].label, left_to(registry, &rows[i].owner), rows[i].left);
	}
}

/* An aborted transaction gives nothing; a run that fails later has burned what it took. */
static void burns_what_was_committed(void)
{
	g_autofree char *path = NULL, *first = NULL, *second = NULL;
	g_autoptr(registry_t) registry = fresh(&path);
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("range", add(registry, &ordine, 100, 199, NULL));
	CHECK_TRUE("begin", registry_begin(registry, NULL));
	CHECK_TRUE("take", numbers_take(registry, &ordine, 1, 10, NOW, taken, &error));
	registry_abort(registry);
	CHECK_INT("aborted", left_to(registry, &ordine), 100);
	first = take(registry, &ordine, 1, 10);
	CHECK_STR("committed", first, "100-109|");
	CHECK_TRUE("given up", registry_run_abandon(registry, 1, &error));
	CHECK_NO_ERROR("given up", error);
	CHECK_INT("its number is taken again", begin_run(registry, "ordine"), 1);
	second = take(registry, &ordine, 1, 10);
	CHECK_STR("its numbers are not", second, "110-119|");
}

static void schema_keeps_them(void)
{
	static const struct row {
		const char *sql, *reason;
	} rows[] = {
		{ "DELETE FROM number_range", "never deleted" },
		{ "UPDATE number_range SET last = last + 1", "never changed" },
		{ "UPDATE number_range SET client = 2", "never changed" },
		{ "UPDATE number_range SET next = first", "only follows those taken" },
		{ "UPDATE number_range SET next = next", "only follows those taken" },
		{ "UPDATE number_range SET next = next + 1", "only follows those taken" },
		{ "INSERT OR REPLACE INTO number_range SELECT id, client, product, series, first + 50, last + 50, first + 50,"
		  " added, who FROM number_range", "" },
		{ "INSERT INTO number_range SELECT 9, client, product, series, 300, 400, 301, added, who FROM number_range",
		  "begins with its first number" },
		{ "INSERT INTO number_range SELECT 9, client, product, series, 199, 400, 199, added, who FROM number_range",
		  "do not overlap" },
		{ "INSERT INTO number_taken VALUES (1, 1, 100, 100, 'x')", "in order and never twice" },
		{ "INSERT INTO number_taken VALUES (1, 1, 111, 112, 'x')", "in order and never twice" },
		{ "INSERT INTO number_taken VALUES (1, 1, 110, 200, 'x')", "in order and never twice" },
		{ "INSERT INTO number_taken VALUES (1, 1, 110, 109, 'x')", "" },
		{ "INSERT INTO number_taken VALUES (1, 7, 110, 111, 'x')", "by a run in the making" },
		{ "INSERT OR REPLACE INTO number_taken VALUES (1, 1, 100, 109, 'x')", "in order and never twice" },
		{ "UPDATE number_taken SET run = 2", "stays what it is" },
		{ "DELETE FROM number_taken", "never given back" },
	};
	g_autofree char *path = NULL, *got = NULL, *after = NULL;
	g_autoptr(registry_t) registry = fresh(&path);

	CHECK_TRUE("range", add(registry, &ordine, 100, 199, NULL));
	got = take(registry, &ordine, 1, 10);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].sql, !database_exec(&registry->db, rows[i].sql, &error));
		CHECK_ERROR(rows[i].sql, error, rows[i].reason);
	}
	after = ranges(registry);
	CHECK_STR("as it was", after, "ordine racc domestic 100-199 110 " NOW " anna|");
}

/* ---- processes ---- */

#define TAKERS 2
#define TIMES 50
#define EACH 7

/* A process of its own takes EACH numbers TIMES over and writes them to out as they are committed. */
static pid_t start_taker(const char *path, int out)
{
	pid_t child = fork();
	struct registry *registry;

	if (child != 0)
		return child;
	registry = registry_open(path, NULL);
	for (guint i = 0; i < TIMES; i++) {
		g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));
		gsize length;

		if (!registry_begin(registry, NULL) || !numbers_take(registry, &ordine, 1, EACH, NOW, taken, NULL) ||
		    !registry_commit(registry, NULL))
			_exit(1);
		length = taken->len * sizeof(struct number_stretch);
		if (write(out, taken->data, length) != (gssize)length)
			_exit(2);
	}
	_exit(0);
}

static void two_take_at_once(void)
{
	g_autofree char *path = NULL;
	struct registry *registry = fresh(&path);
	gboolean seen[TAKERS * TIMES * EACH] = { FALSE };
	struct number_stretch stretch;
	int out[2], status;
	guint numbers = 0;

	/* Two ranges, the seam within a take. */
	CHECK_TRUE("range", add(registry, &ordine, 0, 99, NULL) && add(registry, &ordine, 100, G_N_ELEMENTS(seen) - 1, NULL));
	registry_close(registry);
	CHECK_INT("pipe", pipe(out), 0);
	for (guint i = 0; i < TAKERS; i++)
		start_taker(path, out[1]);
	close(out[1]);
	while (read(out[0], &stretch, sizeof stretch) == sizeof stretch) {
		for (gint64 body = stretch.first; body <= stretch.last && body < (gint64)G_N_ELEMENTS(seen); body++) {
			CHECK_TRUE("given once", !seen[body]);
			seen[body] = TRUE;
			numbers++;
		}
	}
	close(out[0]);
	for (guint i = 0; i < TAKERS; i++) {
		CHECK_TRUE("ended", wait(&status) > 0);
		CHECK_INT("ended well", status, 0);
	}
	CHECK_INT("all", numbers, G_N_ELEMENTS(seen));
}

/* A child takes 10 and waits to be killed, before its commit or after it. */
static void kill_taker(const char *path, gboolean commit)
{
	int told[2], status;
	char mark;
	pid_t child;

	CHECK_INT("pipe", pipe(told), 0);
	child = fork();
	if (child == 0) {
		struct registry *registry = registry_open(path, NULL);
		g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct number_stretch));

		if (!registry_begin(registry, NULL) || !numbers_take(registry, &ordine, 1, 10, NOW, taken, NULL) ||
		    (commit && !registry_commit(registry, NULL)) || write(told[1], "!", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(told[1]);
	CHECK_INT("took", read(told[0], &mark, 1), 1);
	close(told[0]);
	kill(child, SIGKILL);
	CHECK_INT("child", waitpid(child, &status, 0), child);
	CHECK_TRUE("killed", WIFSIGNALED(status));
}

static void killed_takers(void)
{
	static const struct row {
		const char *label;
		gboolean commit;
		const char *next;
	} rows[] = {
		{ "before the commit: as if nothing had been", FALSE, "100-104|" },
		{ "after the commit: burned", TRUE, "115-119|" },
		{ "before it again", FALSE, "120-124|" },
	};
	g_autofree char *path = NULL;
	struct registry *registry = fresh(&path);

	CHECK_TRUE("range", add(registry, &ordine, 100, 199, NULL));
	registry_close(registry);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = NULL;

		kill_taker(path, rows[i].commit);
		registry = registry_open(path, NULL);
		got = take(registry, &ordine, 1, 5);
		CHECK_STR(rows[i].label, got, rows[i].next);
		registry_close(registry);
	}
}

CHECK_MAIN({ "adds ranges apart", adds_ranges_apart }, { "takes in order", takes_in_order },
	   { "burns what was committed", burns_what_was_committed }, { "schema keeps them", schema_keeps_them },
	   { "two take at once", two_take_at_once }, { "killed takers", killed_takers })
