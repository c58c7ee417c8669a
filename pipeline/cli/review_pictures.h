/* review_pictures.h - the pages that questions are about, drawn with what was found on them. */
#ifndef SOHOA_REVIEW_PICTURES_H
#define SOHOA_REVIEW_PICTURES_H

#include <sohoa/form.h>

#include "../store/archive.h"

G_BEGIN_DECLS

/* Draws every page with an open question into folder (made when it is not there) as <source>.<page>.png. A
 * page that cannot be drawn is told on stderr and left out. They show what stands on the paper: files 0600.
 */
gboolean sohoa_review_pictures (SohoaArchive *archive, const SohoaFormSet *forms, const char *folder,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
