/* action.c - commands that are several: `sohoa subject find`, `sohoa review list`. See command.h. */
#include "command.h"

#include <string.h>

/* "find, merge and show". */
static char *
list_words (const char *const *words, gsize n)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " and ", words[i]);
  return g_string_free (text, FALSE);
}

int
sohoa_command_act (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  const gsize n = command->n_actions;
  g_autofree const char **words = g_new0 (const char *, n + 1);
  const char *chosen = (*arguments)[1];
  for (gsize i = 0; i < n; i++) {
    const SohoaCommand *action = &command->actions[i];
    words[i] = action->name + strlen (command->name) + 1;
    if (chosen == NULL || strcmp (chosen, words[i]) != 0)
      continue;
    sohoa_command_shift (arguments);
    return action->run (action, archive, arguments, error);
  }
  if (chosen == NULL || *chosen == '-')
    return sohoa_command_parse (command, NULL, arguments, 1, 1, error) ? SOHOA_EXIT_USAGE : -1;
  g_autofree char *all = list_words (words, n);
  const char *nearest = sohoa_nearest_word (chosen, words);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot '%s %s', only %s%s%s%s", command->name, chosen,
               all, nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "",
               nearest != NULL ? "'?" : "");
  return -1;
}
