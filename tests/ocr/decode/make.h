/* make.h - scans made in memory by the libraries that others make them with.
 *
 * All show the same drawing: white paper with a dark bar from the top left corner to the middle of the page,
 * an eighth of its height. It looks different in each of the eight orientations.
 */
#ifndef SOHOA_TEST_MAKE_H
#define SOHOA_TEST_MAKE_H

#include <cairo.h>
#include <glib.h>

typedef struct {
  guint width, height;
} MakeSize;

/* Whether the drawing is dark at a pixel. */
gboolean make_is_dark (MakeSize size, guint x, guint y);
/* The same for the pixel that a file of TIFF / EXIF orientation 1 .. 8 stores at this row and column; size is
 * that of the drawing as seen. */
gboolean make_is_stored_dark (MakeSize size, int orientation, guint column, guint row);
/* The size of what is stored. */
MakeSize make_stored_size (MakeSize size, int orientation);

/* One page of a TIFF file; 0 = libtiff's default. */
typedef struct {
  MakeSize size;
  int bits, samples, photometric, compression, orientation, planar;
  guint rows_per_strip, tile; /* tile: side of the tiles */
  double dpi;
  gboolean centimetres;
} MakeTiff;

GBytes *make_tiff (const MakeTiff *pages, guint n_pages);
/* One page of group 3 whose pixels are dark and light in turn, as on a chessboard. */
GBytes *make_tiff_chessboard (MakeSize size);
/* A page as early cameras and fax programs wrote it: a whole JPEG file inside of a TIFF file (compression 6).
 */
GBytes *make_tiff_old_jpeg (MakeSize size, int components);
/* Changes a number of the directory of a page, 0-based: the value of a tag, or (tag 0) where the next
 * directory is. */
GBytes *make_tiff_patched (GBytes *tiff, guint page, guint tag, guint32 value);
/* Where the directory of a page is. */
guint32 make_tiff_directory (GBytes *tiff, guint page);
/* The compressed data of strip 0 of page 0. */
GBytes *make_tiff_strip (GBytes *tiff);
/* Overwrites the compressed data of a strip of page 0. */
GBytes *make_tiff_damaged (GBytes *tiff, guint strip);

typedef struct {
  MakeSize size;
  int components; /* 1 gray, 3 colour, 4 CMYK as Adobe writes it */
  gboolean progressive;
  int orientation; /* EXIF; 0 = no EXIF */
  int dpi;         /* 0 = not said */
} MakeJpeg;

GBytes *make_jpeg (const MakeJpeg *jpeg);

typedef struct {
  MakeSize size;
  int type, bits; /* as libpng names them; types with alpha: the paper is transparent */
  gboolean interlaced;
  double dpi;
} MakePng;

GBytes *make_png (const MakePng *png);

typedef void (*MakeDraw) (cairo_t *cairo, gpointer data);
/* A PDF of one page, drawn by cairo; sizes in points. */
GBytes *make_pdf_drawn (double width, double height, MakeDraw draw, gpointer data);
/* A PDF of these objects, numbered from 1; the first is the catalog. trailer: more entries for it, or "". */
GBytes *make_pdf_objects (const char *const *objects, guint n_objects, const char *trailer);

/* A PDF of one page that has one image, its resource /I. */
typedef struct {
  const char *content;   /* of the page */
  const char *page;      /* entries of the page: its boxes ... */
  const char *resources; /* entries besides the image; NULL = none */
  const char *image;     /* entries of the image */
  GBytes *data;          /* of the image */
} MakeScan;

GBytes *make_pdf_scan (const MakeScan *scan);
/* With a second image, object 6, which the first may name; mask: its entries; NULL = none. */
GBytes *make_pdf_masked (const MakeScan *scan, const char *mask, GBytes *mask_data);
/* Samples of that image, deflated; the rows go through PNG predictors 0, 1, 2, 3, 4, 0 ... when pixel_bytes,
 * the size of a pixel, is not 0. */
GBytes *make_deflated (const guint8 *samples, gsize row_bytes, guint n_rows, gsize pixel_bytes);

/* The drawing as an image of cairo, gray shades on white. The caller destroys it. */
cairo_surface_t *make_surface (MakeSize size);

/* The first length bytes. */
GBytes *make_truncated (GBytes *bytes, gsize length);

#endif
