/* SPDX-License-Identifier: Apache-2.0 */
#include "app/findings.h"

#include <string.h>

#include "base/csvwrite.h"

/* A value is shown as far as a person needs to find it. */
#define VALUE_MAX 200

static void cell(const char *text, GString *line)
{
	g_string_append_c(line, ';');
	if (strlen(text) > VALUE_MAX) {
		g_autofree char *cut = g_utf8_substring(text, 0, MIN(VALUE_MAX, g_utf8_strlen(text, -1)));

		csv_write_shown(cut, line);
		g_string_append(line, "…");
	} else {
		csv_write_shown(text, line);
	}
}

static void number_cell(guint number, GString *line)
{
	g_string_append_c(line, ';');
	if (number > 0)
		csv_write_integer(number, line);
}

static void write_line(struct out *out, GString *line)
{
	g_string_append_c(line, '\n');
	out_write(out, line->str, line->len);
}

static void list_left_out(struct findings *findings, const struct finding *finding)
{
	GString *line = findings->line;

	findings->records_out++;
	findings->last_out = finding->record;
	g_string_truncate(line, 0);
	csv_write_integer(finding->record, line);
	number_cell(finding->row, line);
	cell(finding_slug(finding->code), line);
	cell(finding->column, line);
	cell(finding->value, line);
	cell(finding_text(finding->code), line);
	write_line(&findings->left_out, line);
}

static void found(struct finding_sink *sink, const struct finding *finding)
{
	struct findings *findings = (struct findings *)sink;
	GString *line = findings->line;

	findings->count[finding->severity]++;
	findings->codes[finding->code]++;
	g_string_truncate(line, 0);
	csv_write_integer(findings->count[0] + findings->count[1] + findings->count[2], line);
	cell(finding_severity_name(finding->severity), line);
	cell(finding_slug(finding->code), line);
	cell(findings->file, line);
	number_cell(finding->record, line);
	number_cell(finding->row, line);
	cell(finding->column, line);
	cell(finding->value, line);
	cell(finding_text(finding->code), line);
	cell(finding->done, line);
	write_line(&findings->report, line);
	if (finding->severity == FINDING_ERROR && finding->record > 0 && finding->record != findings->last_out)
		list_left_out(findings, finding);
}

gboolean findings_open(struct findings *findings, const char *folder, const char *data_file, GError **error)
{
	static const char head[] = "number;severity;code;file;record;row;column;value;text;done\n";
	static const char head_left_out[] = "record;row;code;column;value;text\n";
	g_autofree char *report = g_build_filename(folder, FINDINGS_REPORT, NULL);
	g_autofree char *left_out = g_build_filename(folder, FINDINGS_LEFT_OUT, NULL);

	memset(findings, 0, sizeof *findings);
	findings->sink.found = found;
	findings->file = data_file;
	if (!out_open(&findings->report, report, error))
		return FALSE;
	if (!out_open(&findings->left_out, left_out, error)) {
		out_drop(&findings->report);
		return FALSE;
	}
	findings->line = g_string_new(NULL);
	out_write(&findings->report, head, sizeof head - 1);
	out_write(&findings->left_out, head_left_out, sizeof head_left_out - 1);
	return TRUE;
}

gboolean findings_close(struct findings *findings, struct findings_files *files, GError **error)
{
	gboolean ok;

	g_string_free(findings->line, TRUE);
	findings->line = NULL;
	files->report_bytes = findings->report.bytes;
	files->left_out_bytes = findings->left_out.bytes;
	ok = out_close(&findings->report, files->report_hash, error);
	if (!ok) {
		out_drop(&findings->left_out);
		return FALSE;
	}
	return out_close(&findings->left_out, files->left_out_hash, error);
}

void findings_drop(struct findings *findings)
{
	if (findings->line == NULL)
		return;
	g_string_free(findings->line, TRUE);
	findings->line = NULL;
	out_drop(&findings->report);
	out_drop(&findings->left_out);
}

/* ---- packing ---- */

struct packed {
	guint32 code, severity, record, row;
};

static void pack(struct finding_sink *sink, const struct finding *finding)
{
	GByteArray *out = ((struct findings_packer *)sink)->out;
	const struct packed head = { finding->code, finding->severity, finding->record, finding->row };
	const char *const texts[] = { finding->column, finding->value, finding->done };

	g_byte_array_append(out, (const guint8 *)&head, sizeof head);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		g_byte_array_append(out, (const guint8 *)texts[i], (guint)strlen(texts[i]) + 1);
}

void findings_packer_init(struct findings_packer *packer, GByteArray *out)
{
	packer->sink.found = pack;
	packer->out = out;
}

gboolean findings_unpack(const guint8 *bytes, gsize length, struct finding_sink *sink)
{
	const guint8 *end = bytes + length;

	while (bytes < end) {
		struct packed head;
		const char *texts[3];

		if ((gsize)(end - bytes) < sizeof head)
			return FALSE;
		memcpy(&head, bytes, sizeof head);
		bytes += sizeof head;
		for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
			const guint8 *nul = memchr(bytes, '\0', (gsize)(end - bytes));

			if (nul == NULL)
				return FALSE;
			texts[i] = (const char *)bytes;
			bytes = nul + 1;
		}
		if (head.code >= FINDING_CODES || head.severity > FINDING_ERROR)
			return FALSE;
		const struct finding finding = { head.code, head.severity, head.record, head.row,
						 texts[0], texts[1], texts[2] };
		sink->found(sink, &finding);
	}
	return TRUE;
}
