/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fill [LETTERS]: the time to fill the reference letter's eight paragraphs, 37 lines, with new values each time.
 * Prints fill_letter (CPU milliseconds), fill_misses (words shaped a letter) and fill_lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "type/wordcache.h"
#include "type/typesetter.h"
#include "unit/body.h"

#define RECORDS 1000u

static const struct text_style style = { "body", FALSE, FALSE, 9000, { 0, 0, 0 } };

static double cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void compile(struct typesetter *typesetter, struct prose **proses, struct arena *arena)
{
	g_auto(GStrv) paragraphs = body_read();

	for (guint i = 0; i < BODY_PARAGRAPHS; i++) {
		guint count;
		struct span *spans = body_spans(paragraphs[i], &style, arena, &count);
		gunichar missing;

		proses[i] = prose_new(typesetter, spans, count, &missing);
	}
}

static guint fill_letter(struct prose **proses, const char *const *values, struct arena *arena)
{
	guint count = 0;

	for (guint i = 0; i < BODY_PARAGRAPHS; i++) {
		struct prose_lines lines;

		/* 495 pt */
		prose_fill(proses[i], values, 174625, 0, ALIGN_JUSTIFY, arena, &lines);
		count += lines.count;
	}
	return count;
}

int main(int argc, char **argv)
{
	guint letters = argc > 1 ? (guint)atoi(argv[1]) : 20000;
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter = typesetter_new("fonts", &error);
	g_autoptr(arena_t) kept = arena_new(65536);
	g_autoptr(arena_t) arena = arena_new(65536);
	GRand *rand = g_rand_new_with_seed(42);
	const char *(*values)[BODY_FIELDS] = g_malloc(RECORDS * sizeof *values);
	struct prose *proses[BODY_PARAGRAPHS];
	double spent = 0;
	guint64 lines = 0;

	if (typesetter == NULL)
		g_error("%s", error->message);
	compile(typesetter, proses, kept);
	for (guint done = 0; done < letters;) {
		guint batch = MIN(RECORDS, letters - done);
		g_autoptr(arena_t) texts = arena_new(65536);
		double start;

		for (guint i = 0; i < batch; i++)
			body_values(rand, values[i], texts);
		start = cpu_ms();
		for (guint i = 0; i < batch; i++) {
			lines += fill_letter(proses, values[i], arena);
			typesetter_between_letters(typesetter);
			arena_reset(arena);
		}
		spent += cpu_ms() - start;
		done += batch;
	}
	printf("fill_letter %.4f ms\n", spent / letters);
	printf("fill_misses %.2f words\n", (double)wordcache_misses(typesetter->words) / letters);
	printf("fill_lines %.2f lines\n", (double)lines / letters);
	for (guint i = 0; i < BODY_PARAGRAPHS; i++)
		prose_free(proses[i]);
	typesetter_free(typesetter);
	g_rand_free(rand);
	g_free(values);
	return 0;
}
