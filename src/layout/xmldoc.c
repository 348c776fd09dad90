/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parser stops at the first sign of a document type, so that entities cannot even be declared; nothing from
 * outside the file is ever loaded.
 */
#include "layout/xmldoc.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <string.h>

/* layouts/layout.rng as bytes, made by the build. */
static const guint8 schema_text[] = {
#include "layout/layout.rng.inc"
};

struct reading {
	struct mistakes *mistakes;
	guint depth, elements;
	gboolean refused;	/* stopped by us: what the parser says afterwards is no news */
	startElementNsSAX2Func start;
	endElementNsSAX2Func end;
};

static struct reading *reading_of(void *context)
{
	return ((xmlParserCtxt *)context)->_private;
}

static void refuse(xmlParserCtxt *parser, const char *why)
{
	struct reading *reading = parser->_private;

	if (!reading->refused)
		mistakes_add(reading->mistakes, (guint)xmlSAX2GetLineNumber(parser), "%s", why);
	reading->refused = TRUE;
	xmlStopParser(parser);
}

static void on_document_type(void *context, const xmlChar *name G_GNUC_UNUSED, const xmlChar *id G_GNUC_UNUSED,
			     const xmlChar *system G_GNUC_UNUSED)
{
	refuse(context, "a document type (<!DOCTYPE>) is not allowed");
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
		     const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	struct reading *reading = reading_of(context);

	if (reading->refused)
		return;
	if (++reading->depth > XMLDOC_MAX_DEPTH) {
		refuse(context, "elements are nested too deep");
		return;
	}
	if (++reading->elements > XMLDOC_MAX_ELEMENTS) {
		refuse(context, "too many elements");
		return;
	}
	reading->start(context, name, prefix, uri, n_namespaces, namespaces, n_attributes, n_defaulted, attributes);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = reading_of(context);

	if (reading->refused)
		return;
	reading->depth--;
	reading->end(context, name, prefix, uri);
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct reading *reading = reading_of(context);
	g_autofree char *text = NULL;

	if (reading->refused || error->level < XML_ERR_ERROR || mistakes_count(reading->mistakes) >= 10)
		return;
	text = g_utf8_make_valid(g_strchomp(error->message), -1);
	mistakes_add(reading->mistakes, error->line > 0 ? (guint)error->line : 0, "not well-formed XML: %s", text);
}

static xmlParserInput *load_nothing(const char *url G_GNUC_UNUSED, const char *id G_GNUC_UNUSED,
				    xmlParserCtxt *context G_GNUC_UNUSED)
{
	return NULL;
}

xmlDoc *xmldoc_parse(const char *bytes, gsize length, struct mistakes *mistakes)
{
	struct reading reading = { .mistakes = mistakes };
	xmlParserCtxt *parser;
	xmlDoc *doc;

	if (length > XMLDOC_MAX_BYTES) {
		mistakes_add(mistakes, 0, "larger than %d bytes", XMLDOC_MAX_BYTES);
		return NULL;
	}
	if (memchr(bytes, '\0', length) != NULL) {
		mistakes_add(mistakes, 0, "the file holds NUL bytes: it is no XML text");
		return NULL;
	}
	xmlSetExternalEntityLoader(load_nothing);
	parser = xmlNewParserCtxt();
	g_assert(parser != NULL);
	parser->_private = &reading;
	reading.start = parser->sax->startElementNs;
	reading.end = parser->sax->endElementNs;
	parser->sax->startElementNs = on_start;
	parser->sax->endElementNs = on_end;
	parser->sax->internalSubset = on_document_type;
	parser->sax->serror = on_error;
	doc = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	if (doc == NULL && mistakes_count(mistakes) == 0)
		mistakes_add(mistakes, 0, "not well-formed XML");
	if (doc != NULL && mistakes_count(mistakes) > 0) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(parser);
	return doc;
}

/* ---- schema ---- */

static void on_schema_error(void *user, xmlErrorPtr error)
{
	struct mistakes *mistakes = user;
	g_autofree char *text = g_strchomp(g_strdup(error->message));

	mistakes_add(mistakes, error->line > 0 ? (guint)error->line : 0, "%s", text);
}

void xmldoc_check_schema(xmlDoc *doc, struct mistakes *mistakes)
{
	xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewMemParserCtxt((const char *)schema_text, sizeof schema_text);
	xmlRelaxNG *schema;
	xmlRelaxNGValidCtxt *valid;

	xmlRelaxNGSetParserStructuredErrors(parser, on_schema_error, mistakes);
	schema = xmlRelaxNGParse(parser);
	xmlRelaxNGFreeParserCtxt(parser);
	g_assert(schema != NULL);
	valid = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidStructuredErrors(valid, on_schema_error, mistakes);
	if (xmlRelaxNGValidateDoc(valid, doc) != 0 && mistakes_count(mistakes) == 0)
		mistakes_add(mistakes, 0, "not valid by the layout schema");
	xmlRelaxNGFreeValidCtxt(valid);
	xmlRelaxNGFree(schema);
}
