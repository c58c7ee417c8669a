/* models.h - finding the recognizer's trained data for the workers, which may open no file themselves.
 *
 * Looked for in TESSDATA_PREFIX where it is set, else where Debian's packages put it.
 */
#ifndef SOHOA_MODELS_H
#define SOHOA_MODELS_H

#include <sohoa/error.h>

G_BEGIN_DECLS

enum { SOHOA_MODELS_MAX = 2 };

/* Opens what the recognizer needs ("tesseract": vie, then eng; "none": nothing); the caller closes the
 * descriptors. Their SHA-256 must be that of Debian's models or, where TESSDATA_PREFIX is set, one that
 * stands in the file SHA256SUMS there: damaged data reads other text without a complaint. SOHOA_ERROR_SETUP
 * names the package that is missing or the file that is not what it was. */
gboolean sohoa_models_open (const char *recognizer, int ret_fds[SOHOA_MODELS_MAX], guint *ret_n_fds,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
