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

Pix *
sohoa_page_gray (const SohoaPage *page)
{
  switch (pixGetDepth (page->pix)) {
  case 1:
    return pixConvert1To8 (NULL, page->pix, 255, 0);
  case 8:
    return pixClone (page->pix);
  default:
    return pixConvertRGBToLuminance (page->pix);
  }
}
