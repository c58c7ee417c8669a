/* placing.h - what of a page in another print is print, and how the print moved. Private to ocr/wording/.
 *
 * All places are in millimetres, of the blank or of the upright page.
 */
#ifndef SOHOA_WORDING_PLACING_H
#define SOHOA_WORDING_PLACING_H

#include <sohoa/template.h>

#include "pairing.h"
#include "compared_words.h"

G_BEGIN_DECLS

/* The label of a field, on the blank (at the size of the page's print) and on the page. */
typedef struct {
  SohoaRect printed, seen;
  SohoaPoint move; /* of its middle word */
} SohoaFoundLabel;

/* Words of the page that are print, each with the word of the blank that it is. */
typedef struct {
  GArray *printed;    /* of SohoaComparedWord: the blank's, at the size of the page's print */
  const GArray *seen; /* of SohoaComparedWord; borrowed */
  SohoaPoint scale;   /* of the page's print against the blank's */
  GArray *pairs;      /* of SohoaWordPair: as paired, labels, and what else was found where they lead to */
  GArray *numbers;    /* of guint, of seen: numbers of items before labels; print, too */
  GHashTable *absent; /* of SohoaZone, borrowed: fields whose label the page does not have */
  GHashTable *labels; /* of zones whose label was found: SohoaZone, borrowed -> SohoaFoundLabel */
} SohoaPlacing;

/* pairs: of SohoaWordPair (pairing.h), some at least. template, page: whose words are printed. seen is
 * borrowed. */
SohoaPlacing *sohoa_placing_new (const SohoaTemplate *template, guint page, const GArray *printed,
                                 SohoaPoint scale, const GArray *seen, const GArray *pairs);
void sohoa_placing_free (SohoaPlacing *placing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPlacing, sohoa_placing_free)

/* A place of the blank, at the size of the page, as a place of the page: led by the words of print nearest to
 * the box around it. */
SohoaPoint sohoa_placing_move (const SohoaPlacing *placing, const SohoaRect *box, SohoaPoint at);

/* How far a zone moved, beyond its scale: as its label did or, where that was not found, as the print around
 * it. */
SohoaPoint sohoa_placing_zone_move (const SohoaPlacing *placing, const SohoaZone *zone);
/* A rectangle of the blank at the size of the page's print. */
SohoaRect sohoa_placing_scaled (const SohoaPlacing *placing, const SohoaRect *rect);

G_END_DECLS

#endif
