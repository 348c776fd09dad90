/* SPDX-License-Identifier: Apache-2.0 */
/* libarchive unpacks what libxml2's reader asks for, a few kilobytes at a time. */
#include "intake/part.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <libxml/xmlreader.h>

#include "intake/intake.h"

#define BLOCK_BYTES (64u * 1024)
#define PARSE_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

struct part {
	char *file;		/* the ZIP file's name */
	char *name;
	struct archive *archive;
	xmlTextReaderPtr reader;
	guint64 unpacked, limit;
	GError *failure;	/* of unpacking */
	gboolean end_follows;	/* of an empty element */
};

void part_fail(const struct part *part, GError **error, const char *what)
{
	int line = part->reader != NULL ? xmlTextReaderGetParserLineNumber(part->reader) : 0;

	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: %s, line %d: %s", part->file, part->name, line, what);
}

/* ---- unpacking ---- */

static void fail_archive(struct part *part, GError **error)
{
	const char *what = archive_error_string(part->archive);

	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: damaged file: %s", part->file,
		    what != NULL ? what : "cannot be unpacked");
}

static int read_unpacked(void *user, char *out, int room)
{
	struct part *part = user;
	la_ssize_t got = part->failure == NULL ? archive_read_data(part->archive, out, (size_t)room) : -1;

	if (got < 0 && part->failure == NULL)
		fail_archive(part, &part->failure);
	if (got < 0)
		return -1;
	part->unpacked += (guint64)got;
	if (part->unpacked <= part->limit)
		return (int)got;
	g_set_error(&part->failure, INTAKE_ERROR, INTAKE_ERROR_FORM,
		    "%s: %s is far larger unpacked than any client's file", part->file, part->name);
	return -1;
}

static guint64 limit_of(const char *path)
{
	GStatBuf about;

	if (g_stat(path, &about) != 0)
		return 0;
	return MIN(PART_BYTES, MAX(PART_FREE_BYTES, (guint64)about.st_size * PART_RATIO));
}

/* Up to the part's data.  FALSE with an error, or without when there is no such part. */
static gboolean seek_part(struct part *part, GError **error)
{
	struct archive_entry *entry;

	for (guint i = 0; i < PART_ENTRIES; i++) {
		int got = archive_read_next_header(part->archive, &entry);
		const char *name;

		if (got == ARCHIVE_EOF)
			return FALSE;
		if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
			fail_archive(part, error);
			return FALSE;
		}
		name = archive_entry_pathname(entry);
		if (name != NULL && g_ascii_strcasecmp(name, part->name) == 0)
			return TRUE;
	}
	g_set_error(error, INTAKE_ERROR, INTAKE_ERROR_FORM, "%s: more than %u files in it", part->file, PART_ENTRIES);
	return FALSE;
}

/* libxml2 would print what part_next tells. */
static void keep_quiet(void *user, xmlErrorPtr xml_error)
{
	(void)user;
	(void)xml_error;
}

struct part *part_open(const char *path, const char *name, GError **error)
{
	g_autoptr(part_t) part = g_new0(struct part, 1);

	part->file = g_path_get_basename(path);
	part->name = g_strdup(name);
	part->limit = limit_of(path);
	part->archive = archive_read_new();
	archive_read_support_format_zip_seekable(part->archive);
	if (archive_read_open_filename(part->archive, path, BLOCK_BYTES) != ARCHIVE_OK) {
		fail_archive(part, error);
		return NULL;
	}
	if (!seek_part(part, error))
		return NULL;
	part->reader = xmlReaderForIO(read_unpacked, NULL, part, NULL, NULL, PARSE_OPTIONS);
	if (part->reader == NULL) {
		part_fail(part, error, "cannot be read");
		return NULL;
	}
	xmlTextReaderSetStructuredErrorHandler(part->reader, keep_quiet, NULL);
	return g_steal_pointer(&part);
}

void part_close(struct part *part)
{
	if (part == NULL)
		return;
	if (part->reader != NULL)
		xmlFreeTextReader(part->reader);
	if (part->archive != NULL)
		archive_read_free(part->archive);
	g_clear_error(&part->failure);
	g_free(part->file);
	g_free(part->name);
	g_free(part);
}

/* ---- events ---- */

static enum part_event fail_reading(struct part *part, GError **error)
{
	if (part->failure != NULL)
		g_propagate_error(error, g_steal_pointer(&part->failure));
	else
		part_fail(part, error, "damaged XML");
	return PART_FAILED;
}

enum part_event part_next(struct part *part, GError **error)
{
	if (part->end_follows) {
		part->end_follows = FALSE;
		return PART_END;
	}
	for (;;) {
		int got = xmlTextReaderRead(part->reader);

		if (got == 0 && part->failure == NULL)
			return PART_DONE;
		if (got != 1)
			return fail_reading(part, error);
		switch (xmlTextReaderNodeType(part->reader)) {
		case XML_READER_TYPE_ELEMENT:
			part->end_follows = xmlTextReaderIsEmptyElement(part->reader) == 1;
			return PART_START;
		case XML_READER_TYPE_END_ELEMENT:
			return PART_END;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_WHITESPACE:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			return PART_TEXT;
		case XML_READER_TYPE_DOCUMENT_TYPE:
		case XML_READER_TYPE_ENTITY_REFERENCE:
			part_fail(part, error, "a DOCTYPE has no place in it");
			return PART_FAILED;
		default:
			break;
		}
	}
}

const char *part_name(const struct part *part)
{
	xmlTextReaderMoveToElement(part->reader);
	return (const char *)xmlTextReaderConstLocalName(part->reader);
}

const char *part_text(const struct part *part)
{
	const xmlChar *text = xmlTextReaderConstValue(part->reader);

	return text != NULL ? (const char *)text : "";
}

gboolean part_attribute(struct part *part, const char **name, const char **value)
{
	if (xmlTextReaderMoveToNextAttribute(part->reader) != 1) {
		xmlTextReaderMoveToElement(part->reader);
		return FALSE;
	}
	*name = (const char *)xmlTextReaderConstLocalName(part->reader);
	*value = part_text(part);
	return TRUE;
}
