/* photograph.c - a photographed sheet of paper as if it had been scanned.
 *
 * Sheets are of the A series unless they clearly are not: perspective shortens one way more than the other,
 * and the series says by how much. The flat view is sampled once, bilinear, at the resolution of the
 * photograph; the map is worked out on nodes and straight between them.
 */
#include "photograph.h"

#include "light.h"

#include <math.h>

enum {
  NODE = 16,      /* pixels of the flat view between nodes of its sampling */
  SIDE_MIN = 200, /* smaller is no page that could be read */
};

static const double A4_SHORT_MM = 210, A4_RATIO = G_SQRT2;
static const double GROWTH_MAX = 2; /* of the flat view against the page: beyond, the outline is nonsense */
static const double MESH_MM = 10;   /* between nodes: curls are some 100 mm long */
static const double RATIO_TOLERANCE = 0.14; /* of what perspective makes of the ratio */

static void
set_out_of_memory (GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "not enough memory to flatten a photograph");
}

/* Size of the flat view, and its resolution if the sheet is A4. */
static void
flat_size (const SohoaSheet *sheet, int *ret_width, int *ret_height, double *ret_dpi)
{
  double width = sohoa_sheet_width (sheet), height = sohoa_sheet_height (sheet);
  gboolean lying = width > height;
  double *shorter = lying ? &height : &width, *longer = lying ? &width : &height;
  gboolean short_cut = sheet->cut[lying ? SOHOA_SHEET_TOP : SOHOA_SHEET_LEFT] ||
                       sheet->cut[lying ? SOHOA_SHEET_BOTTOM : SOHOA_SHEET_RIGHT];
  gboolean whole = fabs (*longer / *shorter / A4_RATIO - 1) <= RATIO_TOLERANCE;
  if (whole) {
    *shorter = MAX (*shorter, *longer / A4_RATIO);
    *longer = *shorter * A4_RATIO;
  }
  *ret_width = (int) lround (width);
  *ret_height = (int) lround (height);
  *ret_dpi = (short_cut && !whole ? *longer / A4_RATIO : *shorter) / A4_SHORT_MM * 25.4;
}

static SohoaPoint
flat_point (const SohoaSheet *sheet, int width, int height, double x, double y)
{
  return sohoa_sheet_map (sheet, (x + 0.5) / width, (y + 0.5) / height);
}

/* Bilinear; white outside. x and y in 16.16 fixed point. */
static guint8
gray_at (Pix *gray, int x, int y)
{
  int column = x >> 16, row = y >> 16, fx = (x >> 8) & 255, fy = (y >> 8) & 255, wpl = pixGetWpl (gray);
  if (column < 0 || row < 0 || column >= pixGetWidth (gray) - 1 || row >= pixGetHeight (gray) - 1)
    return 255;
  const l_uint32 *p = pixGetData (gray) + (gsize) row * wpl, *q = p + wpl;
  int above = GET_DATA_BYTE (p, column) * (256 - fx) + GET_DATA_BYTE (p, column + 1) * fx;
  int below = GET_DATA_BYTE (q, column) * (256 - fx) + GET_DATA_BYTE (q, column + 1) * fx;
  return (guint8) ((above * (256 - fy) + below * fy) >> 16);
}

static SohoaPoint
between (SohoaPoint a, SohoaPoint b, double t)
{
  return (SohoaPoint){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static void
sample_tile (Pix *gray, Pix *flat, int x0, int y0, const SohoaPoint corner[4])
{
  int width = MIN (NODE, pixGetWidth (flat) - x0), height = MIN (NODE, pixGetHeight (flat) - y0);
  for (int v = 0; v < height; v++) {
    l_uint32 *row = pixGetData (flat) + (gsize) (y0 + v) * pixGetWpl (flat);
    SohoaPoint left = between (corner[0], corner[3], (double) v / NODE),
               right = between (corner[1], corner[2], (double) v / NODE);
    int x = (int) lround (left.x * 65536), y = (int) lround (left.y * 65536);
    int dx = (int) lround ((right.x - left.x) * 65536 / NODE),
        dy = (int) lround ((right.y - left.y) * 65536 / NODE);
    for (int u = 0; u < width; u++, x += dx, y += dy)
      SET_DATA_BYTE (row, x0 + u, gray_at (gray, x, y));
  }
}

static Pix *
sample_flat (Pix *gray, const SohoaSheet *sheet, int width, int height)
{
  Pix *flat = pixCreate (width, height, 8);
  for (int y = 0; flat && y < height; y += NODE)
    for (int x = 0; x < width; x += NODE) {
      const SohoaPoint corner[4] = {flat_point (sheet, width, height, x, y),
                                    flat_point (sheet, width, height, x + NODE, y),
                                    flat_point (sheet, width, height, x + NODE, y + NODE),
                                    flat_point (sheet, width, height, x, y + NODE)};
      sample_tile (gray, flat, x, y, corner);
    }
  return flat;
}

gboolean
sohoa_photograph_find (const SohoaPrepared *page, SohoaPhotograph **ret_photograph, GError **error)
{
  SohoaSheet sheet;
  int width, height;
  double dpi;
  *ret_photograph = NULL;
  if (page->bilevel || !sohoa_sheet_find (page->gray, &sheet))
    return TRUE;
  flat_size (&sheet, &width, &height, &dpi);
  if (MIN (width, height) < SIDE_MIN ||
      (double) width * height > GROWTH_MAX * pixGetWidth (page->gray) * pixGetHeight (page->gray))
    return TRUE;
  Pix *gray = sample_flat (page->gray, &sheet, width, height);
  if (!gray || !sohoa_even_light (gray, dpi)) {
    pixDestroy (&gray);
    set_out_of_memory (error);
    return FALSE;
  }
  g_autoptr (SohoaPage) view = sohoa_page_new (gray, dpi, dpi);
  SohoaPrepared *flat = sohoa_prepare (view, error);
  if (!flat)
    return FALSE;
  *ret_photograph = g_new (SohoaPhotograph, 1);
  **ret_photograph = (SohoaPhotograph){sheet, flat};
  return TRUE;
}

void
sohoa_photograph_free (SohoaPhotograph *photograph)
{
  if (!photograph)
    return;
  sohoa_prepared_free (photograph->flat);
  g_free (photograph);
}

SohoaPoint
sohoa_photograph_point (const SohoaPhotograph *photograph, SohoaPoint flat)
{
  Pix *gray = photograph->flat->gray;
  return flat_point (&photograph->sheet, pixGetWidth (gray), pixGetHeight (gray), flat.x, flat.y);
}

SohoaQuad
sohoa_photograph_quad (const SohoaPhotograph *photograph, const SohoaQuad *flat)
{
  SohoaQuad quad;
  for (guint i = 0; i < 4; i++)
    quad.corner[i] = sohoa_photograph_point (photograph, flat->corner[i]);
  return quad;
}

/* The flat view's pixels onto the page's, without the bulges: a homography (row by row, [8] = 1). */
static void
flat_homography (const SohoaPhotograph *photograph, double ret_h[9])
{
  double w = pixGetWidth (photograph->flat->gray), h = pixGetHeight (photograph->flat->gray);
  const double *s = photograph->sheet.h;
  for (guint row = 0; row < 3; row++) {
    ret_h[3 * row] = s[3 * row] / w;
    ret_h[3 * row + 1] = s[3 * row + 1] / h;
    ret_h[3 * row + 2] = s[3 * row + 2] + 0.5 * (ret_h[3 * row] + ret_h[3 * row + 1]);
  }
}

static void
multiply (const double a[9], const double b[9], double ret_product[9])
{
  for (guint row = 0; row < 3; row++)
    for (guint col = 0; col < 3; col++)
      ret_product[3 * row + col] =
        a[3 * row] * b[col] + a[3 * row + 1] * b[3 + col] + a[3 * row + 2] * b[6 + col];
}

/* A mesh over the template up to the farthest corner of the flat view. */
static SohoaMesh *
mesh_over_view (const SohoaPhotograph *photograph, const SohoaTransform *flat)
{
  const double w = pixGetWidth (photograph->flat->gray), h = pixGetHeight (photograph->flat->gray);
  const SohoaPoint corners[] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
  double width_mm = MESH_MM, height_mm = MESH_MM;
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++) {
    SohoaPoint mm;
    if (!sohoa_transform_unmap (flat, corners[i], &mm))
      continue;
    width_mm = MAX (width_mm, mm.x);
    height_mm = MAX (height_mm, mm.y);
  }
  return sohoa_mesh_new ((guint) CLAMP (width_mm / MESH_MM + 1.5, 2, SOHOA_MESH_MAX),
                         (guint) CLAMP (height_mm / MESH_MM + 1.5, 2, SOHOA_MESH_MAX), width_mm, height_mm);
}

SohoaTransform *
sohoa_photograph_transform (const SohoaPhotograph *photograph, const SohoaTransform *flat)
{
  SohoaTransform *transform = sohoa_transform_copy (flat);
  SohoaMesh *mesh = transform->mesh != NULL ? transform->mesh : mesh_over_view (photograph, flat);
  double outer[9];
  flat_homography (photograph, outer);
  multiply (outer, flat->m, transform->m);
  for (guint i = 0; i < 9; i++)
    transform->m[i] /= transform->m[8]; /* itself last */
  transform->mesh = NULL;
  for (guint row = 0; row < mesh->rows; row++)
    for (guint col = 0; col < mesh->cols; col++) {
      double x = mesh->width_mm * col / (mesh->cols - 1), y = mesh->height_mm * row / (mesh->rows - 1);
      SohoaPoint right = sohoa_photograph_point (photograph, sohoa_transform_map (flat, x, y)),
                 plain = sohoa_transform_map (transform, x, y);
      mesh->dx[row * mesh->cols + col] = right.x - plain.x;
      mesh->dy[row * mesh->cols + col] = right.y - plain.y;
    }
  transform->mesh = mesh;
  return transform;
}
