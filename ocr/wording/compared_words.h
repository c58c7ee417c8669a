/* compared_words.h - words as they are compared: the print of a blank, the writing of a page. Private to
 * ocr/wording/.
 */
#ifndef SOHOA_WORDING_COMPARED_WORDS_H
#define SOHOA_WORDING_COMPARED_WORDS_H

#include "../engine/engine.h"

#include <sohoa/template.h>

G_BEGIN_DECLS

typedef struct {
  char *folded; /* capital letters without marks, and digits: sohoa_fold_words() without its spaces; not "" */
  SohoaPoint mm; /* its middle, upright, from the top left */
  double width_mm, height_mm;
} SohoaComparedWord;

static inline const SohoaComparedWord *
sohoa_compared_word (const GArray *words, guint i)
{
  return &g_array_index (words, SohoaComparedWord, i);
}

static inline SohoaRect
sohoa_compared_word_box (const SohoaComparedWord *word)
{
  return (SohoaRect){word->mm.x - word->width_mm / 2, word->mm.y - word->height_mm / 2, word->width_mm,
                     word->height_mm};
}

/* From a box to a point; 0 inside. */
double sohoa_distance_to_box (const SohoaRect *box, SohoaPoint at);

/* An empty array of SohoaComparedWord, which frees them. */
GArray *sohoa_compared_words_new (void);

/* Each function gives SohoaComparedWords, in reading order; words without a letter or a digit are left out.
 */

/* What a page of a blank prints: the words of its PDF or, of a blank that is a picture, those that the
 * recognizer reads. NULL when the blank cannot be opened. */
GArray *
sohoa_print_words (const SohoaTemplate *template, guint form_page, SohoaEngine *engine, GError **error);

/* Words of a text that stands nowhere: their places are 0. */
GArray *sohoa_text_words (const char *text);

/* LATIN for a version that asks for text in another language than Vietnamese, else TEXT. */
SohoaCharset sohoa_print_charset (const SohoaTemplate *template);

/* What a page says that a form of this language is on (sohoa_print_charset()). NULL when the recognizer
 * fails. */
GArray *sohoa_seen_words (Pix *pix, double dpi, SohoaCharset charset, SohoaEngine *engine, GError **error);

/* Letters replaced, missing or too many. */
guint sohoa_edit_distance (const char *a, const char *b);
/* Whether word i of a is word k of b, misread at most as recognizers misread print. FALSE beyond their ends.
 */
gboolean sohoa_words_alike_at (const GArray *a, gint64 i, const GArray *b, gint64 k);

/* Resolution at which words are read. */
#define SOHOA_WORDING_DPI 200.0

G_END_DECLS

#endif
