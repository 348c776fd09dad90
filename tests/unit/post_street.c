/* SPDX-License-Identifier: Apache-2.0 */
#include "post/street.h"

#include "unit/check.h"

static void reads_house_numbers(void)
{
	static const struct {
		const char *text, *number, *rest;
	} rows[] = {
		{ "12", "12", "" },
		{ "N. 12", "12", "" },
		{ "n°12", "12", "" },
		{ "nr.7", "7", "" },
		{ "civ. 8 bis", "8 BIS", "" },
		{ "12 / a", "12/A", "" },
		{ "12\\b", "12/B", "" },
		{ "12a", "12A", "" },
		{ "3 - 5", "3-5", "" },
		{ "12/A/3", "12/A/3", "" },
		{ "12 int. 5", "12", " int. 5" },
		{ "12 B scala C", "12 B", " scala C" },
		{ "SNC", "SNC", "" },
		{ "s.n.c.", "SNC", "" },
		{ "N.C.", "SNC", "" },
		{ "S.N.", "SNC", "" },
		{ "n. snc", "SNC", "" },
		{ "", NULL, NULL },
		{ "NORD", NULL, NULL },
		{ "123456", NULL, NULL },
		{ "12esimo", NULL, NULL },
		{ "12°", NULL, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char number[STREET_NUMBER_ROOM] = "?";
		const char *rest = street_read_number(rows[i].text, number);

		CHECK_STR(rows[i].text, rest, rows[i].rest);
		if (rest != NULL)
			CHECK_STR(rows[i].text, number, rows[i].number);
	}
}

static void splits_the_number_off(void)
{
	static const struct {
		const char *text, *street, *number, *extra;
	} rows[] = {
		{ "VIA ROMA 12", "VIA ROMA", "12", "" },
		{ "Via Roma, 12/A", "Via Roma", "12/A", "" },
		{ "VIA ROMA N. 12", "VIA ROMA", "12", "" },
		{ "VIA ROMA, N.12", "VIA ROMA", "12", "" },
		{ "via roma n°12 int. 5", "via roma", "12", "Interno 5" },
		{ "VIA ROMA 3 SC. B INT 7", "VIA ROMA", "3", "SCALA B INTERNO 7" },
		{ "Via Roma 12, Loc. Piano", "Via Roma", "12", "Loc. Piano" },
		{ "VIA ROMA 12-14", "VIA ROMA", "12-14", "" },
		{ "Via Roma - 12", "Via Roma", "12", "" },
		{ "Largo dei Caduti, 174 int. 5", "Largo dei Caduti", "174", "Interno 5" },
		{ "VIA ROMA SNC", "VIA ROMA", "SNC", "" },
		{ "Via Roma, s.n.c.", "Via Roma", "SNC", "" },
		{ "VIA 4 NOVEMBRE 12", "VIA 4 NOVEMBRE", "12", "" },
		{ "CORSO 22 MARZO, 5", "CORSO 22 MARZO", "5", "" },
		{ "Strada Provinciale 12, 45", "Strada Provinciale 12", "45", "" },
		{ "VIA N. SAURO 8", "VIA N. SAURO", "8", "" },
		{ "LOCALITÀ PIANO 3", "LOCALITÀ PIANO", "3", "" },
		{ "VIA 4 NOVEMBRE", NULL, NULL, NULL },
		{ "VIA XX SETTEMBRE", NULL, NULL, NULL },
		{ "STRADA PROVINCIALE 12", NULL, NULL, NULL },
		{ "S.S. 106", NULL, NULL, NULL },
		{ "VIALE EUROPA KM 3,200", NULL, NULL, NULL },
		{ "VIA DEL LAVORO LOTTO 4", NULL, NULL, NULL },
		{ "VIA ROMA 12 14", NULL, NULL, NULL },
		{ "CASELLA POSTALE 12", NULL, NULL, NULL },
		{ "C.P. 12", NULL, NULL, NULL },
		{ "VIA ROMA", NULL, NULL, NULL },
		{ "", NULL, NULL, NULL },
		{ "12", NULL, NULL, NULL },
		{ "VIA 12", NULL, NULL, NULL },
	};
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct street_parts parts = { 0 };

		CHECK_INT(rows[i].text, street_split(rows[i].text, arena, &parts), rows[i].street != NULL);
		CHECK_STR(rows[i].text, parts.street, rows[i].street);
		CHECK_STR(rows[i].text, parts.number, rows[i].number);
		CHECK_STR(rows[i].text, parts.extra, rows[i].extra);
	}
}

static void writes_short_forms_out(void)
{
	static const struct {
		const char *text, *full;
	} rows[] = {
		{ "V. ROMA", "VIA ROMA" },
		{ "V.le Europa", "Viale Europa" },
		{ "V.LE DELL'UNIVERSITÀ", "VIALE DELL'UNIVERSITÀ" },
		{ "P.zza Dante", "Piazza Dante" },
		{ "P.ZZA DANTE", "PIAZZA DANTE" },
		{ "P.le Loreto", "Piazzale Loreto" },
		{ "C.SO ITALIA", "CORSO ITALIA" },
		{ "C.so. Italia", "Corso Italia" },
		{ "L.go Augusto", "Largo Augusto" },
		{ "loc. Piano", "Località Piano" },
		{ "FRAZ. SAN PIETRO", "FRAZIONE SAN PIETRO" },
		{ "C.da Vallone", "Contrada Vallone" },
		{ "Via F.lli Cervi", "Via Fratelli Cervi" },
		{ "VIA ROMA", "VIA ROMA" },
		{ "VIA G. VERDI", "VIA G. VERDI" },
		{ "STRADA NUOVA", "STRADA NUOVA" },
		{ "LOCATELLI", "LOCATELLI" },
		{ "VILLA ADA", "VILLA ADA" },
		{ "V", "V" },
		{ "V.", "V." },
		{ "", "" },
	};
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(rows[i].text, street_write_out(rows[i].text, arena), rows[i].full);
}

static void knows_boxes(void)
{
	CHECK_TRUE("box", street_is_box("Casella Postale 12"));
	CHECK_TRUE("short", street_is_box("C.P. 7"));
	CHECK_TRUE("counter", street_is_box("FERMO POSTA"));
	CHECK_TRUE("street", !street_is_box("VIA CASELLA 12"));
}

CHECK_MAIN({ "reads house numbers", reads_house_numbers }, { "splits the number off", splits_the_number_off },
	   { "writes short forms out", writes_short_forms_out }, { "knows boxes", knows_boxes })
