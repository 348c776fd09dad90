/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mark [SYMBOLS]: CPU microseconds for one symbol through the encoder, texts all different: the 24 digits of a control
 * code ("datamatrix_16 N us"), 50 mixed characters ("datamatrix_26 N us"), 18 digits ("code_128 N us"), the symbols of
 * payment slips, and for all marks of a sheet ("mark_sheet N us").
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "mark/mark.h"

static double cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

struct wanted {
	const char *name;
	struct symbol_wish wish;	/* but for the text */
	char *(*text)(guint number);
};

static char *control_text(guint number)
{
	struct sheet_place place = { 1, 1, 0, number, number };
	struct control_code code = control_code_at(42, 1 + number, &place);
	char *text = g_malloc(CONTROL_CODE_LENGTH + 1);

	control_code_write(&code, text);
	return text;
}

static char *slip_text(guint number)
{
	return g_strdup_printf("%08u|302012345678901234|88100|%010u|A4|001", number, number * 7919 % 1000000);
}

static char *notice_text(guint number)
{
	return g_strdup_printf("302012%06u%06u", number, number * 7919 % 1000000);
}

static char *digits_text(guint number)
{
	return g_strdup_printf("18201812%06u%06u12000063470009100000%06u3896", number, number * 7919 % 1000000, number);
}

static char *record_text(guint number)
{
	return g_strdup_printf("codfase=NBPA;18301188%06u064356120010148112100000%06u38961P180012345678RSSMRA80A01H501U%-40s"
			       "%-110s%12sA", number, number, "ROSSI MARIA", "QUOTA ANNUALE 2026, POSIZIONE 1234", "");
}

static char *pagopa_text(guint number)
{
	return g_strdup_printf("PAGOPA|002|302012%06u%06u|80012345678|%u", number, number * 7919 % 1000000, number + 100);
}

static char *transfer_text(guint number)
{
	return g_strdup_printf("BCD\n002\n1\nSCT\n\nORDINE DEGLI INGEGNERI DI PROVA\nIT15L0760117400001007214826\nEUR%u.67\n\n\n"
			       "Quota 2026, avviso 302012%012u", number, number);
}

static void measure(const struct wanted *wanted, guint count)
{
	struct symbol_encoder *encoder = mark_encoder_new();
	g_autoptr(arena_t) arena = arena_new(65536);
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
	double start, end;

	for (guint i = 0; i < 1000; i++)
		g_ptr_array_add(texts, wanted->text(i));
	start = cpu_us();
	for (guint i = 0; i < count; i++) {
		struct symbol_wish wish = wanted->wish;
		const char *reason;

		wish.text = texts->pdata[i % texts->len];
		if (encoder->encode(encoder, &wish, arena, &reason) == NULL)
			g_error("%s: %s", wish.text, reason);
		arena_reset(arena);
	}
	end = cpu_us();
	printf("%s %.2f us\n", wanted->name, (end - start) / count);
	g_ptr_array_unref(texts);
	mark_encoder_free(encoder);
}

static void measure_sheets(guint count)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(arena_t) arena = arena_new(65536);
	struct symbol_encoder *encoder = mark_encoder_new();
	struct inserter *inserter = NULL;
	double start;

	if (g_file_get_contents("profiles/inserter/quadient-1track.inserter", &text, NULL, &error))
		inserter = inserter_parse(text, "quadient-1track.inserter", &error);
	if (inserter == NULL)
		g_error("%s", error->message);
	start = cpu_us();
	for (guint i = 0; i < count; i++) {
		struct sheet_place place = { 1, 1, 0, i, i };
		struct control_code code = control_code_at(1, i + 1, &place);
		struct op_list list = { 0 };

		if (!mark_sheet(inserter, &place, &code, encoder, &list, arena))
			g_error("sheet %u has no marks", i);
		arena_reset(arena);
	}
	printf("mark_sheet %.2f us\n", (cpu_us() - start) / count);
	inserter_free(inserter);
	mark_encoder_free(encoder);
}

int main(int argc, char **argv)
{
	static const struct wanted wanted[] = {
		{ "datamatrix_16", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 16 }, control_text },
		{ "datamatrix_26", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 26 }, slip_text },
		{ "datamatrix_16x48", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48, .rows = 16 }, digits_text },
		{ "datamatrix_48", { .symbology = SYMBOLOGY_DATA_MATRIX, .size = 48 }, record_text },
		{ "code_128", { .symbology = SYMBOLOGY_CODE_128 }, notice_text },
		{ "code_128_310", { .symbology = SYMBOLOGY_CODE_128, .size = 310 }, digits_text },
		{ "qr_4m", { .symbology = SYMBOLOGY_QR, .size = 33, .level = SYMBOL_LEVEL_M }, pagopa_text },
		{ "qr_transfer", { .symbology = SYMBOLOGY_QR, .level = SYMBOL_LEVEL_M }, transfer_text },
	};
	guint count = argc > 1 ? (guint)atoi(argv[1]) : 20000;

	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		measure(&wanted[i], count);
	measure_sheets(count);
	return 0;
}
