/* accept.h - a worker's answer becomes part of the archive: page, readings, values, states; one transaction.
 */
#ifndef SOHOA_ACCEPT_H
#define SOHOA_ACCEPT_H

#include <sohoa/form.h>
#include <sohoa/page_result.h>

#include "../store/archive.h"

G_BEGIN_DECLS

/* page: id of a page row. forms: for the types of the fields. recognizer: sohoa_ocr_recognizer_id() of the
 * worker that read it. Ends the page's waiting, and its source when it was the last. A form version or field
 * that forms does not hold (a hostile or outdated worker): SOHOA_ERROR_FORMAT, an item failure: quarantine
 * the page. */
gboolean
sohoa_accept_page (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, const char *recognizer,
                   const SohoaPageResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a page that was read again on the map it has: its fields change, but those that a person
 * verified; the page itself does not. */
gboolean
sohoa_accept_readings (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, const char *recognizer,
                       const SohoaPageResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is stored of a page, normalized anew by today's forms and code lists; nothing is read again, and what
 * a person verified stays. A page without fields is left as it is. */
gboolean sohoa_accept_stored (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
