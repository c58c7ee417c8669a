/* ink.h - where on paper something stands; no values. */
#ifndef SOHOA_STORE_INK_H
#define SOHOA_STORE_INK_H

#include <sohoa/transform.h>

#include "archive.h"

G_BEGIN_DECLS

typedef struct {
  gint64 source;
  guint page_no;             /* in the source, from 1 */
  char *dossier;             /* its code; NULL: none */
  char *form, *form_version; /* NULL: the page is no form */
  char *mention;             /* whom it is said of, by name in its document; NULL where that was not asked */
  char *field;               /* NULL: a card's code */
  gboolean has_quad;
  SohoaQuad quad; /* pixels of the page as decoded */
} SohoaInk;

void sohoa_ink_free (SohoaInk *ink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaInk, sohoa_ink_free)

/* The ink of a field, or of a page's code (field NULL). SOHOA_ERROR_NOT_FOUND when there is no such page. */
SohoaInk *sohoa_ink_load (SohoaArchive *archive, gint64 page, const char *field, GError **error);
/* Fields that await a person on the papers that name a subject, whoever of the paper they are about; of
 * SohoaInk, without quads. */
GPtrArray *sohoa_ink_list_doubtful (SohoaArchive *archive, gint64 subject, GError **error);

G_END_DECLS

#endif
