/* signals.c - see signals.h. */
#include "signals.h"

#include <signal.h>

static volatile int stop_asked;

static void
ask_to_stop (int number)
{
  stop_asked = 1;
}

const volatile int *
sohoa_watch_signals (void)
{
  struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int) SA_RESETHAND};
  sigaction (SIGINT, &action, 0);
  sigaction (SIGTERM, &action, 0);
  return &stop_asked;
}
