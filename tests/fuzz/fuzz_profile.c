/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a profile: an error, or a profile that a small file is then read through. */
#include "fuzz/fuzz_intake.h"

static const char letters[] = "nome;codice;dovuto\nRossi;1;1.234,56\n\"Bianchi\n\";;x\n";

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autoptr(GError) error = NULL;
	g_autoptr(intake_profile_t) profile = intake_profile_parse(text, "fuzz/soci.profile", &error);

	g_assert((profile == NULL) == (error != NULL));
	if (profile != NULL)
		fuzz_read_bytes(profile, (const guint8 *)letters, sizeof letters - 1);
	return 0;
}
