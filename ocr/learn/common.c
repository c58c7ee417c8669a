/* common.c - scans laid on each other, pixel by pixel.
 *
 * Ink is a pixel that is dark of its own: scans worth learning from are flat and evenly lit. Print lies
 * within about a pixel of where the map says, so it is in most scans at most of its pixels; typewritten or
 * written letters hardly ever coincide in half of the scans. Where they do (typed values of one length on one
 * line), scraps of them remain, amid what the others wrote around; print stands alone.
 */
#include "learn_internal.h"

#include <math.h>

static const double mm_per_inch = 25.4;
/* Darker than this (0..255) is ink: faint print of a photocopy is about 150. */
enum { INK_MOST = 160 };
/* Shares of the scans with print: at the pixel or beside it, and just there. */
static const double near_least = 0.85, print_least = 0.45;
/* Every piece of print has a place that is surer than that: chance meetings of writing have none. */
static const double near_sure = 0.93, print_sure = 0.6;
/* Scraps are no longer than a letter; and the share of ink around them that is not print's. */
static const double scrap_most_mm = 6, around_mm = 0.6, foreign_most = 0.1;
/* Print is blurred so far: that much around it is its own. */
enum { BLUR = 2 };
/* Writing: enough scans to tell it from a speck. */
static const double writing_least = 0.06;
enum { WRITING_SCANS_LEAST = 2 };
/* A map is straight over so many pixels. */
enum { STRETCH = 32 };
/* Print is that much thicker on some scans than on most, and lies that much beside. */
static const double halo_mm = 0.5;

SohoaCommon *
sohoa_common_new (double width_mm, double height_mm)
{
  SohoaCommon *common = g_new0 (SohoaCommon, 1);
  common->width = (guint) lround (width_mm / mm_per_inch * SOHOA_LEARN_DPI);
  common->height = (guint) lround (height_mm / mm_per_inch * SOHOA_LEARN_DPI);
  common->ink = g_new0 (guint16, (gsize) common->width * common->height);
  common->near = g_new0 (guint16, (gsize) common->width * common->height);
  return common;
}

void
sohoa_common_free (SohoaCommon *common)
{
  if (common == NULL)
    return;
  g_free (common->ink);
  g_free (common->near);
  g_free (common);
}

/* Copies the ink along a stretch of a row, from where it begins on the scan to where it ends. */
static void
copy_stretch (Pix *gray, SohoaPoint from, SohoaPoint to, guint32 *line, guint first, guint n)
{
  const guint32 *data = pixGetData (gray);
  const int wpl = pixGetWpl (gray), width = pixGetWidth (gray), height = pixGetHeight (gray);
  const double dx = (to.x - from.x) / n, dy = (to.y - from.y) / n;
  for (guint i = 0; i < n; i++) {
    const int px = (int) floor (from.x + i * dx + 0.5), py = (int) floor (from.y + i * dy + 0.5);
    if (px >= 0 && py >= 0 && px < width && py < height &&
        GET_DATA_BYTE (data + (gsize) py * (gsize) wpl, px) < INK_MOST)
      SET_DATA_BIT (line, first + i);
  }
}

/* The ink of a scan where the map says that the page lies: 1 bpp. NULL when out of memory. */
static Pix *
ink_on_page (const SohoaCommon *common, const SohoaPrepared *page, const SohoaTransform *transform)
{
  const double pitch_mm = mm_per_inch / SOHOA_LEARN_DPI;
  Pix *ink = pixCreate ((int) common->width, (int) common->height, 1);
  for (guint y = 0; ink != NULL && y < common->height; y++) {
    guint32 *line = pixGetData (ink) + (gsize) y * (gsize) pixGetWpl (ink);
    SohoaPoint to = sohoa_transform_map (transform, 0.5 * pitch_mm, (y + 0.5) * pitch_mm);
    for (guint x = 0; x < common->width; x += STRETCH) {
      const guint n = MIN (STRETCH, common->width - x);
      const SohoaPoint from = to;
      to = sohoa_transform_map (transform, (x + n + 0.5) * pitch_mm, (y + 0.5) * pitch_mm);
      copy_stretch (page->gray, from, to, line, x, n);
    }
  }
  return ink;
}

static void
count_ink (guint16 *counts, Pix *ink)
{
  const int width = pixGetWidth (ink), height = pixGetHeight (ink), wpl = pixGetWpl (ink);
  for (int y = 0; y < height; y++) {
    const guint32 *line = pixGetData (ink) + (gsize) y * (gsize) wpl;
    for (int x = 0; x < width; x++)
      if (GET_DATA_BIT (line, x))
        counts[(gsize) y * (gsize) width + (gsize) x]++;
  }
}

void
sohoa_common_add (SohoaCommon *common, const SohoaPrepared *page, const SohoaTransform *transform)
{
  g_autoptr (Pix) ink = ink_on_page (common, page, transform);
  g_autoptr (Pix) near = ink != NULL ? pixDilateBrick (NULL, ink, 3, 3) : NULL;
  if (near == NULL)
    return;
  count_ink (common->ink, ink);
  count_ink (common->near, near);
  common->n++;
}

/* Pixels that at least `least` scans counted. */
static Pix *
select_pixels (const SohoaCommon *common, const guint16 *counts, double least)
{
  Pix *pix = pixCreate ((int) common->width, (int) common->height, 1);
  for (guint y = 0; pix != NULL && y < common->height; y++) {
    guint32 *line = pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix);
    for (guint x = 0; x < common->width; x++)
      if (counts[(gsize) y * common->width + x] >= least)
        SET_DATA_BIT (line, x);
  }
  return pix;
}

/* Pixels with that share of the scans beside them, and that share just there. */
static Pix *
select_print (const SohoaCommon *common, double near_share, double share)
{
  g_autoptr (Pix) near = select_pixels (common, common->near, MAX (1, near_share * common->n));
  g_autoptr (Pix) there = select_pixels (common, common->ink, MAX (1, share * common->n));
  return near != NULL && there != NULL ? pixAnd (NULL, near, there) : NULL;
}

/* Share of the scans' ink in a box that is neither print nor at its edge. */
static double
foreign_ink (const SohoaCommon *common, Pix *own, int left, int top, int right, int bottom)
{
  const int wpl = pixGetWpl (own);
  gsize ink = 0, room = 0;
  for (int y = top; y < bottom; y++) {
    const guint32 *line = pixGetData (own) + (gsize) y * (gsize) wpl;
    for (int x = left; x < right; x++)
      if (!GET_DATA_BIT (line, x)) {
        ink += common->ink[(gsize) y * common->width + (gsize) x];
        room++;
      }
  }
  return room > 0 ? (double) ink / ((double) room * common->n) : 0;
}

/* Whether a piece of print is a place where writings of most scans met. */
static gboolean
is_scrap (const SohoaCommon *common, Pix *own, Box *piece)
{
  const double px_per_mm = SOHOA_LEARN_DPI / mm_per_inch;
  const int around = BLUR + (int) lround (around_mm * px_per_mm);
  int x, y, w, h;
  boxGetGeometry (piece, &x, &y, &w, &h);
  if (MAX (w, h) > scrap_most_mm * px_per_mm)
    return FALSE;
  const int left = MAX (0, x - around), top = MAX (0, y - around);
  const int right = MIN ((int) common->width, x + w + around),
            bottom = MIN ((int) common->height, y + h + around);
  return foreign_ink (common, own, left, top, right, bottom) > foreign_most;
}

/* Takes the scraps out of the print. FALSE when out of memory. */
static gboolean
drop_scraps (const SohoaCommon *common, Pix *print)
{
  Pixa *pieces = NULL;
  Boxa *boxes = pixConnComp (print, &pieces, 8);
  g_autoptr (Pix) own = pixDilateBrick (NULL, print, 2 * BLUR + 1, 2 * BLUR + 1);
  const gboolean known = boxes != NULL && own != NULL;
  for (int i = 0; known && i < boxaGetCount (boxes); i++) {
    Box *box = boxaGetBox (boxes, i, L_CLONE);
    Pix *piece = pixaGetPix (pieces, i, L_CLONE);
    int x, y, w, h;
    boxGetGeometry (box, &x, &y, &w, &h);
    if (is_scrap (common, own, box))
      pixRasterop (print, x, y, w, h, PIX_DST & PIX_NOT (PIX_SRC), piece, 0, 0);
    pixDestroy (&piece);
    boxDestroy (&box);
  }
  pixaDestroy (&pieces);
  boxaDestroy (&boxes);
  return known;
}

Pix *
sohoa_common_print (const SohoaCommon *common)
{
  g_autoptr (Pix) all = select_print (common, near_least, print_least);
  g_autoptr (Pix) sure = all != NULL ? select_print (common, near_sure, print_sure) : NULL;
  Pix *print = sure != NULL ? pixSeedfillBinary (NULL, sure, all, 8) : NULL;
  if (print != NULL && !drop_scraps (common, print))
    pixDestroy (&print);
  if (print != NULL)
    pixSetResolution (print, (int) SOHOA_LEARN_DPI, (int) SOHOA_LEARN_DPI);
  return print;
}

Pix *
sohoa_common_writing (const SohoaCommon *common, Pix *print)
{
  const int halo = 2 * (int) ceil (halo_mm / mm_per_inch * SOHOA_LEARN_DPI) + 1;
  g_autoptr (Pix) some =
    select_pixels (common, common->ink, MAX (WRITING_SCANS_LEAST, writing_least * common->n));
  g_autoptr (Pix) around = pixDilateBrick (NULL, print, halo, halo);
  return some != NULL && around != NULL ? pixSubtract (NULL, some, around) : NULL;
}
