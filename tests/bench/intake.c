/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast a client's file becomes records: intake FILE.csv, the reference letters' data of 28 columns, with
 * the types and checks a layout of that letter has.  Prints "intake_rows N /s", CPU time.
 */
#include <glib.h>
#include <stdio.h>
#include <time.h>

#include "intake/intake.h"

static const char profile_text[] =
	"[file]\nkind = csv\n"
	"[record]\nkey = id\n"
	"[addressee]\nname = nome\nstreet = indirizzo\ncap = cap\ncity = comune\nprovince = prov\ntax-code = cf\n"
	"[fields]\nnome = nome\npratica = pratica\ndata = data\nscadenza = scadenza\navviso = avviso\n"
	"d1 = d1\ndt1 = dt1\ne1 = e1\nd2 = d2\ndt2 = dt2\ne2 = e2\nd3 = d3\ndt3 = dt3\ne3 = e3\nd4 = d4\ndt4 = dt4\n"
	"e4 = e4\ntotale = totale\niban = iban\nocr = ocr\ndm = dm\ncf = cf\n"
	"[checks]\niban = iban\n";

static void add(struct dictionary *dictionary, const char *name, enum field_type type)
{
	if (!field_list_add(&dictionary->fields, name, type, FIELD_REQUIRED, ""))
		g_error("%s", name);
}

static struct dictionary *make_dictionary(void)
{
	struct dictionary *dictionary = dictionary_new();

	add(dictionary, "nome", FIELD_TEXT);
	add(dictionary, "pratica", FIELD_CODE);
	add(dictionary, "data", FIELD_DATE);
	add(dictionary, "scadenza", FIELD_DATE);
	add(dictionary, "avviso", FIELD_CODE);
	for (guint i = 1; i <= 4; i++) {
		char name[8];

		g_snprintf(name, sizeof name, "d%u", i);
		add(dictionary, name, FIELD_TEXT);
		g_snprintf(name, sizeof name, "dt%u", i);
		add(dictionary, name, FIELD_DATE);
		g_snprintf(name, sizeof name, "e%u", i);
		add(dictionary, name, FIELD_MONEY);
	}
	add(dictionary, "totale", FIELD_MONEY);
	add(dictionary, "iban", FIELD_TEXT);
	add(dictionary, "ocr", FIELD_CODE);
	add(dictionary, "dm", FIELD_CODE);
	add(dictionary, "cf", FIELD_CODE);
	return dictionary;
}

static guint findings;

static void found(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	(void)finding;
	findings++;
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(dictionary_t) dictionary = make_dictionary();
	g_autoptr(intake_profile_t) profile = intake_profile_parse(profile_text, "letters.profile", &error);
	g_autoptr(arena_t) arena = arena_new(64 * 1024);
	struct finding_sink sink = { found };
	struct intake *intake = NULL;
	struct record *record;
	clock_t start = clock();
	enum intake_got got;
	double seconds;

	if (argc == 2 && profile != NULL)
		intake = intake_open(profile, dictionary, NULL, argv[1], &sink, &error);
	if (intake == NULL) {
		fprintf(stderr, "intake: %s\n", error != NULL ? error->message : "usage: intake FILE.csv");
		return 2;
	}
	while ((got = intake_next(intake, arena, &record, &error)) == INTAKE_RECORD)
		arena_reset(arena);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	if (got == INTAKE_FAILED || intake_counts(intake).records == 0) {
		fprintf(stderr, "intake: %s\n", error != NULL ? error->message : "no records");
		return 1;
	}
	printf("intake_rows %.0f /s\n", intake_counts(intake).rows / seconds);
	fprintf(stderr, "%u rows, %u records, %u left out, %u findings\n", intake_counts(intake).rows,
		intake_counts(intake).records, intake_counts(intake).left_out, findings);
	intake_close(intake);
	return 0;
}
