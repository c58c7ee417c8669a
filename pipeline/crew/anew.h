/* anew.h - stored pages read once more: on the maps they have, or as what a person says they are.
 *
 * What a person verified stays (field.h). Subjects and facts that follow are the caller's to update.
 */
#ifndef SOHOA_ANEW_H
#define SOHOA_ANEW_H

#include <sohoa/form.h>

#include "../store/assignment.h"
#include "../store/page.h"
#include "night.h"

G_BEGIN_DECLS

typedef struct {
  guint read;   /* pages whose fields are new */
  guint failed; /* pages that stay as they were; each was told to the listener */
} SohoaAnewCounts;

/* Every located page (of a form, when form is not NULL) on its stored map; a page in a print that was not
 * registered is located again. stop: as in SohoaNightPlan. */
gboolean sohoa_anew_read (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew, const char *form,
                          const volatile int *stop, const SohoaNightListener *listener,
                          SohoaAnewCounts *ret_counts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Stores the assignment, reads the page as that form page and separates its source again. crew: knows no
 * other form than that one, so that the page is looked for on nothing else. A page that is that form page
 * already is not read again. *ret_located FALSE: it cannot be found there; it is put into its dossier and
 * left for a person. */
gboolean sohoa_anew_assign (SohoaArchive *archive, const SohoaFormSet *forms, SohoaCrew *crew,
                            const SohoaPageRow *page, const SohoaAssignment *assignment,
                            gboolean *ret_located, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
