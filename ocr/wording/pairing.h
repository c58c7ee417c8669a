/* pairing.h - which word of a page is which word of a blank, where the same form was printed anew. Private to
 * ocr/wording/. */
#ifndef SOHOA_WORDING_PAIRING_H
#define SOHOA_WORDING_PAIRING_H

#include <sohoa/transform.h>

G_BEGIN_DECLS

/* Indices into the two arrays. */
typedef struct {
  guint printed, seen;
} SohoaWordPair;

/* printed, seen: of SohoaComparedWord, in reading order. Of SohoaWordPair, by printed; each word is in one
 * pair at most. Two words are a pair when they and a word beside them are the same on both, or when the word
 * is long, and nowhere else; and when pairs around them stand in the same way to each other, so that blocks
 * of print may have moved, words may not. */
GArray *sohoa_pair_words (const GArray *printed, const GArray *seen);

/* How far the pairs moved from printed to seen, millimetres: each way the middle one of them. pairs: of
 * SohoaWordPair, at least one. ret_apart_mm: how far off that the middle one is; may be NULL. */
SohoaPoint
sohoa_pairs_move (const GArray *printed, const GArray *seen, const GArray *pairs, double *ret_apart_mm);

G_END_DECLS

#endif
