/* plane.h - gray images as plain rows of bytes, for the inner loops, and a page at several sizes.
 *
 * Pixel (0, 0) is the CENTRE of the top left pixel, as in transform.h. 0 is black.
 */
#ifndef SOHOA_PLANE_H
#define SOHOA_PLANE_H

#include "../page.h"

#include "affine.h"

G_BEGIN_DECLS

typedef struct {
  int width, height;
  double step;  /* pixels of the original per pixel: 1, 2, 4 .. */
  guint8 *data; /* height rows of width bytes */
} SohoaPlane;

/* pix: 8 bpp without colour map. NULL when out of memory. */
SohoaPlane *sohoa_plane_new (Pix *pix);
/* Half the size, each pixel the mean of four. */
SohoaPlane *sohoa_plane_new_half (const SohoaPlane *plane);
void sohoa_plane_free (SohoaPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPlane, sohoa_plane_free)

/* From pixels of the original to pixels of this plane. */
SohoaAffine sohoa_plane_from_original (const SohoaPlane *plane);
/* Bilinear samples at map (u, v) for u < width, v < height; map goes to pixels of the plane. Outside it is
 * white. */
void
sohoa_plane_sample (const SohoaPlane *plane, const SohoaAffine *map, int width, int height, gint16 *samples);

/* A page at full size, half, quarter .., each made when first asked for. */
typedef struct SohoaPyramid SohoaPyramid;

/* Takes a reference to gray (8 bpp). */
SohoaPyramid *sohoa_pyramid_new (Pix *gray);
void sohoa_pyramid_free (SohoaPyramid *pyramid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPyramid, sohoa_pyramid_free)
/* The smallest level of at least min_dpi when the page has dpi; the full size when none has. Borrowed; NULL
 * when out of memory. */
const SohoaPlane *sohoa_pyramid_level (SohoaPyramid *pyramid, double dpi, double min_dpi);

G_END_DECLS

#endif
