/* SPDX-License-Identifier: Apache-2.0 */
/*
 * post [ADDRESSES]: the time to check one address and make its two keys, CPU microseconds, with the published tables
 * of places where PIEGO_SHARED has them ("post_address N us") and with the built-in rules alone
 * ("post_address_bare N us").
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "post/address.h"

/* Street, number, CAP, city, province, country: what clients send, right and wrong. */
static const char *const given[][6] = {
	{ "VIA ROMA", "12", "88100", "CATANZARO", "CZ", "" },
	{ "Via Giuseppe Garibaldi, 104/A", "", "20121", "Milano", "MI", "" },
	{ "Corso Vittorio Emanuele II, 7 int. 5", "", "80121", "NAPOLI", "NA", "" },
	{ "V.le dell'Università", "33", "20100", "MILANO", "MI", "" },
	{ "Piazza della Libertà", "N.C.", "47121", "Forlì", "FO", "" },
	{ "VIA XX SETTEMBRE N. 3", "", "87036", "RENDE", "", "" },
	{ "Contrada Sant'Agata", "1", "7100", "SASSARI", "SS", "" },
	{ "Via San Niccolò", "19", "98122", "MESSINA", "ME", "" },
	{ "Strada Provinciale 12, 45", "", "31044", "Montebelluna", "TV", "" },
	{ "Largo dei Caduti", "8", "20900", "MONZA", "MI", "" },
	{ "Via Alcide De Gasperi", "250", "71013", "S. GIOVANNI ROTONDO", "FG", "" },
	{ "Bahnhofstrasse 1", "", "8001", "Zürich", "", "Svizzera" },
	{ "VIA ROMA", "1", "", "REGGIO CALABRIA", "RC", "" },
	{ "Vicolo del Pozzo", "2", "67100", "L'Aquila", "AQ", "" },
	{ "VIA DEL CORSO", "99", "00186", "ROMA", "RM", "" },
	{ "Via Nazionale", "5", "39100", "Bolzano/Bozen", "BZ", "" },
};

struct loader {
	struct gazetteer_reader reader;
	struct gazetteer *gazetteer;
};

static void take_comune(struct gazetteer_reader *reader, const struct comune_name *comune)
{
	gazetteer_add_comune(((struct loader *)reader)->gazetteer, comune);
}

static void take_cap(struct gazetteer_reader *reader, const struct cap_place *place)
{
	gazetteer_add_cap(((struct loader *)reader)->gazetteer, place);
}

static void take_state(struct gazetteer_reader *reader, const char *name, const char *iso3)
{
	gazetteer_add_state(((struct loader *)reader)->gazetteer, name, iso3);
}

static guint findings;

static void count(struct finding_sink *sink, const struct finding *finding)
{
	(void)sink;
	findings += finding->severity >= FINDING_NOTE;
}

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static double time_one(const struct gazetteer *gazetteer, guint addresses)
{
	g_autoptr(arena_t) arena = arena_new(64 * 1024);
	struct finding_sink sink = { count };
	double began = cpu_us();

	for (guint i = 0; i < addresses; i++) {
		const char *const *from = given[i % G_N_ELEMENTS(given)];
		struct addressee to = { .name = "Mario Rossi", .name2 = "", .extra = "", .street = from[0],
					.number = from[1], .cap = from[2], .city = from[3], .province = from[4],
					.country = from[5], .tax_code = "", .email = "", .pec = "", .iban = "" };

		address_normalise(gazetteer, &to, i, i, &sink, arena);
		post_street_key(&to, arena);
		post_household_key(&to, arena);
		arena_reset(arena);
	}
	return (cpu_us() - began) / addresses;
}

static gboolean load(struct loader *loader)
{
	static const char *const names[] = { "anpr/ANPR_archivio_comuni.csv", "geonames/zipcodes.it.csv",
					     "anpr/ANPR_stati_esteri.csv" };
	const char *shared = g_getenv("PIEGO_SHARED");

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(shared != NULL ? shared : "../shared", "data", names[i], NULL);
		g_autoptr(GError) error = NULL;

		if (!gazetteer_read_file(path, &loader->reader, &error)) {
			fprintf(stderr, "SKIPPED: post_address: %s\n", error->message);
			return FALSE;
		}
	}
	return TRUE;
}

int main(int argc, char **argv)
{
	guint addresses = argc > 1 ? (guint)atoi(argv[1]) : 1000000;
	struct loader loader = { { take_comune, take_cap, take_state, 0, 0 }, gazetteer_new() };

	printf("post_address_bare %.2f us\n", time_one(loader.gazetteer, addresses));
	if (load(&loader))
		printf("post_address %.2f us\n", time_one(loader.gazetteer, addresses));
	gazetteer_free(loader.gazetteer);
	return findings > 0 ? 0 : 1;
}
