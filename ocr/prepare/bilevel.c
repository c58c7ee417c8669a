/* bilevel.c - cleaning of scans that have only black and white.
 *
 * A speck is as large as the dot under a letter or in a leader; what tells them apart is company. Single
 * pixels without any neighbour go always; specks up to SPECK_MM go when nothing else is within LONELY_MM.
 */
#include "bilevel.h"

#include <math.h>

static const double SPECK_MM = 0.42;  /* three pixels at 200 dpi */
static const double LONELY_MM = 0.95; /* farther than any dot from its letter or its neighbour in a leader */

static gboolean
has_two_values (Pix *pix, int *ret_dark, int *ret_light)
{
  int width = pixGetWidth (pix), height = pixGetHeight (pix), wpl = pixGetWpl (pix), dark = 256, light = -1;
  for (int y = 0; y < height; y++) {
    l_uint32 *line = pixGetData (pix) + (gsize) y * wpl;
    for (int x = 0; x < width; x++) {
      int value = GET_DATA_BYTE (line, x);
      dark = MIN (dark, value);
      light = MAX (light, value);
      if (value != dark && value != light)
        return FALSE;
    }
  }
  *ret_dark = dark, *ret_light = light;
  return TRUE;
}

Pix *
sohoa_bilevel_from_page (Pix *pix)
{
  int dark, light;
  if (pixGetDepth (pix) == 1)
    return pixClone (pix);
  /* One value alone may be white or black paper: as little to clean as gray has. */
  if (pixGetDepth (pix) != 8 || !has_two_values (pix, &dark, &light) || dark == light)
    return NULL;
  return pixThresholdToBinary (pix, (dark + light + 1) / 2);
}

/* Pixels that match a 3 x 3 pattern (x black, o white, the middle one in capitals) are turned over. */
static gboolean
turn_over (Pix *bits, const char *pattern)
{
  SEL *sel = selCreateFromString (pattern, 3, 3, NULL);
  g_autoptr (Pix) found = pixHMT (NULL, bits, sel);
  selDestroy (&sel);
  return found && pixXor (bits, bits, found);
}

static gboolean
has_ink_around (Pix *bits, const int speck[4], int distance)
{
  int wpl = pixGetWpl (bits);
  int x0 = MAX (0, speck[0] - distance), x1 = MIN (pixGetWidth (bits), speck[0] + speck[2] + distance);
  int y0 = MAX (0, speck[1] - distance), y1 = MIN (pixGetHeight (bits), speck[1] + speck[3] + distance);
  for (int y = y0; y < y1; y++) {
    l_uint32 *line = pixGetData (bits) + (gsize) y * wpl;
    gboolean beside = y < speck[1] || y >= speck[1] + speck[3];
    for (int x = x0; x < x1; x++)
      if (GET_DATA_BIT (line, x) && (beside || x < speck[0] || x >= speck[0] + speck[2]))
        return TRUE;
  }
  return FALSE;
}

static gboolean
remove_lonely_specks (Pix *bits, double dpi)
{
  int largest = (int) lround (SPECK_MM / 25.4 * dpi), distance = (int) lround (LONELY_MM / 25.4 * dpi);
  g_autoptr (Boxa) boxes = pixConnCompBB (bits, 8);
  g_autoptr (Pix) before = boxes ? pixCopy (NULL, bits) : NULL;
  if (!before)
    return FALSE;
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    int box[4];
    boxaGetBoxGeometry (boxes, i, &box[0], &box[1], &box[2], &box[3]);
    if (box[2] <= largest && box[3] <= largest && !has_ink_around (before, box, distance))
      pixRasterop (bits, box[0], box[1], box[2], box[3], PIX_CLR, NULL, 0, 0);
  }
  return TRUE;
}

Pix *
sohoa_bilevel_clean (Pix *bits, double dpi)
{
  g_autoptr (Pix) clean = pixCopy (NULL, bits);
  if (!clean || !turn_over (clean, "ooooXoooo") || !turn_over (clean, "xxxxOxxxx") ||
      !remove_lonely_specks (clean, dpi))
    return NULL;
  return g_steal_pointer (&clean);
}
