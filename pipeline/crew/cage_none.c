/* cage_none.c - no cage, for builds with a sanitizer: it maps terabytes and reads /proc. See cage.h. */
#include "cage.h"

gboolean
sohoa_cage_enter (int wire, int outbox, const char **ret_kind, GError **error)
{
  *ret_kind = "sanitizer";
  return TRUE;
}

const char *
sohoa_cage_outside (void)
{
  return "sanitizer";
}

void
sohoa_cage_watch_memory (void)
{
}
