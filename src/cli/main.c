/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line: finds the verb in the table, reads its options, runs it.  Messages follow the user's language;
 * everything that is written to files does not.
 */
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

#define VERSION "0.1"

static void print_commands(FILE *out)
{
	fprintf(out, _("Usage: piego COMMAND [OPTION ...]\n\nPrint and mail: clients' data and approved layouts in, "
		       "print runs out.\n\nCommands:\n"));
	for (guint i = 0; commands[i] != NULL; i++) {
		g_autofree char *left = g_strdup_printf("%s %s", commands[i]->name, commands[i]->arguments);

		fprintf(out, "  %-28s %s\n", left, _(commands[i]->summary));
	}
	fprintf(out, _("\n'piego COMMAND --help' tells more about one.\n\n"
		       "Exit codes: 0 done; 1 done, with findings; 2 wrong usage; 3 busy, try again; 4 data or "
		       "configuration refused;\n5 system; 70 a fault of the program.\n"));
}

/* The command whose words stand first; *words gets how many they are. */
static const struct command *find_command(int argc, char **argv, int *words)
{
	for (guint i = 0; commands[i] != NULL; i++) {
		g_auto(GStrv) parts = g_strsplit(commands[i]->name, " ", -1);
		int count = (int)g_strv_length(parts);
		int same = 0;

		while (same < count && same + 1 < argc && g_str_equal(parts[same], argv[same + 1]))
			same++;
		if (same == count) {
			*words = count;
			return commands[i];
		}
	}
	return NULL;
}

/* The commands that begin with the word, or that there are none. */
static int unknown_command(const char *word)
{
	guint shown = 0;

	for (guint i = 0; commands[i] != NULL; i++) {
		const char *rest = g_str_has_prefix(commands[i]->name, word) ? commands[i]->name + strlen(word) : "";

		if (*rest == ' ' && shown++ == 0)
			fprintf(stderr, _("piego %s wants one more word:\n"), word);
		if (*rest == ' ')
			fprintf(stderr, "  piego %s %s\n", commands[i]->name, commands[i]->arguments);
	}
	if (shown == 0)
		fprintf(stderr, _("piego: no such command: '%s' ('piego help' lists them)\n"), word);
	return 2;
}

static GOptionContext *context_of(const struct command *command, struct cli *cli)
{
	/* In the order of enum command_takes. */
	const GOptionEntry shared[] = {
		{ "root", 'r', 0, G_OPTION_ARG_FILENAME, &cli->root,
		  N_("Data root (default: PIEGO_ROOT, else spool/ here)"), N_("DIR") },
		{ "workers", 'w', 0, G_OPTION_ARG_INT, &cli->workers,
		  N_("Processes that compose at once (default: one a core)"), "N" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_("Answer as JSON"), NULL },
		{ "dry-run", 'n', 0, G_OPTION_ARG_NONE, &cli->dry_run, N_("Change nothing, tell what would be done"), NULL },
	};
	GOptionContext *context = g_option_context_new(command->arguments);

	g_option_context_set_summary(context, command->help != NULL ? _(command->help) : _(command->summary));
	for (guint i = 0; i < G_N_ELEMENTS(shared); i++) {
		const GOptionEntry taken[] = { shared[i], { NULL, 0, 0, 0, NULL, NULL, NULL } };

		if ((command->takes & (1u << i)) != 0)
			g_option_context_add_main_entries(context, taken, GETTEXT_PACKAGE);
	}
	if (command->options != NULL)
		g_option_context_add_main_entries(context, command->options, GETTEXT_PACKAGE);
	return context;
}

static void fill_defaults(struct cli *cli)
{
	if (cli->root == NULL)
		cli->root = g_strdup(g_getenv("PIEGO_ROOT") != NULL ? g_getenv("PIEGO_ROOT") : "spool");
	if (cli->workers == 0)
		cli->workers = (gint)MIN(g_get_num_processors(), 64);
}

static int usage_error(const struct command *command, const char *what)
{
	fprintf(stderr, "piego %s: %s\n", command->name, what);
	fprintf(stderr, _("Usage: piego %s %s ('piego %s --help' tells more)\n"), command->name, command->arguments,
		command->name);
	return 2;
}

static int run_command(const struct command *command, int argc, char **argv)
{
	struct cli cli = { 0 };
	g_autoptr(GError) error = NULL;
	g_autofree char *name = g_strdup_printf("piego %s", command->name);
	GOptionContext *context = context_of(command, &cli);
	gboolean ok;
	int code;

	g_set_prgname(name);
	ok = g_option_context_parse(context, &argc, &argv, &error);
	g_option_context_free(context);
	if (!ok)
		return usage_error(command, error->message);
	fill_defaults(&cli);
	if (argc - 1 < command->least)
		code = usage_error(command, _("an argument is missing"));
	else if (command->most >= 0 && argc - 1 > command->most)
		code = usage_error(command, _("too many arguments"));
	else if (cli.workers < 1 || cli.workers > 64)
		code = usage_error(command, _("--workers takes a number from 1 to 64"));
	else
		code = command->run(&cli, argc - 1, argv + 1);
	g_free(cli.root);
	return code;
}

/* Catalogues lie beside the program. */
static void set_language(void)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : g_strdup(".");
	g_autofree char *locale = g_build_filename(folder, "locale", NULL);

	const char *wanted = g_getenv("LC_ALL") != NULL ? g_getenv("LC_ALL") : g_getenv("LANG");

	/* Only messages follow the user: capitals are those of no country, or letters would differ. */
	setlocale(LC_CTYPE, "C.UTF-8");
	if (setlocale(LC_MESSAGES, "") == NULL && wanted != NULL) {
		/* A language whose locale is not installed still has its catalogue. */
		setlocale(LC_MESSAGES, "C.UTF-8");
		g_setenv("LANGUAGE", wanted, FALSE);
	}
	bindtextdomain(GETTEXT_PACKAGE, locale);
	bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
	textdomain(GETTEXT_PACKAGE);
}

/* What aborts is a fault of the program: its exit code says so. */
static void tell_bug(int signal)
{
	(void)signal;
	_exit(70);
}

int main(int argc, char **argv)
{
	const struct command *command;
	int words;

	/* libharu allocates and frees page by page: keep what the kernel gave. */
	mallopt(M_MMAP_THRESHOLD, 64 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 128 * 1024 * 1024);
	/* A file that may not grow is an error to tell, not a reason to die. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGABRT, tell_bug);
	set_language();
	if (argc < 2 || g_str_equal(argv[1], "help") || g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h")) {
		print_commands(argc < 2 ? stderr : stdout);
		return argc < 2 ? 2 : 0;
	}
	if (g_str_equal(argv[1], "--version")) {
		printf("piego %s\n", VERSION);
		return 0;
	}
	command = find_command(argc, argv, &words);
	if (command == NULL)
		return unknown_command(argv[1]);
	/* The command's last word takes the program's place in front of the arguments. */
	return run_command(command, argc - words, argv + words);
}
