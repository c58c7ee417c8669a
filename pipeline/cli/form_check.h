/* form_check.h - `sohoa form check`. */
#ifndef SOHOA_CLI_FORM_CHECK_H
#define SOHOA_CLI_FORM_CHECK_H

#include "command.h"

G_BEGIN_DECLS

/* The action's run. Prints a line a fault, or that a version is good; SOHOA_EXIT_ATTENTION where there are
 * faults. */
int sohoa_form_check_run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error);

G_END_DECLS

#endif
