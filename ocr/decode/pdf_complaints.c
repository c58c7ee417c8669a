/* pdf_complaints.c - see pdf_complaints.h. stderr is a variable in glibc and may be assigned: no descriptor
 * is touched, so this works in a cage that allows no new ones. */
#include "pdf_complaints.h"

#include <stdlib.h>
#include <string.h>

/* Categories of poppler: "Syntax Warning", "Syntax Error", "Internal Error" ... on stderr, "Syntax warning"
 * ... in GLib's log; the place and what is wrong stand behind. */
static void
count (SohoaPdfComplaints *complaints, const char *message)
{
  g_autofree char *category = g_ascii_strdown (message, (gssize) strcspn (message, ":("));
  if (strstr (category, "warning") != NULL)
    complaints->warnings++;
  else
    complaints->errors++;
}

static void
count_lines (SohoaPdfComplaints *complaints, const char *printed)
{
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);
  for (GStrv line = lines; *line != NULL; line++)
    if (**line != '\0')
      count (complaints, *line);
}

static void
note_log (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  count (data, message);
}

void
sohoa_pdf_complaints_begin (SohoaPdfComplaints *complaints)
{
  memset (complaints, 0, sizeof *complaints);
  complaints->handler = g_log_set_handler (
    "Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, note_log, complaints);
  complaints->caught_stderr = open_memstream (&complaints->printed, &complaints->printed_length);
  if (complaints->caught_stderr == NULL)
    return;
  complaints->real_stderr = stderr;
  stderr = complaints->caught_stderr;
}

void
sohoa_pdf_complaints_end (SohoaPdfComplaints *complaints)
{
  g_log_remove_handler ("Poppler", complaints->handler);
  if (complaints->caught_stderr == NULL)
    return;
  stderr = complaints->real_stderr;
  if (fclose (complaints->caught_stderr) == 0 && complaints->printed_length > 0)
    count_lines (complaints, complaints->printed);
  free (complaints->printed);
}
