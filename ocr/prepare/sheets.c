/* sheets.c - how many sheets of paper a picture shows.
 *
 * On a small view without its writing (closed, in gray) what is light is paper (threshold by Otsu, 1979), and
 * each connected piece of it is a sheet. Scans show paper alone: there is no darker ground, so the two levels
 * are too near to each other or the light is in one piece.
 */
#include "sheets.h"

enum {
  SIDE_MAX = 512, /* pixels of the longer side of the image that is looked at */
  WRITING = 9,    /* pixels of the small view: writing and bridges no wider are gone */
};

static const double CONTRAST_MIN = 1.15;                 /* paper over ground */
static const double SECOND_MIN = 0.08, SHARE_MIN = 0.25; /* of the image's area, of the largest sheet */

/* One pixel in so many that no side is longer than SIDE_MAX. */
static Pix *
shrink (Pix *gray)
{
  Pix *small = pixClone (gray);
  while (small && MAX (pixGetWidth (small), pixGetHeight (small)) > SIDE_MAX) {
    Pix *half = pixScaleAreaMap2 (small);
    pixDestroy (&small);
    small = half;
  }
  return small;
}

/* Light pieces, 1 bpp; NULL when paper and ground are nearly alike, or memory is lacking. */
static Pix *
paper_of (Pix *even)
{
  Pix *found = NULL;
  l_float32 light = 0, dark = 0;
  if (pixOtsuAdaptiveThreshold (even, pixGetWidth (even), pixGetHeight (even), 0, 0, 0, NULL, &found) != 0)
    return NULL;
  g_autoptr (Pix) ground = found;
  g_autoptr (Pix) paper = pixInvert (NULL, ground);
  if (!paper || pixGetRankValueMasked (even, ground, 0, 0, 1, 0.5, &dark, NULL) != 0 ||
      pixGetRankValueMasked (even, paper, 0, 0, 1, 0.5, &light, NULL) != 0 || light < CONTRAST_MIN * dark)
    return NULL;
  return pixOpenBrick (NULL, paper, WRITING, WRITING);
}

gboolean
sohoa_sheets_several (Pix *gray)
{
  g_autoptr (Pix) small = shrink (gray);
  g_autoptr (Pix) even = small ? pixCloseGray (small, WRITING, WRITING) : NULL;
  g_autoptr (Pix) paper = even ? paper_of (even) : NULL;
  Pixa *found = NULL;
  g_autoptr (Boxa) boxes = paper ? pixConnComp (paper, &found, 4) : NULL;
  g_autoptr (Pixa) pieces = found;
  l_int32 first = 0, second = 0;
  for (int i = 0; boxes && i < pixaGetCount (pieces); i++) {
    g_autoptr (Pix) piece = pixaGetPix (pieces, i, L_CLONE);
    l_int32 area = 0;
    pixCountPixels (piece, &area, NULL);
    second = MAX (second, MIN (first, area));
    first = MAX (first, area);
  }
  return boxes && second >= SHARE_MIN * first &&
         second >= SECOND_MIN * pixGetWidth (paper) * pixGetHeight (paper);
}
