/* SPDX-License-Identifier: Apache-2.0 */
/* What the post has agreed with a client: the project's own file loads, faults are told at once. */
#include "model/postal.h"

#include <string.h>

#include "unit/check.h"

#define MATRIX                                                                                                 \
	"[matrix]\ngamma = 1\nsap = 30012345\nsender = 001\nclass = A\ntype = M\ncode = 0000\nsender-cap = 00144\n"    \
	"sender-code = 0000\nbooking = 00001\nprinter = 01\ncausale = 000\n"
#define DISTINTA                                                                                               \
	"[distinta]\nside = G\nsap = 30012345\nuser = U1\nbooking = 1234567\noffice = 55999\nproduct-type = PM\n"       \
	"product-code = PMO\nacceptance = SMA\naccount = 30012345-007\nsigla = ACQ\nsender = 001\nformat = P\n"    \
	"dates = AAAAMMGG\n"
#define SENDER "[sender]\nname = Acque S.p.A.\nline-1 = Via delle Fonti 1\nline-2 = 00100 Esempio\n"

static void the_sample_loads(void)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(postal_t) postal = NULL;

	if (!g_file_get_contents("profiles/postal/acque-esempio.postal", &text, NULL, &error))
		g_error("%s", error->message);
	postal = postal_parse(text, "profiles/postal/acque-esempio.postal", &error);
	CHECK_NO_ERROR("loads", error);
	if (postal == NULL)
		return;
	CHECK_STR("name", postal->name, "acque-esempio");
	CHECK_STR("sap", postal->matrix->sap, "30012345");
	CHECK_STR("homologation", postal->matrix->homologation, "XX0005");
	CHECK_STR("services", postal->matrix->services, NULL);
	CHECK_STR("side", postal->distinta->side, "G");
	CHECK_STR("office", postal->distinta->office, "55999");
	CHECK_STR("no tracking", postal->distinta->tracking, "");
	CHECK_STR("account", postal->distinta->account, "30012345-007");
	CHECK_INT("dates", postal->distinta->dates, POSTAL_DATES_ITALIAN);
}

static void a_client_may_have_one_or_none(void)
{
	static const struct {
		const char *label, *text;
		gboolean matrix, distinta, sender;
	} rows[] = {
		{ "nothing", "", FALSE, FALSE, FALSE },
		{ "a matrix", MATRIX, TRUE, FALSE, FALSE },
		{ "a distinta", DISTINTA, FALSE, TRUE, FALSE },
		{ "a name", SENDER, FALSE, FALSE, TRUE },
		{ "all", MATRIX DISTINTA SENDER, TRUE, TRUE, TRUE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(postal_t) postal = postal_parse(rows[i].text, "c.postal", &error);

		CHECK_NO_ERROR(rows[i].label, error);
		CHECK_INT(rows[i].label, postal != NULL && postal->matrix != NULL, rows[i].matrix);
		CHECK_INT(rows[i].label, postal != NULL && postal->distinta != NULL, rows[i].distinta);
		CHECK_INT(rows[i].label, postal != NULL && postal->sender != NULL, rows[i].sender);
		if (postal == NULL || postal->sender == NULL)
			continue;
		CHECK_STR(rows[i].label, postal->sender->name, "Acque S.p.A.");
		CHECK_STR(rows[i].label, postal->sender->lines[1], "00100 Esempio");
		CHECK_STR(rows[i].label, postal->sender->lines[2], NULL);
	}
}

static void faults_are_told(void)
{
	static const struct {
		const char *label, *text, *from, *to, *error;
	} rows[] = {
		{ "missing", MATRIX, "gamma = 1\n", "", "postal settings 'c': [matrix] gamma: missing" },
		{ "small letters", MATRIX, "= A", "= a", "[matrix] class: a character that may not stand there: 'a'" },
		{ "too long", MATRIX, "r = 001", "r = 0012", "[matrix] sender: more than 3 characters: '0012'" },
		{ "too short", MATRIX, "00144", "144", "[matrix] sender-cap: fewer than 5 characters: '144'" },
		{ "letters in the sap", MATRIX, "30012345", "3001234X", "[matrix] sap: a character" },
		{ "no such key", MATRIX, "gamma", "cap = 00144\ngamma", "[matrix] cap: no such key" },
		{ "no such group", MATRIX, "[matrix]", "[codes]\na = b\n[matrix]", "[codes]: no such group" },
		{ "another side", DISTINTA, "= G", "= X", "[distinta] side: a character that may not stand there: 'X'" },
		{ "a short booking", DISTINTA, "1234567", "123456", "[distinta] booking: fewer than 7 characters: '123456'" },
		{ "a separator", DISTINTA, "U1", "U|1", "[distinta] user: a character that may not stand there: 'U|1'" },
		{ "a tab", DISTINTA, "U1", "U\\t1", "[distinta] user: a character that may not stand there" },
		{ "no address", SENDER, "line-1", "line-3", "[sender] line-1: missing" },
		{ "a fifth line", SENDER, "line-2", "line-5", "[sender] line-5: no such key" },
		{ "dates of another form", DISTINTA, "AAAAMMGG", "YYYYMMDD",
		  "[distinta] dates: not one of GG/MM/AAAA, AAAAMMGG, AAAA-MM-GG: 'YYYYMMDD'" },
		{ "no form of dates", DISTINTA, "dates = AAAAMMGG\n", "", "[distinta] dates: missing" },
		{ "a folder", DISTINTA, "ACQ", "../A", "[distinta] sigla: a character that may not stand there: '../A'" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_auto(GStrv) parts = g_strsplit(rows[i].text, rows[i].from, 2);
		g_autofree char *text = g_strjoinv(rows[i].to, parts);
		g_autoptr(GError) error = NULL;
		g_autoptr(postal_t) postal = postal_parse(text, "c.postal", &error);

		CHECK_TRUE(rows[i].label, postal == NULL);
		CHECK_ERROR(rows[i].label, error, rows[i].error);
	}
}

CHECK_MAIN({ "the sample loads", the_sample_loads }, { "a client may have one or none", a_client_may_have_one_or_none },
	   { "faults are told", faults_are_told })
