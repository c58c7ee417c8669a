/* main.c - sohoa: paper dossiers into data. Everything is in cli/. */
#include "cli/command.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a stream is closed, the next file that is opened would take its place, and messages would be written
 * into it. */
static void
fill_streams (void)
{
  int fd;
  do
    fd = open ("/dev/null", O_RDONLY);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close (fd);
}

int
main (int argc, char **argv)
{
  const struct rlimit none = {0, 0};
  fill_streams ();
  umask (077);                    /* whatever is written may tell of people */
  setrlimit (RLIMIT_CORE, &none); /* and what is in memory does: a crash leaves none of it behind */
  signal (SIGXFSZ, SIG_IGN);      /* a file that may not grow is a write that fails */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers in results look the same everywhere */
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);
  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  return sohoa_command_line (&arguments);
}
