/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One list is made at a time.  The registry says at one moment what is inserted; the files are made of just that, sealed, and
 * then one transaction posts it, unless a piece has gone another way meanwhile.  The folder gets its name last: where a process
 * dies between the two, the next start gives it, for the registry's word counts.
 */
#include "app/posting.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "app/centre.h"
#include "app/listing.h"
#include "app/moving.h"
#include "app/prices.h"
#include "app/setup.h"
#include "app/versions.h"
#include "registry/posting.h"
#include "report/clock.h"

/* The rules of pieces.csv and pieces.json. */
static const char *const own_rules[] = { "carrier-csv", "carrier-json", NULL };

struct judging {
	struct posting_judge judge;
	struct registry *registry;
};

static gboolean knows(struct posting_judge *judge, guint number, const char *hash, gboolean *known, GError **error)
{
	return posting_known(((struct judging *)judge)->registry, number, hash, known, error);
}

gboolean app_settle_postings(struct app *app, GError **error)
{
	struct judging judging = { { knows }, app->registry };

	return posting_settle(app->spool, &judging.judge, error);
}

static gboolean refuse(const struct listing *listing, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean refuse(const struct listing *listing, GError **error, const char *format, ...)
{
	g_autofree char *subject = g_strdup_printf("run R%06u is not posted", listing->wish->run);
	g_autofree char *why = NULL;
	va_list args;

	va_start(args, format);
	why = g_strdup_vprintf(format, args);
	va_end(args);
	return app_refuse(error, subject, "%s", why);
}

/* ---- the run and its day ---- */

/* What is no moment counts as this one. */
static day_t day_of(const char *utc)
{
	g_autofree char *now = app_now();
	day_t day;

	if (!clock_date(utc, &day) && !clock_date(now, &day))
		g_assert_not_reached();
	return day;
}

struct run_found {
	gboolean found;
	enum run_state state;
	char *began, *committed;
};

static void note_run(void *user, const struct run_row *row)
{
	*(struct run_found *)user = (struct run_found){ TRUE, row->state, g_strdup(row->began), g_strdup(row->committed) };
}

static gboolean find_run(struct listing *listing, GError **error)
{
	struct run_found run = { FALSE };
	gboolean ok;

	if (!registry_run_each(listing->app->registry, listing->wish->run, note_run, &run, error))
		return FALSE;
	if (!run.found)
		return refuse(listing, error, "there is no such run");
	listing->received = day_of(run.began);
	listing->made_on = day_of(run.committed);
	ok = run.state == RUN_PRINTING || refuse(listing, error, "it is %s", run_state_name(run.state));
	g_free(run.began);
	g_free(run.committed);
	return ok;
}

static gboolean find_date(struct listing *listing, GError **error)
{
	char set[LOOP_TIME_ROOM];
	const char *text = listing->wish->date, *reason;

	listing->date = day_of("");
	if (text == NULL) {
		if (!posting_date_find(listing->app->registry, listing->wish->run, set, error))
			return FALSE;
		text = *set != '\0' ? set : NULL;
	}
	reason = text != NULL ? date_read(text, &listing->date) : NULL;
	if (reason != NULL) {
		g_set_error(error, APP_ERROR, APP_ERROR_USAGE, "--date: %s: '%s'", reason, text);
		return FALSE;
	}
	if (listing->date < listing->made_on) {
		date_write_iso(set, listing->made_on);
		return refuse(listing, error, "the run was made on %s", set);
	}
	listing->made->date = g_malloc(DATE_ROOM);
	date_write_iso(listing->made->date, listing->date);
	return TRUE;
}

/* ---- prices ---- */

static void note_group(void *user, const struct posting_group *group)
{
	struct posting_made *made = user;
	const struct posting_sum sum = {
		.product = g_strdup(group->product), .area = g_strdup(group->area), .bracket = g_strdup(group->bracket),
		.pieces = group->pieces, .sheets = group->sheets, .weight_mg = group->weight_mg,
	};

	g_array_append_val(made->sums, sum);
}

static void clear_sum(gpointer data)
{
	struct posting_sum *sum = data;

	g_free(sum->product);
	g_free(sum->area);
	g_free(sum->bracket);
	g_free(sum->title);
}

/* Adds the reason where there is no price. */
static gboolean price_sum(struct listing *listing, struct posting_sum *sum, const struct tariff *tariff, GString *missing,
			  GError **error)
{
	const struct posting_group group = { .product = sum->product, .area = sum->area, .bracket = sum->bracket };
	struct arena *arena = arena_new(1024);
	const char *reason = tariff_price(tariff, sum->area, sum->bracket, listing->date, &sum->each, arena);

	if (reason != NULL)
		g_string_append_printf(missing, "\n%s: %u", reason, sum->pieces);
	arena_free(arena);
	return reason != NULL || posting_price(listing->app->registry, &group, sum->each, error);
}

/* All sums of one product, from i on. */
static gboolean price_product(struct listing *listing, guint *i, GString *missing, GError **error)
{
	GArray *sums = listing->made->sums;
	const char *name = g_array_index(sums, struct posting_sum, *i).product;
	g_autoptr(product_t) product = product_open(name, error);
	g_autoptr(tariff_t) tariff = product != NULL ? tariff_open(product, error) : NULL;
	gboolean ok = tariff != NULL;

	for (; ok && *i < sums->len && g_str_equal(g_array_index(sums, struct posting_sum, *i).product, name); (*i)++) {
		struct posting_sum *sum = &g_array_index(sums, struct posting_sum, *i);

		sum->title = g_strdup(product->title);
		ok = price_sum(listing, sum, tariff, missing, error);
	}
	return ok;
}

static gboolean price_all(struct listing *listing, GError **error)
{
	struct posting_made *made = listing->made;
	g_autoptr(GString) missing = g_string_new(NULL);

	if (!posting_groups(listing->app->registry, note_group, made, error))
		return FALSE;
	for (guint i = 0; i < made->sums->len;) {
		if (!price_product(listing, &i, missing, error))
			return FALSE;
	}
	if (missing->len > 0)
		return refuse(listing, error, "pieces have no price:%s", missing->str);
	for (guint i = 0; i < made->sums->len; i++) {
		const struct posting_sum *sum = &g_array_index(made->sums, struct posting_sum, i);

		made->sheets += sum->sheets;
		made->weight_mg += sum->weight_mg;
		made->postage += sum->each * sum->pieces;
	}
	return TRUE;
}

/* ---- what is listed ---- */

static gboolean collect(struct listing *listing, GError **error)
{
	struct posting_made *made = listing->made;
	g_autofree char *printed = NULL;

	if (!posting_next(listing->app->registry, &made->list, error) ||
	    !posting_collect(listing->app->registry, listing->wish->run, &made->pieces, error))
		return FALSE;
	if (made->pieces == 0)
		return refuse(listing, error, "nothing of it is inserted and on no posting list");
	if (!price_all(listing, error) || !posting_printed_at(listing->app->registry, &printed, error))
		return FALSE;
	listing->printed = day_of(printed);
	return TRUE;
}

/* ---- what the files are made by ---- */

static gboolean open_rules(struct listing *listing, const char *const *names, GError **error)
{
	for (; names != NULL && *names != NULL; names++) {
		g_autofree char *path = NULL;
		g_autofree char *text = share_profile("exchange", *names, &path, error);
		struct exchange *exchange = text != NULL ? exchange_parse(text, path, error) : NULL;

		if (exchange == NULL)
			return FALSE;
		g_ptr_array_add(listing->rules, exchange);
		if (exchange->use != EXCHANGE_LIST)
			return refuse(listing, error, "exchange rules '%s' are not of a list", *names);
	}
	return TRUE;
}

/* As the run was made with it. */
static gboolean open_kept(struct listing *listing, GError **error)
{
	g_autofree char *product_path = NULL, *postal_path = NULL, *product = NULL, *postal = NULL;

	listing->kept = kept_open(listing->app, listing->wish->run, error);
	if (listing->kept == NULL || !kept_open_pieces(listing->kept, error))
		return FALSE;
	product = kept_text(listing->kept, "product.profile", &product_path, error);
	if (product != NULL)
		listing->product = product_parse(product, product_path, error);
	if (listing->product == NULL || !kept_has(listing->kept, "postal.profile"))
		return listing->product != NULL;
	postal = kept_text(listing->kept, "postal.profile", &postal_path, error);
	if (postal != NULL)
		listing->postal = postal_parse(postal, postal_path, error);
	return listing->postal != NULL;
}

/* Where the boxes of the whole run stand, by all its pieces. */
static gboolean find_pallets(struct listing *listing, GError **error)
{
	struct palleting palleting = { 0 };
	gboolean ok = TRUE;

	for (guint number = 1; ok && number <= kept_pieces(listing->kept); number++) {
		struct piece piece;
		char *line = NULL;

		ok = kept_piece(listing->kept, number, &line, &piece, error);
		if (ok && piece.box >= listing->pallets->len)
			g_array_set_size(listing->pallets, piece.box + 1);
		if (ok)
			g_array_index(listing->pallets, guint, piece.box) =
				centre_pallet(listing->centre, &palleting, piece.box, piece.area);
		free(line);
	}
	return ok;
}

static gboolean open_all(struct listing *listing, GError **error)
{
	listing->centre = centre_open(error);
	return listing->centre != NULL && open_kept(listing, error) && find_pallets(listing, error) &&
	       postal_open(ticket_string(kept_ticket(listing->kept), "client"), &listing->agreed, error) &&
	       open_rules(listing, own_rules, error) && open_rules(listing, listing->wish->rules, error);
}

/* ---- the list ---- */

static void add_text(JsonBuilder *builder, const char *name, const char *text)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, text);
}

static void add_number(JsonBuilder *builder, const char *name, gint64 number)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, number);
}

static void add_sums(JsonBuilder *builder, const GArray *sums)
{
	json_builder_set_member_name(builder, "sums");
	json_builder_begin_array(builder);
	for (guint i = 0; i < sums->len; i++) {
		const struct posting_sum *sum = &g_array_index(sums, struct posting_sum, i);

		json_builder_begin_object(builder);
		add_text(builder, "product", sum->product);
		add_text(builder, "area", sum->area);
		add_text(builder, "bracket", sum->bracket);
		add_number(builder, "pieces", sum->pieces);
		add_number(builder, "sheets", sum->sheets);
		add_number(builder, "weight_mg", sum->weight_mg);
		add_number(builder, "cents_each", sum->each);
		json_builder_end_object(builder);
	}
	json_builder_end_array(builder);
}

/* The members of list.json. */
static char *members_of(const struct listing *listing)
{
	const struct ticket *ticket = kept_ticket(listing->kept);
	const struct posting_made *made = listing->made;
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *object = NULL;

	json_builder_begin_object(builder);
	add_number(builder, "list", made->list);
	add_number(builder, "run", listing->wish->run);
	add_text(builder, "client", ticket_string(ticket, "client"));
	add_text(builder, "job", ticket_string(ticket, "job"));
	add_text(builder, "title", ticket_string(ticket, "title"));
	add_text(builder, "ticket_sha256", ticket_hash(ticket));
	add_text(builder, "date", made->date);
	add_number(builder, "pieces", made->pieces);
	add_number(builder, "sheets", made->sheets);
	add_number(builder, "weight_mg", made->weight_mg);
	add_number(builder, "postage_cents", made->postage);
	add_sums(builder, made->sums);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	object = json_to_string(root, FALSE);
	return g_strndup(object + 1, strlen(object) - 2);
}

static gboolean post(struct listing *listing, const char *hash, GError **error)
{
	const struct posting_made *made = listing->made;
	g_autofree char *now = app_now();
	g_autofree char *why = move_words(listing->app, listing->wish->run, now, "", error);
	const struct posting_row row = {
		.number = made->list, .run = listing->wish->run, .date = made->date, .at = now, .who = listing->wish->who,
		.why = why, .pieces = made->pieces, .postage = made->postage, .sha256 = hash,
	};

	return why != NULL && posting_commit(listing->app->registry, &row, error);
}

static gboolean make_files(struct listing *listing, GError **error)
{
	g_autofree char *members = NULL;
	char hash[HASH_ROOM];

	if (!listing_pieces(listing, error) || !listing_distinta(listing, error))
		return FALSE;
	members = members_of(listing);
	if (!posting_seal(listing->posting, members, hash, error) || !post(listing, hash, error) ||
	    !posting_publish(listing->posting, listing->made->list, error))
		return FALSE;
	listing->made->folder = posting_list_path(listing->app->spool, listing->made->list, NULL);
	return TRUE;
}

static gboolean make(struct listing *listing, GError **error)
{
	struct judging judging = { { knows }, listing->app->registry };
	gboolean done;

	if (listing->wish->effect == APP_LOOK)
		return collect(listing, error);
	if (!open_all(listing, error))
		return FALSE;
	listing->posting = posting_begin(listing->app->spool, &judging.judge, error);
	done = listing->posting != NULL && collect(listing, error) && make_files(listing, error);
	posting_end(listing->posting);
	return done;
}

static void clear_listing(struct listing *listing)
{
	kept_close(listing->kept);
	g_clear_pointer(&listing->product, product_free);
	g_clear_pointer(&listing->postal, postal_free);
	g_clear_pointer(&listing->agreed, postal_free);
	g_clear_pointer(&listing->centre, centre_free);
	g_ptr_array_unref(listing->rules);
	g_array_unref(listing->pallets);
}

static void free_rules(gpointer exchange)
{
	exchange_free(exchange);
}

gboolean app_post_list(struct app *app, const struct posting_wish *wish, struct posting_made *made, GError **error)
{
	struct listing listing = { .app = app, .wish = wish, .made = made };
	gboolean done;

	*made = (struct posting_made){ .sums = g_array_new(FALSE, FALSE, sizeof(struct posting_sum)) };
	g_array_set_clear_func(made->sums, clear_sum);
	if (!app_person_is_good(wish->who, error))
		return FALSE;
	listing.rules = g_ptr_array_new_with_free_func(free_rules);
	listing.pallets = g_array_new(FALSE, TRUE, sizeof(guint));
	done = find_run(&listing, error) && find_date(&listing, error) && make(&listing, error);
	clear_listing(&listing);
	return done;
}

void posting_made_clear(struct posting_made *made)
{
	g_clear_pointer(&made->sums, g_array_unref);
	g_clear_pointer(&made->folder, g_free);
	g_clear_pointer(&made->date, g_free);
	g_clear_pointer(&made->electronic, g_free);
}

/* ---- lists that are there ---- */

struct telling {
	struct app *app;
	void (*each)(void *user, const struct posting_line *line);
	void *user;
};

static void tell_list(void *user, const struct posting_row *row)
{
	const struct telling *telling = user;
	g_autofree char *folder = posting_list_path(telling->app->spool, row->number, NULL);
	const struct posting_line line = {
		.list = row->number, .run = row->run, .client = row->client, .job = row->job, .title = row->title,
		.date = row->date, .at = row->at, .who = row->who, .pieces = row->pieces, .postage = row->postage, .folder = folder,
	};

	telling->each(telling->user, &line);
}

gboolean app_postings_each(struct app *app, guint run, void (*each)(void *user, const struct posting_line *line), void *user,
			   GError **error)
{
	struct telling telling = { app, each, user };

	return posting_each(app->registry, run, tell_list, &telling, error);
}
