/* verification.h - a person's word on a field: who, when, before, after. Append-only.
 *
 * Personal data: verification.c alone touches these values. Each row carries a keyed hash of its content, and
 * the event that announces it carries that hash too, so the chain of events covers what was said.
 */
#ifndef SOHOA_VERIFICATION_H
#define SOHOA_VERIFICATION_H

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  char *actor;
  gint64 verified;                  /* Unix microseconds */
  char *state_before;               /* nick of the field's state */
  char *value_before, *value_after; /* canonical, JSON */
} SohoaVerification;

void sohoa_verification_free (SohoaVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaVerification, sohoa_verification_free)

/* Gives a field of a page its value, for good: state verified, whatever is read there later. value:
 * canonical, JSON. SOHOA_ERROR_NOT_FOUND when the page has no such field. */
gboolean sohoa_field_verify (SohoaArchive *archive, gint64 page, const char *field, const char *value,
                             const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What persons said of a field, in order; of SohoaVerification. */
GPtrArray *sohoa_verification_list (SohoaArchive *archive, gint64 page, const char *field, GError **error);

G_END_DECLS

#endif
