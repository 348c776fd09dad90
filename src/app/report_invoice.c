/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is charged is what was handed to the post for the client: each piece once, whichever of its reprints it was that went
 * out, so that spoilage costs the client nothing; seeds never.  Postage is what the posting lists say, operations are the
 * price list's; a line is rounded once, and VAT is taken once of each sum.
 */
#include "app/reporting.h"

#include "app/prices.h"
#include "base/date.h"

#define DAY_NONE G_MININT32

/* The pieces of one posting list that cost the same; the strings are in the chunk. */
struct postage_line {
	guint run;
	struct posted_row row;
};

/* One order: a run and its reprints. */
struct order {
	guint run;
	const char *client, *title;
	day_t first, last;			/* days of posting of what is charged; DAY_NONE: none */
	gint64 counts[OPERATIONS];
	gint64 pieces;
};

struct invoice {
	struct app *app;
	const struct invoice_wish *wish;
	struct report *report;
	struct pricelist *prices;
	GStringChunk *strings;
	struct arena *arena;
	GArray *orders;			/* of struct order: those of which something is charged */
	GArray *lines;			/* of struct postage_line, seeds too */
	struct cube cube;		/* of all runs of the orders */
	struct order *order;		/* whose rows are being read */
	guint member;			/* the run of the order that they are of */
	day_t begun;			/* first day of posting of the order, charged here or not */
	cents_t operations, postage;
};

static const char *const operation_words[OPERATIONS] = {
	[OPERATION_RUN] = N_("run set up"),	  [OPERATION_PIECE] = N_("envelopes made up"),
	[OPERATION_SHEET] = N_("sheets of paper"), [OPERATION_PAGE] = N_("pages printed"),
	[OPERATION_INSERT] = N_("enclosures put in"), [OPERATION_CARD] = N_("cards attached"),
};

/* ---- what was posted ---- */

static guint inserts_in(guint mask)
{
	guint count = 0;

	for (; mask != 0; mask &= mask - 1)
		count++;
	return count;
}

static void charge(struct invoice *invoice, const struct posted_row *row, day_t day)
{
	struct order *order = invoice->order;

	order->first = order->first == DAY_NONE ? day : MIN(order->first, day);
	order->last = order->last == DAY_NONE ? day : MAX(order->last, day);
	order->pieces += row->pieces;
	order->counts[OPERATION_PIECE] += row->pieces;
	order->counts[OPERATION_SHEET] += row->sheets;
	order->counts[OPERATION_PAGE] += row->pages;
	order->counts[OPERATION_INSERT] += row->pieces * inserts_in(row->inserts);
}

static void take_posted(void *user, const struct posted_row *row)
{
	struct invoice *invoice = user;
	struct postage_line line = { invoice->member, *row };
	day_t day = 0;

	/* Days are checked on their way into the registry. */
	date_read(row->date, &day);
	invoice->begun = invoice->begun == DAY_NONE ? day : MIN(invoice->begun, day);
	if (day < invoice->wish->from || (invoice->wish->until != 0 && day > invoice->wish->until))
		return;
	line.row.date = g_string_chunk_insert_const(invoice->strings, row->date);
	line.row.product = g_string_chunk_insert_const(invoice->strings, row->product);
	line.row.area = g_string_chunk_insert_const(invoice->strings, row->area);
	line.row.bracket = g_string_chunk_insert_const(invoice->strings, row->bracket);
	g_array_append_val(invoice->lines, line);
	if (row->billable)
		charge(invoice, row, day);
}

/* Whether a card went with each envelope, by the product as it was when the run was made. */
static gboolean count_cards(struct invoice *invoice, struct order *order, GError **error)
{
	g_autoptr(kept_t) kept = kept_open(invoice->app, order->run, error);
	g_autofree char *path = NULL;
	g_autofree char *text = kept != NULL ? kept_text(kept, "product.profile", &path, error) : NULL;
	g_autoptr(product_t) product = text != NULL ? product_parse(text, path, error) : NULL;

	if (product == NULL)
		return FALSE;
	order->counts[OPERATION_CARD] = product->card.kind != CARD_NONE ? order->pieces : 0;
	return TRUE;
}

/* What is left of an order of which something is charged; setting up is charged once, with what was posted first. */
static gboolean end_order(struct invoice *invoice, struct order *order, const GArray *family, GError **error)
{
	gboolean ok = count_cards(invoice, order, error);

	for (guint i = 0; ok && i < family->len; i++)
		ok = cube_add(&invoice->cube, invoice->app, g_array_index(family, struct family_row, i).run, error);
	order->counts[OPERATION_RUN] = invoice->begun >= invoice->wish->from ? 1 : 0;
	g_array_append_vals(invoice->orders, order, 1);
	return ok;
}

static gboolean add_order(struct invoice *invoice, const struct run_row *run, GError **error)
{
	struct order order = { .run = run->number, .client = run->client, .title = run->title, .first = DAY_NONE, .last = DAY_NONE };
	g_autoptr(GArray) family = reporting_family(invoice->app, run->number, error);
	gboolean ok = family != NULL;

	invoice->order = &order;
	invoice->begun = DAY_NONE;
	for (guint i = 0; ok && i < family->len; i++) {
		invoice->member = g_array_index(family, struct family_row, i).run;
		ok = registry_posted_each(invoice->app->registry, invoice->member, take_posted, invoice, error);
	}
	return ok && (order.pieces == 0 || end_order(invoice, &order, family, error));
}

/* ---- which runs ---- */

static void note_run(void *user, const struct run_row *row)
{
	if (row->state != RUN_MAKING)
		g_array_append_val(user, row->number);
}

/* The client's own runs; a reprint comes with the run that it is of. */
static gboolean add_client(struct invoice *invoice, GError **error)
{
	g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(guint));
	gboolean ok = registry_run_each(invoice->app->registry, 0, note_run, runs, error), known = FALSE;

	for (guint i = 0; ok && i < runs->len; i++) {
		struct run_row row;
		guint root = 0;

		ok = reporting_run(invoice->app, g_array_index(runs, guint, i), invoice->strings, &row, error);
		if (!ok || !g_str_equal(row.client, invoice->wish->client))
			continue;
		known = TRUE;
		ok = registry_family_root(invoice->app->registry, row.number, &root, error) &&
		     (root != row.number || add_order(invoice, &row, error));
	}
	if (ok && !known)
		g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "there is no run of a client '%s'", invoice->wish->client);
	return ok && known;
}

static gboolean add_one(struct invoice *invoice, GError **error)
{
	struct run_row row;
	guint root = invoice->wish->run;

	return registry_family_root(invoice->app->registry, invoice->wish->run, &root, error) &&
	       reporting_run(invoice->app, root, invoice->strings, &row, error) && add_order(invoice, &row, error);
}

static gboolean take_orders(struct invoice *invoice, GError **error)
{
	char label[RUN_ROOM];

	if (invoice->wish->run != 0 ? !add_one(invoice, error) : !add_client(invoice, error))
		return FALSE;
	if (invoice->orders->len > 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "%s: nothing was posted that could be charged",
		    invoice->wish->run != 0 ? run_label(invoice->wish->run, label) : invoice->wish->client);
	return FALSE;
}

/* ---- lines ---- */

static void add_head(struct invoice *invoice)
{
	const struct invoice_wish *wish = invoice->wish;
	struct report *report = invoice->report;
	char from[DATE_ROOM] = "", until[DATE_ROOM] = "";
	gint64 pieces = 0;

	for (guint i = 0; i < invoice->orders->len; i++)
		pieces += g_array_index(invoice->orders, struct order, i).pieces;
	if (wish->from != 0)
		date_write_iso(from, wish->from);
	if (wish->until != 0)
		date_write_iso(until, wish->until);
	report_facts(report, "invoice", N_("What is charged"));
	report_fact_text(report, "client", N_("Client"), g_array_index(invoice->orders, struct order, 0).client);
	report_fact_text(report, "prices", N_("Price list"), invoice->prices->name);
	report_fact_text(report, "prices_title", N_("Its title"), invoice->prices->title);
	report_fact_as(report, "from", N_("Posted from"), REPORT_DAY, from);
	report_fact_as(report, "until", N_("Posted until"), REPORT_DAY, until);
	report_fact_number(report, "runs", N_("Runs"), REPORT_COUNT, invoice->orders->len);
	report_fact_number(report, "pieces", N_("Envelopes charged"), REPORT_COUNT, pieces);
}

/* The list must hold on every day of posting: on the first and the last. */
static gboolean add_operation(struct invoice *invoice, const struct order *order, enum operation operation, GError **error)
{
	struct report *report = invoice->report;
	const guint64 count = (guint64)order->counts[operation];
	char label[RUN_ROOM];
	cents_t cents = 0, ignored;
	const char *why = pricelist_charge(invoice->prices, operation, count, order->first, &cents, invoice->arena);

	if (why == NULL)
		why = pricelist_charge(invoice->prices, operation, count, order->last, &ignored, invoice->arena);
	if (why != NULL)
		return app_refuse(error, run_label(order->run, label), "%s", why);
	if (count == 0 || invoice->prices->prices[operation] == 0)
		return TRUE;
	report_row(report);
	report_text(report, run_label(order->run, label));
	report_text(report, order->title);
	report_text(report, operation_words[operation]);
	report_number(report, (gint64)count);
	report_number(report, invoice->prices->prices[operation]);
	report_number(report, cents);
	invoice->operations += cents;
	return TRUE;
}

static gboolean add_operations(struct invoice *invoice, GError **error)
{
	struct report *report = invoice->report;

	report_table(report, "operations", N_("Operations"));
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "title", N_("title"), REPORT_TEXT);
	report_column(report, "operation", N_("operation"), REPORT_WORD);
	report_column(report, "count", N_("count"), REPORT_COUNT);
	report_column(report, "price", N_("price"), REPORT_PRICE);
	report_column(report, "amount", N_("amount"), REPORT_MONEY);
	for (guint i = 0; i < invoice->orders->len; i++)
		for (guint operation = 0; operation < OPERATIONS; operation++)
			if (!add_operation(invoice, &g_array_index(invoice->orders, struct order, i),
					   (enum operation)operation, error))
				return FALSE;
	report_total(report);
	for (guint i = 0; i < 3; i++)
		report_text(report, "");
	report_none(report);
	report_none(report);
	report_number(report, invoice->operations);
	return TRUE;
}

/* Lines that differ in their enclosures alone are one. */
static gboolean same_line(const struct postage_line *a, const struct postage_line *b)
{
	return a->run == b->run && a->row.list == b->row.list && a->row.each == b->row.each && a->row.billable == b->row.billable &&
	       g_str_equal(a->row.product, b->row.product) && g_str_equal(a->row.area, b->row.area) &&
	       g_str_equal(a->row.bracket, b->row.bracket);
}

static void add_postage_line(struct report *report, const struct postage_line *line)
{
	char label[RUN_ROOM];

	report_row(report);
	report_text(report, run_label(line->run, label));
	g_snprintf(label, sizeof label, "D%06u", line->row.list);
	report_text(report, label);
	report_text(report, line->row.date);
	report_text(report, line->row.product);
	report_text(report, line->row.area);
	report_text(report, line->row.bracket);
	report_number(report, line->row.pieces);
	report_number(report, line->row.each);
	report_number(report, line->row.postage);
}

static void add_postage(struct invoice *invoice)
{
	struct report *report = invoice->report;
	gint64 pieces = 0;

	report_table(report, "postage", N_("Postage"));
	report_column(report, "run", N_("run"), REPORT_TEXT);
	report_column(report, "list", N_("list"), REPORT_TEXT);
	report_column(report, "date", N_("posted on"), REPORT_DAY);
	report_column(report, "product", N_("product"), REPORT_TEXT);
	report_column(report, "area", N_("area"), REPORT_WORD);
	report_column(report, "bracket", N_("bracket"), REPORT_TEXT);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "each", N_("each"), REPORT_MONEY);
	report_column(report, "amount", N_("amount"), REPORT_MONEY);
	for (guint i = 0; i < invoice->lines->len; i++) {
		struct postage_line line = g_array_index(invoice->lines, struct postage_line, i);

		for (; i + 1 < invoice->lines->len && same_line(&line, &g_array_index(invoice->lines, struct postage_line, i + 1)); i++) {
			line.row.pieces += g_array_index(invoice->lines, struct postage_line, i + 1).row.pieces;
			line.row.postage += g_array_index(invoice->lines, struct postage_line, i + 1).row.postage;
		}
		if (!line.row.billable)
			continue;
		add_postage_line(report, &line);
		pieces += line.row.pieces;
		invoice->postage += line.row.postage;
	}
	report_total(report);
	for (guint i = 0; i < 6; i++)
		report_text(report, "");
	report_number(report, pieces);
	report_none(report);
	report_number(report, invoice->postage);
}

/* ---- sums ---- */

static void add_sum(struct report *report, const char *what, cents_t net, gint32 rate, cents_t vat)
{
	report_row(report);
	report_text(report, what);
	report_number(report, net);
	report_number(report, rate);
	report_number(report, vat);
	report_number(report, net + vat);
}

static void add_vat(struct invoice *invoice)
{
	const struct pricelist *prices = invoice->prices;
	const cents_t operations = pricelist_vat(invoice->operations, prices->operations_vat_milli);
	const cents_t postage = pricelist_vat(invoice->postage, prices->postage_vat_milli);
	struct report *report = invoice->report;

	report_table(report, "sums", N_("To be paid"));
	report_column(report, "what", N_("for"), REPORT_WORD);
	report_column(report, "net", N_("net"), REPORT_MONEY);
	report_column(report, "vat_rate", N_("VAT rate"), REPORT_RATE);
	report_column(report, "vat", N_("VAT"), REPORT_MONEY);
	report_column(report, "amount", N_("amount"), REPORT_MONEY);
	add_sum(report, N_("operations"), invoice->operations, prices->operations_vat_milli, operations);
	add_sum(report, N_("postage"), invoice->postage, prices->postage_vat_milli, postage);
	report_total(report);
	report_text(report, "");
	report_number(report, invoice->operations + invoice->postage);
	report_none(report);
	report_number(report, operations + postage);
	report_number(report, invoice->operations + invoice->postage + operations + postage);
	if (prices->postage_note == NULL)
		return;
	report_facts(report, "note", N_("Of postage"));
	report_fact_text(report, "postage_note", N_("Note"), prices->postage_note);
}

static void add_not_charged(struct report *report, const char *why, gint64 pieces, gint64 sheets, gint64 postage)
{
	report_row(report);
	report_text(report, why);
	report_number(report, pieces);
	report_number(report, sheets);
	report_number(report, postage);
}

/* What the lists say is what is charged and what is not: nothing is lost between the two. */
static void add_rest(struct invoice *invoice)
{
	const struct heap again = cube_heap(&invoice->cube, row_again), pulled = cube_heap(&invoice->cube, row_pulled);
	const struct heap open = cube_heap(&invoice->cube, row_open);
	struct report *report = invoice->report;
	struct heap seeds = { 0 };

	for (guint i = 0; i < invoice->lines->len; i++) {
		const struct posted_row *row = &g_array_index(invoice->lines, struct postage_line, i).row;

		seeds.pieces += row->billable ? 0 : row->pieces;
		seeds.sheets += row->billable ? 0 : row->sheets;
		seeds.postage += row->billable ? 0 : row->postage;
	}
	report_table(report, "not_charged", N_("What is not charged"));
	report_column(report, "why", N_("which"), REPORT_WORD);
	report_column(report, "pieces", N_("pieces"), REPORT_COUNT);
	report_column(report, "sheets", N_("sheets"), REPORT_COUNT);
	report_column(report, "postage", N_("postage"), REPORT_MONEY);
	add_not_charged(report, N_("seeds of the centre"), seeds.pieces, seeds.sheets, seeds.postage);
	add_not_charged(report, N_("spoiled and made again"), again.pieces, again.sheets, 0);
	add_not_charged(report, N_("pulled"), pulled.pieces, pulled.sheets, 0);
	add_not_charged(report, N_("not posted yet"), open.pieces, open.sheets, 0);
	report_facts(report, "check", N_("Held against the posting lists"));
	report_fact_number(report, "lists", N_("Postage of the lists"), REPORT_MONEY, invoice->postage + seeds.postage);
	report_fact_number(report, "charged", N_("Charged"), REPORT_MONEY, invoice->postage);
	report_fact_number(report, "seeds", N_("Seeds, not charged"), REPORT_MONEY, seeds.postage);
}

static gboolean fill(struct invoice *invoice, GError **error)
{
	invoice->prices = pricelist_open(invoice->wish->prices, error);
	if (invoice->prices == NULL || !take_orders(invoice, error))
		return FALSE;
	add_head(invoice);
	if (!add_operations(invoice, error))
		return FALSE;
	add_postage(invoice);
	add_vat(invoice);
	add_rest(invoice);
	return TRUE;
}

struct report *app_report_invoice(struct app *app, const struct invoice_wish *wish, GError **error)
{
	char label[RUN_ROOM];
	struct invoice invoice = {
		.app = app, .wish = wish, .strings = g_string_chunk_new(512), .arena = arena_new(4096),
		.report = report_new("invoice", N_("Invoice lines"), wish->run != 0 ? run_label(wish->run, label) : wish->client),
		.orders = g_array_new(FALSE, FALSE, sizeof(struct order)),
		.lines = g_array_new(FALSE, FALSE, sizeof(struct postage_line)),
	};
	gboolean ok;

	cube_init(&invoice.cube);
	ok = fill(&invoice, error);
	cube_clear(&invoice.cube);
	g_array_unref(invoice.orders);
	g_array_unref(invoice.lines);
	arena_free(invoice.arena);
	g_string_chunk_free(invoice.strings);
	pricelist_free(invoice.prices);
	if (!ok)
		g_clear_pointer(&invoice.report, report_free);
	return invoice.report;
}
