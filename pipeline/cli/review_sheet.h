/* review_sheet.h - the open questions as a table to be filled in elsewhere, and the answers back from it. */
#ifndef SOHOA_REVIEW_SHEET_H
#define SOHOA_REVIEW_SHEET_H

#include "desk.h"

G_BEGIN_DECLS

/* CSV: id, about, reason, form, dossier, label, raw, value, alternatives, answer (empty). Values from paper
 * stand in it. Caller frees. */
char *sohoa_review_sheet (SohoaArchive *archive, const SohoaFormSet *forms, GError **error);

typedef struct {
  guint taken, refused;
} SohoaReviewCounts;

/* Takes the rows of which the column "answer" is filled in, each for itself: a refused one is told on stderr,
 * by its id, and the others go on. "(blank)": nothing stands there. SOHOA_ERROR_USAGE when there are no
 * columns "id" and "answer". */
gboolean sohoa_review_sheet_take (const SohoaDesk *desk, const char *csv, SohoaReviewCounts *ret_counts,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
