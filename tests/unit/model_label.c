/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "model/label.h"

#define FORTY "abcdefghijabcdefghijabcdefghijabcdefghij"

static void labels(void)
{
	static const struct {
		const char *text;
		gboolean good;
		const char *client, *name;
		guint number;
	} rows[] = {
		{ "avviso-quota", TRUE, NULL, "avviso-quota", 0 },
		{ "avviso-quota@3", TRUE, NULL, "avviso-quota", 3 },
		{ "ordine-esempio/avviso-quota@12", TRUE, "ordine-esempio", "avviso-quota", 12 },
		{ "acque.esempio_2/sollecito", TRUE, "acque.esempio_2", "sollecito", 0 },
		{ "a@2147483647", TRUE, NULL, "a", 2147483647 },
		{ "", FALSE, NULL, NULL, 0 },
		{ "@3", FALSE, NULL, NULL, 0 },
		{ "avviso@", FALSE, NULL, NULL, 0 },
		{ "avviso@0", FALSE, NULL, NULL, 0 },
		{ "avviso@03", FALSE, NULL, NULL, 0 },
		{ "avviso@+3", FALSE, NULL, NULL, 0 },
		{ "avviso@3 ", FALSE, NULL, NULL, 0 },
		{ "avviso@x", FALSE, NULL, NULL, 0 },
		{ "avviso@2147483648", FALSE, NULL, NULL, 0 },
		{ "avviso@3@4", FALSE, NULL, NULL, 0 },
		{ "Avviso", FALSE, NULL, NULL, 0 },
		{ "avviso.xml", FALSE, NULL, NULL, 0 },
		{ "/avviso", FALSE, NULL, NULL, 0 },
		{ "../avviso", FALSE, NULL, NULL, 0 },
		{ ".ordine/avviso", FALSE, NULL, NULL, 0 },
		{ "ordine/", FALSE, NULL, NULL, 0 },
		{ "a/b/c", FALSE, NULL, NULL, 0 },
		{ "ordine\xc3\xa8/avviso", FALSE, NULL, NULL, 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct label label;

		CHECK_INT(rows[i].text, label_parse(rows[i].text, &label), rows[i].good);
		CHECK_STR(rows[i].text, label.client, rows[i].client);
		CHECK_STR(rows[i].text, label.name, rows[i].name);
		CHECK_INT(rows[i].text, label.number, rows[i].number);
		label_clear(&label);
	}
}

static void persons(void)
{
	static const struct { const char *text; gboolean good; } rows[] = {
		{ "anna.verdi", TRUE }, { "m_rossi-2", TRUE }, { "7", TRUE }, { FORTY, TRUE }, { FORTY "k", FALSE },
		{ "", FALSE }, { "Anna", FALSE }, { "anna verdi", FALSE }, { ".anna", FALSE }, { "-anna", FALSE },
		{ "anna\n", FALSE }, { "ann\xc3\xa0", FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		CHECK_INT(rows[i].text, label_person_is_good(rows[i].text), rows[i].good);
}

CHECK_MAIN({ "labels", labels }, { "persons", persons })
