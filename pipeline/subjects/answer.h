/* answer.h - a person's answer to a question of the review list, by the question's id.
 *
 *   12.3/father.full_name   what stands there, as one would write it; "" when nothing does
 *   S12/S15                 "same" or "different"
 *   S12/person.birth_date   which of the contradicting values is right
 *   S-0123456789ab-1/H29.26-250711-0001   "same" or "different": a dossier without a code, an entry of the
 * register
 *
 * Who said it, when, and what was before is kept (verification.h, decision.h); what follows is brought up to
 * date by sohoa_subjects_update(), which the caller calls once after its answers.
 */
#ifndef SOHOA_SUBJECTS_ANSWER_H
#define SOHOA_SUBJECTS_ANSWER_H

#include <sohoa/form.h>

#include "../store/archive.h"

G_BEGIN_DECLS

/* SOHOA_ERROR_USAGE when the answer is none to that question, SOHOA_ERROR_NOT_FOUND when there is no such
 * thing. Messages never hold the answer. */
gboolean sohoa_answer (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, const char *answer,
                       const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
