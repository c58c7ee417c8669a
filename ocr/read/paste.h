/* paste.h - ink from several places set side by side in one line. Private to ocr/read/.
 *
 * Recognizers read "0 7 9 1" in one line far better than four single characters (measured on comb boxes: 100
 * % against 0-25 %), so cells and date parts are brought together and the answer is taken apart again by
 * place.
 */
#ifndef SOHOA_READ_PASTE_H
#define SOHOA_READ_PASTE_H

#include "lines.h"

G_BEGIN_DECLS

typedef struct {
  SohoaLine *line; /* NULL when nothing is written */
  char **text;     /* one for each part: what it says, "" where it is empty or unread */
  gboolean *inked; /* one for each part */
  guint flags;
} SohoaPaste;

/* How parts are set. */
typedef struct {
  double gap_mm;      /* between them */
  gboolean are_cells; /* each holds one character */
} SohoaPasteLayout;

/* Reads the zone's parts as one line; a stroke belongs to the part that its middle lies in. */
SohoaPaste *sohoa_paste_read (const SohoaReadContext *context, const SohoaZone *zone, SohoaCharset charset,
                              const SohoaPasteLayout *layout, GError **error);
void sohoa_paste_free (SohoaPaste *paste);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPaste, sohoa_paste_free)

G_END_DECLS

#endif
