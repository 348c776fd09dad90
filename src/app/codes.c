/* SPDX-License-Identifier: Apache-2.0 */
#include "app/codes.h"

#include <string.h>

#include "app/inside.h"
#include "post/address.h"

#define SPECIMEN "FAC SIMILE"

/* An object's number has 6 digits in the Data Matrix: after the last it is 0 again. */
#define OBJECTS 1000000

/* DCOXX0001 stands in the symbol without DCO. */
static const char *homologation_of(const struct postal_matrix *matrix, const struct product *product)
{
	if (matrix->homologation != NULL)
		return matrix->homologation;
	if (product->homologation == NULL)
		return NULL;
	return product->homologation->text + (g_str_has_prefix(product->homologation->text, "DCO") ? 3 : 0);
}

static const char *write_matrix(const struct postal_matrix *matrix, const struct product *product, const struct piece *piece,
				char out[UNICO_LENGTH + 1], struct arena *arena)
{
	const char *const fields[UNICO_FIELDS] = {
		[UNICO_GAMMA] = matrix->gamma, [UNICO_SAP] = matrix->sap, [UNICO_SENDER] = matrix->sender,
		[UNICO_CLASS] = matrix->class, [UNICO_TYPE] = matrix->type, [UNICO_CAP] = piece->cap, [UNICO_CODE] = matrix->code,
		[UNICO_SENDER_CAP] = matrix->sender_cap, [UNICO_SENDER_CODE] = matrix->sender_code,
		[UNICO_BOOKING] = matrix->booking, [UNICO_PRINTER] = matrix->printer,
		[UNICO_OBJECT] = arena_printf(arena, "%u", piece->number % OBJECTS), [UNICO_CAUSALE] = matrix->causale,
		[UNICO_HOMOLOGATION] = homologation_of(matrix, product), [UNICO_TEXT] = matrix->text,
		[UNICO_SERVICES] = matrix->services,
	};

	return unico_write(fields, out, arena);
}

static gboolean has_matrix(const struct setup *setup)
{
	return setup->product->matrix != NULL && setup->postal != NULL && setup->postal->matrix != NULL;
}

gboolean codes_check(const struct setup *setup, GError **error)
{
	struct arena *arena = arena_new(4096);
	const struct piece piece = { .number = 1, .cap = "00100" };
	char text[UNICO_LENGTH + 1];
	const char *reason = NULL;

	if (has_matrix(setup))
		reason = write_matrix(setup->postal->matrix, setup->product, &piece, text, arena);
	if (reason != NULL)
		app_refuse(error, setup->job->name, "product '%s', postal settings '%s': Data Matrix: %s", setup->product->name,
			   setup->postal->name, reason);
	arena_free(arena);
	return reason == NULL;
}

gboolean codes_matrix(const struct postal *postal, const struct product *product, const struct piece *piece,
		      char out[UNICO_LENGTH + 1])
{
	struct arena *arena;
	gboolean made;

	if (postal == NULL || postal->matrix == NULL || product->matrix == NULL ||
	    g_str_equal(piece->area, post_area_name(AREA_ABROAD)))
		return FALSE;
	arena = arena_new(1024);
	made = write_matrix(postal->matrix, product, piece, out, arena) == NULL;
	arena_free(arena);
	return made;
}

struct compose_codes codes_of_piece(const struct setup *setup, const struct piece *piece, struct code_room *room)
{
	struct compose_codes codes = { NULL };

	if (codes_matrix(setup->postal, setup->product, piece, room->matrix))
		codes.matrix = room->matrix;
	if (*piece->registered == '\0')
		return codes;
	g_strlcpy(room->registered, piece->registered, sizeof room->registered);
	registered_print(piece->registered, room->shown);
	codes.registered = room->registered;
	codes.shown = room->shown;
	return codes;
}

struct compose_codes codes_specimen(const struct setup *setup, const struct addressee *to, struct code_room *room)
{
	const struct piece piece = { .registered = "", .area = post_area_name(post_area(to)), .cap = to->cap };
	struct compose_codes codes = codes_of_piece(setup, &piece, room);

	if (setup->product->number == NULL)
		return codes;
	registered_write(setup->product->number, 0, room->registered);
	codes.registered = room->registered;
	codes.shown = SPECIMEN;
	return codes;
}
