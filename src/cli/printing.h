/* SPDX-License-Identifier: Apache-2.0 */
/* printing: what releasing and printing say in the same way. */
#ifndef PIEGO_CLI_PRINTING_H
#define PIEGO_CLI_PRINTING_H

#include "app/printing.h"

enum cli_wait { CLI_WAIT, CLI_NO_WAIT };

/* Give files to a printer and follow them, telling each and the run's totals; the exit code. */
int cli_print(struct app *app, const struct print_wish *wish, enum cli_wait wait);

/* "pdf", "ps", NULL for what fits; told and FALSE for anything else. */
gboolean cli_print_form(const char *word, enum print_choice *form_of);

#endif
