/* event.h - what happened to the archive, in order: append-only, each row carrying a keyed hash of itself and
 * of the row before it. Whoever changes, removes or reorders a row without the key is found out by
 * sohoa_event_verify(); rows cut off at the end are found by comparing the head with a copy kept elsewhere.
 */
#ifndef SOHOA_EVENT_H
#define SOHOA_EVENT_H

#include "archive.h"

G_BEGIN_DECLS

/* kind: a stable word ("run-end"). source: 0 when it is about none. detail: stable words, numbers and ids
 * only, never a value or a name; may be NULL. */
gboolean sohoa_event_add (SohoaArchive *archive, const char *kind, gint64 source, const char *detail,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Walks the whole chain; SOHOA_ERROR_INTEGRITY names the first row that does not fit. ret_head (may be NULL):
 * the hash of the last row, hex. */
gboolean
sohoa_event_verify (SohoaArchive *archive, char **ret_head, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
