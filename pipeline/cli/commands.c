/* commands.c - the table of commands, in the order in which a person meets them. */
#include "command.h"

static const SohoaCommand *const commands[] = {
  &sohoa_command_init,    &sohoa_command_run,      &sohoa_command_status,
  &sohoa_command_list,    &sohoa_command_show,     &sohoa_command_review,
  &sohoa_command_page,    &sohoa_command_retry,    &sohoa_command_reread,
  &sohoa_command_subject, &sohoa_command_register, &sohoa_command_report,
  &sohoa_command_prefill, &sohoa_command_export,   &sohoa_command_doctor,
  &sohoa_command_backup,  &sohoa_command_restore,  &sohoa_command_read,
  &sohoa_command_form,    &sohoa_command_value,    NULL,
};

const SohoaCommand *const *
sohoa_commands (void)
{
  return commands;
}

const SohoaCommand *
sohoa_command_lookup (const char *name)
{
  for (const SohoaCommand *const *command = commands; *command; command++)
    if (g_str_equal ((*command)->name, name))
      return *command;
  return NULL;
}

const char **
sohoa_command_names (void)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (commands));
  for (gsize i = 0; commands[i]; i++)
    names[i] = commands[i]->name;
  return names;
}
