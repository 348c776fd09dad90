/* SPDX-License-Identifier: Apache-2.0 */
#include "app/setup.h"

#include <string.h>

#include "app/codes.h"
#include "app/inside.h"
#include "app/kept.h"
#include "app/papers.h"
#include "app/versions.h"
#include "base/file.h"
#include "model/label.h"

/* Job files, profiles and the like are written by people: none is large. */
#define TEXT_MAX (1024 * 1024)

#define KEPT_JOB "job.ini"

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error != NULL)
		*error = g_error_new_valist(APP_ERROR, APP_ERROR_REFUSED, format, args);
	va_end(args);
	return FALSE;
}

char *share_folder(void)
{
	const char *set = g_getenv("PIEGO_SHARE");
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : g_strdup(".");
	g_autofree char *share = g_path_get_dirname(folder);
	g_autofree char *layouts = g_build_filename(share, "layouts", NULL);

	if (set != NULL)
		return g_strdup(set);
	return g_file_test(layouts, G_FILE_TEST_IS_DIR) ? g_steal_pointer(&share) : g_strdup(".");
}

static char *read_text(const char *what, const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	char *text;
	gsize length;

	if (!file_read(path, TEXT_MAX, &text, &length, &cause)) {
		refuse(error, "%s: %s", what, cause->message);
		return NULL;
	}
	if (strlen(text) != length) {
		refuse(error, "%s '%s': holds a NUL byte", what, path);
		g_free(text);
		return NULL;
	}
	return text;
}

static char *share_text(const char *kind, const char *name, const char *ending, char **path, GError **error)
{
	g_autofree char *share = share_folder();
	g_autofree char *file = g_strdup_printf("%s.%s", name, ending);
	char *text;

	if (strpbrk(name, "/\\") != NULL) {
		refuse(error, "%s '%s': a name, not a path, is wanted", kind, name);
		return NULL;
	}
	*path = g_build_filename(share, "profiles", kind, file, NULL);
	text = read_text(kind, *path, error);
	if (text == NULL)
		g_clear_pointer(path, g_free);
	return text;
}

char *share_profile(const char *kind, const char *name, char **path, GError **error)
{
	return share_text(kind, name, kind, path, error);
}

gboolean share_has_profile(const char *kind, const char *name)
{
	g_autofree char *share = share_folder();
	g_autofree char *file = g_strdup_printf("%s.%s", name, kind);
	g_autofree char *path = g_build_filename(share, "profiles", kind, file, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

char *share_table(const char *kind, const char *name, char **path, GError **error)
{
	return share_text(kind, name, "csv", path, error);
}

char *share_settings(const char *name, char **path, GError **error)
{
	g_autofree char *share = share_folder();
	g_autofree char *file = g_strdup_printf("%s.profile", name);
	char *text;

	*path = g_build_filename(share, "profiles", file, NULL);
	text = read_text("settings", *path, error);
	if (text == NULL)
		g_clear_pointer(path, g_free);
	return text;
}

/* Takes the text over; it is lent back. */
static const char *keep(struct setup *setup, const char *name, char *text)
{
	const struct setup_text kept = { g_strdup(name), text };

	g_array_append_val(setup->kept, kept);
	return text;
}

/*
 * A profile that decides what a run looks like: profiles/KIND/NAME.KIND, or what the bundle has of it where the setup is
 * opened from one.  The run's own bundle keeps the text under the name kept.  The text is lent by the setup; path is
 * for messages and for the profile's name, the caller frees.
 */
static const char *read_profile(struct setup *setup, const char *kind, const char *name, const char *kept, char **path,
			  GError **error)
{
	char *text;

	if (setup->of == NULL) {
		text = share_profile(kind, name, path, error);
	} else {
		g_autofree char *place = NULL;

		/* The bundle calls a profile by its use, the path by its name. */
		text = kept_text(setup->of, kept, &place, error);
		*path = text != NULL ? g_strdup_printf("%s/%s.%s", kind, name, kind) : NULL;
	}
	return text != NULL ? keep(setup, kept, text) : NULL;
}

/* Whether there is such a profile to be opened, for kinds that need not be there. */
static gboolean has_profile(const struct setup *setup, const char *kind, const char *name, const char *kept)
{
	return setup->of == NULL ? share_has_profile(kind, name) : kept_has(setup->of, kept);
}

/* A profile through its parser into *out, NULL after an error. */
#define OPEN_PROFILE(setup, kind, wanted, kept, parse, out, error)                                             \
	G_STMT_START                                                                                           \
	{                                                                                                      \
		g_autofree char *profile_path = NULL;                                                          \
		const char *profile_text = read_profile((setup), (kind), (wanted), (kept), &profile_path, (error)); \
                                                                                                               \
		*(out) = profile_text == NULL ? NULL : parse(profile_text, profile_path, (error));             \
	}                                                                                                      \
	G_STMT_END

static struct media media_of(const struct stock *stock)
{
	return (struct media){ .name = stock->name, .type = stock->type, .colour = stock->colour,
			       .grams_m2 = (guint)stock->grams_m2, .tray = stock->tray };
}

static gboolean open_stocks(struct setup *setup, GError **error)
{
	OPEN_PROFILE(setup, "stock", setup->job->stock, "stock.profile", stock_parse, &setup->stock, error);
	if (setup->stock == NULL)
		return FALSE;
	OPEN_PROFILE(setup, "stock", setup->job->stock_first, "stock-first.profile", stock_parse, &setup->stock_first, error);
	if (setup->stock_first == NULL)
		return FALSE;
	if (setup->stock_first->width != setup->stock->width || setup->stock_first->height != setup->stock->height)
		return refuse(error, "job '%s': stock '%s' for first sheets has another size than stock '%s'", setup->job->name,
			      setup->stock_first->name, setup->stock->name);
	setup->media = media_of(setup->stock);
	setup->media_first = media_of(setup->stock_first);
	return TRUE;
}

/* The rules of a file that the inserter takes or gives; without any there is no such file. */
static gboolean open_exchange(struct setup *setup, const char *name, const char *kept, enum exchange_use use,
			      struct exchange **out, GError **error)
{
	if (name == NULL)
		return TRUE;
	OPEN_PROFILE(setup, "exchange", name, kept, exchange_parse, out, error);
	if (*out == NULL || (*out)->use == use)
		return *out != NULL;
	return refuse(error, "inserter '%s': exchange '%s' is of another use", setup->inserter->name, name);
}

static gboolean open_exchanges(struct setup *setup, GError **error)
{
	const struct inserter *inserter = setup->inserter;

	return open_exchange(setup, inserter->control, "control.exchange", EXCHANGE_CONTROL, &setup->control, error) &&
	       open_exchange(setup, inserter->results, "results.exchange", EXCHANGE_RESULTS, &setup->results, error);
}

static gboolean open_inserts(struct setup *setup, GError **error)
{
	char *const *names = setup->job->inserts;

	setup->inserts = g_new0(struct insert *, g_strv_length((char **)names) + 1);
	for (guint i = 0; names[i] != NULL; i++) {
		g_autofree char *kept = g_strdup_printf("insert-%u.profile", i + 1);

		OPEN_PROFILE(setup, "insert", names[i], kept, insert_parse, &setup->inserts[i], error);
		if (setup->inserts[i] == NULL)
			return FALSE;
		setup->n_inserts++;
	}
	return TRUE;
}

/* A machine that asks for it would take a missing one for the thinnest of letters. */
static gboolean thickness_is_known(const struct setup *setup, GError **error)
{
	if (setup->control == NULL || !exchange_wants(setup->control, "thickness-um") ||
	    post_thickness(2, setup->stock_first, setup->stock, setup->envelope,
			   (const struct insert *const *)setup->inserts, setup->n_inserts) > 0)
		return TRUE;
	return refuse(error, "exchange '%s' wants the thickness of pieces: envelope '%s', stock or an insert does not say its own",
		      setup->control->name, setup->envelope->name);
}

/* Most clients have none. */
static gboolean open_postal(struct setup *setup, GError **error)
{
	const char *client = setup->job->client;

	if (has_profile(setup, "postal", client, "postal.profile")) {
		OPEN_PROFILE(setup, "postal", client, "postal.profile", postal_parse, &setup->postal, error);
		if (setup->postal == NULL)
			return FALSE;
	}
	return codes_check(setup, error);
}

static gboolean open_profiles(struct setup *setup, GError **error)
{
	const struct job *job = setup->job;

	OPEN_PROFILE(setup, "envelope", job->envelope, "envelope.profile", envelope_parse, &setup->envelope, error);
	if (setup->envelope == NULL || !open_stocks(setup, error))
		return FALSE;
	OPEN_PROFILE(setup, "product", job->product, "product.profile", product_parse, &setup->product, error);
	if (setup->product == NULL)
		return FALSE;
	OPEN_PROFILE(setup, "inserter", job->inserter, "inserter.profile", inserter_parse, &setup->inserter, error);
	if (setup->inserter == NULL)
		return FALSE;
	OPEN_PROFILE(setup, "press", job->press, "press.profile", press_parse, &setup->press, error);
	return setup->press != NULL && open_exchanges(setup, error) && open_inserts(setup, error) &&
	       thickness_is_known(setup, error) && open_postal(setup, error);
}

struct press *app_press(GError **error)
{
	g_autofree char *path = NULL;
	g_autofree char *text = share_profile("press", PRESS_STANDARD, &path, error);

	return text != NULL ? press_parse(text, path, error) : NULL;
}

/* text is taken over. */
static gboolean parse_job(struct setup *setup, char *text, const char *path, GError **error)
{
	char hash[HASH_ROOM];

	if (text == NULL)
		return FALSE;
	hash_of(text, strlen(text), hash);
	setup->job_hash = g_strdup(hash);
	setup->job = job_parse(keep(setup, KEPT_JOB, text), path, error);
	return setup->job != NULL;
}

/* The layout that is wished in the place of the job's. */
static gboolean take_wished(struct setup *setup, const struct setup_wish *wish, GError **error)
{
	struct job *job = setup->job;
	struct label label;

	if (wish->layout == NULL)
		return TRUE;
	if (!label_parse(wish->layout, &label))
		return refuse(error, "not a layout: '%s' (a layout is NAME, or NAME@N)", wish->layout);
	if (label.client != NULL && !g_str_equal(label.client, job->client)) {
		label_clear(&label);
		return refuse(error, "job '%s' is of client '%s': '%s' is of another", job->name, job->client,
			      wish->layout);
	}
	g_free(job->layout);
	job->layout = g_steal_pointer(&label.name);
	job->layout_version = label.number;
	label_clear(&label);
	return TRUE;
}

char *setup_layout_file(const struct job *job, const char *folder)
{
	g_autofree char *share = share_folder();
	g_autofree char *file = g_strdup_printf("%s.xml", job->layout);
	g_autofree char *beside = g_build_filename(folder, file, NULL);

	return g_file_test(beside, G_FILE_TEST_EXISTS) ? g_steal_pointer(&beside)
						       : g_build_filename(share, "layouts", file, NULL);
}

/* The version a live run may use, among all of the layout. */
static const struct version *find_approved(const struct job *job, const GPtrArray *versions, GError **error)
{
	const struct version *newest = versions->pdata[versions->len - 1];

	for (guint i = 0; i < versions->len; i++) {
		const struct version *version = versions->pdata[i];

		if (job->layout_version != 0 && version->number != job->layout_version)
			continue;
		if (version->state == APPROVAL_APPROVED)
			return version;
		newest = version;
	}
	refuse(error, "job '%s': layout '%s/%s@%u' is not approved: it is %s", job->name, newest->client, newest->name,
	       newest->number, approval_name(newest->state));
	return NULL;
}

/* The one named, or the newest. */
static const struct version *find_wanted(const struct job *job, const GPtrArray *versions, GError **error)
{
	for (guint i = versions->len; i > 0; i--) {
		const struct version *version = versions->pdata[i - 1];

		if (job->layout_version == 0 || version->number == job->layout_version)
			return version;
	}
	refuse(error, "job '%s': layout '%s/%s@%u' is not stored", job->name, job->client, job->layout,
	       job->layout_version);
	return NULL;
}

static gboolean open_stored(struct setup *setup, struct app *app, const GPtrArray *versions,
			    enum setup_purpose purpose, GError **error)
{
	const struct version *version = find_wanted(setup->job, versions, error);

	if (version != NULL && purpose == SETUP_LIVE)
		version = find_approved(setup->job, versions, error);
	if (version == NULL)
		return FALSE;
	setup->layout = app_version_open(app, version, setup->typesetter, error);
	setup->version = version->id;
	setup->layout_label = g_strdup_printf("%s@%u", version->name, version->number);
	return setup->layout != NULL;
}

static gboolean open_file(struct setup *setup, const char *folder, GError **error)
{
	g_autofree char *path = setup_layout_file(setup->job, folder);

	setup->layout = layout_load(setup->typesetter, path, error);
	setup->layout_label = g_strdup(setup->job->layout);
	return setup->layout != NULL;
}

static gboolean open_layout(struct setup *setup, struct app *app, const struct setup_wish *wish, const char *folder,
			    GError **error)
{
	const struct job *job = setup->job;
	g_autoptr(GPtrArray) versions = NULL;
	gboolean opened;

	setup->typesetter = app_typesetter(error);
	if (setup->typesetter == NULL || !typesetter_has_role(setup->typesetter, setup->envelope->font, error))
		return FALSE;
	if (app != NULL && (versions = app_versions(app, job->client, job->layout, error)) == NULL)
		return FALSE;
	if (versions != NULL && versions->len > 0)
		opened = open_stored(setup, app, versions, wish->purpose, error);
	else if (wish->purpose != SETUP_CHECK)
		opened = refuse(error, "job '%s': layout '%s/%s' is not stored: see 'piego layout add'", job->name, job->client,
				job->layout);
	else
		opened = open_file(setup, folder, error);
	if (opened)
		setup->dictionary = layout_dictionary(setup->layout);
	return opened;
}

/* What the job has reckoned, by the centre's rates. */
static gboolean open_sums(struct setup *setup, GError **error)
{
	const struct interest_sum *interest = setup->job->sums.interest;

	if (interest != NULL) {
		OPEN_PROFILE(setup, "rate", interest->rate, "rate.profile", rate_table_parse, &setup->rate, error);
		if (setup->rate == NULL)
			return FALSE;
		setup->rate_text = g_array_index(setup->kept, struct setup_text, setup->kept->len - 1).text;
	}
	setup->filling = filling_new(setup->job, setup->rate, setup->dictionary, error);
	return setup->filling != NULL;
}

static gboolean open_data(struct setup *setup, const char *folder, GError **error)
{
	const struct job *job = setup->job;
	g_autofree char *profile_path = g_build_filename(folder, job->profile, NULL);
	g_autofree char *text = read_text("profile", profile_path, error);
	g_autoptr(GError) cause = NULL;
	char hash[HASH_ROOM];
	guint64 bytes;

	if (text == NULL)
		return FALSE;
	setup->profile = intake_profile_parse(text, profile_path, error);
	if (setup->profile == NULL)
		return FALSE;
	setup->data_path = g_build_filename(folder, job->data, NULL);
	if (!file_hash(setup->data_path, &bytes, hash, &cause))
		return refuse(error, "job '%s': data: %s", job->name, cause->message);
	setup->data_hash = g_strdup(hash);
	if (job->seeds != NULL)
		setup->seeds_path = g_build_filename(folder, job->seeds, NULL);
	return TRUE;
}

/* The first error-level finding of the example letter. */
struct example_sink {
	struct finding_sink sink;
	GString *text;
};

static void example_found(struct finding_sink *sink, const struct finding *finding)
{
	struct example_sink *example = (struct example_sink *)sink;

	if (finding->severity != FINDING_ERROR)
		return;
	g_string_append_printf(example->text, "%s%s: %s: %s", example->text->len > 0 ? "\n" : "", finding->column,
			       finding_text(finding->code), finding->value);
}

/* Rows enough to fill pages, so that every page master is looked at. */
#define EXAMPLE_ROWS 60

static gboolean check_example(struct setup *setup, GError **error)
{
	const struct compose_plan plan = setup_compose_plan(setup, 1);
	struct composer *composer = composer_new(&plan);
	struct arena *arena = arena_new(16 * 1024);
	g_autoptr(GString) text = g_string_new(NULL);
	struct example_sink sink = { { example_found }, text };

	compose_check(composer, record_example(setup->dictionary, EXAMPLE_ROWS, arena), &sink.sink);
	composer_free(composer);
	arena_free(arena);
	return text->len == 0 || refuse(error, "layout '%s' with envelope '%s' and inserter '%s': %s",
					setup->layout_label, setup->job->envelope, setup->job->inserter, text->str);
}

struct compose_plan setup_compose_plan(const struct setup *setup, guint run)
{
	/* Two stocks of one name are one paper: a press is asked for it once. */
	const struct media *first = g_str_equal(setup->stock_first->name, setup->stock->name) ? &setup->media
											       : &setup->media_first;

	return (struct compose_plan){
		.typesetter = setup->typesetter, .layout = setup->layout, .envelope = setup->envelope,
		.media_first = first, .media = &setup->media,
		.product = setup->product, .matrix = setup->postal != NULL && setup->postal->matrix != NULL,
		.inserter = setup->inserter, .press = setup->press, .duplex = setup->job->duplex, .run = run,
	};
}

static void make_rules(struct setup *setup)
{
	setup->rules = (struct plan_rules){
		.product = setup->product, .envelope = setup->envelope, .stock_first = setup->stock_first,
		.stock = setup->stock,
		.inserts = (const struct insert *const *)setup->inserts, .n_inserts = setup->n_inserts,
		.inserter = setup->inserter, .duplex = setup->job->duplex,
		.max_sheets_per_file = setup->job->max_sheets_per_file,
	};
}

static void clear_text(void *data)
{
	struct setup_text *kept = data;

	g_free(kept->name);
	g_free(kept->text);
}

static struct setup *setup_new(const struct kept *of)
{
	struct setup *setup = g_new0(struct setup, 1);

	setup->of = of;
	setup->kept = g_array_new(FALSE, FALSE, sizeof(struct setup_text));
	g_array_set_clear_func(setup->kept, clear_text);
	return setup;
}

struct setup *setup_open(struct app *app, const struct setup_wish *wish, GError **error)
{
	g_autoptr(setup_t) setup = setup_new(NULL);
	g_autofree char *folder = g_path_get_dirname(wish->job_path);

	g_assert(app != NULL || wish->purpose == SETUP_CHECK);
	if (!parse_job(setup, read_text("job", wish->job_path, error), wish->job_path, error) ||
	    !take_wished(setup, wish, error) || !open_profiles(setup, error) ||
	    !open_layout(setup, app, wish, folder, error) ||
	    !open_sums(setup, error) || !open_data(setup, folder, error) || !check_example(setup, error) ||
	    (setup->papers = papers_open(setup, error)) == NULL)
		return NULL;
	make_rules(setup);
	return g_steal_pointer(&setup);
}

/* ---- from a bundle ---- */

static gboolean open_kept_job(struct setup *setup, GError **error)
{
	const struct ticket *ticket = kept_ticket(setup->of);
	/* The folder in which the job file stood named the job. */
	g_autofree char *path = g_build_filename(ticket_string(ticket, "job"), KEPT_JOB, NULL);
	g_autofree char *place = NULL;

	setup->data_hash = g_strdup(ticket_string(ticket, "data_sha256"));
	return parse_job(setup, kept_text(setup->of, KEPT_JOB, &place, error), path, error);
}

static gboolean may_be_printed(const struct kept *kept, const struct version *version, GError **error)
{
	return version->state == APPROVAL_APPROVED || version->state == APPROVAL_SUPERSEDED ||
	       kept_refuse(kept, error, "its layout '%s/%s@%u' is %s", version->client, version->name, version->number,
			   approval_name(version->state));
}

/* The version that the run named, with the bytes that it had. */
static gboolean open_kept_layout(struct setup *setup, struct app *app, enum setup_kept purpose, GError **error)
{
	const struct ticket *ticket = kept_ticket(setup->of);
	const char *layout = ticket_string(ticket, "layout");
	g_autofree char *label = g_strdup_printf("%s/%s", ticket_string(ticket, "client"), layout);
	g_autoptr(version_t) version = NULL;

	if (strchr(layout, '@') == NULL)
		return kept_refuse(setup->of, error, "its layout '%s' was never stored", layout);
	version = app_version(app, label, error);
	if (version == NULL || (purpose == SETUP_AGAIN && !may_be_printed(setup->of, version, error)))
		return FALSE;
	setup->typesetter = app_typesetter(error);
	if (setup->typesetter == NULL || !typesetter_has_role(setup->typesetter, setup->envelope->font, error))
		return FALSE;
	setup->layout = app_version_open(app, version, setup->typesetter, error);
	if (setup->layout == NULL)
		return FALSE;
	setup->version = version->id;
	setup->layout_label = g_strdup(layout);
	setup->dictionary = layout_dictionary(setup->layout);
	return g_str_equal(layout_hash(setup->layout), ticket_string(ticket, "layout_sha256")) ||
	       kept_refuse(setup->of, error, "layout '%s' is not the one that was printed", label);
}

/* The layout's example passed when the run was made, and nothing has changed since. */
struct setup *setup_open_kept(struct app *app, const struct kept *kept, enum setup_kept purpose, GError **error)
{
	g_autoptr(setup_t) setup = setup_new(kept);

	if (!open_kept_job(setup, error) || !open_profiles(setup, error) || !open_kept_layout(setup, app, purpose, error) ||
	    !open_sums(setup, error) || (purpose == SETUP_AGAIN && (setup->papers = papers_open(setup, error)) == NULL))
		return NULL;
	make_rules(setup);
	return g_steal_pointer(&setup);
}

void setup_free(struct setup *setup)
{
	if (setup == NULL)
		return;
	job_free(setup->job);
	g_free(setup->data_path);
	g_free(setup->seeds_path);
	g_free(setup->data_hash);
	g_free(setup->job_hash);
	g_free(setup->layout_label);
	g_clear_pointer(&setup->papers, papers_close);
	g_clear_pointer(&setup->layout, layout_free);
	g_clear_pointer(&setup->typesetter, typesetter_free);
	g_clear_pointer(&setup->profile, intake_profile_free);
	g_clear_pointer(&setup->filling, filling_free);
	g_clear_pointer(&setup->rate, rate_table_free);
	g_clear_pointer(&setup->envelope, envelope_free);
	g_clear_pointer(&setup->stock_first, stock_free);
	g_clear_pointer(&setup->stock, stock_free);
	g_clear_pointer(&setup->product, product_free);
	g_clear_pointer(&setup->postal, postal_free);
	g_clear_pointer(&setup->inserter, inserter_free);
	g_clear_pointer(&setup->control, exchange_free);
	g_clear_pointer(&setup->results, exchange_free);
	g_clear_pointer(&setup->press, press_free);
	for (guint i = 0; i < setup->n_inserts; i++)
		insert_free(setup->inserts[i]);
	g_free(setup->inserts);
	g_array_unref(setup->kept);
	g_free(setup);
}
