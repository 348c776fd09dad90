/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A single-byte encoding is a table of 256 characters, made once by iconv.  UTF-16 is decoded here.  To find an
 * encoding out the file is read twice: a file may be plain ASCII for a million lines before its first accent.
 */
#include "base/textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RAW_BYTES (64 * 1024)
#define LOST 0xfffd

enum form { FORM_UTF_8, FORM_UTF_16, FORM_SINGLE };

struct letter {
	guint8 length;
	char bytes[3];
};

struct textfile {
	int fd;
	char *path;
	char *encoding;
	enum form form;
	gboolean big_endian;
	struct letter table[256];
	guint16 high;		/* a high surrogate waiting for its low one, 0 for none */
	gsize raw_at, raw_end;
	guint8 raw[RAW_BYTES];
};

static const char *const single_byte[] = {
	"us-ascii", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1257",
	"iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-7", "iso-8859-9",
	"iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "cp437", "cp850", "cp858",
	"macintosh",
};

static const char *const wide[] = { TEXTFILE_AUTO, "utf-8", "utf-16", "utf-16le", "utf-16be" };

static gboolean listed(const char *const *names, guint count, const char *name)
{
	for (guint i = 0; i < count; i++) {
		if (g_ascii_strcasecmp(names[i], name) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean textfile_knows(const char *name)
{
	return listed(wide, G_N_ELEMENTS(wide), name) || listed(single_byte, G_N_ELEMENTS(single_byte), name);
}

static gssize read_failed(const struct textfile *file, GError **error)
{
	g_set_error(error, TEXTFILE_ERROR, TEXTFILE_ERROR_READ, "cannot read '%s': %s", file->path, g_strerror(errno));
	return -1;
}

static gssize read_bytes(struct textfile *file, void *out, gsize room, GError **error)
{
	gssize got;

	do
		got = read(file->fd, out, room);
	while (got < 0 && errno == EINTR);
	return got < 0 ? read_failed(file, error) : got;
}

/* ---- finding the encoding out ---- */

struct census {
	guint64 good, bad;	/* characters of several bytes that are UTF-8; bytes that are none */
	guint8 kept[4];		/* a character split between two blocks */
	guint n_kept;
};

/* The place of the first byte above ASCII from i on, or length. */
static gsize next_high(const guint8 *bytes, gsize i, gsize length)
{
	for (; i + 8 <= length; i += 8) {
		guint64 eight;

		memcpy(&eight, bytes + i, 8);
		if ((eight & G_GUINT64_CONSTANT(0x8080808080808080)) != 0)
			break;
	}
	while (i < length && bytes[i] < 0x80)
		i++;
	return i;
}

static void count_high(struct census *census, const guint8 *bytes, gsize length, gboolean last)
{
	for (gsize i = next_high(bytes, 0, length); i < length; i = next_high(bytes, i, length)) {
		const guint8 *high = bytes + i;
		gunichar c = g_utf8_get_char_validated((const char *)high, (gssize)(length - i));
		if (c == (gunichar)-2 && !last && length - i < sizeof census->kept) {
			census->n_kept = (guint)(length - i);
			memcpy(census->kept, high, census->n_kept);
			return;
		}
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			census->bad++;
			i++;
		} else {
			census->good++;
			i += (gsize)g_unichar_to_utf8(c, NULL);
		}
	}
}

static gboolean take_census(struct textfile *file, struct census *census, GError **error)
{
	guint8 *block = file->raw;
	gssize got;

	while ((got = read_bytes(file, block + census->n_kept, RAW_BYTES - sizeof census->kept, error)) > 0) {
		gsize length = (gsize)got + census->n_kept;

		memcpy(block, census->kept, census->n_kept);
		census->n_kept = 0;
		count_high(census, block, length, FALSE);
	}
	count_high(census, census->kept, census->n_kept, TRUE);
	return got == 0;
}

static const char *find_encoding(struct textfile *file, GError **error)
{
	struct census census = { 0 };

	if (!take_census(file, &census, error))
		return NULL;
	if (lseek(file->fd, 0, SEEK_SET) != 0) {
		read_failed(file, error);
		return NULL;
	}
	return census.bad == 0 || census.good > census.bad ? "utf-8" : "windows-1252";
}

/* What the byte order mark says, NULL without one; the file is left behind the mark. */
static const char *read_mark(struct textfile *file, gboolean *failed, GError **error)
{
	guint8 start[4] = { 0 };
	gssize got = read_bytes(file, start, 3, error);
	const char *says = NULL;
	off_t behind = 0;

	if (got >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
		says = "utf-8", behind = 3;
	else if (got >= 2 && memcmp(start, "\xff\xfe", 2) == 0)
		says = "utf-16le", behind = 2;
	else if (got >= 2 && memcmp(start, "\xfe\xff", 2) == 0)
		says = "utf-16be", behind = 2;
	*failed = got < 0;
	if (!*failed && lseek(file->fd, behind, SEEK_SET) != behind) {
		read_failed(file, error);
		*failed = TRUE;
	}
	return says;
}

/* ---- decoding ---- */

static void set_letter(struct letter *letter, guint8 byte, GIConv converter)
{
	char one = (char)byte;
	char *from = &one;
	char *to = letter->bytes;
	gsize left = 1;
	gsize room = sizeof letter->bytes;

	if (converter != (GIConv)-1 && g_iconv(converter, &from, &left, &to, &room) != (gsize)-1 && left == 0)
		letter->length = (guint8)(to - letter->bytes);
	else
		letter->length = (guint8)g_unichar_to_utf8(LOST, letter->bytes);
}

static void make_table(struct textfile *file)
{
	GIConv converter = g_iconv_open("UTF-8", file->encoding);

	for (guint i = 0; i < 256; i++) {
		if (i < 0x80)
			file->table[i] = (struct letter){ 1, { (char)i } };
		else
			set_letter(&file->table[i], (guint8)i, converter);
	}
	if (converter != (GIConv)-1)
		g_iconv_close(converter);
}

static gsize decode_single(struct textfile *file, char *out, gsize room)
{
	gsize used = 0;

	while (file->raw_at < file->raw_end && used + 3 <= room) {
		guint8 byte = file->raw[file->raw_at++];

		if (byte < 0x80) {
			out[used++] = (char)byte;
			continue;
		}
		memcpy(out + used, file->table[byte].bytes, file->table[byte].length);
		used += file->table[byte].length;
	}
	return used;
}

/* One unit of UTF-16 into out (at least 8 bytes); returns how many were written. */
static gsize put_unit(struct textfile *file, guint16 unit, char *out)
{
	guint16 high = file->high;
	gsize used = 0;

	file->high = 0;
	if (high != 0 && unit >= 0xdc00 && unit <= 0xdfff) {
		gunichar c = 0x10000 + (((gunichar)high - 0xd800) << 10) + (unit - 0xdc00u);

		return (gsize)g_unichar_to_utf8(c, out);
	}
	if (high != 0)
		used += (gsize)g_unichar_to_utf8(LOST, out);
	if (unit >= 0xd800 && unit <= 0xdbff)
		file->high = unit;
	else
		used += (gsize)g_unichar_to_utf8(unit >= 0xdc00 && unit <= 0xdfff ? LOST : unit, out + used);
	return used;
}

static gsize decode_utf_16(struct textfile *file, char *out, gsize room)
{
	gsize used = 0;

	while (file->raw_at + 2 <= file->raw_end && used + 8 <= room) {
		const guint8 *two = file->raw + file->raw_at;
		guint16 unit = file->big_endian ? (guint16)(two[0] << 8 | two[1]) : (guint16)(two[1] << 8 | two[0]);

		file->raw_at += 2;
		used += put_unit(file, unit, out + used);
	}
	return used;
}

/* The end of a UTF-16 file: half a character that is left is a lost one. */
static gsize decode_rest(struct textfile *file, char *out)
{
	if (file->high == 0 && file->raw_at == file->raw_end)
		return 0;
	file->high = 0;
	file->raw_at = file->raw_end;
	return (gsize)g_unichar_to_utf8(LOST, out);
}

static gboolean fill_raw(struct textfile *file, gboolean *end, GError **error)
{
	gsize left = file->raw_end - file->raw_at;
	gssize got;

	memmove(file->raw, file->raw + file->raw_at, left);
	file->raw_at = 0;
	file->raw_end = left;
	got = read_bytes(file, file->raw + left, RAW_BYTES - left, error);
	if (got < 0)
		return FALSE;
	*end = got == 0;
	file->raw_end += (gsize)got;
	return TRUE;
}

gssize textfile_read(struct textfile *file, char *out, gsize room, GError **error)
{
	gboolean end = FALSE;
	gsize used = 0;

	if (file->form == FORM_UTF_8)
		return read_bytes(file, out, room, error);
	while (used == 0 && !end) {
		if (file->raw_end - file->raw_at < 2 && !fill_raw(file, &end, error))
			return -1;
		used = file->form == FORM_SINGLE ? decode_single(file, out, room) : decode_utf_16(file, out, room);
	}
	if (used == 0 && file->form == FORM_UTF_16)
		used = decode_rest(file, out);
	return (gssize)used;
}

/* ---- opening ---- */

static gboolean choose_encoding(struct textfile *file, const char *asked, GError **error)
{
	gboolean failed;
	const char *mark = read_mark(file, &failed, error);
	gboolean guess = g_ascii_strcasecmp(asked, TEXTFILE_AUTO) == 0;
	const char *chosen = asked;

	if (failed)
		return FALSE;
	if (mark != NULL && (guess || g_ascii_strncasecmp(asked, "utf-", 4) == 0))
		chosen = mark;
	else if (guess)
		chosen = find_encoding(file, error);
	if (chosen == NULL)
		return FALSE;
	if (g_ascii_strcasecmp(chosen, "utf-16") == 0)
		chosen = "utf-16le";
	file->encoding = g_ascii_strdown(chosen, -1);
	file->big_endian = strcmp(file->encoding, "utf-16be") == 0;
	if (strcmp(file->encoding, "utf-8") == 0)
		file->form = FORM_UTF_8;
	else if (g_str_has_prefix(file->encoding, "utf-16"))
		file->form = FORM_UTF_16;
	else
		file->form = FORM_SINGLE;
	if (file->form == FORM_SINGLE)
		make_table(file);
	return TRUE;
}

static gboolean open_regular(struct textfile *file, GError **error)
{
	struct stat about;

	/* A pipe without a writer must not hold a run up. */
	file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file->fd < 0 || fstat(file->fd, &about) != 0) {
		read_failed(file, error);
		return FALSE;
	}
	if (!S_ISREG(about.st_mode)) {
		g_set_error(error, TEXTFILE_ERROR, TEXTFILE_ERROR_READ, "cannot read '%s': not a file", file->path);
		return FALSE;
	}
	return TRUE;
}

struct textfile *textfile_open(const char *path, const char *encoding, GError **error)
{
	struct textfile *file;

	if (!textfile_knows(encoding)) {
		g_set_error(error, TEXTFILE_ERROR, TEXTFILE_ERROR_ENCODING, "cannot read '%s': unknown encoding '%s'",
			    path, encoding);
		return NULL;
	}
	file = g_new0(struct textfile, 1);
	file->path = g_strdup(path);
	if (!open_regular(file, error) || !choose_encoding(file, encoding, error)) {
		textfile_close(file);
		return NULL;
	}
	return file;
}

const char *textfile_encoding(const struct textfile *file)
{
	return file->encoding;
}

void textfile_close(struct textfile *file)
{
	if (file == NULL)
		return;
	if (file->fd >= 0)
		close(file->fd);
	g_free(file->path);
	g_free(file->encoding);
	g_free(file);
}
