/* SPDX-License-Identifier: Apache-2.0 */
#include "page/symbol.h"

static const char *const names[] = {
	[SYMBOLOGY_DATA_MATRIX] = "datamatrix",
	[SYMBOLOGY_QR] = "qr",
	[SYMBOLOGY_CODE_128] = "code128",
	[SYMBOLOGY_CODE_39] = "code39",
	[SYMBOLOGY_INTERLEAVED_2_OF_5] = "itf",
};

const char *symbology_name(enum symbology symbology)
{
	return names[symbology];
}

gboolean symbology_parse(const char *word, enum symbology *symbology)
{
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_str_equal(word, names[i])) {
			*symbology = (enum symbology)i;
			return TRUE;
		}
	}
	return FALSE;
}
