/* resolution.c - see resolution.h.
 *
 * Cameras write 72, converters 96 or nothing, fax machines different figures for the two axes (204 x 98, 204
 * x 391). A stated resolution is believed when the sheet that it makes lies between an identity card and A3.
 * What it cannot see: a wrong figure that still makes such a sheet (A4 at 300 dpi called 600 is an A6 card).
 */
#include "resolution.h"

#include <math.h>

static const double dpi_least = 50, dpi_most = 1200;
static const double sheet_long_least_mm = 70;  /* a card of 85.6 mm, cropped */
static const double sheet_short_least_mm = 40; /* a card of 54 mm, cropped */
static const double sheet_long_most_mm = 441;  /* A3, 420 mm, scanned with a margin of 5 % */
static const double sheet_short_most_mm = 312; /* A3, 297 mm, likewise */
static const double axes_ratio_most = 2.2;     /* the coarsest fax: 204 / 98 = 2.08 */
static const double a4_long_mm = 297;

static gboolean
makes_a_sheet (const SohoaPage *page)
{
  if (!(page->dpi_x >= dpi_least && page->dpi_x <= dpi_most && page->dpi_y >= dpi_least &&
        page->dpi_y <= dpi_most))
    return FALSE;
  if (fmax (page->dpi_x, page->dpi_y) > axes_ratio_most * fmin (page->dpi_x, page->dpi_y))
    return FALSE;
  double width_mm = pixGetWidth (page->pix) / page->dpi_x * 25.4;
  double height_mm = pixGetHeight (page->pix) / page->dpi_y * 25.4;
  double long_mm = fmax (width_mm, height_mm), short_mm = fmin (width_mm, height_mm);
  return long_mm >= sheet_long_least_mm && long_mm <= sheet_long_most_mm &&
         short_mm >= sheet_short_least_mm && short_mm <= sheet_short_most_mm;
}

void
sohoa_resolution_settle (SohoaPage *page)
{
  if (!makes_a_sheet (page)) {
    int long_px = MAX (pixGetWidth (page->pix), pixGetHeight (page->pix));
    page->dpi_x = page->dpi_y = long_px / a4_long_mm * 25.4;
    page->dpi_inferred = TRUE;
    sohoa_page_add_warning (page, "no-resolution", FALSE);
  }
  pixSetResolution (page->pix, (int) lround (page->dpi_x), (int) lround (page->dpi_y));
}
