/* SPDX-License-Identifier: Apache-2.0 */
/* Replays a corpus through a fuzz target: each argument is a file, or a folder of files. */
#include <glib.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static guint replay(const char *path)
{
	g_autofree char *bytes = NULL;
	gsize length;
	GDir *dir = g_dir_open(path, 0, NULL);
	const char *name;
	guint count = 0;

	if (dir == NULL) {
		if (!g_file_get_contents(path, &bytes, &length, NULL))
			return 0;
		LLVMFuzzerTestOneInput((const guint8 *)bytes, length);
		return 1;
	}
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		count += replay(inner);
	}
	g_dir_close(dir);
	return count;
}

int main(int argc, char **argv)
{
	guint count = 0;

	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%s: %u inputs replayed\n", argv[0], count);
	return count > 0 ? 0 : 1;
}
