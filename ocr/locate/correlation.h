/* correlation.h - how alike two pieces of gray are, and where a small piece lies in a larger one. */
#ifndef SOHOA_CORRELATION_H
#define SOHOA_CORRELATION_H

#include <glib.h>

G_BEGIN_DECLS

/* Sum of products. The caller sees to it that no partial sum leaves 32 bits. */
static inline gint32
sohoa_dot (const gint16 *a, const gint16 *b, int n)
{
  gint32 sum = 0;
  for (int i = 0; i < n; i++)
    sum += (gint32) a[i] * b[i];
  return sum;
}

/* A piece of print, at most SOHOA_PATCH_WIDTH_MAX x SOHOA_PATCH_HEIGHT_MAX, with its mean taken out, ready to
 * be looked for. */
typedef struct {
  int width, height;
  double norm; /* root of the sum of squares */
  double mean; /* what rounding left of the mean */
  const gint16 *values;
} SohoaPatch;

typedef struct {
  double score;  /* normalized cross-correlation, -1 .. 1 */
  double dx, dy; /* where it was found, from the middle of the window, to a fraction of a pixel */
} SohoaFind;

enum {
  SOHOA_PATCH_WIDTH_MAX = 128,
  SOHOA_PATCH_HEIGHT_MAX = 40,
  SOHOA_SEARCH_X_MAX = 18,
  SOHOA_SEARCH_Y_MAX = 10
};

/* Takes the mean out of gray (width * height, 0..255) into values, which the patch then borrows. */
SohoaPatch sohoa_patch_init (const guint8 *gray, int width, int height, gint16 *values);
/* Looks for patch in a window that is larger by radius_x and radius_y on both sides (at most
 * SOHOA_SEARCH_X_MAX, SOHOA_SEARCH_Y_MAX). FALSE when the best place is at the window's edge: then it may be
 * beyond. */
gboolean sohoa_patch_find (const SohoaPatch *patch, const gint16 *window, int radius_x, int radius_y,
                           SohoaFind *ret_find);

G_END_DECLS

#endif
