/* returned.h - what declarants left of what was prefilled: one row an item (store/prefill.h). Private to this
 * room. */
#ifndef SOHOA_SUBJECTS_RETURNED_H
#define SOHOA_SUBJECTS_RETURNED_H

#include "projection.h"

G_BEGIN_DECLS

/* Writes the rows of a dossier anew: of its pages that carry the code of a release of this archive. */
gboolean
sohoa_returned_write (SohoaProjection *projection, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
