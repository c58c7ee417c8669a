/* words.c - zones of born-digital pages: the words whose middle lies in them. */
#include "words.h"

#include <math.h>
#include <string.h>

#include "../decode/decode.h"
#include "lines.h"

/* A word of the page at its place on the template: its middle, and how wide it is. */
typedef struct {
  char *text;
  double x_mm, y_mm, w_mm;
} PlacedWord;

static void
placed_word_clear (gpointer data)
{
  g_free (((PlacedWord *) data)->text);
}

struct SohoaPageWords {
  GArray *placed; /* of PlacedWord, in the page's reading order */
};

static const double same_place_mm = 2.0; /* a word of the blank, where the blank prints it */

static gboolean
is_printed (const GPtrArray *blank, const PlacedWord *word)
{
  for (guint i = 0; i < blank->len; i++) {
    const SohoaWord *printed = g_ptr_array_index (blank, i);
    if (g_str_equal (printed->text, word->text) &&
        fabs (printed->x + printed->w / 2 - word->x_mm) < same_place_mm &&
        fabs (printed->y + printed->h / 2 - word->y_mm) < same_place_mm)
      return TRUE;
  }
  return FALSE;
}

/* Takes off the end of a word what the blank prints right behind it: "Định" and the comma of the form. */
static void
drop_printed_end (const GPtrArray *blank, PlacedWord *word)
{
  for (guint i = 0; i < blank->len; i++) {
    const SohoaWord *printed = g_ptr_array_index (blank, i);
    double x = printed->x + printed->w / 2, y = printed->y + printed->h / 2;
    if (x > word->x_mm && x < word->x_mm + word->w_mm / 2 + same_place_mm &&
        fabs (y - word->y_mm) < same_place_mm && !g_str_equal (word->text, printed->text) &&
        g_str_has_suffix (word->text, printed->text)) {
      word->text[strlen (word->text) - strlen (printed->text)] = '\0';
      return;
    }
  }
}

SohoaPageWords *
sohoa_page_words_new (const SohoaReadContext *context, GError **error)
{
  g_autoptr (GPtrArray) blank = sohoa_blank_words (context->template->blank_pdf, context->form_page, error);
  if (blank == NULL)
    return NULL;
  SohoaPageWords *words = g_new0 (SohoaPageWords, 1);
  words->placed = g_array_new (FALSE, FALSE, sizeof (PlacedWord));
  g_array_set_clear_func (words->placed, placed_word_clear);
  for (guint i = 0; i < context->page->words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (context->page->words, i);
    SohoaPoint middle = {word->x + word->w / 2, word->y + word->h / 2}, mm;
    if (!sohoa_transform_unmap (context->transform, middle, &mm))
      continue;
    PlacedWord placed = {g_strdup (word->text), mm.x, mm.y,
                         word->w / sohoa_transform_scale (context->transform, mm.x, mm.y)};
    drop_printed_end (blank, &placed);
    if (is_printed (blank, &placed))
      g_free (placed.text);
    else
      g_array_append_val (words->placed, placed);
  }
  return words;
}

void
sohoa_page_words_free (SohoaPageWords *words)
{
  if (words == NULL)
    return;
  g_array_unref (words->placed);
  g_free (words);
}

/* Appends the words in the rectangle; separator between them. */
static void
append_words (const SohoaPageWords *words, const SohoaRect *rect, const char *separator, GString *text)
{
  for (guint i = 0; i < words->placed->len; i++) {
    const PlacedWord *word = &g_array_index (words->placed, PlacedWord, i);
    if (word->x_mm < rect->x || word->x_mm >= rect->x + rect->w || word->y_mm < rect->y ||
        word->y_mm >= rect->y + rect->h)
      continue;
    if (text->len > 0)
      g_string_append (text, separator);
    g_string_append (text, word->text);
  }
}

/* Parts that each hold a piece of the value, joined. */
static void
append_parts (const SohoaPageWords *words, const SohoaZone *zone, const char *separator, GString *text)
{
  for (guint i = 0; i < zone->parts->len; i++) {
    g_autoptr (GString) piece = g_string_new (NULL);
    append_words (words, &g_array_index (zone->parts, SohoaZonePart, i).box_mm, " ", piece);
    if (i > 0)
      g_string_append (text, separator);
    g_string_append (text, piece->str);
  }
}

SohoaReading *
sohoa_page_words_read (const SohoaPageWords *words, const SohoaReadContext *context, const SohoaZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  append_words (words, &zone->box_mm, " ", text);
  if (text->len == 0)
    return NULL;
  switch (zone->kind) {
  case SOHOA_ZONE_TEXT:
  case SOHOA_ZONE_TABLE_CELL:
    break;
  case SOHOA_ZONE_MULTILINE:
  case SOHOA_ZONE_COMB:
  case SOHOA_ZONE_DATE:
    g_string_truncate (text, 0);
    append_parts (words, zone,
                  zone->kind == SOHOA_ZONE_DATE   ? "/"
                  : zone->kind == SOHOA_ZONE_COMB ? ""
                                                  : " ",
                  text);
    break;
  case SOHOA_ZONE_CHOICE:
  case SOHOA_ZONE_CHECKBOX:
  case SOHOA_ZONE_SIGNATURE:
  case SOHOA_ZONE_BARCODE:
    return NULL;
  }
  SohoaReading *reading = sohoa_zone_reading (context, zone);
  sohoa_reading_set (reading, text->str, 1, "text-layer");
  return reading;
}
