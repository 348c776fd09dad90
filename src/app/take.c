/* SPDX-License-Identifier: Apache-2.0 */
/*
 * First stage: the client's file becomes packed records in the record file and rows of the work list.  The centre's
 * own seed addresses follow the client's records, each with the layout's example letter, so that a seed never
 * carries a debtor's data.
 */
#include "app/again.h"
#include "app/numbers.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A record is far smaller; more is a damaged offset. */
#define RECORD_MAX (64 * 1024 * 1024)
#define TELL_EVERY 2000

void making_tell(const struct making *making, const char *what, guint64 done, guint64 total)
{
	struct progress *progress = making->options->progress;

	if (progress != NULL)
		progress->tell(progress, what, done, total);
}

static void records_damaged(GError **error)
{
	g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "the record file of the run is damaged");
}

const guint8 *making_read_bytes(const struct making *making, guint64 offset, guint32 length, struct arena *arena,
				GError **error)
{
	guint8 *bytes = length <= RECORD_MAX ? arena_alloc(arena, length) : NULL;

	if (bytes != NULL && pread(making->records_fd, bytes, length, (off_t)offset) == (ssize_t)length)
		return bytes;
	records_damaged(error);
	return NULL;
}

struct record *making_read_record(const struct making *making, guint64 offset, guint32 length, struct arena *arena,
				  GError **error)
{
	const guint8 *bytes = making_read_bytes(making, offset, length, arena, error);
	struct record *record = bytes != NULL ? record_unpack(bytes, length, making->setup->dictionary, arena) : NULL;

	if (bytes != NULL && record == NULL)
		records_damaged(error);
	return record;
}

/* The taking of records: what goes from one to the next. */
struct taking {
	struct making *making;
	GByteArray *packed;
	struct arena *arena;
};

/* Of what the record says, not where it stood in the file; equal records are compared by it, so that it is no more
 * than quick and even. */
static guint64 content_hash(const GByteArray *packed)
{
	guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);
	guint at = RECORD_PACKED_PLACE;
	guint64 piece;

	for (; at + sizeof piece <= packed->len; at += sizeof piece) {
		memcpy(&piece, packed->data + at, sizeof piece);
		hash = (hash ^ piece) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
		hash ^= hash >> 29;
	}
	for (; at < packed->len; at++)
		hash = (hash ^ packed->data[at]) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static const char *household_key(const struct taking *taking, const struct record *record, gboolean seed)
{
	if (taking->making->setup->job->household == HOUSEHOLD_NONE)
		return "";
	/* A seed shares its envelope with nobody. */
	if (seed)
		return arena_printf(taking->arena, "seed %u", record->number);
	return post_household_key(&record->to, taking->arena);
}

/* Room for records up to number; what is new says: not in the run. */
static void sheets_grow(GByteArray *sheets, guint number)
{
	guint had = sheets->len;

	if (number < had)
		return;
	g_byte_array_set_size(sheets, number + 1);
	memset(sheets->data + had, 0, sheets->len - had);
}

/* Records of one household share an envelope; a seed's key is nobody's. */
static gboolean keep_record(struct taking *taking, const struct record *record, const char *household, gboolean seed,
			    GError **error)
{
	struct making *making = taking->making;
	struct work_record row = {
		.number = record->number, .row = record->row, .offset = making->records.bytes,
		.key = seed ? "" : record->key, .household = household, .area = post_area(&record->to), .cap = record->to.cap,
		.street = post_street_key(&record->to, taking->arena),
	};

	g_byte_array_set_size(taking->packed, 0);
	record_pack(record, making->setup->dictionary, taking->packed);
	if (!out_write(&making->records, taking->packed->data, taking->packed->len))
		return FALSE;
	row.length = taking->packed->len;
	row.content = content_hash(taking->packed);
	sheets_grow(making->sheets, record->number);
	making->sheets->data[record->number] = 1;
	return worklist_add_record(making->worklist, &row, error) &&
	       making_check_add(making, &(struct work_place){ row.offset, row.length }, error);
}

/* Whether the job's product goes to the record's address; a seed's is of no record of the data. */
static gboolean reaches(struct taking *taking, const struct record *record)
{
	const struct setup *setup = taking->making->setup;

	if (numbers_reach(setup->product, &record->to))
		return TRUE;
	finding_report(&taking->making->findings.sink, FINDING_CODE_PRODUCT_AREA, record->number, record->row, setup->product->name,
		       *record->to.country != '\0' ? record->to.country : "Italia", "left out");
	return FALSE;
}

/* Apply the post's rules; FALSE when the record may not go on. */
static gboolean normalise(struct taking *taking, struct record *record)
{
	struct making *making = taking->making;
	struct findings *findings = &making->findings;

	address_normalise(making->gazetteer, &record->to, record->number, record->row, &findings->sink, taking->arena);
	making->totals.grades[record->to.grade]++;
	if (findings->last_out == record->number)
		return FALSE;
	return reaches(taking, record);
}

static gboolean take_data(struct taking *taking, GError **error)
{
	struct making *making = taking->making;
	const struct setup *setup = making->setup;
	struct intake *intake = intake_open(setup->profile, setup->dictionary, setup->filling, setup->data_path,
					    &making->findings.sink, error);
	struct record *record;
	enum intake_got got = INTAKE_FAILED;
	gboolean ok = intake != NULL;

	while (ok && (got = intake_next(intake, taking->arena, &record, error)) == INTAKE_RECORD) {
		if (normalise(taking, record))
			ok = keep_record(taking, record, household_key(taking, record, FALSE), FALSE, error);
		if (record->number % TELL_EVERY == 0)
			making_tell(making, "reading", record->number, 0);
		arena_reset(taking->arena);
	}
	if (intake != NULL) {
		struct intake_counts counts = intake_counts(intake);

		making->totals.records = counts.records + counts.left_out;
		intake_close(intake);
	}
	return ok && got == INTAKE_END;
}

/* ---- seeds ---- */

static const char seed_profile[] =
	"[file]\nkind = csv\nseparator = ;\nencoding = utf-8\n"
	"[addressee]\nname = name\nstreet = street\nnumber = number\ncap = cap\ncity = city\nprovince = province\n";

static gboolean take_seed(struct taking *taking, const struct record *seed, GError **error)
{
	struct making *making = taking->making;
	struct record *letter = record_example(making->setup->dictionary, 3, taking->arena);

	letter->number = 0;
	letter->row = seed->row;
	letter->key = "";
	letter->to = seed->to;
	address_normalise(making->gazetteer, &letter->to, 0, seed->row, &making->findings.sink, taking->arena);
	if (!reaches(taking, letter))
		return TRUE;
	letter->number = making->totals.records + ++making->totals.seeds;
	letter->row = 0;
	return keep_record(taking, letter, household_key(taking, letter, TRUE), TRUE, error);
}

static gboolean take_seeds(struct taking *taking, GError **error)
{
	struct making *making = taking->making;
	const char *path = making->setup->seeds_path;
	struct dictionary nothing = { 0 };
	struct intake_profile *profile;
	struct intake *intake;
	struct record *record;
	enum intake_got got = INTAKE_FAILED;
	gboolean ok;

	if (path == NULL)
		return TRUE;
	profile = intake_profile_parse(seed_profile, path, error);
	g_assert(profile != NULL);
	making->findings.file = making->setup->job->seeds;
	intake = intake_open(profile, &nothing, NULL, path, &making->findings.sink, error);
	ok = intake != NULL;
	while (ok && (got = intake_next(intake, taking->arena, &record, error)) == INTAKE_RECORD) {
		ok = take_seed(taking, record, error);
		arena_reset(taking->arena);
	}
	if (intake != NULL)
		intake_close(intake);
	intake_profile_free(profile);
	making->findings.file = making->setup->job->data;
	return ok && got == INTAKE_END;
}

/* ---- records that repeat a key ---- */

struct repeats {
	struct making *making;
	char *key;		/* of the group being visited */
	GArray *contents;	/* hashes of its records so far */
};

static gboolean content_is_known(const struct repeats *repeats, guint64 content)
{
	for (guint i = 0; i < repeats->contents->len; i++) {
		if (g_array_index(repeats->contents, guint64, i) == content)
			return TRUE;
	}
	return FALSE;
}

static gboolean visit_repeated(void *user, const struct work_record *record, GError **error)
{
	struct repeats *repeats = user;
	struct making *making = repeats->making;
	struct finding_sink *sink = &making->findings.sink;

	(void)error;
	if (g_strcmp0(repeats->key, record->key) != 0) {
		g_free(repeats->key);
		repeats->key = g_strdup(record->key);
		g_array_set_size(repeats->contents, 0);
	} else if (content_is_known(repeats, record->content)) {
		finding_report(sink, FINDING_CODE_RECORD_TWICE, record->number, record->row, "", record->key, "left out");
		making->sheets->data[record->number] = 0;
	} else {
		finding_report(sink, FINDING_CODE_RECORD_DUPLICATE, record->number, record->row, "", record->key,
			       "kept: the two differ");
	}
	g_array_append_val(repeats->contents, record->content);
	return TRUE;
}

static gboolean find_repeats(struct making *making, GError **error)
{
	struct repeats repeats = { making, NULL, g_array_new(FALSE, FALSE, sizeof(guint64)) };
	gboolean ok = worklist_each_repeated(making->worklist, visit_repeated, &repeats, error);

	g_free(repeats.key);
	g_array_unref(repeats.contents);
	return ok;
}

/* ---- pieces of another run ---- */

static gboolean keep_again(void *user, const struct again_record *again, GError **error)
{
	struct taking *taking = user;
	struct making *making = taking->making;
	guint *count = again->seed ? &making->totals.seeds : &making->totals.records;

	if (!again->seed)
		making->totals.grades[again->record->to.grade]++;
	if (++*count % TELL_EVERY == 0)
		making_tell(making, "reading", *count, 0);
	return keep_record(taking, again->record, again->household, again->seed, error);
}

/* ---- the stage ---- */

static gboolean take_all(struct taking *taking, GError **error)
{
	struct making *making = taking->making;

	if (making->again != NULL)
		return again_take(making->again, making->setup->dictionary, taking->arena, keep_again, taking, error);
	return take_data(taking, error) && take_seeds(taking, error) && find_repeats(making, error);
}

static gboolean open_files(struct making *making, GError **error)
{
	g_autofree char *worklist = g_build_filename(making->folder, MAKING_WORKLIST, NULL);
	g_autofree char *records = g_build_filename(making->folder, MAKING_RECORDS, NULL);

	making->worklist = worklist_open(worklist, WORKLIST_CREATE, error);
	if (making->worklist == NULL || !out_open_unhashed(&making->records, records, error))
		return FALSE;
	making->records_fd = open(records, O_RDONLY | O_CLOEXEC);
	if (making->records_fd >= 0)
		return TRUE;
	out_drop(&making->records);
	g_set_error(error, APP_ERROR, APP_ERROR_SYSTEM, "cannot read back '%s': %s", MAKING_RECORDS, g_strerror(errno));
	return FALSE;
}

gboolean making_take(struct making *making, GError **error)
{
	struct taking taking = { .making = making };
	g_autoptr(GError) write_error = NULL;
	gboolean ok;

	making->sheets = g_byte_array_new();
	if (!open_files(making, error))
		return FALSE;
	taking.packed = g_byte_array_new();
	taking.arena = arena_new(64 * 1024);
	ok = making_check_begin(making, error) && take_all(&taking, error);
	g_byte_array_unref(taking.packed);
	arena_free(taking.arena);
	if (!out_close(&making->records, NULL, &write_error)) {
		/* The write that failed is the cause, whatever was noticed first. */
		if (error != NULL)
			g_clear_error(error);
		g_propagate_error(error, g_steal_pointer(&write_error));
		return FALSE;
	}
	sheets_grow(making->sheets, making->totals.records + making->totals.seeds);
	return ok;
}
