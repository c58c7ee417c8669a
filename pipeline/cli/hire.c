/* hire.c - see hire.h. */
#include "hire.h"

#include <stdio.h>

static gboolean uncaged; /* a parsed option */

SohoaCrewOptions
sohoa_hire_defaults (void)
{
  SohoaCrewOptions options = sohoa_crew_defaults ();
  options.uncaged = uncaged;
  return options;
}

void
sohoa_hire_uncaged (void)
{
  uncaged = TRUE;
  fputs ("sohoa: WARNING: --uncaged: a hostile scan that takes over a worker reaches all that this user "
         "reaches\n",
         stderr);
}
