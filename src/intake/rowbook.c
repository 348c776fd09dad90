/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keys are found by a hash, but two keys are one only when their bytes are: positions of one debtor must never
 * come to stand under another.  The bytes are read back from the file for that, unless the row before has the
 * same key, as it has in most files.
 */
#include "intake/rowbook.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "intake/intake.h"

#define BUFFER_BYTES (256u * 1024)
#define NO_ROW G_MAXUINT32
#define FIRST_SLOTS 1024u

/* A row of the file: this, the key with its NUL, the shown cell and every cell as length and bytes with a NUL. */
struct row_head {
	guint32 number;
	guint32 column;
	guint32 key_bytes;
	guint32 fault;
};

struct cell_head {
	guint32 length;
	guint8 number, plain;
	guint8 unused[2];
};

struct entry {
	guint64 offset : 63;
	guint64 first : 1;	/* of its key */
	guint32 length;
	guint32 next;		/* of the same key, NO_ROW */
};

struct slot {
	guint64 hash;
	guint32 first, last;	/* rows; first is NO_ROW in an empty slot */
};

struct rowbook {
	guint n_cells;
	int fd;
	guint64 written;	/* bytes in the file; what follows is in pending */
	GByteArray *pending;
	GByteArray *scratch;
	GArray *entries;	/* of struct entry */
	struct slot *slots;
	guint32 n_slots, n_keys;
	char *last_key;
	guint32 last_slot;
	guint32 at;		/* next row that may begin a key */
};

struct rowbook *rowbook_new(guint n_cells)
{
	struct rowbook *book = g_new0(struct rowbook, 1);

	book->n_cells = n_cells;
	book->fd = -1;
	book->pending = g_byte_array_new();
	book->scratch = g_byte_array_new();
	book->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
	book->n_slots = FIRST_SLOTS;
	book->slots = g_new(struct slot, book->n_slots);
	memset(book->slots, 0xff, book->n_slots * sizeof(struct slot));
	return book;
}

void rowbook_free(struct rowbook *book)
{
	if (book == NULL)
		return;
	if (book->fd >= 0)
		close(book->fd);
	g_byte_array_unref(book->pending);
	g_byte_array_unref(book->scratch);
	g_array_unref(book->entries);
	g_free(book->slots);
	g_free(book->last_key);
	g_free(book);
}

/* ---- the file ---- */

static gboolean fail(const char *what, GError **error)
{
	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_READ, "cannot %s the temporary file of rows in '%s': %s", what,
		    g_get_tmp_dir(), g_strerror(errno));
	return FALSE;
}

static gboolean open_file(struct rowbook *book, GError **error)
{
	g_autofree char *path = g_build_filename(g_get_tmp_dir(), "piego-rows-XXXXXX", NULL);

	book->fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
	if (book->fd < 0)
		return fail("make", error);
	g_unlink(path);
	return TRUE;
}

static gboolean flush(struct rowbook *book, GError **error)
{
	gsize done = 0;

	if (book->fd < 0 && !open_file(book, error))
		return FALSE;
	while (done < book->pending->len) {
		gssize wrote = write(book->fd, book->pending->data + done, book->pending->len - done);

		if (wrote < 0 && errno != EINTR)
			return fail("write", error);
		done += wrote > 0 ? (gsize)wrote : 0;
	}
	book->written += done;
	g_byte_array_set_size(book->pending, 0);
	return TRUE;
}

/* length bytes at offset, into out. */
static gboolean read_at(struct rowbook *book, guint64 offset, guint8 *out, gsize length, GError **error)
{
	gsize done = 0;

	if (offset >= book->written) {
		memcpy(out, book->pending->data + (offset - book->written), length);
		return TRUE;
	}
	while (done < length) {
		gssize got = pread(book->fd, out + done, length - done, (off_t)(offset + done));

		if (got == 0)
			errno = EIO;
		if (got == 0 || (got < 0 && errno != EINTR))
			return fail("read", error);
		done += got > 0 ? (gsize)got : 0;
	}
	return TRUE;
}

/* ---- keys ---- */

/* FNV-1a of 64 bits, its low bits mixed with its high ones. */
static guint64 hash_key(const char *key)
{
	guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);

	for (; *key != '\0'; key++)
		hash = (hash ^ (guchar)*key) * G_GUINT64_CONSTANT(0x100000001b3);
	return hash ^ hash >> 32;
}

/* Whether the row has the key.  same is only told when TRUE is returned. */
static gboolean row_has_key(struct rowbook *book, guint32 row, const char *key, gboolean *same, GError **error)
{
	guint64 offset = g_array_index(book->entries, struct entry, row).offset;
	gsize bytes = strlen(key) + 1;
	struct row_head head;

	*same = FALSE;
	if (!read_at(book, offset, (guint8 *)&head, sizeof head, error))
		return FALSE;
	if (head.key_bytes != bytes)
		return TRUE;
	g_byte_array_set_size(book->scratch, (guint)bytes);
	if (!read_at(book, offset + sizeof head, book->scratch->data, bytes, error))
		return FALSE;
	*same = memcmp(book->scratch->data, key, bytes) == 0;
	return TRUE;
}

/* The key's slot, or the empty one where it belongs. */
static gboolean find_slot(struct rowbook *book, const char *key, guint64 hash, guint32 *found, GError **error)
{
	for (guint32 i = (guint32)hash & (book->n_slots - 1);; i = (i + 1) & (book->n_slots - 1)) {
		gboolean same = FALSE;

		*found = i;
		if (book->slots[i].first == NO_ROW)
			return TRUE;
		if (book->slots[i].hash != hash)
			continue;
		if (!row_has_key(book, book->slots[i].first, key, &same, error))
			return FALSE;
		if (same)
			return TRUE;
	}
}

static void grow_slots(struct rowbook *book)
{
	struct slot *old = book->slots;
	guint32 n_old = book->n_slots;

	book->n_slots *= 2;
	book->slots = g_new(struct slot, book->n_slots);
	memset(book->slots, 0xff, book->n_slots * sizeof(struct slot));
	for (guint32 i = 0; i < n_old; i++) {
		guint32 place = (guint32)old[i].hash & (book->n_slots - 1);

		if (old[i].first == NO_ROW)
			continue;
		while (book->slots[place].first != NO_ROW)
			place = (place + 1) & (book->n_slots - 1);
		book->slots[place] = old[i];
	}
	g_free(old);
	g_clear_pointer(&book->last_key, g_free);
}

/* The row becomes the last of its key. */
static gboolean chain(struct rowbook *book, const char *key, guint32 row, gboolean *first, GError **error)
{
	struct slot *slot;

	*first = TRUE;
	if (*key == '\0')
		return TRUE;
	if (book->n_keys * 2 >= book->n_slots)
		grow_slots(book);
	if (g_strcmp0(book->last_key, key) != 0) {
		guint64 hash = hash_key(key);

		if (!find_slot(book, key, hash, &book->last_slot, error))
			return FALSE;
		g_free(book->last_key);
		book->last_key = g_strdup(key);
		book->slots[book->last_slot].hash = hash;
	}
	slot = &book->slots[book->last_slot];
	*first = slot->first == NO_ROW;
	if (*first) {
		slot->first = row;
		book->n_keys++;
	} else {
		g_array_index(book->entries, struct entry, slot->last).next = row;
	}
	slot->last = row;
	return TRUE;
}

/* ---- rows ---- */

static void put_cell(GByteArray *out, const struct table_cell *cell)
{
	struct cell_head head = { cell->length, cell->number, cell->plain, { 0 } };

	g_byte_array_append(out, (const guint8 *)&head, sizeof head);
	g_byte_array_append(out, (const guint8 *)cell->text, cell->length);
	g_byte_array_append(out, (const guint8 *)"", 1);
}

static void put_row(struct rowbook *book, const char *key, const struct picked_row *row)
{
	struct row_head head = { row->number, row->column, (guint32)strlen(key) + 1, row->fault };
	GByteArray *out = book->pending;

	g_byte_array_append(out, (const guint8 *)&head, sizeof head);
	g_byte_array_append(out, (const guint8 *)key, head.key_bytes);
	put_cell(out, &row->shown);
	for (guint i = 0; i < book->n_cells; i++)
		put_cell(out, &row->cells[i]);
}

gboolean rowbook_add(struct rowbook *book, const char *key, const struct picked_row *row, GError **error)
{
	struct entry entry = { .offset = book->written + book->pending->len, .next = NO_ROW };
	guint start = book->pending->len;
	gboolean first;

	if (!chain(book, key, book->entries->len, &first, error))
		return FALSE;
	put_row(book, key, row);
	entry.first = first;
	entry.length = book->pending->len - start;
	g_array_append_val(book->entries, entry);
	return book->pending->len < BUFFER_BYTES || flush(book, error);
}

static const guint8 *take_cell(const guint8 *bytes, struct table_cell *cell)
{
	struct cell_head head;

	memcpy(&head, bytes, sizeof head);
	bytes += sizeof head;
	*cell = (struct table_cell){ (const char *)bytes, head.length, head.number, head.plain };
	return bytes + head.length + 1;
}

static gboolean read_row(struct rowbook *book, guint32 index, struct arena *arena, struct picked_row *row,
			 GError **error)
{
	const struct entry *entry = &g_array_index(book->entries, struct entry, index);
	guint8 *bytes = arena_alloc(arena, entry->length);
	const guint8 *p = bytes;
	struct row_head head;

	if (!read_at(book, entry->offset, bytes, entry->length, error))
		return FALSE;
	memcpy(&head, p, sizeof head);
	p = take_cell(p + sizeof head + head.key_bytes, &row->shown);
	row->number = head.number;
	row->column = head.column;
	row->fault = (enum row_fault)head.fault;
	row->cells = arena_new_array(arena, struct table_cell, book->n_cells);
	for (guint i = 0; i < book->n_cells; i++)
		p = take_cell(p, &row->cells[i]);
	return TRUE;
}

gboolean rowbook_next(struct rowbook *book, struct arena *arena, struct rowbook_rows *rows, GError **error)
{
	guint32 row;
	guint i = 0;

	*rows = (struct rowbook_rows){ 0 };
	while (book->at < book->entries->len && !g_array_index(book->entries, struct entry, book->at).first)
		book->at++;
	if (book->at == book->entries->len)
		return TRUE;
	for (row = book->at; row != NO_ROW; row = g_array_index(book->entries, struct entry, row).next)
		rows->count++;
	rows->rows = arena_new_array(arena, struct picked_row, rows->count);
	for (row = book->at; row != NO_ROW; row = g_array_index(book->entries, struct entry, row).next) {
		if (!read_row(book, row, arena, &rows->rows[i++], error))
			return FALSE;
	}
	book->at++;
	return TRUE;
}
