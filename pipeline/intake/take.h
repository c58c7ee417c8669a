/* take.h - from inbox to archive: hashed, copied, recorded; and put away when asked.
 *
 * Order of receipt is order of discovery: runs in order, the inboxes of a run as given, the sources of an
 * inbox by the bytes of their paths. All of an inbox is taken before any of it is worked on, so the order
 * does not depend on how fast anything is.
 */
#ifndef SOHOA_TAKE_H
#define SOHOA_TAKE_H

#include "inbox.h"

G_BEGIN_DECLS

typedef struct {
  guint new_sources; /* recorded in this run, of any state */
  guint unsettled;   /* entries left for the next run */
} SohoaTaken;

/* Looks at the inbox, waits (at most settle_s, and only when something is not settled yet), looks again, and
 * records every settled source that is new. limit: at most so many new sources; 0 = no limit (what is left is
 * counted so and found by the next run). Counts every entry on the run. stop: set to TRUE by a
 * signal handler to leave early with SOHOA_ERROR_STOPPED; may be NULL. Item failures are recorded (rejected,
 * with the reason); run failures come back. */
gboolean
sohoa_take_inbox (SohoaArchive *archive, gint64 run, SohoaInbox *inbox, double settle_s, guint limit,
                  const volatile int *stop, SohoaTaken *ret_taken, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --move-done: moves every finished source (done, or a duplicate of one) of this inbox to <inbox>/done/, same
 * relative path, never over anything that is there. Both folders are synced before the archive notes it. A
 * source that changed since it was taken, or whose place is taken, stays. ret_moved: sources. */
gboolean sohoa_put_away (SohoaArchive *archive, SohoaInbox *inbox, guint *ret_moved,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
