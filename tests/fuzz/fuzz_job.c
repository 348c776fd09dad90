/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a job file: a job, or an error. */
#include "model/job.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autoptr(GError) error = NULL;
	struct job *job = job_parse(text, "fuzz/job.ini", &error);

	g_assert((job == NULL) == (error != NULL));
	job_free(job);
	return 0;
}
