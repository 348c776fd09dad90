/* SPDX-License-Identifier: Apache-2.0 */
/*
 * body: the reference letter's eight paragraphs as proses, and made-up values for their fields.  For the tests
 * and benchmarks of the text engine.
 */
#ifndef PIEGO_TESTS_BODY_H
#define PIEGO_TESTS_BODY_H

#include <string.h>

#include "type/prose.h"

#define BODY_PARAGRAPHS 8u

/* The fields of the text, a slot each, in this order. */
static const char *const body_fields[] = { "pratica", "avviso", "nome",	   "indirizzo", "cap",	"comune",
					   "prov",    "data",	"totale", "scadenza",  "iban", "cf" };
#define BODY_FIELDS G_N_ELEMENTS(body_fields)

static inline char **body_read(void)
{
	g_autofree char *text = NULL;
	char **paragraphs;

	if (!g_file_get_contents("tests/data/reference-body.txt", &text, NULL, NULL))
		g_error("no tests/data/reference-body.txt: run this in the checkout");
	paragraphs = g_strsplit(g_strchomp(text), "\n", -1);
	g_assert(g_strv_length(paragraphs) == BODY_PARAGRAPHS);
	return paragraphs;
}

static inline guint body_slot(const char *name, gsize length)
{
	for (guint i = 0; i < BODY_FIELDS; i++) {
		if (strlen(body_fields[i]) == length && memcmp(body_fields[i], name, length) == 0)
			return i;
	}
	g_error("unknown field in the body");
}

/* A paragraph with {fields} as spans; text parts live in arena. */
static inline struct span *body_spans(const char *text, const struct text_style *style, struct arena *arena,
				      guint *count)
{
	struct span *spans = arena_new_array(arena, struct span, strlen(text) + 1);

	*count = 0;
	while (*text != '\0') {
		gsize length = *text == '{' ? strcspn(text, "}") + 1 : strcspn(text, "{");
		struct span span = { .slot = PROSE_NO_SLOT, .style = style };

		if (*text == '{')
			span.slot = body_slot(text + 1, length - 2);
		else
			span.text = arena_strndup(arena, text, length);
		spans[(*count)++] = span;
		text += length;
	}
	return spans;
}

static inline const char *body_choice(GRand *rand, const char *const *words, guint count)
{
	return words[g_rand_int_range(rand, 0, (gint32)count)];
}

static inline char *body_digits(GRand *rand, guint count, struct arena *arena)
{
	char *digits = arena_alloc0(arena, count + 1);

	for (guint i = 0; i < count; i++)
		digits[i] = (char)('0' + g_rand_int_range(rand, 0, 10));
	return digits;
}

/* New values for all fields. */
static inline void body_values(GRand *rand, const char **values, struct arena *arena)
{
	static const char *const names[] = { "Giuseppe", "Maria", "Niccolò", "Anna", "Éléonore", "Francesco", "Desirée",
					     "Giosuè", "Carmela", "Vincenzo" };
	static const char *const surnames[] = { "Rossi", "D'Angelo", "Dell'Orto", "Foà", "Cantù", "De Sanctis", "Müller",
						"Quattrocchi", "Lo Presti", "Sanfilippo-Greco" };
	static const char *const streets[] = { "Via Roma", "Corso Vittorio Emanuele II", "Piazza della Libertà",
					       "Viale dell'Università", "Contrada Sant'Agata", "Largo dei Caduti" };
	static const char *const towns[] = { "MILANO", "L'AQUILA", "FORLÌ", "MONTEBELLUNA", "REGGIO NELL'EMILIA", "BARI" };
	static const char *const provinces[] = { "MI", "AQ", "FC", "TV", "RE", "BA" };
	const char letters[] = "ABCDEHLMPRST";
	guint year = (guint)g_rand_int_range(rand, 2019, 2026);

	values[0] = arena_printf(arena, "%u/%s", year, body_digits(rand, 6, arena));
	values[1] = body_digits(rand, 18, arena);
	values[2] = arena_printf(arena, "%s %s", body_choice(rand, names, G_N_ELEMENTS(names)),
				 body_choice(rand, surnames, G_N_ELEMENTS(surnames)));
	values[3] = arena_printf(arena, "%s, %d%s", body_choice(rand, streets, G_N_ELEMENTS(streets)),
				 g_rand_int_range(rand, 1, 251), g_rand_boolean(rand) ? "" : "/A");
	values[4] = body_digits(rand, 5, arena);
	values[5] = body_choice(rand, towns, G_N_ELEMENTS(towns));
	values[6] = body_choice(rand, provinces, G_N_ELEMENTS(provinces));
	values[7] = arena_printf(arena, "%02d/%02d/2025", g_rand_int_range(rand, 1, 29), g_rand_int_range(rand, 1, 13));
	values[8] = arena_printf(arena, "%d.%03d,%02d", g_rand_int_range(rand, 1, 40), g_rand_int_range(rand, 0, 1000),
				 g_rand_int_range(rand, 0, 100));
	values[9] = arena_printf(arena, "%02d/%02d/2026", g_rand_int_range(rand, 1, 29), g_rand_int_range(rand, 1, 13));
	values[10] = "IT60X0542811101000000123456";
	values[11] = arena_printf(arena, "RSSMRA%s%c%02dF%sZ", body_digits(rand, 2, arena),
				  letters[g_rand_int_range(rand, 0, 12)], g_rand_int_range(rand, 1, 29),
				  body_digits(rand, 3, arena));
}

#endif
