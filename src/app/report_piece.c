/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reporting.h"

#include <string.h>

#include "app/export.h"
#include "app/versions.h"

struct life {
	struct app *app;
	struct report *report;
	GStringChunk *strings;
	GArray *found;		/* of struct found_piece, their strings in the chunk */
	struct run_row run;
};

/* ---- which piece ---- */

static void keep(GStringChunk *strings, const struct found_piece *found, GArray *to)
{
	struct found_piece kept = *found;
	const char **const texts[] = {
		&kept.piece.channel, &kept.piece.product, &kept.piece.area, &kept.piece.cap, &kept.piece.registered,
		&kept.piece.control, &kept.piece.name, &kept.piece.key, &kept.piece.bracket, &kept.piece.grade,
		&kept.piece.stream, &kept.piece.records, &kept.piece.of,
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = g_string_chunk_insert_const(strings, *texts[i]);
	g_array_append_val(to, kept);
}

static void take_found(void *user, const struct found_piece *found)
{
	struct life *life = user;

	keep(life->strings, found, life->found);
}

/* The post's number as people write it: 13008552834-6, RR 473 124 829 IT. */
static char *without_marks(const char *word)
{
	GString *out = g_string_new(NULL);

	for (const char *p = word; *p != '\0'; p++)
		if (*p != ' ' && *p != '-')
			g_string_append_c(out, g_ascii_toupper(*p));
	return g_string_free(out, FALSE);
}

/* By every name that the word may be, the surest first. */
static gboolean find(struct life *life, const char *word, GError **error)
{
	g_autofree char *registered = without_marks(word);
	struct piece_range range = { 0 };
	const gboolean numbered = piece_range_parse(word, &range) && range.first == range.last;
	const struct piece_query queries[] = {
		{ PIECE_BY_NUMBER, range.run, range.first, NULL }, { PIECE_BY_REGISTERED, 0, 0, registered },
		{ PIECE_BY_KEY, 0, 0, word },
	};

	for (guint i = numbered ? 0 : 1; i < G_N_ELEMENTS(queries) && life->found->len == 0; i++)
		if (!registry_pieces_found(life->app->registry, &queries[i], take_found, life, error))
			return FALSE;
	if (life->found->len > 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED,
		    "no piece is called '%s': neither R000001/17, nor a control code, a number of the post or a client's key", word);
	return FALSE;
}

static const struct found_piece *found_at(const GArray *pieces, guint i)
{
	return &g_array_index(pieces, struct found_piece, i);
}

/* All pieces of the last one's line, the oldest first, in the place of what was found; the pieces that were found are all
 * of one line when each is among them. */
static gboolean take_copies(struct life *life, GArray *copies, GError **error)
{
	const struct found_piece *last = found_at(life->found, life->found->len - 1);
	struct life line = { .app = life->app, .strings = life->strings, .found = copies };

	return registry_piece_copies(life->app->registry, last->run, last->piece.number, take_found, &line, error);
}

static gboolean is_among(const struct found_piece *piece, const GArray *pieces)
{
	for (guint i = 0; i < pieces->len; i++)
		if (found_at(pieces, i)->run == piece->run && found_at(pieces, i)->piece.number == piece->piece.number)
			return TRUE;
	return FALSE;
}

static gboolean all_among(const GArray *found, const GArray *copies)
{
	for (guint i = 0; i < found->len; i++)
		if (!is_among(found_at(found, i), copies))
			return FALSE;
	return TRUE;
}

static void add_pieces(struct report *report, const char *key, const char *heading, const GArray *pieces)
{
	char name[PIECE_NAME_ROOM];

	report_table(report, key, heading);
	report_column(report, "piece", N_("piece"), REPORT_TEXT);
	report_column(report, "state", N_("state"), REPORT_WORD);
	report_column(report, "registered", N_("post's number"), REPORT_TEXT);
	report_column(report, "control", N_("control code"), REPORT_TEXT);
	report_column(report, "key", N_("client's key"), REPORT_TEXT);
	report_column(report, "name", N_("addressee"), REPORT_TEXT);
	for (guint i = 0; i < pieces->len; i++) {
		const struct found_piece *piece = found_at(pieces, i);

		piece_name_write(name, piece->run, piece->piece.number);
		report_row(report);
		report_text(report, name);
		report_text(report, piece_state_name(piece->state));
		report_text(report, piece->piece.registered);
		report_text(report, piece->piece.control);
		report_text(report, piece->piece.key);
		report_text(report, piece->piece.name);
	}
}

/* ---- its life ---- */

static void add_piece(struct life *life, const struct found_piece *found)
{
	const struct piece *piece = &found->piece;
	struct report *report = life->report;
	char name[PIECE_NAME_ROOM];

	piece_name_write(name, found->run, piece->number);
	report_facts(report, "piece", N_("The piece"));
	report_fact_text(report, "piece", N_("Piece"), name);
	report_fact_as(report, "state", N_("State"), REPORT_WORD, piece_state_name(found->state));
	report_fact_text(report, "name", N_("Addressee"), piece->name);
	report_fact_text(report, "key", N_("Client's key"), piece->key);
	report_fact_text(report, "registered", N_("Post's number"), piece->registered);
	report_fact_text(report, "control", N_("Control code"), piece->control);
	report_fact_text(report, "product", N_("Product"), piece->product);
	report_fact_as(report, "area", N_("Area"), REPORT_WORD, piece->area);
	report_fact_text(report, "cap", N_("CAP"), piece->cap);
	report_fact_text(report, "bracket", N_("Bracket"), piece->bracket);
	report_fact_number(report, "weight_mg", N_("Weight"), REPORT_WEIGHT, piece->weight_mg);
	report_fact_number(report, "sheets", N_("Sheets"), REPORT_COUNT, piece->sheets);
	report_fact_number(report, "pages", N_("Pages"), REPORT_COUNT, piece->pages);
	report_fact_number(report, "file", N_("Print file"), REPORT_COUNT, piece->file);
	report_fact_number(report, "position", N_("Place in the file"), REPORT_COUNT, piece->position);
	report_fact_number(report, "box", N_("Box"), REPORT_COUNT, piece->box);
	report_fact_as(report, "stream", N_("Stream"), REPORT_WORD, piece->stream);
	report_fact_as(report, "billable", N_("Whose"), REPORT_WORD, piece->billable ? N_("of the client") : N_("seeds"));
}

static void add_run(struct life *life, const struct kept *kept, const GError *unread)
{
	const struct run_row *run = &life->run;
	struct report *report = life->report;
	char label[RUN_ROOM];

	report_facts(report, "run", N_("Its run"));
	report_fact_text(report, "run", N_("Run"), run_label(run->number, label));
	report_fact_as(report, "state", N_("State"), REPORT_WORD, run_state_name(run->state));
	report_fact_text(report, "client", N_("Client"), run->client);
	report_fact_text(report, "job", N_("Job"), run->job);
	report_fact_text(report, "title", N_("Title"), run->title);
	report_fact_text(report, "layout", N_("Layout"), run->layout);
	report_fact_text(report, "data", N_("Data file"), kept != NULL ? ticket_string(kept_ticket(kept), "data") : "");
	report_fact_text(report, "data_sha256", N_("Its SHA-256"), run->data_hash);
	report_fact_text(report, "ticket_sha256", N_("Ticket's SHA-256"), run->ticket_hash);
	if (kept == NULL)
		report_fact_text(report, "bundle", N_("Bundle"), unread->message);
}

static gboolean add_data(struct life *life, const struct kept *kept, const struct found_piece *found, GError **error)
{
	g_autoptr(GArray) rows = bundle_records(kept, found, error);
	struct report *report = life->report;

	if (rows == NULL)
		return FALSE;
	report_table(report, "records", N_("Where its letters come from"));
	report_column(report, "record", N_("record"), REPORT_COUNT);
	report_column(report, "row", N_("row of the data file"), REPORT_COUNT);
	for (guint i = 0; i < rows->len; i++) {
		report_row(report);
		report_number(report, g_array_index(rows, struct data_row, i).record);
		report_number(report, g_array_index(rows, struct data_row, i).row);
	}
	return bundle_findings_of(kept, rows, report, error);
}

static void tell(void *user, const struct happening *happening)
{
	story_add(user, happening);
}

/* The bundle is read as far as it can be: what it no longer tells is said, and the registry's words stand without it. */
static gboolean add_life(struct life *life, const struct found_piece *found, const GArray *copies, GError **error)
{
	g_autoptr(GError) unread = NULL;
	g_autoptr(kept_t) kept = NULL;
	char print_file[16], name[PIECE_NAME_ROOM];

	if (!reporting_run(life->app, found->run, life->strings, &life->run, error))
		return FALSE;
	piece_name_write(name, found->run, found->piece.number);
	life->report = report_new("piece", N_("Life of a piece"), name);
	kept = kept_open(life->app, found->run, &unread);
	g_snprintf(print_file, sizeof print_file, "%04u.*", found->piece.file);
	add_piece(life, found);
	add_run(life, kept, unread);
	if (kept != NULL && !add_data(life, kept, found, error))
		return FALSE;
	if (copies->len > 1)
		add_pieces(life->report, "copies", N_("All its copies, the oldest first"), copies);
	story_table(life->app, &life->run, life->report);
	return registry_story(life->app->registry, found->run, found->piece.number, print_file, tell, life->report, error);
}

static gboolean fill(struct life *life, const char *word, GError **error)
{
	g_autoptr(GArray) copies = g_array_new(FALSE, FALSE, sizeof(struct found_piece));
	const struct found_piece *last;

	if (!find(life, word, error) || !take_copies(life, copies, error))
		return FALSE;
	if (!all_among(life->found, copies)) {
		life->report = report_new("piece", N_("Life of a piece"), word);
		add_pieces(life->report, "pieces", N_("Several pieces are called so"), life->found);
		return TRUE;
	}
	last = found_at(life->found, life->found->len - 1);
	return add_life(life, life->found->len == 1 ? last : found_at(copies, copies->len - 1), copies, error);
}

struct report *app_report_piece(struct app *app, const char *word, GError **error)
{
	struct life life = {
		.app = app, .strings = g_string_chunk_new(1024),
		.found = g_array_new(FALSE, FALSE, sizeof(struct found_piece)),
	};
	const gboolean ok = fill(&life, word, error);

	g_array_unref(life.found);
	g_string_chunk_free(life.strings);
	if (!ok)
		g_clear_pointer(&life.report, report_free);
	return life.report;
}
