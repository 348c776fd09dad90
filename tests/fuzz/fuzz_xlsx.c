/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as an XLSX file.  Bytes that are no ZIP file are taken as the rows of a sheet, or of one of the other
 * parts, of a workbook that is made around them, so that what is behind the unpacking is reached too.
 */
#include "fuzz/fuzz_intake.h"
#include "unit/intake_zip.h"

static const char profile_text[] =
	"[file]\nkind = xlsx\nheader-row = 0\n[addressee]\nname = #1\nstreet = #2\n[fields]\nnome = #1\ncodice = #2\n"
	"dovuto = #1\nscadenza = #2\nanni = #1\nattivo = #2\n";

static const struct zip_file usual[] = {
	{ "xl/worksheets/sheet1.xml",
	  "<w><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46112.5</v></c></row></sheetData></w>", 0 },
	{ "xl/sharedStrings.xml", "<sst><si><t>Rossi</t></si></sst>", 0 },
	{ "xl/styles.xml", "<s><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
			   "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></s>", 0 },
	{ "xl/workbook.xml", "<w xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"1\"/></sheets></w>", 0 },
	{ "xl/_rels/workbook.xml.rels",
	  "<R><Relationship Id=\"1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	  "<Relationship Id=\"2\" Type=\"/styles\" Target=\"styles.xml\"/>"
	  "<Relationship Id=\"3\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/></R>", 0 },
	{ "_rels/.rels", "<R><Relationship Id=\"1\" Type=\"/officeDocument\" Target=\"xl/workbook.xml\"/></R>", 0 },
};

static void read_part(const struct intake_profile *profile, const guint8 *data, gsize size)
{
	struct zip_file parts[G_N_ELEMENTS(usual)];
	GByteArray *zip = g_byte_array_new();

	memcpy(parts, usual, sizeof parts);
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		parts[i].length = (guint32)strlen(parts[i].bytes);
	parts[data[0] % G_N_ELEMENTS(parts)].bytes = (const char *)data + 1;
	parts[data[0] % G_N_ELEMENTS(parts)].length = (guint32)(size - 1);
	zip_write(zip, parts, G_N_ELEMENTS(parts));
	fuzz_read_bytes(profile, zip->data, zip->len);
	g_byte_array_unref(zip);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autoptr(intake_profile_t) profile = fuzz_profile(profile_text);

	if (size >= 4 && memcmp(data, "PK\3\4", 4) == 0)
		fuzz_read_bytes(profile, data, size);
	else if (size >= 1)
		read_part(profile, data, size);
	return 0;
}
