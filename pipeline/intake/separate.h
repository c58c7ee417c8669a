/* separate.h - pages of sources become dossiers and documents.
 *
 * A source is separated when it is finished and all sources before it are: in order of receipt, whatever the
 * order in which workers finish. So codes, copies and the order of pages never depend on --jobs, and a killed
 * run goes on where it stopped. Separation is a projection of what is stored: it can be done again at any
 * time.
 *
 * Rules
 *   - A cover sheet starts a dossier; one with the same code as the dossier that is open (a sheet fed twice)
 *     does not, nor does a copy of an earlier cover. Blank pages before the first cover belong to its
 * dossier.
 *   - The code: from the cover (its QR or bar code, else its printed code where that is believed); else the
 * file's or folder's name when it has the shape of one and exactly one dossier of this source is without a
 * code; else issued: S-<12 digits of the source's hash>-<n>, n counting the dossiers of the source.
 *   - A page that a person put into a dossier (assignment.h) goes there, whatever else would follow.
 *   - The unit is the code's first part; the procedure is the one that the cover names, else the only one
 * that all forms of the dossier serve.
 *   - A page with the fingerprint of an earlier page of the same dossier and form page is its copy.
 *   - A document is a form from its first page on, a cover, a run of identity card pages, or an attachment
 * from its heading on. Blank and unknown pages and copies belong to none.
 */
#ifndef SOHOA_SEPARATE_H
#define SOHOA_SEPARATE_H

#include <sohoa/form.h>

#include "../store/dossier.h"

G_BEGIN_DECLS

/* Separates every source that is ready. Call when a source has ended, and at the end of a run. ret_sources
 * (may be NULL): how many. */
gboolean sohoa_separate_ready (SohoaArchive *archive, const SohoaFormSet *forms, guint *ret_sources,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the rules, apart from the archive ---- */

typedef struct {
  gboolean is_cover;
  gboolean is_copy; /* of an earlier page of the same source */
  gboolean is_blank;
  char *code; /* dossier code that the page carries; NULL */
} SohoaSeparatePage;

typedef struct {
  char *code, *unit; /* unit NULL when the code is issued */
  SohoaCodeOrigin origin;
  guint first, last; /* indices into the pages, inclusive */
} SohoaSeparated;

void sohoa_separated_free (SohoaSeparated *separated);
/* name_code: the code that the source's name is, or NULL. sha256: of the source, hex. Of SohoaSeparated, in
 * order; every page is in exactly one. */
GPtrArray *sohoa_separate_pages (const SohoaSeparatePage *pages, guint n_pages, const char *name_code,
                                 const char *sha256);

G_END_DECLS

#endif
