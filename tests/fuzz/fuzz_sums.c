/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the groups of a job that have something reckoned, behind a job that is whole: refused, or a small file is
 * read with it. */
#include "fuzz/fuzz_intake.h"

static const char job_head[] =
	"[job]\nclient = c\ntitle = t\nlayout = l\ndata = d\nprofile = p\n[delivery]\nproduct = p\n"
	"[production]\nenvelope = e\nstock = s\ninserter = i\n";
static const char rate_text[] = "[rate]\nyear = 365\nuntil = 2199-12-31\nlump = 40.00\n[percent]\n1800-01-01 = 100 %\n";
static const char profile_text[] =
	"[file]\nkind = csv\nseparator = ;\nheader-row = 0\n[addressee]\nname = #1\n[record]\nkey = #1\n"
	"[fields]\nnome = #1\ndovuto = #2\nscadenza = #3\nanni = #4\n[rows posizioni]\ncausale = #1\nimporto = #2\n";
static const char data[] =
	"1;99999999999,99;01/01/1800;7\n2;0,01;31/12/2199;-7\n3;-5,00;31/03/2026;\n4;;;99999999999999999\n4;1,00;;1\n";

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
	g_autofree char *groups = g_strndup((const char *)bytes, size);
	g_autofree char *text = g_strconcat(job_head, groups, NULL);
	g_autoptr(dictionary_t) dictionary = fuzz_dictionary();
	g_autoptr(GError) error = NULL;
	g_autoptr(job_t) job = job_parse(text, "fuzz/job.ini", &error);
	g_autoptr(rate_table_t) rate = NULL;
	g_autoptr(filling_t) filling = NULL;
	g_autoptr(intake_profile_t) profile = NULL;

	g_assert((job == NULL) == (error != NULL));
	if (job == NULL)
		return 0;
	if (job->sums.interest != NULL)
		rate = rate_table_parse(rate_text, "fuzz.rate", NULL);
	filling = filling_new(job, rate, dictionary, &error);
	g_assert((filling == NULL) == (error != NULL));
	if (filling == NULL)
		return 0;
	profile = fuzz_profile(profile_text);
	fuzz_fill_bytes(profile, dictionary, filling, (const guint8 *)data, sizeof data - 1);
	return 0;
}
