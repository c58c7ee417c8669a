/* describe.h - what a page is when it is no page of a registered form.
 *
 * Machine-readable codes, MRZ lines and the page's own heading decide between cover, identity card,
 * attachment and unknown; and the fingerprint by which a sheet scanned twice is seen.
 */
#ifndef SOHOA_DESCRIBE_H
#define SOHOA_DESCRIBE_H

#include <sohoa/page_result.h>

#include "../engine/engine.h"
#include "../locate/locate.h"

G_BEGIN_DECLS

/* QR, Code 128, Code 39 on the page: added to result->codes, quads in pixels as decoded, in reading order. */
void sohoa_find_codes (const SohoaPrepared *prepared, SohoaPageResult *result);

/* The same at one place of the page alone, in pixels as decoded: what is not half dark costs nothing. */
void sohoa_find_code_at (const SohoaPrepared *prepared, const SohoaQuad *place, SohoaPageResult *result);

/* Sets kind, kind_confidence, heading, codes, rotation (as far as it can be told) and reason of a page that
 * is not LOCATED as a form. *ret_said: what was read of it on the way, folded (keywords.h); caller frees;
 * NULL when nothing had to be read. */
gboolean sohoa_describe_page (const SohoaPage *page, const SohoaPrepared *prepared,
                              const SohoaLocation *location, SohoaEngine *engine, SohoaPageResult *result,
                              char **ret_said, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The fingerprint; see page_signature.h. NULL for blank pages. */
GBytes *sohoa_sign_page (const SohoaPrepared *prepared, const SohoaLocation *location);

G_END_DECLS

#endif
