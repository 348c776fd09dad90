/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of registered mail: the published ones, and ten thousand of each kind as python3 reckons them. */
#include "post/registered.h"

#include <string.h>

#include "unit/check.h"

#define NUMBERS 10000

static const struct product_number domestic = { .scheme = NUMBER_DOMESTIC };
static const struct product_number abroad = { .scheme = NUMBER_S10, .service = (char *)"RA", .country = (char *)"IT" };

/* post.md 2.2: seen on paper or in the post's own receipts, and worked out beside them. */
static const char *const domestic_numbers[] = {
	"130085528346", "697319802149", "685666672974", "261526382198", "527887095312", "647887095328", "547887095327",
	"381526382193", "281526382192", "647887095317", "610000000019", "610000000020", "610000000098", "610000000100",
	"610000000111", "000000000000", "999999999998", "123456789012", "150000000001", "200123456788", "780123456782",
	"680123456781", "700000000007", "600000000006",
};

/* post.md 4. */
static const char *const s10_numbers[] = {
	"RA473124829IT", "EE876543216CA", "AB123100000IE", "AB000000005IE", "RA123456785IT", "RA000000080IT",
	"RA000000155IT", "RA000000014IT", "RA100000003IT", "RA800000002IT",
};

static void takes_the_published_numbers(void)
{
	char read[REGISTERED_ROOM], made[REGISTERED_ROOM];

	for (guint i = 0; i < G_N_ELEMENTS(domestic_numbers); i++) {
		const char *number = domestic_numbers[i];

		CHECK_STR(number, registered_read(number, read), NULL);
		CHECK_STR(number, read, number);
		CHECK_INT(number, registered_scheme(number), NUMBER_DOMESTIC);
		registered_write(&domestic, registered_body(number), made);
		CHECK_STR(number, made, number);
	}
	for (guint i = 0; i < G_N_ELEMENTS(s10_numbers); i++) {
		const char *number = s10_numbers[i];
		char service[3] = { number[0], number[1] };
		struct product_number rule = { .scheme = NUMBER_S10, .service = service, .country = (char *)number + 11 };

		CHECK_STR(number, registered_read(number, read), NULL);
		CHECK_STR(number, read, number);
		CHECK_INT(number, registered_scheme(number), NUMBER_S10);
		registered_write(&rule, registered_body(number), made);
		CHECK_STR(number, made, number);
	}
}

/* Each of the nine other check digits is refused. */
static void takes_one_check_digit(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(domestic_numbers) + G_N_ELEMENTS(s10_numbers); i++) {
		gboolean is_domestic = i < G_N_ELEMENTS(domestic_numbers);
		const char *number = is_domestic ? domestic_numbers[i] : s10_numbers[i - G_N_ELEMENTS(domestic_numbers)];
		guint place = is_domestic ? 11 : 10, refused = 0;
		char other[REGISTERED_ROOM], out[REGISTERED_ROOM] = "left";

		g_strlcpy(other, number, sizeof other);
		for (other[place] = '0'; other[place] <= '9'; other[place]++) {
			if (other[place] != number[place])
				refused += g_strcmp0(registered_read(other, out), "wrong check digit") == 0;
		}
		CHECK_INT(number, refused, 9);
		CHECK_STR(number, out, "left");
	}
}

static void reads_what_people_key(void)
{
	static const char no_form[] = "neither 12 digits nor two letters, 9 digits and two letters";
	static const struct {
		const char *text, *number, *reason;
	} rows[] = {
		{ "69731980214-9", "697319802149", NULL },
		{ " 697 319 802 14 9 ", "697319802149", NULL },
		{ "EE 876 543 216 CA", "EE876543216CA", NULL },
		{ "ra473124829it", "RA473124829IT", NULL },
		{ "69731980214-8", NULL, "wrong check digit" },
		{ "69731980214", NULL, no_form },
		{ "6973198021499", NULL, no_form },
		{ "69731980214999", NULL, "too long" },
		{ "", NULL, no_form },
		{ "69731980214O", NULL, no_form },
		{ "6973198O2149", NULL, no_form },
		{ "RA47312482IT", NULL, no_form },
		{ "RA4731248291T", NULL, no_form },
		{ "R4473124829IT", NULL, no_form },
		{ "RA47312482-9-IT", "RA473124829IT", NULL },
		{ "JA473124829IT", NULL, "no service abroad begins with this letter" },
		{ "WA473124829IT", NULL, "no service abroad begins with this letter" },
		{ "R\xc3\xa0" "473124829IT", NULL, "too long" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[REGISTERED_ROOM] = "left";

		CHECK_STR(rows[i].text, registered_read(rows[i].text, out), rows[i].reason);
		CHECK_STR(rows[i].text, out, rows[i].number != NULL ? rows[i].number : "left");
	}
}

static void prints_what_people_read(void)
{
	char printed[REGISTERED_PRINT_ROOM];

	registered_print("697319802149", printed);
	CHECK_STR("domestic", printed, "69731980214-9");
	registered_print("EE876543216CA", printed);
	CHECK_STR("abroad", printed, "EE 876 543 216 CA");
}

static void knows_the_ends_of_a_scheme(void)
{
	char out[REGISTERED_ROOM];

	registered_write(&domestic, registered_bodies(NUMBER_DOMESTIC) - 1, out);
	CHECK_STR("domestic", out, "999999999998");
	CHECK_TRUE("domestic", registered_body(out) == G_GUINT64_CONSTANT(99999999999));
	registered_write(&abroad, registered_bodies(NUMBER_S10) - 1, out);
	CHECK_INT("abroad", registered_body(out), 99999999);
}

/* post.md 3; the third's T ends in 0, and from some there is nothing to take away. */
static void hints_at_what_hangs_together(void)
{
	static const struct {
		const char *act;
		enum registered_link link;
		const char *number;
	} rows[] = {
		{ "647887095328", REGISTERED_23_L, "547887095327" },
		{ "381526382193", REGISTERED_23_L, "281526382192" },
		{ "697319802149", REGISTERED_23_L, "597319802147" },
		{ "012345678904", REGISTERED_23_L, NULL },
		{ "647887095317", REGISTERED_CAD, "527887095312" },
		{ "381526382193", REGISTERED_CAD, "261526382198" },
		{ "119999999990", REGISTERED_CAD, NULL },
		{ "RA473124829IT", REGISTERED_23_L, NULL },
		{ "RA473124829IT", REGISTERED_CAD, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		char out[REGISTERED_ROOM] = "";
		gboolean hinted = registered_hint(rows[i].act, rows[i].link, out);

		CHECK_STR(rows[i].act, hinted ? out : NULL, rows[i].number);
	}
}

/* Another reckoning in another way: the digit sum through text, the remainder of the negative sum.  One line a number:
 * what scheme, body, number, as printed. */
static const char reckoning[] =
	"import random, sys\n"
	"random.seed(20260331)\n"
	"def domestic(body):\n"
	"    s = '%011d' % body\n"
	"    t = 11 * sum(int(s[i]) for i in (1, 3, 5, 7, 9)) + sum(int(s[i]) for i in (0, 2, 4, 6, 8, 10))\n"
	"    return s + str(sum(map(int, str(t))))[-1]\n"
	"def s10(serial):\n"
	"    s = '%08d' % serial\n"
	"    rest = -sum(int(a) * int(b) for a, b in zip(s, '86423597')) % 11\n"
	"    return 'RA' + s + '51234567890'[rest] + 'IT'\n"
	"for i in range(int(sys.argv[1])):\n"
	"    a = random.randrange(10 ** random.randint(1, 11))\n"
	"    n = domestic(a)\n"
	"    print('domestic', a, n, n[:-1] + '-' + n[-1], sep='|')\n"
	"    b = random.randrange(10 ** random.randint(1, 8))\n"
	"    n = s10(b)\n"
	"    print('s10', b, n, ' '.join((n[:2], n[2:5], n[5:8], n[8:11], n[11:])), sep='|')\n";

static void check_line(const char *line)
{
	g_auto(GStrv) cells = g_strsplit(line, "|", 4);
	const struct product_number *rule = strcmp(cells[0], "domestic") == 0 ? &domestic : &abroad;
	guint64 body = g_ascii_strtoull(cells[1], NULL, 10);
	char number[REGISTERED_ROOM], read[REGISTERED_ROOM], printed[REGISTERED_PRINT_ROOM];

	registered_write(rule, body, number);
	CHECK_STR(line, number, cells[2]);
	CHECK_TRUE(line, registered_body(number) == body);
	registered_print(number, printed);
	CHECK_STR(line, printed, cells[3]);
	CHECK_STR(line, registered_read(cells[3], read), NULL);
	CHECK_STR(line, read, cells[2]);
}

static void agrees_with_another_reckoning(void)
{
	const char *const argv[] = { "python3", "-c", reckoning, G_STRINGIFY(NUMBERS), NULL };
	g_autofree char *output = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GError) error = NULL;
	guint count = 0;
	int status = -1;

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
	CHECK_NO_ERROR("python3", error);
	CHECK_INT("python3", status, 0);
	lines = g_strsplit(output != NULL ? g_strchomp(output) : "", "\n", -1);
	for (; lines[count] != NULL; count++)
		check_line(lines[count]);
	CHECK_INT("numbers", count, 2 * NUMBERS);
}

CHECK_MAIN({ "takes the published numbers", takes_the_published_numbers },
	   { "takes one check digit", takes_one_check_digit }, { "reads what people key", reads_what_people_key },
	   { "prints what people read", prints_what_people_read }, { "knows the ends of a scheme", knows_the_ends_of_a_scheme },
	   { "hints at what hangs together", hints_at_what_hangs_together },
	   { "agrees with another reckoning", agrees_with_another_reckoning })
