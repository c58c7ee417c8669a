/* remedy.c - see remedy.h. */
#include "remedy.h"

#include <sohoa/error.h>

#include <string.h>

/* A row for each error of an item. */
static const struct {
  SohoaErrorCode code;
  const char *remedy;
} remedies[] = {
  {SOHOA_ERROR_FORMAT, "scan the paper again"},
  {SOHOA_ERROR_UNSUPPORTED, "scan or save it as PDF, TIFF, JPEG or PNG"},
  {SOHOA_ERROR_ENCRYPTED, "save it without its password, put that into the inbox"},
  {SOHOA_ERROR_EMPTY, "scan the paper again"},
  {SOHOA_ERROR_LIMIT, "scan it at 300 dpi, in parts if it has many pages"},
  {SOHOA_ERROR_UNREADABLE, "give the user of sohoa the right to read it; the next run takes it"},
  {SOHOA_ERROR_CHANGED, "wait: the next run takes it"},
  {SOHOA_ERROR_CRASH, "'sohoa retry' it once; if it stays, scan the paper again"},
  {SOHOA_ERROR_TIMEOUT, "'sohoa retry' it when the machine is quiet; if it stays, scan the paper again"},
  {SOHOA_ERROR_MEMORY, "scan the paper again at 300 dpi"},
};

static int
find_row (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_strcmp0 (sohoa_error_nick (remedies[i].code), reason) == 0)
      return (int) i;
  return -1;
}

void
sohoa_remedy_find (const char *reason, const char *explanation, char **ret_what, char **ret_remedy)
{
  int row = find_row (reason);
  const char *what = explanation ? explanation : row >= 0 ? sohoa_error_text (remedies[row].code) : "";
  const char *behind = strstr (what, "; ");
  *ret_what = behind ? g_strndup (what, (gsize) (behind - what)) : g_strdup (what);
  *ret_remedy = g_strdup (behind     ? behind + 2
                          : row >= 0 ? remedies[row].remedy
                                     : "show it to the administrator");
}
