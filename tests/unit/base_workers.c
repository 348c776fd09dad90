/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks done by forked processes: order, failures, lost workers. */
#include "base/workers.h"
#include "unit/check.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct job {
	const char *folder;
	GString *order;
	guint fail_at, die_at, die_times;
};

static gboolean task(void *user, guint number, GByteArray *reply, GError **error)
{
	struct job *job = user;
	g_autofree char *text = g_strdup_printf("%u;", number);

	if (number == job->fail_at) {
		g_set_error(error, WORKERS_ERROR, WORKERS_ERROR_TASK, "part %u is bad", number);
		return FALSE;
	}
	for (guint i = 0; number == job->die_at && i < job->die_times; i++) {
		g_autofree char *mark = g_strdup_printf("%s/died-%u", job->folder, i);

		if (!g_file_test(mark, G_FILE_TEST_EXISTS)) {
			g_file_set_contents(mark, "", 0, NULL);
			kill(getpid(), SIGKILL);
		}
	}
	g_usleep(number % 3 == 0 ? 3000 : 0);
	g_byte_array_append(reply, (const guint8 *)text, (guint)strlen(text));
	return TRUE;
}

static gboolean done(void *user, guint number, const guint8 *reply, gsize length, GError **error)
{
	(void)number;
	(void)error;
	g_string_append_len(((struct job *)user)->order, (const char *)reply, (gssize)length);
	return TRUE;
}

static gboolean run(struct job *job, guint tasks, guint processes, GError **error)
{
	const struct work work = { .user = job, .tasks = tasks, .processes = processes, .task = task, .done = done };

	job->order = g_string_new(NULL);
	return workers_run(&work, error);
}

static void tells_in_order(void)
{
	for (guint processes = 1; processes <= 4; processes++) {
		struct job job = { NULL, NULL, G_MAXUINT, G_MAXUINT, 0 };
		g_autoptr(GError) error = NULL;
		g_autoptr(GString) expected = g_string_new(NULL);

		for (guint i = 0; i < 50; i++)
			g_string_append_printf(expected, "%u;", i);
		CHECK_TRUE("done", run(&job, 50, processes, &error));
		CHECK_STR("order", job.order->str, expected->str);
		g_string_free(job.order, TRUE);
	}
}

static void tells_a_failure(void)
{
	struct job job = { NULL, NULL, 7, G_MAXUINT, 0 };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("fails", !run(&job, 20, 2, &error));
	CHECK_ERROR("its own words", error, "part 7 is bad");
	CHECK_INT("no child is left", waitpid(-1, NULL, WNOHANG), -1);
	g_string_free(job.order, TRUE);
}

static void survives_a_lost_worker(void)
{
	g_autofree char *folder = check_folder();
	struct job job = { folder, NULL, G_MAXUINT, 3, 1 };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("one loss", run(&job, 6, 2, &error));
	CHECK_STR("all done", job.order->str, "0;1;2;3;4;5;");
	g_string_free(job.order, TRUE);
}

static void gives_up_after_two(void)
{
	g_autofree char *folder = check_folder();
	struct job job = { folder, NULL, G_MAXUINT, 3, 2 };
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("two losses", !run(&job, 6, 2, &error));
	CHECK_ERROR("says so", error, "lost, twice, at part 4");
	g_string_free(job.order, TRUE);
}

/* Tasks come up while the caller goes on; nothing is told before the end. */
static void takes_tasks_as_they_come(void)
{
	for (guint processes = 0; processes <= 2; processes++) {
		struct job job = { NULL, g_string_new(NULL), G_MAXUINT, G_MAXUINT, 0 };
		const struct work work = { .user = &job, .task = task, .done = done };
		struct crew *crew = crew_new(&work);
		g_autoptr(GString) expected = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		for (guint i = 1; i <= 30; i++) {
			CHECK_TRUE("offered", crew_offer(crew, i, processes, &error));
			g_usleep(500);
		}
		CHECK_STR("not told yet", job.order->str, "");
		for (guint i = 0; i < 40; i++)
			g_string_append_printf(expected, "%u;", i);
		CHECK_TRUE("finished", crew_finish(crew, 40, 2, &error));
		CHECK_STR("order", job.order->str, expected->str);
		crew_free(crew);
		g_string_free(job.order, TRUE);
	}
}

static void can_be_given_up(void)
{
	struct job job = { NULL, g_string_new(NULL), 5, G_MAXUINT, 0 };
	const struct work work = { .user = &job, .task = task, .done = done };
	struct crew *crew = crew_new(&work);
	g_autoptr(GError) error = NULL;

	CHECK_TRUE("offered", crew_offer(crew, 4, 2, &error));
	crew_free(crew);
	CHECK_INT("no child is left", waitpid(-1, NULL, WNOHANG), -1);
	crew = crew_new(&work);
	while (crew_offer(crew, 30, 2, &error))
		g_usleep(500);
	CHECK_ERROR("a failure is told at the next offer", error, "part 5 is bad");
	crew_free(crew);
	CHECK_INT("no child is left after it", waitpid(-1, NULL, WNOHANG), -1);
	g_string_free(job.order, TRUE);
}

CHECK_MAIN({ "tells in order", tells_in_order }, { "tells a failure", tells_a_failure },
	   { "survives a lost worker", survives_a_lost_worker }, { "gives up after two", gives_up_after_two },
	   { "takes tasks as they come", takes_tasks_as_they_come }, { "can be given up", can_be_given_up })
