/* code_patches.c - where on the page a machine-readable code can be.
 *
 * Half of a code's area is ink, and it is several millimetres high; writing seldom covers a quarter. So the
 * page is shrunk to cells of about a millimetre, and what stays dark where a patch of 5 mm fits is a patch.
 * Decoding patches costs a few milliseconds where decoding the page costs a hundred. It misleads where a code
 * is printed in pale ink, or smaller than 5 mm.
 */
#include "describe_internal.h"

static const double CellMm = 1.0;
static const double PaperReachMm = 12; /* paper as bright as the page's own is found this near to any ink */
static const double DarkShare = 0.27;  /* of the paper's brightness that a cell must lack */
static const double GapMm = 2;         /* wide bars' gaps and light rows of a QR code are closed */
static const double SmallestMm = 5;    /* side of the least patch; bold headings are lower */
static const double QuietMm = 5;       /* kept around it: decoders want paper beside the bars */

/* Odd length in cells, at least 3. */
static int
cells (double mm)
{
  return 2 * (int) (mm / CellMm / 2) + 1 >= 3 ? 2 * (int) (mm / CellMm / 2) + 1 : 3;
}

/* 1 bpp, one pixel a cell: cells that lack much of the brightness of the paper around them. */
static Pix *
dark_cells (Pix *small)
{
  const int reach = cells (PaperReachMm);
  g_autoptr (Pix) paper = pixDilateGray (small, reach, reach);
  if (!paper)
    return NULL;
  Pix *dark = pixCreate (pixGetWidth (small), pixGetHeight (small), 1);
  for (int y = 0; dark && y < pixGetHeight (small); y++)
    for (int x = 0; x < pixGetWidth (small); x++) {
      l_uint32 ink = 0, white = 0;
      pixGetPixel (small, x, y, &ink);
      pixGetPixel (paper, x, y, &white);
      if ((double) ink < (1 - DarkShare) * (double) white)
        pixSetPixel (dark, x, y, 1);
    }
  return dark;
}

/* What is left of the dark cells where a patch fits, as boxes in cells. */
static Boxa *
dense_boxes (Pix *dark)
{
  g_autoptr (Pix) closed = pixCloseSafeBrick (NULL, dark, cells (GapMm), cells (GapMm));
  const int least = (int) (SmallestMm / CellMm);
  g_autoptr (Pix) dense = closed ? pixOpenBrick (NULL, closed, least, least) : NULL;
  return dense ? pixConnCompBB (dense, 8) : NULL;
}

/* From cells to pixels of the page, with the quiet zone, cut at the page's edge. */
static Boxa *
page_boxes (Boxa *boxes, double cell_px, int width, int height)
{
  Boxa *patches = boxaCreate (boxaGetCount (boxes));
  const int quiet = (int) (QuietMm / CellMm * cell_px);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    const int x0 = MAX (0, (int) (x * cell_px) - quiet), y0 = MAX (0, (int) (y * cell_px) - quiet);
    const int x1 = MIN (width, (int) ((x + w) * cell_px) + quiet);
    const int y1 = MIN (height, (int) ((y + h) * cell_px) + quiet);
    boxaAddBox (patches, boxCreate (x0, y0, x1 - x0, y1 - y0), L_INSERT);
  }
  return patches;
}

Boxa *
sohoa_code_patches (const SohoaPrepared *prepared)
{
  const double cell_px = MAX (1, prepared->dpi / 25.4 * CellMm);
  const float scale = (float) (1 / cell_px);
  g_autoptr (Pix) small = pixScaleAreaMap (prepared->gray, scale, scale);
  g_autoptr (Pix) dark = small ? dark_cells (small) : NULL;
  g_autoptr (Boxa) dense = dark ? dense_boxes (dark) : NULL;
  if (!dense)
    return NULL;
  return page_boxes (dense, cell_px, pixGetWidth (prepared->gray), pixGetHeight (prepared->gray));
}
