/* review_pictures.h - the places that questions are about, cut out of their pages. */
#ifndef SOHOA_REVIEW_PICTURES_H
#define SOHOA_REVIEW_PICTURES_H

#include <sohoa/form.h>

#include "../store/review.h"

G_BEGIN_DECLS

/* The file that shows what an item is about: "12.3_father.full_name.png", for a page "12.3.png"; NULL for
 * other items. Caller frees. */
char *sohoa_review_picture_name (const SohoaReviewItem *item);

/* Draws the place of every field, and every page, with an open question into folder (made when it is not
 * there). What cannot be drawn is told on stderr and left out. They show what stands on the paper: files
 * 0600. */
gboolean sohoa_review_pictures (SohoaArchive *archive, const SohoaFormSet *forms, const char *folder,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
