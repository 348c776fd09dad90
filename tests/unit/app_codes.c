/* SPDX-License-Identifier: Apache-2.0 */
/* What the post reads on pieces, field by field as the post's own table has it, and what a proof shows instead. */
#include "app/codes.h"

#include "unit/check.h"

#define MATRIX                                                                                                 \
	"[matrix]\ngamma = 2\nsap = 12345\nsender = 001\nclass = A\ntype = M\ncode = ABCD\nsender-cap = 00144\n"       \
	"sender-code = EFGH\nbooking = 77\nprinter = 01\ncausale = XYZ\n"
#define PRODUCT "[product]\nregistered = yes\nrank = 1\n[brackets]\na = 20 g\n"
#define PLACE "[matrix]\nx = 120mm\ny = 250mm\nmodule = 0.508mm\nquiet = 1.016mm\n"
#define PERMISSION "[homologation]\ntext = DCOXX0001\nx = 110mm\ny = 245mm\nsize = 2.5mm\n"
#define NUMBER                                                                                                 \
	"[number]\nscheme = domestic\nsymbology = itf\nratio = 2.5\nmodule = 0.30mm\nheight = 14mm\nquiet = 3mm\n"     \
	"x = 30mm\ny = 225mm\ntext-size = 3mm\ntext-gap = 2mm\nwarn = 10\n"
#define ABROAD                                                                                                 \
	"[number]\nscheme = s10\nservice = RR\ncountry = IT\nsymbology = code128\nmodule = 0.30mm\nheight = 14mm\n"     \
	"quiet = 3mm\nx = 30mm\ny = 225mm\ntext-size = 3mm\ntext-gap = 2mm\nwarn = 10\n"

struct desk {
	struct setup setup;
	struct job job;
};

static void desk_open(struct desk *desk, const char *product, const char *postal)
{
	g_autoptr(GError) error = NULL;

	*desk = (struct desk){ .job.name = (char *)"prova", .setup.job = &desk->job };
	desk->setup.product = product_parse(product, "p.product", &error);
	CHECK_NO_ERROR(product, error);
	if (postal != NULL)
		desk->setup.postal = postal_parse(postal, "c.postal", &error);
	CHECK_NO_ERROR(postal, error);
}

static void desk_close(struct desk *desk)
{
	product_free(desk->setup.product);
	postal_free(desk->setup.postal);
}

/* Each field at its place of the 72 characters: 1, gamma, SAP 8, sender 3, class, type, CAP 5, code 4, sender's CAP 5, sender's
 * code 4, booking 5, printer 2, object 6, causale 3, homologation 6, text 9, services 8. */
static void the_matrix_says_all(void)
{
	static const struct {
		const char *label, *product, *postal, *cap, *area;
		guint number;
		const char *text;	/* NULL: none */
	} rows[] = {
		{ "the product's permission", PRODUCT PLACE PERMISSION, MATRIX, "20121", "AM", 7,
		  "1" "2" "00012345" "001" "A" "M" "20121" "ABCD" "00144" "EFGH" "00077" "01" "000007" "XYZ" "XX0001"
		  "         " "OOOOOOOO" },
		{ "the client's own", PRODUCT PLACE PERMISSION, MATRIX "homologation = YY0002\ntext = CIAO\nservices = AOOOOOOO\n",
		  "00144", "AM", 123456,
		  "1" "2" "00012345" "001" "A" "M" "00144" "ABCD" "00144" "EFGH" "00077" "01" "123456" "XYZ" "YY0002"
		  "CIAO     " "AOOOOOOO" },
		{ "after 999999", PRODUCT PLACE PERMISSION, MATRIX, "20121", "AM", 1000003,
		  "1" "2" "00012345" "001" "A" "M" "20121" "ABCD" "00144" "EFGH" "00077" "01" "000003" "XYZ" "XX0001"
		  "         " "OOOOOOOO" },
		{ "abroad, a code of five digits there", PRODUCT PLACE PERMISSION, MATRIX, "75001", "abroad", 7, NULL },
		{ "no CAP", PRODUCT PLACE PERMISSION, MATRIX, "", "none", 7, NULL },
		{ "a product without a place", PRODUCT PERMISSION, MATRIX, "20121", "AM", 7, NULL },
		{ "a client without codes", PRODUCT PLACE PERMISSION, "", "20121", "AM", 7, NULL },
		{ "a client without settings", PRODUCT PLACE PERMISSION, NULL, "20121", "AM", 7, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct piece piece = { .number = rows[i].number, .cap = rows[i].cap, .area = rows[i].area, .registered = "" };
		struct compose_codes codes;
		struct code_room room;
		g_autoptr(GError) error = NULL;
		struct desk desk;

		desk_open(&desk, rows[i].product, rows[i].postal);
		CHECK_TRUE(rows[i].label, codes_check(&desk.setup, &error));
		codes = codes_of_piece(&desk.setup, &piece, &room);
		CHECK_STR(rows[i].label, codes.matrix, rows[i].text);
		CHECK_STR(rows[i].label, codes.registered, NULL);
		desk_close(&desk);
	}
}

static void a_matrix_without_permission_is_refused(void)
{
	g_autoptr(GError) error = NULL;
	struct desk desk;

	desk_open(&desk, PRODUCT PLACE, MATRIX);
	CHECK_TRUE("refused", !codes_check(&desk.setup, &error));
	CHECK_ERROR("refused", error, "product 'p', postal settings 'c': Data Matrix: homologation: missing");
	desk_close(&desk);
}

static void a_number_is_shown(void)
{
	const struct piece piece = { .number = 1, .cap = "20121", .area = "AM", .registered = "697319802149" };
	struct compose_codes codes;
	struct code_room room;
	struct desk desk;

	desk_open(&desk, PRODUCT NUMBER, NULL);
	codes = codes_of_piece(&desk.setup, &piece, &room);
	CHECK_STR("in bars", codes.registered, "697319802149");
	CHECK_STR("beneath", codes.shown, "69731980214-9");
	desk_close(&desk);
}

/* Vectors of the check digits: 00000000000-0, and 00000000 of S10 with its 5. */
static void a_proof_shows_nobodys_number(void)
{
	static const struct {
		const char *product, *number;
	} rows[] = { { PRODUCT NUMBER, "000000000000" }, { PRODUCT ABROAD, "RR000000005IT" }, { PRODUCT, NULL } };
	const struct addressee to = { .cap = "20121", .country = "" };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct compose_codes codes;
		struct code_room room;
		struct desk desk;

		desk_open(&desk, rows[i].product, NULL);
		codes = codes_specimen(&desk.setup, &to, &room);
		CHECK_STR("bars", codes.registered, rows[i].number);
		CHECK_STR("beneath", codes.shown, rows[i].number != NULL ? "FAC SIMILE" : NULL);
		desk_close(&desk);
	}
}

CHECK_MAIN({ "the matrix says all", the_matrix_says_all },
	   { "a matrix without permission is refused", a_matrix_without_permission_is_refused },
	   { "a number is shown", a_number_is_shown }, { "a proof shows nobody's number", a_proof_shows_nobodys_number })
