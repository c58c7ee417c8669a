/* saving.h - what prefill would have saved on the papers of a subject: one row an item (store/reuse.h).
 * Private to this room.
 *
 * For each dossier, the claims of those received before it are all that prefill knows: what the same dossier
 * says itself never counts. A dossier of which nobody knows when it was received is unknown throughout and
 * tells nothing.
 */
#ifndef SOHOA_SUBJECTS_SAVING_H
#define SOHOA_SUBJECTS_SAVING_H

#include "projection.h"
#include "survivorship.h"

G_BEGIN_DECLS

/* claims: all of the subject, of SohoaClaim. */
gboolean sohoa_saving_write (SohoaProjection *projection, gint64 subject, const GArray *claims,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The items of a dossier that are in no sighting. */
gboolean sohoa_saving_write_loose (SohoaProjection *projection, gint64 dossier,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
