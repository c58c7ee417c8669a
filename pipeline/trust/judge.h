/* judge.h - the fields of a dossier weighed together, from what is stored.
 *
 * A page is weighed by itself when it is read; here its fields meet those of the dossier's other papers and
 * cards. A projection: judged again, they say the same.
 */
#ifndef SOHOA_TRUST_JUDGE_H
#define SOHOA_TRUST_JUDGE_H

#include "weigh.h"

G_BEGIN_DECLS

/* The fields of a dossier and what its cards say, weighed as if no person had answered anything; of
 * SohoaTrustCase, in order of the pages. What persons answered is in their `answer`. forms must outlive it.
 * NULL on failure. */
GPtrArray *
sohoa_trust_cases_as_read (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier, GError **error);

/* Weighs a dossier and stores what changed: probability, witnesses, state, reason. What a person verified
 * stays as it is. Within a transaction. */
gboolean sohoa_trust_judge (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
