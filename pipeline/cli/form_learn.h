/* form_learn.h - `sohoa form learn`. */
#ifndef SOHOA_CLI_FORM_LEARN_H
#define SOHOA_CLI_FORM_LEARN_H

#include "command.h"

G_BEGIN_DECLS

/* The action's run. SOHOA_EXIT_ATTENTION when some scans did not fit the first. */
int sohoa_form_learn_run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error);

G_END_DECLS

#endif
