/* subject.h - the person, organisation, household, land parcel or works that mentions resolve to.
 *
 * People see a subject as "S12". A subject is never removed: one whose mentions all went to another says
 * which.
 */
#ifndef SOHOA_SUBJECT_H
#define SOHOA_SUBJECT_H

#include "archive.h"

G_BEGIN_DECLS

/* X (NAME, nick). Nicks are exported. */
#define SOHOA_SUBJECT_KIND_LIST(X)                                                                           \
  X (PERSON, "person")                                                                                       \
  X (ORGANISATION, "organisation")                                                                           \
  X (HOUSEHOLD, "household")                                                                                 \
  X (LAND, "land")                                                                                           \
  X (WORKS, "works")

typedef enum {
#define X(name, nick) SOHOA_SUBJECT_##name,
  SOHOA_SUBJECT_KIND_LIST (X)
#undef X
    SOHOA_N_SUBJECT_KINDS
} SohoaSubjectKind;

const char *sohoa_subject_kind_nick (SohoaSubjectKind kind);
gboolean
sohoa_subject_kind_from_nick (const char *nick, SohoaSubjectKind *ret_kind) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 id;
  SohoaSubjectKind kind;
  gint64 joined; /* the subject that has its mentions now; 0: it has them itself */
} SohoaSubject;

gboolean sohoa_subject_new (SohoaArchive *archive, SohoaSubjectKind kind, gint64 *ret_subject,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SOHOA_ERROR_NOT_FOUND. */
gboolean sohoa_subject_load (SohoaArchive *archive, gint64 id, SohoaSubject *ret_subject,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that have mentions, in order; of SohoaSubject. */
GPtrArray *sohoa_subject_list (SohoaArchive *archive, GError **error);
/* joined 0: it has mentions again. */
gboolean sohoa_subject_set_joined (SohoaArchive *archive, gint64 subject, gint64 joined,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A dossier whose mentions must be derived again; *ret_dossier 0 when there is none. Whatever changes pages,
 * fields or codes marks their dossier by itself. */
gboolean sohoa_subject_next_stale (SohoaArchive *archive, gint64 *ret_dossier,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
sohoa_subject_set_fresh (SohoaArchive *archive, gint64 dossier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Marks all dossiers: everything is derived again by the next update. */
gboolean sohoa_subject_set_all_stale (SohoaArchive *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
