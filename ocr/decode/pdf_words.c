/* pdf_words.c - see pdf_words.h.
 *
 * poppler gives the text of a page and one rectangle a character. It does not tell whether a character was
 * painted: text layers of OCR programs, white text and text behind something look like any other. So a word
 * counts only when the drawn page has dark and light pixels inside of its box, which no image and no other
 * word can have put there. Words that are lost this way are read from the pixels, as on any scan.
 */
#include "pdf_words.h"

#include <math.h>

static const int dark_most = 144;       /* a pixel is dark up to this; gray letters of forms are about 100 */
static const int light_least = 192;     /* paper */
static const double share_least = 0.01; /* of dark, and of light pixels, in the box of a visible word */
static const double overlap_most =
  0.5; /* of the smaller box; more: one of the two words is not what is seen */

enum { LEADER_LEAST = 3 }; /* so many dots or strokes in a row are a leader, fewer are punctuation */

/* How many dots or strokes stand here in a row. */
static guint
leader_run (const char *c)
{
  guint run = 0;
  for (; *c == '.' || *c == '_' || g_utf8_get_char (c) == 0x2026; c = g_utf8_next_char (c))
    run++;
  return run;
}

static void
add_word (GPtrArray *words, const char *start, const char *end, const PopplerRectangle *hull)
{
  if (end == start)
    return;
  SohoaWord *word = g_new0 (SohoaWord, 1);
  g_autofree char *text = g_strndup (start, end - start);
  word->text = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  word->x = hull->x1;
  word->y = hull->y1;
  word->w = hull->x2 - hull->x1;
  word->h = hull->y2 - hull->y1;
  if (word->text == NULL)
    sohoa_word_free (word);
  else
    g_ptr_array_add (words, word);
}

static void
extend (PopplerRectangle *hull, const PopplerRectangle *box, gboolean first)
{
  if (first) {
    *hull = *box;
    return;
  }
  hull->x1 = fmin (hull->x1, box->x1);
  hull->y1 = fmin (hull->y1, box->y1);
  hull->x2 = fmax (hull->x2, box->x2);
  hull->y2 = fmax (hull->y2, box->y2);
}

GPtrArray *
sohoa_pdf_words (PopplerPage *page)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_word_free);
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) ||
      !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return words;
  const char *start = text, *c = text;
  PopplerRectangle hull = {0};
  guint leader =
    0; /* characters of a leader still to pass: it parts words, and what lies on it is not covered */
  for (guint i = 0; *c != '\0' && i < n_boxes; i++, c = g_utf8_next_char (c)) {
    if (leader == 0 && leader_run (c) >= LEADER_LEAST)
      leader = leader_run (c);
    if (leader > 0 || g_unichar_isspace (g_utf8_get_char (c))) {
      add_word (words, start, c, &hull);
      start = g_utf8_next_char (c);
      leader -= leader > 0;
    } else {
      extend (&hull, &boxes[i], c == start);
    }
  }
  add_word (words, start, c, &hull);
  return words;
}

void
sohoa_pdf_words_scale (GPtrArray *words, double factor)
{
  for (guint i = 0; i < words->len; i++) {
    SohoaWord *word = g_ptr_array_index (words, i);
    word->x *= factor;
    word->y *= factor;
    word->w *= factor;
    word->h *= factor;
  }
}

static gboolean
shows_ink (const SohoaWord *word, Pix *gray, double scale)
{
  int x0 = MAX (0, (int) floor (word->x * scale)), y0 = MAX (0, (int) floor (word->y * scale));
  int x1 = MIN (pixGetWidth (gray), (int) ceil ((word->x + word->w) * scale));
  int y1 = MIN (pixGetHeight (gray), (int) ceil ((word->y + word->h) * scale));
  guint dark = 0, light = 0;

  for (int y = y0; y < y1; y++) {
    const l_uint32 *line = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    for (int x = x0; x < x1; x++) {
      int value = GET_DATA_BYTE (line, x);
      dark += value <= dark_most;
      light += value >= light_least;
    }
  }
  double least = share_least * (x1 - x0) * (y1 - y0);
  return x1 > x0 && y1 > y0 && dark > least && light > least;
}

static PopplerRectangle
box_of (const SohoaWord *word)
{
  return (PopplerRectangle){word->x, word->y, word->x + word->w, word->y + word->h};
}

static gboolean
overlap (const PopplerRectangle *a, const PopplerRectangle *b)
{
  double w = fmin (a->x2, b->x2) - fmax (a->x1, b->x1), h = fmin (a->y2, b->y2) - fmax (a->y1, b->y1);
  double smaller = fmin ((a->x2 - a->x1) * (a->y2 - a->y1), (b->x2 - b->x1) * (b->y2 - b->y1));
  return w > 0 && h > 0 && w * h > overlap_most * smaller;
}

static gboolean
lies_on_something (const GPtrArray *words, guint index, const GArray *image_areas)
{
  PopplerRectangle box = box_of (g_ptr_array_index (words, index));
  for (guint i = 0; i < image_areas->len; i++)
    if (overlap (&g_array_index (image_areas, PopplerRectangle, i), &box))
      return TRUE;
  for (guint i = 0; i < words->len; i++) {
    PopplerRectangle other = box_of (g_ptr_array_index (words, i));
    if (i != index && overlap (&other, &box))
      return TRUE;
  }
  return FALSE;
}

void
sohoa_pdf_words_keep_visible (GPtrArray *words, const GArray *image_areas, Pix *gray, double scale)
{
  g_autofree gboolean *keep = g_new (gboolean, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    keep[i] =
      shows_ink (g_ptr_array_index (words, i), gray, scale) && !lies_on_something (words, i, image_areas);
  for (guint i = words->len; i-- > 0;)
    if (!keep[i])
      g_ptr_array_remove_index (words, i);
}
