/* register_answer.h - what persons say of a scanned dossier without a code and an entry of the register that
 * may be its own (view v_offered_entry; review.h).
 */
#ifndef SOHOA_REGISTER_ANSWER_H
#define SOHOA_REGISTER_ANSWER_H

#include "archive.h"

G_BEGIN_DECLS

/* code: as it was issued; entry: the code in the register. same: from now on the dossier has the entry's
 * code; else it is not offered again. SOHOA_ERROR_NOT_FOUND when the two are no question. */
gboolean sohoa_register_answer (SohoaArchive *archive, const char *code, const char *entry, gboolean same,
                                const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *ret_entry NULL when nobody said which entry it is; caller frees. */
gboolean sohoa_register_answer_load (SohoaArchive *archive, const char *code, char **ret_entry,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
