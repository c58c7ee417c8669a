/* report_file.h - reports as files. */
#ifndef SOHOA_REPORT_FILE_H
#define SOHOA_REPORT_FILE_H

#include "../store/archive.h"

G_BEGIN_DECLS

/* Whole or not at all: a file that is there is replaced only when the new one is written. */
gboolean
sohoa_report_write_file (const char *file, GBytes *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The report of a run as night-<run>.txt and night-<run>.html in folder, which is made where it is missing.
 */
gboolean sohoa_report_write_night (SohoaArchive *archive, gint64 run, const char *folder,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
