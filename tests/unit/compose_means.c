/* SPDX-License-Identifier: Apache-2.0 */
/* Transfers, links, MAV, RAV and direct debits as other people's programs read them: symbols from PDF and PostScript as
 * pictures, and the words beside them. */
#include "unit/notice_rig.h"

#include <stdlib.h>

#include "model/reference.h"

#define LEFT_UM 25000
#define TRANSFERS 5	/* on a page, and a link */

static const struct {
	const char *ending;
	int dpi;
} views[] = { { "pdf", 300 }, { "pdf", 200 }, { "ps", 300 }, { "ps", 200 } };

/* SLIPS is how many pages of transfers; 3 without. */
static guint how_many(void)
{
	const char *number = g_getenv("SLIPS");

	return number != NULL ? ((guint)atoi(number) + TRANSFERS - 1) / TRANSFERS : 3;
}

/* ---- payments ---- */

static char *token(GRand *random, guint length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	GString *text = g_string_new(NULL);

	while (text->len < length)
		g_string_append_c(text, letters[g_rand_int_range(random, 0, (gint32)strlen(letters))]);
	return g_string_free(text, FALSE);
}

static const char *const creditors[] = {
	"Ente di Prova",
	"Società per la Gestione dei Servizi Idrici della Città di Esempio",
	"ORDINE DEGLI INGEGNERI DELLA PROVINCIA DI ESEMPIO",
	"Müller & Söhne S.r.l. – Recupero crediti",
};
static const char *const ibans[] = { "IT15L0760117400001007214826", "IT60X0542811101000000123456", "MT84MALT011000012345MTLCAST001S" };

static const char *rf_of(GRand *random, struct arena *arena)
{
	char *reference = arena_alloc(arena, RF_ROOM);
	g_autofree char *inside = token(random, (guint)g_rand_int_range(random, 1, 22));

	CHECK_STR(inside, rf_compose(inside, reference), NULL);
	return reference;
}

/* A transfer by reference or by causale; what its QR must say. */
static char *make_transfer(GRand *random, struct arena *arena, struct payment *payment)
{
	gboolean by_reference = g_rand_boolean(random);
	g_autofree char *words = token(random, (guint)g_rand_int_range(random, 1, 40));
	const char *creditor = creditors[g_rand_int_range(random, 0, G_N_ELEMENTS(creditors))];
	const char *iban = ibans[g_rand_int_range(random, 0, G_N_ELEMENTS(ibans))];
	const char *reference = by_reference ? rf_of(random, arena) : "";
	const char *subject = by_reference ? "" : arena_printf(arena, "Quota 2026, già ridotta, %s", words);
	gint64 cents = (gint64)(g_rand_double(random) * g_rand_double(random) * 1e11) / g_rand_int_range(random, 1, 100000) + 1;

	*payment = notice_payment();
	payment_set(payment, PAYMENT_CREDITOR, creditor);
	payment_set(payment, PAYMENT_IBAN, iban);
	payment_set(payment, PAYMENT_REFERENCE, reference);
	payment_set(payment, PAYMENT_NOTICE, "");
	payment_set(payment, PAYMENT_SUBJECT, subject);
	payment->values[PAYMENT_AMOUNT].cents = cents;
	return g_strdup_printf("BCD\n002\n1\nSCT\n\n%s\n%s\nEUR%" G_GINT64_FORMAT ".%02d\n\n%s%s%s\n", creditor, iban, cents / 100,
			       (int)(cents % 100), reference, by_reference ? "" : "\n", subject);
}

static char *make_link(GRand *random, struct arena *arena, struct payment *payment)
{
	g_autofree char *opaque = token(random, (guint)g_rand_int_range(random, 8, 120));

	*payment = notice_payment();
	payment_set(payment, PAYMENT_LINK, arena_printf(arena, "https://paga.esempio.example/p/%s", opaque));
	return g_strdup_printf("%s\n", payment->values[PAYMENT_LINK].text);
}

/* ---- pages ---- */

static um_t add_slip(struct notice_rig *rig, const char *name, const struct payment *payment, um_t y, struct page *page)
{
	const struct slip_kind *kind = slip_kind_find(name);
	g_autoptr(GError) error = NULL;
	struct page *alone;

	for (const char *const *role = kind->roles; *role != NULL; role++)
		CHECK_TRUE(*role, typesetter_has_role(rig->desk.typesetter, *role, &error));
	CHECK_TRUE(name, kind->check(payment, notice_all_of(kind), 0, &rig->faults.faults));
	alone = notice_page(rig, kind, payment, 1, notice_all_of(kind), LEFT_UM, y);
	if (alone != NULL)
		op_list_add_moved(&page->list, &alone->list, 0, 0, rig->desk.arena);
	return y + kind->size(notice_all_of(kind)).height;
}

static struct page *page_new(struct notice_rig *rig)
{
	struct page *page = arena_new_array0(rig->desk.arena, struct page, 1);

	*page = (struct page){ .width = 210000, .height = 297000, .sheet = 1 };
	return page;
}

/* All that zbarimg reads of the page seen so. */
static char *read_symbols(const char *path, int dpi)
{
	struct judge_pixels pixels = judge_pixels(path, 1, dpi);
	g_autofree char *picture = g_strdup_printf("%s.%d.ppm", path, dpi);
	int status;
	char *read;

	CHECK_TRUE(picture, g_file_set_contents(picture, pixels.file, (gssize)pixels.length, NULL));
	read = judge_output(&status, "zbarimg -q --raw %s 2>/dev/null", picture);
	g_unlink(picture);
	g_free(pixels.file);
	return read;
}

static void check_page(struct notice_rig *rig, GRand *random, guint number)
{
	g_auto(GStrv) expected = g_new0(char *, TRANSFERS + 2);
	struct page *page = page_new(rig);
	struct payment payment;
	um_t y = 5000;
	gsize length = 0;

	for (guint i = 0; i <= TRANSFERS; i++) {
		expected[i] = i < TRANSFERS ? make_transfer(random, rig->desk.arena, &payment) :
					      make_link(random, rig->desk.arena, &payment);
		y = add_slip(rig, i < TRANSFERS ? "sepa" : "link", &payment, y, page) + 1000;
		length += strlen(expected[i]);
	}
	CHECK_STR("faults", rig->faults.told->str, "");
	for (guint v = 0; v < G_N_ELEMENTS(views); v++) {
		g_autofree char *file = g_strdup_printf("means%u.%u.%s", number, v, views[v].ending);
		g_autofree char *path = notice_file(rig, file, &page, 1), *read = read_symbols(path, views[v].dpi);

		for (guint i = 0; expected[i] != NULL; i++) {
			if (strstr(read, expected[i]) == NULL)
				CHECK_STR(file, read, expected[i]);
		}
		CHECK_INT(file, strlen(read), length);
	}
}

static void symbols_are_read(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(69);
	struct notice_rig rig = { 0 };

	notice_rig_init(&rig);
	for (guint i = 0; i < how_many(); i++) {
		check_page(&rig, random, i);
		arena_reset(rig.desk.arena);
	}
	notice_rig_clear(&rig);
}

/* ---- words ---- */

/* Never a QR without the words: whoever has no camera reads it all. */
static const char *const words[] = {
	"BONIFICO SEPA", "IT15 L076 0117 4000 0100 7214 826", "RF17 0000 0050 5403 8490", "€ 120,67", "31/12/2026",
	"MAV", "0103 0123 4567 8901 2", "RAV", "ADDEBITO DIRETTO SEPA", "IT04ZZZ0000012345678903", "UMR-2024/17",
	"•••3 456", "14 giorni di calendario", "8 settimane", "13 mesi",
	"PAGA ONLINE", "https://paga.esempio.example/p/7Kq2mX9vTzR4wB8n",
};

static void words_are_read(void)
{
	static const char *const kinds[] = { "sepa", "mav", "rav", "sdd", "link" };
	struct payment payment = notice_payment();
	struct notice_rig rig = { 0 };
	struct page *page;
	um_t y = 10000;

	notice_rig_init(&rig);
	page = page_new(&rig);
	payment_set(&payment, PAYMENT_IBAN, "IT15L0760117400001007214826");
	payment_set(&payment, PAYMENT_REFERENCE, "RF170000005054038490");
	payment_set(&payment, PAYMENT_CODE, "01030123456789012");
	payment_set(&payment, PAYMENT_CREDITOR_ID, "IT04ZZZ0000012345678903");
	payment_set(&payment, PAYMENT_MANDATE, "UMR-2024/17");
	payment_set(&payment, PAYMENT_PAYER_IBAN, "IT60X0542811101000000123456");
	payment_set(&payment, PAYMENT_LINK, "https://paga.esempio.example/p/7Kq2mX9vTzR4wB8n");
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		y = add_slip(&rig, kinds[i], &payment, y, page) + 3000;
	CHECK_STR("faults", rig.faults.told->str, "");
	for (guint v = 0; v < G_N_ELEMENTS(views); v += 2) {
		g_autofree char *file = g_strdup_printf("words.%s", views[v].ending);
		g_autofree char *path = notice_file(&rig, file, &page, 1), *text = judge_text(path);

		for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
			g_autofree char *label = g_strdup_printf("%s: %s", file, words[i]);

			CHECK_TRUE(label, strstr(text, words[i]) != NULL);
		}
		CHECK_TRUE("the debtor's account", strstr(text, "0542") == NULL);
	}
	notice_rig_clear(&rig);
}

CHECK_MAIN({ "symbols are read", symbols_are_read }, { "words are read", words_are_read })
