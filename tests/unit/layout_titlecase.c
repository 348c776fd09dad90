/* SPDX-License-Identifier: Apache-2.0 */
/* Names in capitals as letters greet people: particles, apostrophes, accents, companies; other text stays. */
#include "unit/check.h"

#include "layout/titlecase.h"

static const struct { const char *text, *expected; } rows[] = {
	{ "LEONARDO NICOLÒ", "Leonardo Nicolò" },
	{ "MARIA D'ANGELO", "Maria D'Angelo" },
	{ "ANNA DELL’ORTO", "Anna Dell’Orto" },
	{ "DE SANCTIS LO PRESTI", "De Sanctis Lo Presti" },
	{ "DI STEFANO DALLA CHIESA", "Di Stefano Dalla Chiesa" },
	{ "DE' MEDICI NICOLO'", "De' Medici Nicolo'" },
	{ "LUCIA ŠIMIĆ ĐOKOVIĆ", "Lucia Šimić Đoković" },
	{ "ROSSI-BIANCHI (VERDI)", "Rossi-Bianchi (Verdi)" },
	{ "ZOË ÅNGSTRÖM", "Zoë Ångström" },
	{ "ΠΑΠΑΔΌΠΟΥΛΟΣ ΣΟΦΊΑ-ΆΡΗΣ", "Παπαδόπουλος Σοφία-Άρης" },
	{ "КОВАЛЁВ", "Ковалёв" },
	{ "S\314\214IMIC\314\201", "S\314\214imic\314\201" },
	{ "ROSSI E BIANCHI ED ALTRI", "Rossi e Bianchi ed Altri" },
	{ "E. ROSSI", "E. Rossi" },
	{ "  ROSSI   MARIO ", "  Rossi   Mario " },
	{ "ROSSI\302\240MARIO", "Rossi\302\240Mario" },
	/* companies */
	{ "ACME COSTRUZIONI SRL", "Acme Costruzioni SRL" },
	{ "ACME S.P.A.", "Acme S.P.A." },
	{ "F.LLI ROSSI SNC", "F.LLI Rossi SNC" },
	{ "3B SERVIZI & FIGLI SAS", "3B Servizi & Figli SAS" },
	{ "ED ENZO SS", "Ed Enzo SS" },
	{ "CASA APERTA ONLUS", "Casa Aperta ONLUS" },
	/* not in capitals, or nothing to change */
	{ "Maria D'angelo", "Maria D'angelo" },
	{ "ROSSI Mario", "ROSSI Mario" },
	{ "de Sanctis", "de Sanctis" },
	{ "mario rossi", "Mario Rossi" },
	{ "jacopo d'angelo de santis", "Jacopo D'Angelo De Santis" },
	{ "ACME S.r.l.", "ACME S.r.l." },
	{ "STRAßE", "STRAßE" },
	{ "4711-3", "4711-3" },
	{ "", "" },
};

static void writes_names(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(rows[i].text, titlecase_write(rows[i].text, arena), rows[i].expected);
}

/* What is written once is left alone the second time. */
static void writes_once(void)
{
	g_autoptr(arena_t) arena = arena_new(4096);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_STR(rows[i].text, titlecase_write(rows[i].expected, arena), rows[i].expected);
}

CHECK_MAIN({ "writes names", writes_names }, { "writes once", writes_once })
