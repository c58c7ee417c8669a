/* main.c - sohoa: paper dossiers into data. Everything is in cli/. */
#include "cli/command.h"

#include <locale.h>
#include <sys/stat.h>

int
main (int argc, char **argv)
{
  umask (077); /* whatever is written may tell of people */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers in results look the same everywhere */
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);
  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  return sohoa_command_line (&arguments);
}
