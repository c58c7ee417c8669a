/* report_file.c - see report_file.h. */
#include "report_file.h"

#include "../answers/night_report.h"
#include "../print/print.h"

#include <errno.h>

gboolean
sohoa_report_write_file (const char *file, GBytes *content, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autoptr (GError) why = NULL;
  if (g_file_set_contents_full (file, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &why))
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot write the report: %s", why->message);
  return FALSE;
}

static gboolean
write_as (const SohoaReport *report, gint64 run, const char *folder, const char *format, const char *ending,
          GError **error)
{
  g_autofree char *name = g_strdup_printf ("night-%" G_GINT64_FORMAT ".%s", run, ending);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) content = sohoa_printer_lookup (format)->print (report, error);
  return content != NULL && sohoa_report_write_file (path, content, error);
}

gboolean
sohoa_report_write_night (SohoaArchive *archive, gint64 run, const char *folder, GError **error)
{
  g_autoptr (SohoaReport) report = sohoa_night_report (archive, run, NULL, error);
  if (report == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the folder of reports: %s",
                 g_strerror (errno));
    return FALSE;
  }
  return write_as (report, run, folder, "text", "txt", error) &&
         write_as (report, run, folder, "html", "html", error);
}
