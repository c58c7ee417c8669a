/* page.c - one page image inside the room ocr/: life cycle, warnings, the gray view. */
#include "page.h"

void
sohoa_word_free (SohoaWord *word)
{
  if (word == NULL)
    return;
  g_free (word->text);
  g_free (word);
}

static void
free_word (gpointer word)
{
  sohoa_word_free (word);
}

GPtrArray *
sohoa_words_new (void)
{
  return g_ptr_array_new_with_free_func (free_word);
}

SohoaWarning *
sohoa_warning_new (const char *stage, const char *code, gboolean incomplete)
{
  SohoaWarning *warning = g_new0 (SohoaWarning, 1);
  warning->stage = g_strdup (stage);
  warning->code = g_strdup (code);
  warning->incomplete = incomplete;
  return warning;
}

void
sohoa_warning_free (SohoaWarning *warning)
{
  if (warning == NULL)
    return;
  g_free (warning->stage);
  g_free (warning->code);
  g_free (warning);
}

SohoaPage *
sohoa_page_new (Pix *pix, double dpi_x, double dpi_y)
{
  SohoaPage *page = g_new0 (SohoaPage, 1);
  page->pix = pix;
  page->dpi_x = dpi_x;
  page->dpi_y = dpi_y;
  page->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_warning_free);
  return page;
}

void
sohoa_page_free (SohoaPage *page)
{
  if (page == NULL)
    return;
  pixDestroy (&page->pix);
  g_clear_pointer (&page->words, g_ptr_array_unref);
  g_ptr_array_unref (page->warnings);
  g_free (page);
}

/* A code is said once a page: a damaged strip complains of every row. */
void
sohoa_page_add_warning (SohoaPage *page, const char *code, gboolean incomplete)
{
  for (guint i = 0; i < page->warnings->len; i++) {
    SohoaWarning *warning = g_ptr_array_index (page->warnings, i);
    if (g_str_equal (warning->code, code)) {
      warning->incomplete = warning->incomplete || incomplete;
      return;
    }
  }
  g_ptr_array_add (page->warnings, sohoa_warning_new ("decode", code, incomplete));
}

/* Three tenths of red, five of green, two of blue, to the nearest: what pixConvertRGBToLuminance() gives, in
 * a fifth of the time. Division by ten is exact as long as the sum stays below 16,389. */
static void
weigh_colours (const l_uint32 *restrict from, guint8 *restrict to, int width)
{
  for (int x = 0; x < width; x++) {
    const guint16 red = (guint16) (from[x] >> 24), green = from[x] >> 16 & 255, blue = from[x] >> 8 & 255;
    const guint16 tenths = (guint16) (3 * red + 5 * green + 2 * blue + 5);
    to[x] = (guint8) ((guint32) tenths * 6554 >> 16);
  }
}

Pix *
sohoa_luminance (Pix *colour)
{
  const int width = pixGetWidth (colour), height = pixGetHeight (colour);
  Pix *gray = pixCreateNoInit (width, height, 8);
  for (int y = 0; gray && y < height; y++) {
    l_uint32 *row = pixGetData (gray) + (gsize) y * (gsize) pixGetWpl (gray);
    row[pixGetWpl (gray) - 1] = 0;
    weigh_colours (pixGetData (colour) + (gsize) y * (gsize) pixGetWpl (colour), (guint8 *) row, width);
    for (int i = 0; i < pixGetWpl (gray); i++)
      row[i] = GUINT32_FROM_BE (row[i]);
  }
  return gray;
}

Pix *
sohoa_page_gray (const SohoaPage *page)
{
  switch (pixGetDepth (page->pix)) {
  case 1:
    return pixConvert1To8 (NULL, page->pix, 255, 0);
  case 8:
    return pixClone (page->pix);
  default:
    return sohoa_luminance (page->pix);
  }
}
