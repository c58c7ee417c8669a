/* signals.c - see signals.h. */
#include "signals.h"

#include <signal.h>

static volatile int stop_asked;

static void
ask_to_stop (int number)
{
  stop_asked = 1;
}

/* What was to be ignored stays so: nohup asks for that. */
static void
watch_hangup (const struct sigaction *action)
{
  struct sigaction before;
  if (sigaction (SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
    sigaction (SIGHUP, action, NULL);
}

const volatile int *
sohoa_watch_signals (void)
{
  struct sigaction stop = {.sa_handler = ask_to_stop, .sa_flags = (int) SA_RESETHAND};
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction (SIGINT, &stop, NULL);
  sigaction (SIGTERM, &stop, NULL);
  watch_hangup (&stop);
  sigaction (SIGPIPE, &ignore, NULL); /* whoever reads what is printed may go: the night goes on */
  return &stop_asked;
}
