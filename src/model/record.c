/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packed form, native byte order (it never leaves the machine that made it): number, row, grade, the addressee's
 * strings, then every value as a tag byte and its content.  A string is its length and its bytes with a NUL, so
 * that an unpacked record can point at it.
 */
#include "model/record.h"

#include <stddef.h>
#include <string.h>

/* The addressee's strings in packed order. */
static const gsize addressee_strings[] = {
	offsetof(struct addressee, name), offsetof(struct addressee, name2), offsetof(struct addressee, extra),
	offsetof(struct addressee, street), offsetof(struct addressee, number), offsetof(struct addressee, cap),
	offsetof(struct addressee, city), offsetof(struct addressee, province), offsetof(struct addressee, country),
	offsetof(struct addressee, tax_code), offsetof(struct addressee, email), offsetof(struct addressee, pec),
	offsetof(struct addressee, iban), offsetof(struct addressee, reason),
};

enum value_tag { TAG_PRESENT = 1, TAG_ORIGINAL = 2 };

static const char **addressee_string(struct addressee *to, guint i)
{
	return (const char **)((char *)to + addressee_strings[i]);
}

static const char *addressee_string_of(const struct addressee *to, guint i)
{
	return *(const char *const *)((const char *)to + addressee_strings[i]);
}

static gboolean is_text(enum field_type type)
{
	return type == FIELD_TEXT || type == FIELD_CODE;
}

struct record *record_new(const struct dictionary *dictionary, struct arena *arena)
{
	struct record *record = arena_alloc0(arena, sizeof *record);

	record->key = "";
	for (guint i = 0; i < G_N_ELEMENTS(addressee_strings); i++)
		*addressee_string(&record->to, i) = "";
	record->fields = arena_new_array0(arena, struct value, dictionary->fields.count);
	record->groups = arena_new_array0(arena, struct row_set, dictionary->n_groups);
	for (guint i = 0; i < dictionary->fields.count; i++) {
		if (is_text(dictionary->fields.fields[i].type))
			record->fields[i].text = "";
	}
	return record;
}

/* Room is made in large steps: a record is some fifty small things. */
struct packing {
	GByteArray *out;
	gsize used;
};

static void put(struct packing *packing, const void *bytes, gsize size)
{
	gsize end = packing->used + size;

	if (end > packing->out->len)
		g_byte_array_set_size(packing->out, (guint)(end * 2 + 512));
	memcpy(packing->out->data + packing->used, bytes, size);
	packing->used = end;
}

static void put_string(struct packing *packing, const char *text)
{
	guint32 length = (guint32)strlen(text);

	put(packing, &length, sizeof length);
	put(packing, text, length + 1);
}

static void put_value(struct packing *packing, const struct value *value, enum field_type type)
{
	guint8 tag = (guint8)((value->present ? TAG_PRESENT : 0) | (value->original != NULL ? TAG_ORIGINAL : 0));

	put(packing, &tag, 1);
	if (is_text(type))
		put_string(packing, value->text);
	else
		put(packing, &value->integer, sizeof value->integer);
	if (value->original != NULL)
		put_string(packing, value->original);
}

static void put_values(struct packing *packing, const struct value *values, const struct field_list *list)
{
	for (guint i = 0; i < list->count; i++)
		put_value(packing, &values[i], list->fields[i].type);
}

void record_pack(const struct record *record, const struct dictionary *dictionary, GByteArray *out)
{
	const guint32 head[] = { record->number, record->row, (guint32)record->to.grade };
	struct packing packing = { out, out->len };

	put(&packing, head, sizeof head);
	put_string(&packing, record->key);
	for (guint i = 0; i < G_N_ELEMENTS(addressee_strings); i++)
		put_string(&packing, addressee_string_of(&record->to, i));
	put_values(&packing, record->fields, &dictionary->fields);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct field_list *columns = &dictionary->groups[i].columns;
		guint32 count = record->groups[i].count;

		put(&packing, &count, sizeof count);
		for (guint row = 0; row < count; row++)
			put_values(&packing, record->groups[i].cells + row * columns->count, columns);
	}
	g_byte_array_set_size(out, (guint)packing.used);
}

struct reader {
	const guint8 *at, *end;
	gboolean failed;
};

static void get(struct reader *reader, void *out, gsize size)
{
	if (reader->failed || (gsize)(reader->end - reader->at) < size) {
		reader->failed = TRUE;
		memset(out, 0, size);
		return;
	}
	memcpy(out, reader->at, size);
	reader->at += size;
}

static const char *get_string(struct reader *reader)
{
	guint32 length;
	const char *text;

	get(reader, &length, sizeof length);
	if (reader->failed || (gsize)(reader->end - reader->at) <= length || reader->at[length] != '\0') {
		reader->failed = TRUE;
		return "";
	}
	text = (const char *)reader->at;
	reader->at += length + 1;
	return text;
}

static void get_values(struct reader *reader, struct value *values, const struct field_list *list)
{
	for (guint i = 0; i < list->count; i++) {
		guint8 tag;

		get(reader, &tag, 1);
		values[i].present = (tag & TAG_PRESENT) != 0;
		if (is_text(list->fields[i].type))
			values[i].text = get_string(reader);
		else
			get(reader, &values[i].integer, sizeof values[i].integer);
		values[i].original = (tag & TAG_ORIGINAL) != 0 ? get_string(reader) : NULL;
	}
}

static void get_group(struct reader *reader, struct row_set *set, const struct field_list *columns,
		      struct arena *arena)
{
	guint32 count;

	get(reader, &count, sizeof count);
	/* A cell takes at least a byte: a damaged count never asks for more memory than the record has. */
	if (reader->failed || (guint64)count * MAX(columns->count, 1) > (guint64)(reader->end - reader->at)) {
		reader->failed = reader->failed || count > 0;
		return;
	}
	set->count = count;
	set->cells = arena_new_array0(arena, struct value, (gsize)count * columns->count);
	for (guint row = 0; row < count; row++)
		get_values(reader, set->cells + row * columns->count, columns);
}

/* What every record begins with, whatever its dictionary. */
struct packed_head {
	guint32 number, row;
	const char *key;
};

static struct packed_head get_head(struct reader *reader, struct addressee *to)
{
	guint32 numbers[3];
	struct packed_head head;

	get(reader, numbers, sizeof numbers);
	to->grade = (enum address_grade)MIN(numbers[2], ADDRESS_NOT_MAILABLE);
	head = (struct packed_head){ numbers[0], numbers[1], get_string(reader) };
	for (guint i = 0; i < G_N_ELEMENTS(addressee_strings); i++)
		*addressee_string(to, i) = get_string(reader);
	return head;
}

gboolean record_unpack_addressee(const guint8 *bytes, gsize length, struct addressee *to)
{
	struct reader reader = { bytes, bytes + length, FALSE };

	get_head(&reader, to);
	return !reader.failed;
}

struct record *record_unpack(const guint8 *bytes, gsize length, const struct dictionary *dictionary,
			     struct arena *arena)
{
	struct reader reader = { bytes, bytes + length, FALSE };
	struct record *record = record_new(dictionary, arena);
	struct packed_head head = get_head(&reader, &record->to);

	record->number = head.number;
	record->row = head.row;
	record->key = head.key;
	get_values(&reader, record->fields, &dictionary->fields);
	for (guint i = 0; i < dictionary->n_groups; i++)
		get_group(&reader, &record->groups[i], &dictionary->groups[i].columns, arena);
	return reader.failed || reader.at != reader.end ? NULL : record;
}

/* The value an example stands for; an example that cannot be read leaves the value empty. */
static struct value example_value(const struct field *field)
{
	struct value value = { .present = TRUE };
	const char *reason = NULL;

	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
		value.text = field->example;
		break;
	case FIELD_MONEY:
		reason = number_read_cents(field->example, &value.cents);
		break;
	case FIELD_DATE:
		reason = date_read(field->example, &value.date);
		break;
	case FIELD_INTEGER:
		reason = number_read_integer(field->example, &value.integer);
		break;
	case FIELD_BOOLEAN:
		value.integer = g_str_equal(field->example, "yes");
		break;
	}
	if (reason != NULL)
		value.present = FALSE;
	return value;
}

struct record *record_example(const struct dictionary *dictionary, guint rows, struct arena *arena)
{
	struct record *record = record_new(dictionary, arena);

	record->number = 1;
	record->key = "1";
	record->to.name = "MARIA ŠIMIĆ DELL'ORTO";
	record->to.street = "VIA GIUSEPPE VERDI";
	record->to.number = "12";
	record->to.cap = "00198";
	record->to.city = "ROMA";
	record->to.province = "RM";
	for (guint i = 0; i < dictionary->fields.count; i++)
		record->fields[i] = example_value(&dictionary->fields.fields[i]);
	for (guint i = 0; i < dictionary->n_groups; i++) {
		const struct row_group *group = &dictionary->groups[i];
		struct row_set *set = &record->groups[i];

		set->count = MAX(rows, group->min);
		set->cells = arena_new_array0(arena, struct value, (gsize)set->count * group->columns.count);
		for (guint cell = 0; cell < set->count * group->columns.count; cell++)
			set->cells[cell] = example_value(&group->columns.fields[cell % group->columns.count]);
	}
	return record;
}
