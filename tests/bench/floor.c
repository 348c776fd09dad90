/* SPDX-License-Identifier: Apache-2.0 */
/*
 * floor PAGES LEVEL: the least that a letter can cost.  Ready operators, of the length and make of the
 * reference letter's, go through libharu and one deflate stream into a file; nothing is composed, measured,
 * hashed or synced.  Prints CPU milliseconds and bytes a page:
 *
 *   floor_z6 0.121 ms
 *   floor_bytes_z6 2210 B
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#define FONT "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
#define VARIANTS 64

/* The reference letter's paragraphs with fields (those without are forms, written once); # is a digit and @ a
 * capital that differ from page to page. */
static const char *const paragraphs[] = {
	"Oggetto: sollecito di pagamento – pratica n. ####/#### – avviso n. ##################",
	"Gentile @@@@@@@ @@@@@@@@, con riferimento alla pratica indicata in oggetto e alle precedenti comunicazioni già "
	"inviate al Suo indirizzo di VIA @@@@@@@@ ##, ##### @@@@@@@@@ (@@), Le ricordiamo che, alla data del ##/##/####, "
	"risulta ancora insoluto l'importo complessivo di € ###,##, come dettagliato nella tabella riportata in calce alla "
	"presente comunicazione.",
	"La invitiamo pertanto a versare la somma di € ###,## entro e non oltre il ##/##/####, utilizzando il bollettino "
	"allegato oppure mediante bonifico bancario sul conto IBAN IT##@##################### , avendo cura di riportare "
	"nella causale il codice fiscale @@@@@@##@##@###@ e il numero di avviso ##################. Il pagamento può essere "
	"effettuato presso qualunque ufficio postale, sportello bancario, ricevitoria o tabaccheria convenzionata, nonché "
	"tramite i canali telematici messi a disposizione dai prestatori di servizi di pagamento abilitati.",
	"Per ogni chiarimento il nostro servizio clienti è a Sua disposizione dal lunedì al venerdì, dalle ore 9:00 alle "
	"ore 18:00, al numero verde 800 000 000 \\(gratuito da rete fissa e mobile\\); La preghiamo di tenere a portata di "
	"mano il numero di pratica ####/#### e il codice fiscale @@@@@@##@##@###@. È inoltre attiva la segreteria telefonica "
	"ventiquattr'ore su ventiquattro, grazie alla quale potrà lasciare un messaggio e il recapito a cui desidera essere "
	"ricontattato. Nel caso in cui la presente fosse giunta a persona diversa dall'effettivo debitore, La preghiamo di "
	"darne immediata comunicazione, così da consentirci di aggiornare l'anagrafica e d'evitare ulteriori disguidi.",
};

/* A reading barcode needs bits that are not the same on any two pages. */
static void add_modules(GString *content, GRand *random, int side, int bytes)
{
	g_string_append_printf(content, "q 44.2 0 0 44.2 480 %d cm\nBI/W %d/H %d/IM true/D[1 0] ID ", 60 + side, side, side);
	for (int i = 0; i < bytes; i++)
		g_string_append_c(content, (char)g_rand_int_range(random, 0, 256));
	g_string_append(content, "\nEI Q\n");
}

static char filled(char c, GRand *random)
{
	if (c == '#')
		return (char)g_rand_int_range(random, '0', '9' + 1);
	return c == '@' ? (char)g_rand_int_range(random, 'A', 'Z' + 1) : c;
}

/* Lines of about the reference letter's length, each with a word space of its own. */
static void add_paragraph(GString *content, GRand *random, const char *text)
{
	g_autofree char *codes = g_convert(text, -1, "WINDOWS-1252", "UTF-8", NULL, NULL, NULL);
	guint column = 0;

	for (const char *p = codes; *p != '\0'; p++) {
		if (column == 0)
			g_string_append_printf(content, ".%03d Tw\n0 -9.8 Td[(", g_rand_int_range(random, 1, 999));
		if (*p == ' ' && ++column > 104) {
			g_string_append(content, ")]TJ\n");
			column = 0;
			continue;
		}
		g_string_append_c(content, filled(*p, random));
		column++;
	}
	g_string_append(content, ")]TJ\n");
}

static GString *make_letter(GRand *random)
{
	GString *content = g_string_new("BT\n/F1 9 Tf\n320 740 Td[(ROSSI MARIA)]TJ\n-270 -72.2 Td[()]TJ\n");

	for (guint i = 0; i < G_N_ELEMENTS(paragraphs); i++)
		add_paragraph(content, random, paragraphs[i]);
	for (guint row = 0; row < 5; row++)
		g_string_append_printf(content, "0 -12 Td[(Quota annuale %u e interessi)]TJ\n330 0 Td[(%02d/03/2026)]TJ\n-330 0 Td\n",
				       2019 + row, g_rand_int_range(random, 1, 31));
	g_string_append(content, "ET\n.5 w\n");
	for (guint rule = 0; rule < 7; rule++)
		g_string_append_printf(content, "50 %u m 545 %u l\n", 190 + rule * 12, 190 + rule * 12);
	g_string_append(content, "S\n");
	for (guint bar = 0; bar < 5; bar++)
		g_string_append_printf(content, "8 %u 20 1 re\n", 428 + bar * 12);
	g_string_append(content, "f\n");
	add_modules(content, random, 26, 104);
	add_modules(content, random, 16, 32);
	return content;
}

static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\012");
}

static void add_page(HPDF_Doc doc, HPDF_Dict resources, z_stream *z, const GString *content)
{
	static guint8 deflated[64 * 1024];
	HPDF_Page page = HPDF_AddPage(doc);
	HPDF_PageAttr attr = page->attr;

	/* Frees the page's own. */
	HPDF_Dict_Add(page, "Resources", resources);
	attr->fonts = attr->xobjects = NULL;
	deflateReset(z);
	z->next_in = (Bytef *)content->str;
	z->avail_in = (uInt)content->len;
	z->next_out = deflated;
	z->avail_out = sizeof deflated;
	deflate(z, Z_FINISH);
	HPDF_Stream_Write(attr->stream, deflated, (HPDF_UINT)z->total_out);
	attr->contents->filter = 0;
	attr->contents->write_fn = write_filter;
}

static double cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* One Resources for all pages, with the font. */
static HPDF_Dict add_resources(HPDF_Doc doc)
{
	HPDF_Font font = HPDF_GetFont(doc, HPDF_LoadTTFontFromFile(doc, FONT, HPDF_TRUE), "WinAnsiEncoding");
	HPDF_Dict resources = HPDF_Dict_New(doc->mmgr), fonts = HPDF_Dict_New(doc->mmgr);
	HPDF_BYTE codes[95];

	for (guint i = 0; i < sizeof codes; i++)
		codes[i] = (HPDF_BYTE)(' ' + i);
	HPDF_Font_TextWidth(font, codes, sizeof codes);
	HPDF_Xref_Add(doc->xref, resources);
	HPDF_Dict_Add(resources, "Font", fonts);
	HPDF_Dict_Add(fonts, "F1", font);
	return resources;
}

int main(int argc, char **argv)
{
	guint pages = argc > 1 ? (guint)atoi(argv[1]) : 2000;
	int level = argc > 2 ? atoi(argv[2]) : 6;
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autofree char *path = g_strdup_printf("%s/floor-%d.pdf", g_get_tmp_dir(), (int)getpid());
	GString *letters[VARIANTS];
	z_stream z = { 0 };
	GStatBuf info;
	double start;

	for (guint i = 0; i < VARIANTS; i++)
		letters[i] = make_letter(random);
	start = cpu_ms();

	HPDF_Doc doc = HPDF_New(NULL, NULL);

	HPDF_SetCompressionMode(doc, HPDF_COMP_METADATA);
	HPDF_SetPagesConfiguration(doc, 500);
	deflateInit2(&z, level, Z_DEFLATED, 14, 7, Z_DEFAULT_STRATEGY);

	HPDF_Dict resources = add_resources(doc);

	for (guint i = 0; i < pages; i++)
		add_page(doc, resources, &z, letters[i % VARIANTS]);
	if (HPDF_SaveToFile(doc, path) != HPDF_OK || g_stat(path, &info) != 0) {
		fprintf(stderr, "floor: cannot write %s\n", path);
		return 5;
	}
	HPDF_Free(doc);
	deflateEnd(&z);
	printf("floor_z%d %.3f ms\n", level, (cpu_ms() - start) / pages);
	printf("floor_bytes_z%d %.0f B\n", level, (double)info.st_size / pages);
	g_unlink(path);
	for (guint i = 0; i < VARIANTS; i++)
		g_string_free(letters[i], TRUE);
	return 0;
}
