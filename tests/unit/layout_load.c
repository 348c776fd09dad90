/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a layout: each kind of mistake with its line and words, many at once, and hostile files. */
#include "unit/layout_rig.h"

#include <glib/gstdio.h>

/* A right layout; a row below replaces one part of it, always in the same place. */
static const char head[] = "<layout xmlns=\"urn:piego:layout:1\" name=\"prova\" lang=\"it\">\n";
static const char data[] = "<data><field name=\"nome\" type=\"text\" example=\"Maria\"/>\n"
			   "<field name=\"dovuto\" type=\"money\" example=\"10.00\"/>"
			   "<rows name=\"voci\"><field name=\"causale\" type=\"text\" example=\"Quota\"/>"
			   "<field name=\"importo\" type=\"money\" example=\"5.00\"/></rows></data>\n";
static const char styles[] = "<style name=\"testo\" size=\"10pt\"/>\n";
static const char page[] = "<page name=\"a\"><flow/></page>\n";
static const char flow[] = "<flow first=\"a\"><p style=\"testo\">{nome}</p></flow>\n";

/* Lines: 1 head, 2-3 data, 4 styles, 5 page, 6 flow. */
enum part { PART_HEAD, PART_DATA, PART_STYLES, PART_PAGE, PART_FLOW, PARTS };

static char *assemble(enum part part, const char *instead)
{
	const char *parts[PARTS] = { head, data, styles, page, flow };

	parts[part] = instead;
	return g_strconcat(parts[0], parts[1], parts[2], parts[3], parts[4], "</layout>\n", NULL);
}

static const struct row {
	enum part part;
	const char *instead;
	const char *expected;
} rows[] = {
	/* head */
	{ PART_HEAD, "<layout xmlns=\"urn:piego:layout:1\" name=\"Prova Uno\">\n",
	  "line 1: layout name 'Prova Uno': only a-z, 0-9 and -, at most 64" },
	{ PART_HEAD, "<layout xmlns=\"urn:piego:layout:1\">\n", "line 1: <layout> needs name=\"...\"" },
	{ PART_HEAD, "<layout xmlns=\"urn:piego:layout:1\" name=\"prova\" version=\"1\">\n",
	  "line 1: <layout> has no attribute 'version' here" },
	{ PART_HEAD, "<layout xmlns=\"urn:piego:layout:1\" name=\"prova\" lang=\"en\">\n", "line 1: lang=\"en\": only it" },
	{ PART_HEAD, "<layout xmlns=\"urn:piego:layout:1\" name=\"prova\" autore=\"io\">\n",
	  "line 1: <layout> has no attribute 'autore' here" },
	{ PART_HEAD, "<layout name=\"prova\">\n", "line 1: <layout> is not in the namespace 'urn:piego:layout:1'" },
	/* data */
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"testo\" example=\"x\"/></data>\n",
	  "line 3: field 'nome': type 'testo' is not text, code, money, date, integer or boolean" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"text\" example=\"x\"/>\n"
		     "<field name=\"nome\" type=\"text\" example=\"x\"/></data>\n", "line 4: field 'nome': is declared twice" },
	{ PART_DATA, "<data>\n<field name=\"il nome\" type=\"text\" example=\"x\"/></data>\n",
	  "line 3: field 'il nome': a name has only letters without accents, digits and _" },
	{ PART_DATA, "<data>\n<field name=\"page\" type=\"text\" example=\"x\"/></data>\n",
	  "line 3: field 'page': this name means something else in expressions" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"text\"/></data>\n", "line 3: <field> needs example=\"...\"" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"money\" example=\"dieci\"/></data>\n",
	  "line 3: field 'nome': its example is no amount such as 1234.56" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"date\" example=\"31/02/2026\"/></data>\n",
	  "line 3: field 'nome': its example is no date such as 2026-03-31" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"boolean\" example=\"1\"/></data>\n",
	  "line 3: field 'nome': its example is neither yes nor no" },
	{ PART_DATA, "<data>\n<field name=\"nome\" type=\"text\" example=\"x\" optional=\"si\"/></data>\n",
	  "line 3: <field optional=\"si\">: neither yes nor no" },
	{ PART_DATA, "<data>\n<rows name=\"voci\"/></data>\n", "line 3: rows 'voci' has no <field>" },
	{ PART_DATA, "<data>\n<campo/></data>\n", "line 3: <campo> cannot stand in <data>" },
	{ PART_DATA, "<data>\nnome</data>\n", "line 3: <data> holds text where only elements may stand" },
	{ PART_DATA, "", "there is no <data>" },
	/* styles */
	{ PART_STYLES, "<style name=\"testo\" size=\"10\"/>\n",
	  "line 4: <style size=\"10\">: a length without its unit (mm, cm or pt)" },
	{ PART_STYLES, "<style name=\"testo\" size=\"10em\"/>\n", "line 4: <style size=\"10em\">: not a length in mm, cm or pt" },
	{ PART_STYLES, "<style name=\"testo\" size=\"1pt\"/>\n", "line 4: <style size=\"1pt\">: not between 3pt and 200pt" },
	{ PART_STYLES, "<style name=\"testo\" after=\"-2mm\"/>\n", "line 4: <style after=\"-2mm\">: a length below zero" },
	{ PART_STYLES, "<style name=\"testo\" after=\"9999mm\"/>\n", "line 4: <style after=\"9999mm\">: longer than two metres" },
	{ PART_STYLES, "<style name=\"testo\" font=\"comic\"/>\n", "line 4: font 'comic': " },
	{ PART_STYLES, "<style name=\"testo\" colour=\"blu\"/>\n", "line 4: <style colour=\"blu\">: not a colour such as #1b365d" },
	{ PART_STYLES, "<style name=\"testo\" align=\"middle\"/>\n",
	  "line 4: <style align=\"middle\">: not left, right, centre or justify" },
	{ PART_STYLES, "<style name=\"testo\" weight=\"heavy\"/>\n", "line 4: <style weight=\"heavy\">: neither bold nor regular" },
	{ PART_STYLES, "<style name=\"testo\" keep=\"all\"/>\n", "line 4: <style keep=\"all\">: not next, lines" },
	{ PART_STYLES, "<style name=\"testo\" widows=\"0\"/>\n", "line 4: <style widows=\"0\">: not a number between 1 and 20" },
	{ PART_STYLES, "<style name=\"testo\"/><style name=\"testo\"/>\n", "line 4: style 'testo' is declared twice" },
	{ PART_STYLES, "<style name=\"testo\" like=\"altro\"/>\n", "line 4: style 'altro' is not declared" },
	/* stamps and pages */
	{ PART_PAGE, "<stamp name=\"t\"><p at=\"0mm 0mm\">{nome}</p></stamp><page name=\"a\"><flow/></page>\n",
	  "line 5: {nome}: a stamp is the same on every letter: no fields" },
	{ PART_PAGE, "<page name=\"a\"><flow/><use stamp=\"t\" at=\"0mm 0mm\"/></page>\n", "line 5: stamp 't' is not declared" },
	{ PART_PAGE, "<page name=\"a\" size=\"A9\"><flow/></page>\n",
	  "line 5: <page size=\"A9\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" size=\"105mm\"><flow/></page>\n",
	  "line 5: <page size=\"105mm\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" size=\"19mm 148mm\"><flow/></page>\n",
	  "line 5: <page size=\"19mm 148mm\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" size=\"105mm 1201mm\"><flow/></page>\n",
	  "line 5: <page size=\"105mm 1201mm\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" size=\"105mm 148mm 10mm\"><flow/></page>\n",
	  "line 5: <page size=\"105mm 148mm 10mm\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" size=\"105mm 148\"><flow/></page>\n",
	  "line 5: <page size=\"105mm 148\">: not A3, A4, A5, or a width and a height of 20 mm to 1200 mm" },
	{ PART_PAGE, "<page name=\"a\" orientation=\"wide\"><flow/></page>\n",
	  "line 5: <page orientation=\"wide\">: not portrait or landscape" },
	{ PART_PAGE, "<page name=\"a\" orientation=\"landscape\"><address/><flow/></page>\n",
	  "line 5: page 'a' is in landscape: its <address/> would not be read in the window" },
	{ PART_PAGE, "<page name=\"a\" orientation=\"landscape\"><flow bottom=\"290mm\"/></page>\n",
	  "line 5: the page has no room for its flow" },
	{ PART_PAGE, "<page name=\"a\" orientation=\"landscape\"><flow/><box at=\"200mm 200mm\" size=\"10mm 12mm\" fill=\"black\"/></page>\n",
	  "line 5: page 'a' prints 2,0 mm beyond the sheet" },
	{ PART_PAGE, "<page name=\"a\" margins=\"1mm 2mm\"><flow/></page>\n",
	  "line 5: <page margins=\"1mm 2mm\">: not the number of lengths that belong here (top right bottom left)" },
	{ PART_PAGE, "<page name=\"a\" margins=\"150mm 2mm 150mm 2mm\"><flow/></page>\n", "line 5: the page has no room for its flow" },
	{ PART_PAGE, "<page name=\"a\"><flow/><flow/></page>\n", "line 5: the page has a second <flow>" },
	{ PART_PAGE, "<page name=\"a\"><flow/><p>x</p></page>\n", "line 5: <p> needs at=\"...\"" },
	{ PART_PAGE, "<page name=\"a\"><flow/><p at=\"12mm\">x</p></page>\n",
	  "line 5: <p at=\"12mm\">: not two lengths such as \"20mm 12mm\"" },
	{ PART_PAGE, "<page name=\"a\"><flow/><p at=\"1mm 1mm\" align=\"right\">x</p></page>\n",
	  "line 5: <p> that is not set left needs width=\"...\"" },
	{ PART_PAGE, "<page name=\"a\"><flow/>\n<p at=\"200mm 1mm\">parole troppo larghe</p></page>\n",
	  "line 5: page 'a' prints " },
	{ PART_PAGE, "<page name=\"a\"><flow/><p at=\"10mm 1mm\" width=\"5mm\">larghissima</p></page>\n",
	  "line 5: a word is wider than its line by " },
	{ PART_PAGE, "<page name=\"a\"><flow/><image src=\"manca.png\" width=\"1mm\" at=\"0mm 0mm\"/></page>\n", "line 5: " },
	{ PART_PAGE, "<page name=\"a\"><flow/><image src=\"../x.png\" width=\"1mm\"/></page>\n",
	  "line 5: picture '../x.png': pictures stand beside the layout, without a folder" },
	{ PART_PAGE, "<page name=\"a\"><flow/><line from=\"0mm 0mm\" to=\"5mm 5mm\"/></page>\n",
	  "line 5: <line> is neither level nor upright" },
	{ PART_PAGE, "<page name=\"a\"><flow/><line from=\"0mm 0mm\" to=\"9mm 0mm\" dash=\"0.1mm\"/></page>\n",
	  "line 5: <line dash=...> is of at least 0.2mm" },
	{ PART_PAGE, "<page name=\"a\"><flow/><box at=\"0mm 0mm\" size=\"5mm 5mm\"/></page>\n",
	  "line 5: <box> needs fill=\"...\" or stroke=\"...\"" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"ean\" value=\"1\" module=\"0.5mm\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode kind=\"ean\">: not datamatrix, qr, code128, code39 or itf" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"code128\" value=\"1\" module=\"0.5mm\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode kind=\"code128\"> needs height=\"...\"" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"itf\" value=\"12\" module=\"0.3mm\" ratio=\"2.2\" height=\"9mm\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode ratio=\"2.2\">: not 2, 2.5 or 3" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"qr\" value=\"1\" module=\"0.3mm\" ratio=\"3\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode ratio=...> is only for a code39 or an itf" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"qr\" value=\"1\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode> needs module=\"...\" of at least 0.1mm" },
	{ PART_PAGE, "<page name=\"a\"><flow/><barcode kind=\"qr\" value=\"a{nome}\" module=\"1mm\" at=\"0mm 0mm\"/></page>\n",
	  "line 5: <barcode value=\"a{nome}\">: neither one {field} nor plain text" },
	{ PART_PAGE, "<page name=\"a\"><flow/>"
		     "<frame at=\"10mm 10mm\" width=\"20mm\" height=\"5mm\"><p>uno due tre quattro cinque</p></frame></page>\n",
	  "line 5: <frame> is too low for what it holds by " },
	{ PART_PAGE, "<page name=\"a\"><flow/></page><page name=\"a\"><flow/></page>\n", "line 5: page 'a' is declared twice" },
	{ PART_PAGE, "<page name=\"a\"/>\n", "line 6: page 'a' has no <flow> for the text" },
	{ PART_PAGE, "<page name=\"a\"><flow/><table/></page>\n", "line 5: <table> cannot stand in <page>" },
	/* flow */
	{ PART_FLOW, "", "there is no <flow>" },
	{ PART_FLOW, "<flow first=\"a\" test=\"yes\"/><flow first=\"a\" test=\"no\"/>\n",
	  "line 1: every <flow> has test=\"...\": one at least needs none" },
	{ PART_FLOW, "<flow first=\"a\"/>\n<flow first=\"a\" test=\"dovuto\"/>\n",
	  "line 7: test \"dovuto\": a condition is needed, this is money" },
	{ PART_FLOW, "<flow first=\"a\"/>\n<flow first=\"a\" next=\"b\"/>\n", "line 7: <flow next=\"b\">: page 'b' is not declared" },
	{ PART_FLOW, "<flow first=\"b\"/>\n", "line 6: <flow first=\"b\">: page 'b' is not declared" },
	{ PART_FLOW, "<flow first=\"a\" next=\"b\"/>\n", "line 6: <flow next=\"b\">: page 'b' is not declared" },
	{ PART_FLOW, "<flow first=\"a\" back=\"a\"/>\n", "line 5: page 'a' is a back: it has no <flow>" },
	{ PART_FLOW, "<flow first=\"a\">\n<p>\n{cognome}</p></flow>\n", "line 8: {cognome}: column 1: field 'cognome' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><p\n>{nome} <b>a\nb</b>\n{x}</p></flow>\n", "line 9: {x}: column 1: field 'x' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><p>{importo}</p></flow>\n", "line 6: {importo}: column 1: field 'importo' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><p>{page}</p></flow>\n", "line 6: {page}: column 1: 'page' is known only on a page" },
	{ PART_FLOW, "<flow first=\"a\"><p>{nome | euro}</p></flow>\n", "line 6: {nome | euro}: format 'euro' does not print type text" },
	{ PART_FLOW, "<flow first=\"a\"><p>{dovuto | eruo}</p></flow>\n", "line 6: {dovuto | eruo}: there is no format 'eruo'" },
	{ PART_FLOW, "<flow first=\"a\"><p>costa {nome</p></flow>\n", "line 6: a { without its } (a { to print is {{)" },
	{ PART_FLOW, "<flow first=\"a\"><p>costa } poco</p></flow>\n", "line 6: a } without its { (a } to print is }})" },
	{ PART_FLOW, "<flow first=\"a\"><p style=\"titolo\">x</p></flow>\n", "line 6: style 'titolo' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><p at=\"1mm 1mm\">x</p></flow>\n", "line 6: <p> has no attribute 'at' here" },
	{ PART_FLOW, "<flow first=\"a\"><p>x <u>y</u></p></flow>\n", "line 6: <u> cannot stand in <p>" },
	{ PART_FLOW, "<flow first=\"a\"><figure kind=\"pagopa\"/></flow>\n", "line 6: <figure> cannot stand in <flow>" },
	{ PART_FLOW, "<flow first=\"a\"><when test=\"dovuto > 1\"><p>x</p></when></flow>\n",
	  "line 6: test \"dovuto > 1\": column 11: money cannot be compared with integer" },
	{ PART_FLOW, "<flow first=\"a\"><when test=\"dovuto\"><p>x</p></when></flow>\n",
	  "line 6: test \"dovuto\": a condition is needed, this is money" },
	{ PART_FLOW, "<flow first=\"a\"><when><p>x</p></when></flow>\n", "line 6: <when> needs test=\"...\"" },
	{ PART_FLOW, "<flow first=\"a\"><when test=\"yes\"><otherwise/><p>x</p></when></flow>\n",
	  "line 6: <otherwise> is the last part of a <when>" },
	{ PART_FLOW, "<flow first=\"a\"><otherwise/></flow>\n", "line 6: <otherwise> cannot stand in <flow>" },
	{ PART_FLOW, "<flow first=\"a\"><space height=\"tanto\"/></flow>\n",
	  "line 6: <space height=\"tanto\">: not a length such as 12.5mm" },
	{ PART_FLOW, "<flow first=\"a\"><list kind=\"stelle\"><item>x</item></list></flow>\n",
	  "line 6: <list kind=\"stelle\">: not bullet, dash or number" },
	{ PART_FLOW, "<flow first=\"a\"><list/></flow>\n", "line 6: <list> has no <item>" },
	{ PART_FLOW, "<flow first=\"a\"><rule length=\"300mm\"/></flow>\n", "line 6: <rule> is wider than the flow" },
	{ PART_FLOW, "<flow first=\"a\"><barcode kind=\"qr\" value=\"{nome}\" module=\"1mm\"/></flow>\n",
	  "line 6: <barcode> in the flow needs its size, or the height to keep for it" },
	{ PART_FLOW, "<flow first=\"a\"><p>\360\237\222\266</p></flow>\n",
	  "line 6: no font of the catalogue has the character U+1F4B6" },
	/* tables */
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"righe\"><column width=\"*\"/><row><cell>x</cell></row></table></flow>\n",
	  "line 6: group of rows 'righe' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><row><cell>x</cell></row></table></flow>\n",
	  "line 6: a <table> has 1 to 24 <column>s" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/></table></flow>\n", "line 6: <table> has no <row>" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/>\n"
		     "<row><cell>x</cell><cell>y</cell></row></table></flow>\n",
	  "line 7: the row has more cells than the table columns (1)" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><column width=\"*\"/>\n"
		     "<row><cell>x</cell></row></table></flow>\n", "line 7: the row's cells fill 1 of 2 columns" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"200mm\"/><row><cell>x</cell></row></table></flow>\n",
	  "line 6: the columns are too wide by 30,0 mm" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\" keep=\"head\"><column width=\"*\"/><row><cell>x</cell></row></table></flow>\n",
	  "line 6: <table keep=\"head\">: not \"header 2\" (1 to 9 rows)" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><row><cell>{causale}</cell></row>\n"
		     "<carried over=\"R\" forward=\"A\" sum=\"causale\"/></table></flow>\n",
	  "line 7: column 'causale' is text: it has no sum" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><row><cell>{causale}</cell></row>\n"
		     "<carried over=\"R\" forward=\"A\" sum=\"importo\"/></table></flow>\n",
	  "line 7: no cell of the <row> shows {importo}" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><row><cell>{importo}</cell></row>\n"
		     "<carried over=\"R\" forward=\"A\" sum=\"importo\"/></table></flow>\n",
	  "line 7: <carried>: no room for its words before the first sum" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><row><cell>{causale}</cell></row>\n"
		     "<subtotal by=\"anno\"><cell>x</cell></subtotal></table></flow>\n",
	  "line 7: by \"anno\": column 1: field 'anno' is not declared" },
	{ PART_FLOW, "<flow first=\"a\"><table><column width=\"*\"/><row><cell>x</cell></row>\n"
		     "<subtotal by=\"nome\"><cell>x</cell></subtotal></table></flow>\n",
	  "line 7: <subtotal> needs a table with rows=\"...\"" },
	{ PART_FLOW, "<flow first=\"a\"><table rows=\"voci\"><column width=\"*\"/><row><cell>x</cell></row>"
		     "<row><cell>x</cell></row></table></flow>\n", "line 6: the table has a second <row>" },
};

static void tells_each_mistake(void)
{
	struct rig rig;

	rig_init(&rig);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *xml = assemble(rows[i].part, rows[i].instead);
		g_autofree char *expected = g_strconcat("layout 'prova': ", rows[i].expected, NULL);
		g_autoptr(GError) error = NULL;

		CHECK_TRUE(rows[i].instead, rig_load_bytes(&rig, xml, -1, &error) == NULL);
		CHECK_ERROR(rows[i].instead, error, expected);
	}
	rig_clear(&rig);
}

/* The unchanged parts are right, or the rows above would prove nothing. */
static void accepts_the_right_one(void)
{
	g_autofree char *xml = assemble(PART_HEAD, head);
	struct rig rig;

	rig_init(&rig);
	if (rig_load(&rig, "unchanged", xml)) {
		CHECK_STR("name", layout_name(rig.layout), "prova");
		CHECK_INT("fields", layout_dictionary(rig.layout)->fields.count, 2);
		CHECK_INT("hash", strlen(layout_hash(rig.layout)), 64);
	}
	rig_clear(&rig);
}

static void tells_all_at_once_in_order(void)
{
	static const char xml[] =
		"<layout xmlns=\"urn:piego:layout:1\" name=\"prova\">\n"
		"<data><field name=\"nome\" type=\"text\" example=\"x\"/></data>\n"
		"<style name=\"t\" size=\"10\"/>\n"
		"<page name=\"a\"><flow/><p at=\"1mm 1mm\">{cap}</p></page>\n"
		"<flow first=\"a\">\n<p style=\"u\">{comune} {prov}</p>\n<foto/>\n</flow></layout>";
	static const char expected[] =
		"layout 'prova': line 3: <style size=\"10\">: a length without its unit (mm, cm or pt)\n"
		"layout 'prova': line 4: {cap}: column 1: field 'cap' is not declared\n"
		"layout 'prova': line 6: style 'u' is not declared\n"
		"layout 'prova': line 6: {comune}: column 1: field 'comune' is not declared\n"
		"layout 'prova': line 6: {prov}: column 1: field 'prov' is not declared\n"
		"layout 'prova': line 7: <foto> cannot stand in <flow>";
	g_autoptr(GError) error = NULL;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("refused", rig_load_bytes(&rig, xml, -1, &error) == NULL);
	CHECK_STR("all", error != NULL ? error->message : "", expected);
	CHECK_TRUE("code", g_error_matches(error, LAYOUT_ERROR, LAYOUT_ERROR_FORM));
	rig_clear(&rig);
}

/* What is right but for the order of its parts only the schema refuses. */
static void the_schema_has_its_say(void)
{
	g_autofree char *xml = g_strconcat(head, styles, data, page, flow, "</layout>\n", NULL);
	g_autoptr(GError) error = NULL;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("refused", rig_load_bytes(&rig, xml, -1, &error) == NULL);
	CHECK_ERROR("data after style", error, "line ");
	rig_clear(&rig);
}

/* ---- hostile files ---- */

static char *many(const char *before, const char *part, guint count, const char *after)
{
	GString *text = g_string_new(before);

	for (guint i = 0; i < count; i++)
		g_string_append(text, part);
	g_string_append(text, after);
	return g_string_free(text, FALSE);
}

static void check_refused(struct rig *rig, const char *label, const char *bytes, gssize length, const char *expected)
{
	g_autoptr(GError) error = NULL;

	CHECK_TRUE(label, rig_load_bytes(rig, bytes, length, &error) == NULL);
	CHECK_ERROR(label, error, expected);
}

static void refuses_hostile_files(void)
{
	static const char bomb[] = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
				   "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\">]>\n"
				   "<layout xmlns=\"urn:piego:layout:1\" name=\"x\">&d;</layout>";
	static const char outside[] = "<!DOCTYPE l SYSTEM \"file:///etc/passwd\"><layout/>";
	static const char nul[] = "<layout xmlns=\"urn:piego:layout:1\" name=\"x\">\0</layout>";
	g_autofree char *deep = many(head, "<together>", 100000, "");
	g_autofree char *wide = many(head, "<break/>", 30000, "</layout>");
	g_autofree char *large = many(head, "                                ", 40000, "</layout>");
	g_autofree char *spans = many("<flow first=\"a\"><p>", "<b>", 25, "x");
	g_autofree char *closed = many(spans, "</b>", 25, "</p></flow>\n");
	g_autofree char *nested = assemble(PART_FLOW, closed);
	struct rig rig;

	rig_init(&rig);
	check_refused(&rig, "entity bomb", bomb, -1, "a document type (<!DOCTYPE>) is not allowed");
	check_refused(&rig, "external", outside, -1, "line 1: a document type (<!DOCTYPE>) is not allowed");
	check_refused(&rig, "NUL", nul, sizeof nul - 1, "the file holds NUL bytes");
	check_refused(&rig, "deep", deep, -1, "elements are nested too deep");
	check_refused(&rig, "many", wide, -1, "too many elements");
	check_refused(&rig, "large", large, -1, "larger than 1048576 bytes");
	check_refused(&rig, "nested text", nested, -1, "<b> is nested too deep");
	check_refused(&rig, "empty", "", 0, "not well-formed XML");
	check_refused(&rig, "not XML", "PK\003\004ciao", -1, "not well-formed XML");
	check_refused(&rig, "cut short", "<layout xmlns=\"urn:piego:layout:1\" name=\"x\">\n<data>", -1, "line 2: not well-formed XML");
	check_refused(&rig, "crossed", "<layout>\n<data>\n</layout></data>", -1, "line 3: not well-formed XML: Opening and ending tag");
	check_refused(&rig, "bad UTF-8", "<layout name=\"\xff\xfe\"/>", -1, "not well-formed XML");
	check_refused(&rig, "unknown entity", "<layout>\n&agrave;</layout>", -1, "line 2: not well-formed XML: Entity 'agrave'");
	check_refused(&rig, "other root", "<html/>", -1, "line 1: <html> is not a <layout>");
	rig_clear(&rig);
}

static void refuses_what_is_no_file(void)
{
	g_autoptr(GError) missing = NULL, folder = NULL;
	struct rig rig;

	rig_init(&rig);
	CHECK_TRUE("missing", layout_load(rig.typesetter, "/nowhere/avviso.xml", &missing) == NULL);
	CHECK_ERROR("missing", missing, "layout 'avviso': cannot open ");
	CHECK_TRUE("code", g_error_matches(missing, LAYOUT_ERROR, LAYOUT_ERROR_READ));
	CHECK_TRUE("folder", layout_load(rig.typesetter, rig.folder, &folder) == NULL);
	CHECK_TRUE("folder", g_error_matches(folder, LAYOUT_ERROR, LAYOUT_ERROR_READ));
	rig_clear(&rig);
}

/* ---- pictures and the hash ---- */

static void save_png(const struct rig *rig, const char *name, guint32 width)
{
	/* Only the head of a PNG is read here. */
	guint8 bytes[33] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 0,
			     0, 0, 0, 10, 8, 2, 0, 0, 0, 0, 0, 0, 0 };
	g_autofree char *path = g_build_filename(rig->folder, name, NULL);

	bytes[16] = (guint8)(width >> 24);
	bytes[17] = (guint8)(width >> 16);
	bytes[18] = (guint8)(width >> 8);
	bytes[19] = (guint8)width;
	g_file_set_contents(path, (const char *)bytes, sizeof bytes, NULL);
}

static void hash_covers_pictures(void)
{
	g_autofree char *xml = assemble(PART_PAGE, "<page name=\"a\"><flow/><image src=\"l.png\" width=\"9mm\"/></page>\n");
	g_autofree char *first = NULL, *again = NULL;
	struct rig rig;

	rig_init(&rig);
	save_png(&rig, "l.png", 10);
	if (rig_load(&rig, "first", xml))
		first = g_strdup(layout_hash(rig.layout));
	if (rig_load(&rig, "again", xml))
		again = g_strdup(layout_hash(rig.layout));
	CHECK_STR("the same twice", again, first);
	save_png(&rig, "l.png", 11);
	if (rig_load(&rig, "another picture", xml))
		CHECK_TRUE("another picture", g_strcmp0(layout_hash(rig.layout), first) != 0);
	save_png(&rig, "l.png", 2000000000);
	check_refused(&rig, "huge", xml, -1, "line 5: ");
	rig_clear(&rig);
}

#define FONTS "/usr/share/fonts/truetype/liberation2/Liberation"

/* The hash of the right layout, and the fonts it may use, with a catalogue of these fonts. */
static char *hash_with(const char *catalogue, GString *names)
{
	g_autofree char *folder = check_folder(), *path = g_build_filename(folder, "catalogue.ini", NULL);
	g_autofree char *xml = assemble(PART_HEAD, head);
	g_autoptr(GError) error = NULL;
	struct typesetter *typesetter;
	struct layout *layout;
	char *hash;

	g_file_set_contents(path, catalogue, -1, NULL);
	typesetter = typesetter_new(folder, &error);
	CHECK_NO_ERROR(catalogue, error);
	layout = layout_load_bytes(typesetter, "prova", folder, xml, strlen(xml), &error);
	CHECK_NO_ERROR(catalogue, error);
	hash = g_strdup(layout_hash(layout));
	for (guint i = 0; i < layout_fonts(layout)->len; i++)
		g_string_append_printf(names, "%s ", g_array_index(layout_fonts(layout), struct layout_font, i).name);
	layout_free(layout);
	typesetter_free(typesetter);
	return hash;
}

static void hash_covers_the_fonts_it_uses(void)
{
	static const struct {
		const char *label, *catalogue, *expected;
		gboolean same;
	} fonts[] = {
		{ "again", "[body]\nfile=" FONTS "Sans-Regular.ttf\n", "body ", TRUE },
		{ "a font it does not use", "[body]\nfile=" FONTS "Sans-Regular.ttf\n[mono]\nfile=" FONTS "Mono-Regular.ttf\n",
		  "body ", TRUE },
		{ "another font", "[body]\nfile=" FONTS "Serif-Regular.ttf\n", "body ", FALSE },
		{ "a fallback", "[body]\nfile=" FONTS "Sans-Regular.ttf\nfallback=rest\n[rest]\nfile=" FONTS "Mono-Regular.ttf\n",
		  "body rest ", FALSE },
		{ "another fallback",
		  "[body]\nfile=" FONTS "Sans-Regular.ttf\nfallback=rest\n[rest]\nfile=" FONTS "Serif-Regular.ttf\n",
		  "body rest ", FALSE },
	};
	g_autoptr(GString) ignored = g_string_new(NULL);
	g_autofree char *first = hash_with(fonts[0].catalogue, ignored);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	g_hash_table_add(seen, g_strdup(first));
	for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
		g_autoptr(GString) names = g_string_new(NULL);
		char *hash = hash_with(fonts[i].catalogue, names);

		CHECK_STR(fonts[i].label, names->str, fonts[i].expected);
		CHECK_INT(fonts[i].label, g_str_equal(hash, first), fonts[i].same);
		CHECK_INT(fonts[i].label, g_hash_table_add(seen, hash), !fonts[i].same);
	}
}

CHECK_MAIN({ "accepts the right one", accepts_the_right_one }, { "tells each mistake", tells_each_mistake },
	   { "tells all at once, in order", tells_all_at_once_in_order },
	   { "the schema has its say", the_schema_has_its_say }, { "refuses hostile files", refuses_hostile_files },
	   { "refuses what is no file", refuses_what_is_no_file }, { "hash covers pictures", hash_covers_pictures },
	   { "hash covers the fonts it uses", hash_covers_the_fonts_it_uses })
