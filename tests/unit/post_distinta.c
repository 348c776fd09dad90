/* SPDX-License-Identifier: Apache-2.0 */
/* The Distinta Unica, byte for byte as another program writes it from the same facts. */
#include "post/distinta.h"

#include <gio/gio.h>
#include <string.h>

#include "unit/check.h"

#define MATRIX "1130012345001AM001980000001440000000010100000" "1000XX0005ACQUE    OOOOOOOO"

#define ACQUE                                                                                                  \
	"side = G\nsap = 30012345\nuser = ACQUE01\nbooking = 1234567\noffice = 55999\nproduct-type = PM\nproduct-code = PMO\n"   \
	"acceptance = SMA\naccount = 30012345-007\ndescription = Posta Massiva\nsigla = ACQ\nsender = 001\nformat = P\n"

struct row {
	const char *label;
	const char *settings;		/* the group [distinta] */
	guint progressive;
	const char *received, *printed, *posted;
	struct distinta_piece pieces[3];
	guint count;
};

static struct postal *settings_of(const char *text)
{
	g_autofree char *group = g_strconcat("[distinta]\n", text, NULL);
	g_autoptr(GError) error = NULL;
	struct postal *postal = postal_parse(group, "c.postal", &error);

	if (postal == NULL)
		g_error("%s", error->message);
	return postal;
}

/* ---- the other program ---- */

static void tell(GByteArray *out, const char *key, const char *value)
{
	g_autofree char *entry = g_strconcat(key, "=", value, NULL);

	g_byte_array_append(out, (const guint8 *)entry, (guint)strlen(entry) + 1);
}

static void tell_piece(GByteArray *out, const struct distinta_piece *piece)
{
	tell(out, "piece", "");
	tell(out, "matrix", piece->matrix);
	tell(out, "name", piece->to->name);
	tell(out, "street", piece->to->street);
	tell(out, "number", piece->to->number);
	tell(out, "cap", piece->to->cap);
	tell(out, "city", piece->to->city);
	tell(out, "province", piece->to->province);
	tell(out, "homologation", piece->homologation);
	tell(out, "pallet", piece->pallet);
	tell(out, "box", piece->box);
}

static GBytes *facts(const struct row *row, const struct postal_distinta *d)
{
	static const char *const forms[] = { "GG/MM/AAAA", "AAAAMMGG", "AAAA-MM-GG" };
	const char *const facts[] = {
		"side", d->side, "sap", d->sap, "user", d->user, "booking", d->booking, "office", d->office, "product-type",
		d->product_type, "product-code", d->product_code, "service", d->service, "acceptance", d->acceptance, "tracking",
		d->tracking, "account", d->account, "description", d->description, "sigla", d->sigla, "sender", d->sender, "format",
		d->format, "dates", forms[d->dates], "received", row->received, "printed", row->printed, "posted", row->posted,
	};
	g_autofree char *progressive = g_strdup_printf("%u", row->progressive);
	GByteArray *out = g_byte_array_new();

	for (guint i = 0; i < G_N_ELEMENTS(facts); i += 2)
		tell(out, facts[i], facts[i + 1]);
	tell(out, "progressive", progressive);
	for (guint i = 0; i < row->count; i++)
		tell_piece(out, &row->pieces[i]);
	return g_byte_array_free_to_bytes(out);
}

/* Name, NUL, text. */
static GBytes *another_writes(const struct row *row, const struct postal_distinta *distinta)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) program = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
							  "python3", "tests/unit/distinta.py", NULL);
	g_autoptr(GBytes) in = facts(row, distinta);
	GBytes *out = NULL;

	if (program == NULL || !g_subprocess_communicate(program, in, NULL, &out, NULL, &error) ||
	    !g_subprocess_get_successful(program))
		g_error("%s: the other writer failed: %s", row->label, error != NULL ? error->message : "exit");
	return out;
}

/* ---- ours ---- */

static day_t day(const char *text)
{
	day_t date = 0;

	g_assert(date_read(text, &date) == NULL);
	return date;
}

static GString *we_write(const struct row *row, const struct postal_distinta *distinta)
{
	const struct distinta_head head = { day(row->received), day(row->printed), day(row->posted), row->count };
	GString *out = g_string_new(NULL);

	distinta_write_head(distinta, &head, out);
	for (guint i = 0; i < row->count; i++)
		distinta_write_piece(distinta, &row->pieces[i], out);
	return out;
}

static void is_what_another_writes(void)
{
	static const struct addressee maria = { .name = "MARIA ROSSI", .street = "VIA GIUSEPPE VERDI", .number = "12/A",
						.cap = "00198", .city = "ROMA", .province = "RM" };
	static const struct addressee odd = { .name = "D’ÀVILA|SNC ŠIMIĆ", .street = "LOC. \tMULINO\r\n", .number = "",
					      .cap = "88100", .city = "CATANZARO", .province = "CZ" };
	static const struct row rows[] = {
		{ "one piece", ACQUE "dates = GG/MM/AAAA\n", 1, "2026-03-30", "2026-03-31", "2026-04-01",
		  { { MATRIX, &maria, "DCOXX0005", "P00004200001", "S00004200112" } }, 1 },
		{ "all the sender's own",
		  "side = E\nsap = 00000001\nuser = Città\nbooking = 0000001\noffice = 00001\nproduct-type = X\nproduct-code = Y\n"
		  "service = AR\nacceptance = Z\ntracking = T\naccount = 1\nsigla = a1\nsender = 9\nformat = M\ndates = AAAAMMGG\n",
		  99, "2026-12-31", "2027-01-01", "2028-02-29",
		  { { "", &maria, "", "", "" }, { MATRIX, &odd, "DCO|X", "", "S1" }, { MATRIX, &maria, "", "P", "" } }, 3 },
		{ "no piece", ACQUE "dates = AAAA-MM-GG\n", 10, "2026-01-01", "2026-01-02", "2026-01-03", { { 0 } }, 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(postal_t) postal = settings_of(rows[i].settings);
		g_autoptr(GBytes) expected = another_writes(&rows[i], postal->distinta);
		g_autofree char *name = distinta_name(postal->distinta, rows[i].progressive);
		const char *bytes = g_bytes_get_data(expected, NULL);
		g_autofree char *text = g_strndup(bytes + strlen(bytes) + 1, g_bytes_get_size(expected) - strlen(bytes) - 1);
		GString *written = we_write(&rows[i], postal->distinta);

		CHECK_STR(rows[i].label, name, bytes);
		CHECK_STR(rows[i].label, written->str, text);
		g_string_free(written, TRUE);
	}
}

/* The fields as they are counted in the specification. */
static void has_15_and_40_fields(void)
{
	static const struct addressee to = { .name = "n", .street = "s", .number = "1", .cap = "c", .city = "m", .province = "p" };
	const struct row row = { .received = "2026-01-04", .printed = "2026-01-05", .posted = "2026-01-06",
				 .pieces = { { "1", &to, "23", "26", "27" } }, .count = 1 };
	g_autoptr(postal_t) postal = settings_of("side = G\nsap = 00000001\nuser = 2\nbooking = 0000003\noffice = 00007\n"
						 "product-type = 8\nproduct-code = 9\nservice = 10\nacceptance = 12\ntracking = 13\n"
						 "account = 14\ndescription = 15\nsigla = x\nsender = 24\nformat = P\n"
						 "dates = GG/MM/AAAA\n");
	GString *written = we_write(&row, postal->distinta);

	CHECK_STR("lines", written->str,
		  "0000000001|2|0000003|04/01/2026|05/01/2026|06/01/2026|00007|8|9|10|1|12|13|14|15\r\n"
		  "1|n|s|1|c|m|p||||||||||||||||23|24|P|26|27|2||||||||||||\r\n");
	g_string_free(written, TRUE);
}

static void knows_its_names_again(void)
{
	g_autoptr(postal_t) postal = settings_of(ACQUE "dates = GG/MM/AAAA\n");
	g_autofree char *stem = distinta_stem(postal->distinta), *name = distinta_name(postal->distinta, 42);
	const struct { const char *name; guint progressive; } rows[] = {
		{ name, 42 },
		{ "NPSO_G_DU_ID30012345_1234567_07_XYZ.DU", 7 },
		{ "NPSO_G_DU_ID30012345_1234568_07_ACQ.DU", 0 },
		{ "NPSO_G_DU_ID30012345_1234567_7_ACQ.DU", 0 },
		{ "NPSO_G_DU_ID30012345_1234567_077_ACQ.DU", 0 },
		{ "NPSO_G_DU_ID30012345_1234567_.DU", 0 },
		{ "NPSO_G_DU_ID30012345_1234567_07_ACQ.DU.tmp", 0 },
		{ "distinta.pdf", 0 },
		{ "", 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].name, distinta_progressive(stem, rows[i].name), rows[i].progressive);
}

CHECK_MAIN({ "is what another writes", is_what_another_writes }, { "has 15 and 40 fields", has_15_and_40_fields },
	   { "knows its names again", knows_its_names_again })
