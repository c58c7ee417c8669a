/* measured.h - what declarants left of prefilled forms that came back: the reduction as it was, not as it
 * would have been. */
#ifndef SOHOA_ANSWERS_MEASURED_H
#define SOHOA_ANSWERS_MEASURED_H

#include "../store/archive.h"
#include "report.h"

G_BEGIN_DECLS

/* Adds a table by form, over the dossiers received from, to (ISO days; NULL: any); form NULL: all. No table
 * when none came back. */
gboolean sohoa_measured_add (SohoaReport *report, SohoaArchive *archive, const char *form, const char *from,
                             const char *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
