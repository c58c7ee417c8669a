/* assemble.h - what follows from all pages of one dossier: its documents and its procedure. Private to
 * intake. */
#ifndef SOHOA_ASSEMBLE_H
#define SOHOA_ASSEMBLE_H

#include <sohoa/form.h>

#include "../store/dossier.h"

G_BEGIN_DECLS

/* Rebuilds them; a dossier that no page is left in goes. Within a transaction. */
gboolean sohoa_assemble_dossier (SohoaArchive *archive, const SohoaFormSet *forms, gint64 dossier,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The value of the first field of a page, bound to a dictionary element, that is believed; NULL when there is
 * none. *ret_text: without JSON quotes; caller frees. */
gboolean sohoa_page_element (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page,
                             const char *element, char **ret_text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
