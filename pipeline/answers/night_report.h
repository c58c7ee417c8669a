/* night_report.h - the clerk's morning: what came in, what is done, what needs a person and why, how long it
 * took, against the nights before. Ids instead of names: it may lie open on a desk. */
#ifndef SOHOA_NIGHT_REPORT_H
#define SOHOA_NIGHT_REPORT_H

#include "../store/archive.h"
#include "report.h"

G_BEGIN_DECLS

/* run 0: the last one; SOHOA_ERROR_NOT_FOUND when there is none. A ledger that does not balance is told in
 * the report and in ret_balanced (may be NULL): what came in is never hidden by that. */
SohoaReport *sohoa_night_report (SohoaArchive *archive, gint64 run, gboolean *ret_balanced, GError **error);

G_END_DECLS

#endif
