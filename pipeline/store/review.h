/* review.h - questions for a person.
 *
 * Derived from the states of pages, fields and dossiers, so that a question and the state it is about can
 * never contradict each other. Its id is the id of what it is about: "12.3" (a page), "12.3/father.full_name"
 * (a field), a dossier's code, "S-0123456789ab-1/H29.26-250711-0001" (may a dossier without a code be this
 * entry of the register?), or about subjects "S12/S15" (may they be one?), "S12/person.birth_date" (its
 * values contradict), "S12" (its number is doubtful).
 */
#ifndef SOHOA_REVIEW_H
#define SOHOA_REVIEW_H

#include "archive.h"

G_BEGIN_DECLS

typedef enum {
  SOHOA_REVIEW_PAGE,
  SOHOA_REVIEW_FIELD,
  SOHOA_REVIEW_DOSSIER,
  SOHOA_REVIEW_SUBJECT,
  SOHOA_REVIEW_REGISTER,
} SohoaReviewKind;

typedef struct {
  char *id;
  SohoaReviewKind kind;
  char *reason;  /* a stable word: "unknown-form", "incomplete", "low-confidence", "code-unread" ... */
  char *dossier; /* code; NULL when not separated yet */
  char *form;    /* NULL unless about a field */
} SohoaReviewItem;

const char *sohoa_review_kind_nick (SohoaReviewKind kind);
void sohoa_review_item_free (SohoaReviewItem *item);
/* In order of receipt; of SohoaReviewItem. limit 0: all. */
GPtrArray *sohoa_review_list (SohoaArchive *archive, guint limit, GError **error);
gboolean
sohoa_review_count (SohoaArchive *archive, guint *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
