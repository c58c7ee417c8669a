/* subjects.h - who is who: from the fields of dossiers to subjects and their facts.
 *
 * Mentions, facts and questions are a projection of what is stored (fields, verifications, decisions): made
 * again for every dossier that changed, and for those that share a subject with it. Made again for all, or
 * from nights that came in another order, they say the same.
 */
#ifndef SOHOA_SUBJECTS_H
#define SOHOA_SUBJECTS_H

#include <sohoa/form.h>

#include "../store/decision.h"

G_BEGIN_DECLS

/* Brings everything up to date, one transaction a dossier: cut off, the next call goes on. Call when dossiers
 * were separated, answered or read again. ret_dossiers (may be NULL): how many had changed. */
gboolean sohoa_subjects_update (SohoaArchive *archive, const SohoaFormSet *forms, guint *ret_dossiers,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All dossiers, whether they changed or not. */
gboolean sohoa_subjects_rebuild (SohoaArchive *archive, const SohoaFormSet *forms,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What persons decide; each is one transaction, updates what follows, and can be undone. ret_decision: its
 * number. Subjects must be of one kind and have mentions (SOHOA_ERROR_USAGE, SOHOA_ERROR_NOT_FOUND). */

/* other is subject: all that was said of it goes there. */
gboolean
sohoa_subjects_merge (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject, gint64 other,
                      const char *actor, gint64 *ret_decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* mentions (of gint64, ids; some of the subject's, not all) are not subject but another. ret_other: the new
 * one.
 */
gboolean sohoa_subjects_split (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject,
                               const GArray *mentions, const char *actor, gint64 *ret_other,
                               gint64 *ret_decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* They are two, however alike: nobody is asked again. */
gboolean
sohoa_subjects_keep_apart (SohoaArchive *archive, const SohoaFormSet *forms, gint64 subject, gint64 other,
                           const char *actor, gint64 *ret_decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sohoa_subjects_undo (SohoaArchive *archive, const SohoaFormSet *forms, gint64 decision,
                              const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The subjects that a person may mean: by personal number (12 digits), else by name, marks left out; of
 * gint64, in order. */
GArray *sohoa_subjects_find (SohoaArchive *archive, const char *text, GError **error);
/* The one whose personal number it is (12 digits): SOHOA_ERROR_USAGE, SOHOA_ERROR_NOT_FOUND for nobody, or
 * more than one; never says the number. */
gboolean sohoa_subjects_find_number (SohoaArchive *archive, const char *number, gint64 *ret_subject,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one whose identity card is in a dossier (by code): SOHOA_ERROR_NOT_FOUND for none, or more than one. */
gboolean sohoa_subjects_find_card_holder (SohoaArchive *archive, const char *dossier, gint64 *ret_subject,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The blind indices that mentions have of a person: of 12 digits, and of a name. NULL when text is neither.
 */
GBytes *sohoa_number_index (SohoaArchive *archive, const char *number);
GBytes *sohoa_label_index (SohoaArchive *archive, const char *name);
/* "S12" or "12"; SOHOA_ERROR_USAGE for anything else. */
gboolean
sohoa_subject_parse_id (const char *text, gint64 *ret_subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
