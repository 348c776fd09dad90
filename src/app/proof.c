/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A proof set: a number is taken from the registry; everything is made in one folder of the spool, which gets its
 * name in one rename; then the registry learns its hash.  What fails before the rename leaves a number that nobody
 * has; what dies after it is a folder that the registry does not call finished, and that no approval can name.
 */
#include "app/inside.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/proofprint.h"
#include "app/versions.h"
#include "base/file.h"
#include "proof/mask.h"
#include "registry/version.h"

struct proving {
	struct app *app;
	const struct proof_wish *wish;
	const struct setup *setup;
	struct proofset *set;
	struct proofing *proofing;
	struct proof_book book;
	char hash[HASH_ROOM];
};

/* ---- the letters ---- */

/* What a masked letter cannot print was told of the real one, or is the mask's. */
static void ignore_finding(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	(void)finding;
}

/* The record masked so that it can be printed as the real one can. */
static gboolean mask_letter(struct proving *proving, struct composer *composer, struct proof_letter *letter, GError **error)
{
	static const enum mask_width widths[] = { MASK_EVEN, MASK_NARROW };
	struct finding_sink sink = { ignore_finding };
	const struct record *real = letter->shown;

	letter->sheets = 0;
	for (guint i = 0; i < G_N_ELEMENTS(widths) && letter->sheets == 0; i++) {
		letter->shown = mask_record(real, proving->setup->dictionary, widths[i], proving->book.arena);
		letter->sheets = compose_check(composer, letter->shown, &sink);
	}
	if (letter->sheets > 0)
		return TRUE;
	g_set_error(error, APP_ERROR, APP_ERROR_REFUSED, "job '%s': record %u cannot be printed with its texts masked",
		    proving->setup->job->name, real->number);
	return FALSE;
}

static gboolean add_letter(struct proving *proving, struct composer *composer, const struct chosen *chosen, GError **error)
{
	struct proof_book *book = &proving->book;
	struct proof_letter letter = { .record = chosen->record, .reasons = chosen->reasons };
	const struct proof_letter *before = book->letters->len == 0 ? NULL :
		&g_array_index(book->letters, struct proof_letter, book->letters->len - 1);

	letter.shown = proofset_read(proving->set, chosen->record, book->arena, &letter.sheets, error);
	if (letter.shown == NULL)
		return FALSE;
	letter.row = letter.shown->row;
	if (book->masked && !mask_letter(proving, composer, &letter, error))
		return FALSE;
	letter.run_sheet = before == NULL ? 0 : before->run_sheet + before->sheets;
	g_array_append_val(book->letters, letter);
	return TRUE;
}

static gboolean fill_book(struct proving *proving, GError **error)
{
	struct compose_plan plan = setup_compose_plan(proving->setup, 0);
	const GArray *chosen = proofset_chosen(proving->set);
	struct proof_book *book = &proving->book;
	struct composer *composer;
	gboolean ok = TRUE;

	book->arena = arena_new(64 * 1024);
	book->setup = proving->setup;
	book->masked = plan.masked = proving->wish->names == PROOF_NAMES_MASKED;
	book->dpi = proving->wish->dpi;
	book->letters = g_array_new(FALSE, FALSE, sizeof(struct proof_letter));
	book->branches = layout_branches(proving->setup->layout, &book->n_branches);
	book->counts = proofset_branches(proving->set);
	book->totals = proofset_totals(proving->set);
	composer = composer_new(&plan);
	for (guint i = 0; ok && i < chosen->len; i++)
		ok = add_letter(proving, composer, &g_array_index(chosen, struct chosen, i), error);
	composer_free(composer);
	return ok;
}

/* ---- the lists ---- */

static gboolean write_list(struct proving *proving, const char *name, GString *text, GError **error)
{
	g_autofree char *path = proofing_path(proving->proofing, name);
	char hash[HASH_ROOM];
	gboolean ok = file_write_new(path, text->str, text->len, hash, error);

	if (ok)
		proofing_add_file(proving->proofing, name, text->len, hash);
	g_string_free(text, TRUE);
	return ok;
}

static gboolean write_lists(struct proving *proving, GError **error)
{
	const struct proof_book *book = &proving->book;

	return write_list(proving, "index.csv", proof_index_csv(book), error) &&
	       write_list(proving, "branches.csv", proof_branches_csv(book), error) &&
	       write_list(proving, "index.html", proof_index_html(book), error);
}

static void text(JsonBuilder *builder, const char *name, const char *value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_string_value(builder, value);
}

static void number(JsonBuilder *builder, const char *name, gint64 value)
{
	json_builder_set_member_name(builder, name);
	json_builder_add_int_value(builder, value);
}

/* What the set is of, without time and person: those are the registry's. */
static char *manifest_members(const struct proving *proving)
{
	const struct setup *setup = proving->setup;
	const struct proof_book *book = &proving->book;
	g_autoptr(JsonBuilder) builder = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *object = NULL;

	json_builder_begin_object(builder);
	number(builder, "proof", book->number);
	text(builder, "client", setup->job->client);
	text(builder, "layout", setup->layout_label);
	text(builder, "layout_sha256", layout_hash(setup->layout));
	text(builder, "job", setup->job->name);
	text(builder, "job_sha256", setup->job_hash);
	text(builder, "data", setup->job->data);
	text(builder, "data_sha256", setup->data_hash);
	text(builder, "names", book->masked ? "masked" : "shown");
	number(builder, "records", book->totals->records);
	number(builder, "left_out", book->totals->left_out);
	number(builder, "random", proving->wish->random);
	number(builder, "letters", book->letters->len);
	number(builder, "pages", book->pages);
	number(builder, "dpi", book->dpi);
	json_builder_end_object(builder);
	root = json_builder_get_root(builder);
	object = json_to_string(root, FALSE);
	return g_strndup(object + 1, strlen(object) - 2);
}

/* ---- the set ---- */

static gboolean make(struct proving *proving, const struct gazetteer *gazetteer, GError **error)
{
	g_autofree char *folder = proofing_path(proving->proofing, "");
	const struct proofset_wish wish = {
		.setup = proving->setup, .gazetteer = gazetteer, .options = &proving->wish->options, .folder = folder,
		.random = proving->wish->random,
	};
	g_autofree char *members = NULL;

	proving->set = proofset_open(&wish, error);
	if (proving->set == NULL || !fill_book(proving, error) ||
	    !proof_print(&proving->book, &proving->wish->options, proving->proofing, error) || !write_lists(proving, error))
		return FALSE;
	members = manifest_members(proving);
	return proofing_commit(proving->proofing, members, proving->hash, error);
}

static gboolean begin(struct proving *proving, GError **error)
{
	g_autofree char *now = app_now();
	const struct proof_row row = {
		.version = proving->setup->version, .made_by = proving->wish->who, .began = now,
		.masked = proving->wish->names == PROOF_NAMES_MASKED,
	};

	if (!registry_proof_begin(proving->app->registry, &row, &proving->book.number, error))
		return FALSE;
	proving->proofing = proofing_begin(proving->app->spool, proving->book.number, error);
	return proving->proofing != NULL;
}

static void clear_branch(gpointer branch)
{
	g_free(((struct proof_branch *)branch)->text);
}

static void fill_result(const struct proving *proving, struct proof_result *result)
{
	const struct proof_book *book = &proving->book;

	result->number = book->number;
	result->folder = proof_path(proving->app->spool, book->number, "");
	result->hash = g_strdup(proving->hash);
	result->job = g_strdup(proving->setup->job->name);
	result->layout = g_strdup(proving->setup->layout_label);
	result->records = book->totals->records;
	result->left_out = book->totals->left_out;
	result->letters = book->letters->len;
	result->pages = book->pages;
	result->branches = g_array_new(FALSE, FALSE, sizeof(struct proof_branch));
	g_array_set_clear_func(result->branches, clear_branch);
	for (guint i = 0; i < book->n_branches; i++) {
		const struct proof_branch branch = { book->branches[i].line, g_strdup(book->branches[i].text),
						     book->counts[i].met, book->counts[i].unmet };

		g_array_append_val(result->branches, branch);
		result->unreached += (branch.met == 0) + (branch.unmet == 0);
	}
}

void proof_result_clear(struct proof_result *result)
{
	g_clear_pointer(&result->folder, g_free);
	g_clear_pointer(&result->hash, g_free);
	g_clear_pointer(&result->job, g_free);
	g_clear_pointer(&result->layout, g_free);
	g_clear_pointer(&result->branches, g_array_unref);
}

static gboolean finish(struct proving *proving, GError **error)
{
	g_autofree char *now = app_now();

	return registry_proof_finish(proving->app->registry, proving->book.number, proving->hash, now, error);
}

gboolean app_proof(struct app *app, const struct proof_wish *wish, struct proof_result *result, GError **error)
{
	const struct setup_wish setup_wish = { wish->job_path, wish->layout, SETUP_PROOF };
	g_autoptr(setup_t) setup = NULL;
	struct proving proving = { .app = app, .wish = wish };
	struct gazetteer *gazetteer;
	gboolean ok;

	memset(result, 0, sizeof *result);
	if (!app_person_is_good(wish->who, error) || (setup = setup_open(app, &setup_wish, error)) == NULL ||
	    (gazetteer = app_gazetteer(app, error)) == NULL)
		return FALSE;
	proving.setup = setup;
	ok = begin(&proving, error) && make(&proving, gazetteer, error) && finish(&proving, error);
	if (ok)
		fill_result(&proving, result);
	proof_book_clear(&proving.book);
	proofset_close(proving.set);
	proofing_end(proving.proofing);
	gazetteer_free(gazetteer);
	return ok;
}
