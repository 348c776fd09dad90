/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What makes a file PDF/A-1b (ISO 19005-1, level B) besides its fonts: metadata that says so, the colours that its
 * numbers mean, an /ID.  libharu's own helper is no use: it writes keys that no checker takes, escapes no title and
 * takes the /ID from the clock.
 */
#include "device/pdf.h"

#include <string.h>

/* sRGB of Debian's icc-profiles-free (zlib licence): version 2, as PDF 1.4 asks. */
static const guint8 srgb[] = {
#include "device/srgb.icc.inc"
};

char *pdf_archive_title(const char *title)
{
	GString *clean = g_string_new(NULL);

	if (!g_utf8_validate(title, -1, NULL))
		return g_string_free(clean, FALSE);
	for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		/* Controls and the characters that are none cannot stand in XML. */
		g_string_append_unichar(clean, g_unichar_iscntrl(character) || (character & 0xfffe) == 0xfffe ? ' ' : character);
	}
	return g_strstrip(g_string_free(clean, FALSE));
}

static void append_element(GString *xmp, const char *before, const char *text, const char *after)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(xmp, before);
	g_string_append(xmp, escaped);
	g_string_append(xmp, after);
}

/* The same as the information dictionary says, and the level (6.7). */
static char *metadata(const char *title, const char *producer)
{
	GString *xmp = g_string_new("<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
		"<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n</rdf:Description>\n");

	append_element(xmp, "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n<pdf:Producer>",
		       producer, "</pdf:Producer>\n</rdf:Description>\n");
	g_string_append(xmp, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
			"<dc:format>application/pdf</dc:format>\n");
	if (*title != '\0')
		append_element(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", title,
			       "</rdf:li></rdf:Alt></dc:title>\n");
	g_string_append(xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	return g_string_free(xmp, FALSE);
}

static gboolean add_metadata(struct pdf *pdf, const char *title)
{
	HPDF_String producer = HPDF_Dict_GetItem(pdf->doc->info, "Producer", HPDF_OCLASS_STRING);
	g_autofree char *xmp = metadata(title, producer != NULL ? (const char *)producer->value : "");
	HPDF_Dict stream = pdf_plain_stream(pdf, xmp, strlen(xmp), "/Type/Metadata/Subtype/XML\n");

	return stream != NULL && HPDF_Dict_Add(pdf->doc->catalog, "Metadata", stream) == HPDF_OK;
}

/* The colours of the file are those of sRGB, gray ones included (6.2.2, 6.2.3.3). */
static gboolean add_output_intent(struct pdf *pdf)
{
	HPDF_MMgr memory = pdf->doc->mmgr;
	HPDF_Array intents = HPDF_Array_New(memory);
	HPDF_Dict intent = HPDF_Dict_New(memory);
	HPDF_Dict profile = pdf_stream(pdf, (const char *)srgb, sizeof srgb, "/N 3\n");

	if (profile == NULL || intents == NULL || intent == NULL)
		return FALSE;
	HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents);
	HPDF_Array_Add(intents, intent);
	HPDF_Dict_AddName(intent, "Type", "OutputIntent");
	HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
	HPDF_Dict_Add(intent, "OutputConditionIdentifier", HPDF_String_New(memory, "sRGB IEC61966-2.1", NULL));
	HPDF_Dict_Add(intent, "RegistryName", HPDF_String_New(memory, "http://www.color.org", NULL));
	return HPDF_Dict_Add(intent, "DestOutputProfile", profile) == HPDF_OK;
}

gboolean pdf_archive_begin(struct pdf *pdf, const char *title)
{
	pdf->doc->pdf_version = HPDF_VER_14;
	return add_metadata(pdf, title) && add_output_intent(pdf);
}
