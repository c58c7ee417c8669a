/* patch.c - sampling a rectangle of the template through the page's map.
 *
 * The map is evaluated on nodes 16 px apart and interpolated between them: exact for affine maps, below 0.01
 * px off for homographies and meshes of photographs. Bilinear; where the scan is much finer than the patch,
 * four samples a pixel are averaged, which also calms the scanner's noise.
 */
#include "patch.h"

#include <math.h>

enum { NODE = 16 };

/* Scans finer than this many pixels per patch pixel are sampled four times a pixel. */
static const double oversample_from = 1.35;

typedef struct {
  const l_uint32 *data;
  int wpl, width, height;
  int x0, y0; /* of its top left pixel on the page */
} Source;

/* The gray at a point in 16.16 fixed point, at least a pixel inside. */
static inline int
source_inside (const Source *source, int x, int y)
{
  int ix = x >> 16, iy = y >> 16, fx = (x >> 8) & 255, fy = (y >> 8) & 255;
  const l_uint32 *upper = source->data + (size_t) iy * source->wpl, *lower = upper + source->wpl;
  int top = GET_DATA_BYTE (upper, ix) * (256 - fx) + GET_DATA_BYTE (upper, ix + 1) * fx;
  int bottom = GET_DATA_BYTE (lower, ix) * (256 - fx) + GET_DATA_BYTE (lower, ix + 1) * fx;
  return (top * (256 - fy) + bottom * fy) >> 16;
}

static gboolean
is_inside (const Source *source, int x, int y)
{
  return x >= 0 && y >= 0 && x >> 16 < source->width - 1 && y >> 16 < source->height - 1;
}

static SohoaPoint
map_px (const SohoaTransform *transform, double x, double y)
{
  return sohoa_transform_map (transform, x * 25.4 / SOHOA_READ_DPI, y * 25.4 / SOHOA_READ_DPI);
}

static SohoaPoint
between (SohoaPoint a, SohoaPoint b, double t)
{
  return (SohoaPoint){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* Adds the samples along one line of a tile, t of its height below its top, n a pixel. */
static void
add_samples (const Source *source, const SohoaQuad *corner, double t, int n, int width, int *sums)
{
  SohoaPoint left = between (corner->corner[0], corner->corner[3], t),
             right = between (corner->corner[1], corner->corner[2], t);
  int step_x = (int) lround ((right.x - left.x) / (NODE * n) * 65536),
      step_y = (int) lround ((right.y - left.y) / (NODE * n) * 65536);
  int x = (int) lround ((left.x - source->x0) * 65536) + step_x / 2,
      y = (int) lround ((left.y - source->y0) * 65536) + step_y / 2;
  int last = NODE * n - 1;
  if (is_inside (source, x, y) && is_inside (source, x + last * step_x, y + last * step_y))
    for (int u = 0; u < width; u++)
      for (int k = 0; k < n; k++, x += step_x, y += step_y)
        sums[u] += source_inside (source, x, y);
  else /* white outside */
    for (int u = 0; u < width; u++)
      for (int k = 0; k < n; k++, x += step_x, y += step_y)
        sums[u] += is_inside (source, x, y) ? source_inside (source, x, y) : 255;
}

/* One tile of at most NODE x NODE pixels; corner: where its four corners lie on the source. */
static void
sample_tile (const Source *source, Pix *gray, int x0, int y0, const SohoaQuad *corner, gboolean oversample)
{
  int width = MIN (NODE, pixGetWidth (gray) - x0), height = MIN (NODE, pixGetHeight (gray) - y0);
  int n = oversample ? 2 : 1;
  for (int v = 0; v < height; v++) {
    l_uint32 *row = pixGetData (gray) + (size_t) (y0 + v) * pixGetWpl (gray);
    int sums[NODE] = {0};
    for (int k = 0; k < n; k++)
      add_samples (source, corner, (v + (k + 0.5) / n) / NODE, n, width, sums);
    for (int u = 0; u < width; u++)
      SET_DATA_BYTE (row, x0 + u, (l_uint8) (sums[u] / (n * n)));
  }
}

static void
sample (const Source *source, const SohoaTransform *transform, const SohoaPatch *patch)
{
  int width = pixGetWidth (patch->gray), height = pixGetHeight (patch->gray);
  double centre_mm = 25.4 / SOHOA_READ_DPI;
  double ratio = sohoa_transform_scale (transform, (patch->x0 + width / 2) * centre_mm,
                                        (patch->y0 + height / 2) * centre_mm) *
                 centre_mm;
  for (int y = 0; y < height; y += NODE)
    for (int x = 0; x < width; x += NODE) {
      int gx = patch->x0 + x, gy = patch->y0 + y;
      SohoaQuad corner = {{map_px (transform, gx, gy), map_px (transform, gx + NODE, gy),
                           map_px (transform, gx + NODE, gy + NODE), map_px (transform, gx, gy + NODE)}};
      sample_tile (source, patch->gray, x, y, &corner, ratio > oversample_from);
    }
}

/* Luminance, but saturated red (stamps) as light as its own red channel: black under a stamp stays black. */
static int
gray_without_red (l_uint32 pixel)
{
  int r, g, b;
  extractRGBValues (pixel, &r, &g, &b);
  int gray = (77 * r + 150 * g + 29 * b) >> 8;
  int excess = r - MAX (g, b);
  if (excess <= 20)
    return gray;
  return excess >= 60 ? r : gray + (r - gray) * (excess - 20) / 40;
}

/* The part of a colour page that holds the patch, as gray without stamps. */
static Pix *
clip_colour (const SohoaReadContext *context, const SohoaPatch *patch, Source *source)
{
  int width = pixGetWidth (patch->gray), height = pixGetHeight (patch->gray), hull[4];
  double mm = 25.4 / SOHOA_READ_DPI;
  SohoaRect rect = {patch->x0 * mm, patch->y0 * mm, width * mm, height * mm};
  SohoaQuad quad = sohoa_transform_map_rect (context->transform, &rect);
  sohoa_quad_hull (&quad, hull);
  Pix *page = context->page->pix;
  int x0 = MAX (hull[0] - 4, 0), y0 = MAX (hull[1] - 4, 0);
  int x1 = MIN (hull[2] + 5, pixGetWidth (page)), y1 = MIN (hull[3] + 5, pixGetHeight (page));
  Pix *gray = x1 > x0 && y1 > y0 ? pixCreate (x1 - x0, y1 - y0, 8) : NULL;
  if (gray == NULL)
    return NULL;
  for (int y = y0; y < y1; y++) {
    const l_uint32 *from = pixGetData (page) + (size_t) y * pixGetWpl (page);
    l_uint32 *to = pixGetData (gray) + (size_t) (y - y0) * pixGetWpl (gray);
    for (int x = x0; x < x1; x++)
      SET_DATA_BYTE (to, x - x0, (l_uint8) gray_without_red (from[x]));
  }
  source->x0 = x0;
  source->y0 = y0;
  return gray;
}

/* The blank's print on the same grid; white where the patch leaves the blank. */
static Pix *
clip_print (Pix *blank, const SohoaPatch *patch)
{
  int width = pixGetWidth (patch->gray), height = pixGetHeight (patch->gray);
  g_autoptr (Pix) clip = pixCreate (width, height, 8);
  pixSetAll (clip);
  pixRasterop (clip, 0, 0, width, height, PIX_SRC, blank, patch->x0, patch->y0);
  return pixThresholdToBinary (clip, 160);
}

static gboolean
patch_fill (SohoaPatch *patch, const SohoaReadContext *context, GError **error)
{
  Pix *blank = context->print != NULL
                 ? context->print
                 : sohoa_template_index_blank (context->index, context->template, context->form_page,
                                               SOHOA_READ_DPI, error);
  if (blank == NULL)
    return FALSE;
  Source source = {0};
  g_autoptr (Pix) colour = NULL;
  if (pixGetDepth (context->page->pix) == 32)
    colour = clip_colour (context, patch, &source);
  Pix *pix = colour != NULL ? colour : context->prepared->gray;
  source.data = pixGetData (pix);
  source.wpl = pixGetWpl (pix);
  pixGetDimensions (pix, &source.width, &source.height, NULL);
  sample (&source, context->transform, patch);
  patch->print = clip_print (blank, patch);
  patch->bilevel = context->prepared->bilevel;
  return TRUE;
}

SohoaPatch *
sohoa_patch_new (const SohoaReadContext *context, const SohoaRect *rect_mm, const SohoaMargin *margin_mm,
                 GError **error)
{
  g_autoptr (SohoaPatch) patch = g_new0 (SohoaPatch, 1);
  patch->x0 = (int) floor (sohoa_read_px (rect_mm->x - margin_mm->left));
  patch->y0 = (int) floor (sohoa_read_px (rect_mm->y - margin_mm->top));
  int x1 = (int) ceil (sohoa_read_px (rect_mm->x + rect_mm->w + margin_mm->right));
  int y1 = (int) ceil (sohoa_read_px (rect_mm->y + rect_mm->h + margin_mm->bottom));
  patch->gray = pixCreate (MAX (x1 - patch->x0, 1), MAX (y1 - patch->y0, 1), 8);
  if (patch->gray == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "a zone of %d x %d px is too large to be read",
                 x1 - patch->x0, y1 - patch->y0);
    return NULL;
  }
  return patch_fill (patch, context, error) ? g_steal_pointer (&patch) : NULL;
}

void
sohoa_patch_free (SohoaPatch *patch)
{
  if (patch == NULL)
    return;
  pixDestroy (&patch->gray);
  pixDestroy (&patch->ink);
  pixDestroy (&patch->print);
  g_free (patch);
}

Box *
sohoa_patch_box (const SohoaPatch *patch, const SohoaRect *rect_mm)
{
  int x0 = (int) lround (sohoa_read_px (rect_mm->x)) - patch->x0,
      y0 = (int) lround (sohoa_read_px (rect_mm->y)) - patch->y0;
  return boxCreate (x0, y0, (int) lround (sohoa_read_px (rect_mm->w)),
                    (int) lround (sohoa_read_px (rect_mm->h)));
}
