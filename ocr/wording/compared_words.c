/* compared_words.c - see compared_words.h. */
#include "compared_words.h"

#include "../decode/decode.h"
#include "../describe/keywords.h"

#include <math.h>
#include <string.h>

static const double mm_per_inch = 25.4;
enum { LETTERS_PER_ERROR = 4 }; /* of a misread word */

static void
compared_word_clear (gpointer word)
{
  g_free (((SohoaComparedWord *) word)->folded);
}

/* NULL when nothing is left of it. */
static char *
fold_word (const char *text)
{
  char *folded = sohoa_fold_words (text);
  if (!folded)
    return NULL;
  char *end = folded;
  for (const char *p = folded; *p; p++)
    if (*p != ' ')
      *end++ = *p;
  *end = '\0';
  if (*folded)
    return folded;
  g_free (folded);
  return NULL;
}

GArray *
sohoa_compared_words_new (void)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (SohoaComparedWord));
  g_array_set_clear_func (words, compared_word_clear);
  return words;
}

/* scale: millimetres per unit of the boxes. */
static GArray *
compared_words (const GPtrArray *words, double scale)
{
  GArray *compared = sohoa_compared_words_new ();
  for (guint i = 0; i < words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (words, i);
    const SohoaComparedWord as_compared = {fold_word (word->text),
                                           {(word->x + word->w / 2) * scale, (word->y + word->h / 2) * scale},
                                           word->w * scale,
                                           word->h * scale};
    if (as_compared.folded)
      g_array_append_val (compared, as_compared);
  }
  return compared;
}

GArray *
sohoa_text_words (const char *text)
{
  g_autoptr (GPtrArray) words = sohoa_words_new ();
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  for (char **part = parts; *part; part++) {
    SohoaWord *word = g_new0 (SohoaWord, 1);
    word->text = g_strdup (*part);
    g_ptr_array_add (words, word);
  }
  return compared_words (words, 1);
}

static SohoaCharset
charset_at (const SohoaTemplate *template, guint i)
{
  return ((const SohoaZone *) g_ptr_array_index (template->zones, i))->charset;
}

SohoaCharset
sohoa_print_charset (const SohoaTemplate *template)
{
  for (guint i = 0; i < template->zones->len; i++)
    if (sohoa_charset_is_latin_text (charset_at (template, i)) ||
        charset_at (template, i) == SOHOA_CHARSET_LATIN_DIGITS)
      return SOHOA_CHARSET_LATIN;
  return SOHOA_CHARSET_TEXT;
}

GArray *
sohoa_seen_words (Pix *pix, double dpi, SohoaCharset charset, SohoaEngine *engine, GError **error)
{
  g_autoptr (GPtrArray) words = sohoa_engine_read_words (engine, pix, dpi, charset, error);
  return words ? compared_words (words, mm_per_inch / dpi) : NULL;
}

static GArray *
words_of_picture (const SohoaTemplate *template, guint form_page, SohoaEngine *engine, GError **error)
{
  double width_mm, height_mm;
  g_autoptr (Pix) blank =
    sohoa_blank_render (template->blank_pdf, form_page, SOHOA_WORDING_DPI, &width_mm, &height_mm, error);
  return blank ? sohoa_seen_words (blank, SOHOA_WORDING_DPI, sohoa_print_charset (template), engine, error)
               : NULL;
}

GArray *
sohoa_print_words (const SohoaTemplate *template, guint form_page, SohoaEngine *engine, GError **error)
{
  g_autoptr (GPtrArray) words = sohoa_blank_words (template->blank_pdf, form_page, error);
  if (!words)
    return NULL;
  return words->len > 0 ? compared_words (words, 1) : words_of_picture (template, form_page, engine, error);
}

double
sohoa_distance_to_box (const SohoaRect *box, SohoaPoint at)
{
  const double dx = MAX (MAX (box->x - at.x, at.x - box->x - box->w), 0),
               dy = MAX (MAX (box->y - at.y, at.y - box->y - box->h), 0);
  return hypot (dx, dy);
}

guint
sohoa_edit_distance (const char *a, const char *b)
{
  const guint length = (guint) strlen (b);
  g_autofree guint *cost = g_new (guint, length + 1);
  for (guint k = 0; k <= length; k++)
    cost[k] = k;
  for (guint i = 1; *a; i++, a++) {
    guint diagonal = cost[0];
    cost[0] = i;
    for (guint k = 1; k <= length; k++) {
      const guint replaced = diagonal + (*a != b[k - 1]);
      diagonal = cost[k];
      cost[k] = MIN (replaced, MIN (cost[k], cost[k - 1]) + 1);
    }
  }
  return cost[length];
}

gboolean
sohoa_words_alike_at (const GArray *a, gint64 i, const GArray *b, gint64 k)
{
  if (i < 0 || k < 0 || i >= a->len || k >= b->len)
    return FALSE;
  const char *own = sohoa_compared_word (a, (guint) i)->folded,
             *other = sohoa_compared_word (b, (guint) k)->folded;
  const gsize length = strlen (own), length_other = strlen (other);
  const gsize allowed = MIN (length, length_other) / LETTERS_PER_ERROR;
  return strcmp (own, other) == 0 || (length <= length_other + allowed && length_other <= length + allowed &&
                                      sohoa_edit_distance (own, other) <= allowed);
}
