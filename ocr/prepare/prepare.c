/* prepare.c - what every page needs before anybody looks for a form on it.
 *
 * Gray at full size, cleaned where the scan was black and white, and whether there is anything on the page.
 */
#include "prepare.h"

#include "bilevel.h"
#include "ink.h"

static void
set_out_of_memory (GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "not enough memory to prepare a page");
}

SohoaPrepared *
sohoa_prepare (const SohoaPage *page, GError **error)
{
  g_autoptr (SohoaPrepared) prepared = g_new0 (SohoaPrepared, 1);
  prepared->dpi = (page->dpi_x + page->dpi_y) / 2;
  g_autoptr (Pix) bits = sohoa_bilevel_from_page (page->pix);
  prepared->bilevel = bits != NULL;
  if (bits) {
    g_autoptr (Pix) clean = sohoa_bilevel_clean (bits, prepared->dpi);
    prepared->gray = clean ? pixConvert1To8 (NULL, clean, 255, 0) : NULL;
  } else {
    prepared->gray = sohoa_page_gray (page);
  }
  if (!prepared->gray ||
      !sohoa_ink_measure (prepared->gray, bits, prepared->dpi, &prepared->ink, &prepared->blank)) {
    set_out_of_memory (error);
    return NULL;
  }
  return g_steal_pointer (&prepared);
}

void
sohoa_prepared_free (SohoaPrepared *prepared)
{
  if (!prepared)
    return;
  pixDestroy (&prepared->gray);
  g_free (prepared);
}
