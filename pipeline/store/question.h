/* question.h - doubts about subjects, for a person; review.h lists them with all others.
 *
 * A projection, like facts: written by the room subjects/, gone when what it asks is answered.
 */
#ifndef SOHOA_QUESTION_H
#define SOHOA_QUESTION_H

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  gint64 subject;
  gint64 other;  /* the subject that it may also be; 0: not about two */
  char *element; /* whose values contradict; "" */
  char *reason; /* a stable word: "alike", "number-shared", "numbers-differ", "number-doubtful", "conflict" */
} SohoaQuestion;

void sohoa_question_free (SohoaQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaQuestion, sohoa_question_free)

/* Forgets all that are about the subject, on either side. */
gboolean
sohoa_question_clear (SohoaArchive *archive, gint64 subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* About two, they are stored in order of their ids. One that is there already stays as it is. */
gboolean sohoa_question_add (SohoaArchive *archive, gint64 subject, gint64 other, const char *element,
                             const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of a subject, on either side; of SohoaQuestion. */
GPtrArray *sohoa_question_list (SohoaArchive *archive, gint64 subject, GError **error);

G_END_DECLS

#endif
