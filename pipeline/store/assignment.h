/* assignment.h - what a person said that a page is: its form page, and the dossier it belongs to.
 *
 * Separation and rereading ask here, so the word outlives both.
 */
#ifndef SOHOA_ASSIGNMENT_H
#define SOHOA_ASSIGNMENT_H

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  char *form, *form_version;
  guint form_page;
  char *dossier; /* code; NULL: the one that separation finds */
  char *actor;
} SohoaAssignment;

void sohoa_assignment_free (SohoaAssignment *assignment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaAssignment, sohoa_assignment_free)

/* A later word on the same page takes the earlier one's place; the events keep both. */
gboolean sohoa_assignment_store (SohoaArchive *archive, gint64 page, const SohoaAssignment *assignment,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *ret_assignment NULL when nobody said anything. */
gboolean sohoa_assignment_load (SohoaArchive *archive, gint64 page, SohoaAssignment **ret_assignment,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
