/* kin.h - who stands in a role because papers say that he is related to one who is known. Private to this
 * room. */
#ifndef SOHOA_SUBJECTS_KIN_H
#define SOHOA_SUBJECTS_KIN_H

#include <sohoa/dictionary.h>

#include "../store/fact.h"

G_BEGIN_DECLS

/* In which role one must be known so that the other can be found; NULL when no relation leads there.
 * has_role: whether the form has a role. Static. */
const char *
sohoa_kin_of (const char *role, gboolean (*has_role) (gpointer form, const char *role), gpointer form);
/* The one who stands in the role towards relative, as a fact that says so: papers name exactly one, and none
 * that says so is too old. *ret_fact NULL when there is none, or more than one; the caller frees. */
gboolean
sohoa_kin_find (SohoaArchive *archive, const SohoaDictionary *dictionary, const char *role, gint64 relative,
                const char *day, SohoaFact **ret_fact, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
