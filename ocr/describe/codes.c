/* codes.c - QR, Code 128 and Code 39 on a page, decoded by zbar.
 *
 * Only the dense patches of the page are decoded (code_patches.c). A patch that shows nothing but is full of
 * bars is tried once more with the bars upright and smeared along their length: zbar looks along rows and
 * columns only, and so misses a bar code that lies slanted. (Blurring and enlarging were tried: they read
 * nothing more.)
 */
#include "describe_internal.h"

#include <math.h>

#include <zbar.h>

/* Share of the gradients' energy along one direction from which a patch counts as bars (0 = none, 1 = all).
 */
static const double BarsCoherence = 0.45;
static const double SmearMm = 3; /* along the bars */

/* A patch of the page as zbar sees it. */
typedef struct {
  Pix *pix;          /* 8 bpp */
  double turned_rad; /* clockwise, round the middle */
  SohoaPoint middle; /* of pix, in pixels of the page */
} PatchView;

static SohoaPoint
page_point (const PatchView *view, double x, double y)
{
  const double dx = x - pixGetWidth (view->pix) / 2.0, dy = y - pixGetHeight (view->pix) / 2.0;
  const double c = cos (view->turned_rad), s = sin (view->turned_rad);
  return (SohoaPoint){view->middle.x + c * dx + s * dy, view->middle.y - s * dx + c * dy};
}

/* The direction across the bars, radians clockwise from the x axis within a quarter turn either way, from the
 * structure tensor of the patch. FALSE when no direction dominates. */
static gboolean
bars_direction (Pix *pix, double *ret_rad)
{
  const int w = pixGetWidth (pix), h = pixGetHeight (pix), wpl = pixGetWpl (pix);
  const l_uint32 *data = pixGetData (pix);
  double xx = 0, yy = 0, xy = 0;
  for (int y = 1; y + 1 < h; y++) {
    const l_uint32 *above = data + (gsize) (y - 1) * wpl, *line = above + wpl, *below = line + wpl;
    for (int x = 1; x + 1 < w; x++) {
      const int gx = GET_DATA_BYTE (line, x + 1) - GET_DATA_BYTE (line, x - 1);
      const int gy = GET_DATA_BYTE (below, x) - GET_DATA_BYTE (above, x);
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  }
  if (xx + yy <= 0 || hypot (xx - yy, 2 * xy) < BarsCoherence * (xx + yy))
    return FALSE;
  *ret_rad = 0.5 * atan2 (2 * xy, xx - yy);
  return TRUE;
}

/* The bars made upright and averaged along their length; NULL when the patch is not full of bars. */
static Pix *
upright_bars (Pix *patch, double dpi, double *ret_turned_rad)
{
  double direction_rad;
  g_autoptr (Pix) soft = pixBlockconvGray (patch, NULL, 1, 1);
  if (!soft || !bars_direction (soft, &direction_rad))
    return NULL;
  g_autoptr (Pix) upright = pixRotate (patch, (l_float32) -direction_rad, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                                       pixGetWidth (patch), pixGetHeight (patch));
  *ret_turned_rad = -direction_rad;
  const int reach = (int) (SmearMm * dpi / 25.4 / 2);
  return upright && reach < pixGetHeight (upright) / 2 ? pixBlockconvGray (upright, NULL, 0, reach) : NULL;
}

static const struct {
  zbar_symbol_type_t type;
  const char *name;
} Symbologies[] = {{ZBAR_QRCODE, "QR"}, {ZBAR_CODE128, "Code128"}, {ZBAR_CODE39, "Code39"}};

static const char *
symbology_name (zbar_symbol_type_t type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (Symbologies); i++)
    if (Symbologies[i].type == type)
      return Symbologies[i].name;
  return NULL;
}

static zbar_image_scanner_t *
scanner_new (void)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_scanner_set_config (scanner, 0, ZBAR_CFG_ENABLE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (Symbologies); i++)
    zbar_image_scanner_set_config (scanner, Symbologies[i].type, ZBAR_CFG_ENABLE, 1);
  /* The payload's own bytes: zbar's guess of the encoding takes Vietnamese for Japanese. */
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  return scanner;
}

/* Four corners as zbar gives them for QR (top left, bottom left, bottom right, top right of the symbol); else
 * the hull of the points where scan lines ended, which lies along the bars' ends. */
static SohoaQuad
symbol_quad (const zbar_symbol_t *symbol, const PatchView *view)
{
  const unsigned n = zbar_symbol_get_loc_size (symbol);
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = G_MININT, y1 = G_MININT;
  SohoaPoint corner[4];
  for (unsigned i = 0; i < n; i++) {
    const int x = zbar_symbol_get_loc_x (symbol, i), y = zbar_symbol_get_loc_y (symbol, i);
    x0 = MIN (x0, x), x1 = MAX (x1, x), y0 = MIN (y0, y), y1 = MAX (y1, y);
    corner[i % 4] = page_point (view, x, y);
  }
  if (n == 4 && zbar_symbol_get_type (symbol) == ZBAR_QRCODE)
    return (SohoaQuad){{corner[0], corner[3], corner[2], corner[1]}};
  if (n == 0)
    x0 = y0 = 0, x1 = pixGetWidth (view->pix) - 1, y1 = pixGetHeight (view->pix) - 1;
  return (SohoaQuad){{page_point (view, x0, y0), page_point (view, x1, y0), page_point (view, x1, y1),
                      page_point (view, x0, y1)}};
}

static gboolean
already_found (const SohoaPageResult *result, const char *symbology, const char *data)
{
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    if (g_str_equal (code->symbology, symbology) && g_str_equal (code->data, data))
      return TRUE;
  }
  return FALSE;
}

/* Payloads that are no text (not UTF-8, or with a NUL inside) are left out. */
static void
take_symbol (SohoaPageResult *result, const zbar_symbol_t *symbol, const PatchView *view)
{
  const char *symbology = symbology_name (zbar_symbol_get_type (symbol));
  const char *data = zbar_symbol_get_data (symbol);
  const unsigned length = zbar_symbol_get_data_length (symbol);
  if (!symbology || length == 0 || !g_utf8_validate (data, length, NULL))
    return;
  g_autofree char *text = g_strndup (data, length);
  if (result->codes->len >= SOHOA_CODES_MAX || already_found (result, symbology, text))
    return;
  const SohoaQuad quad = symbol_quad (symbol, view);
  sohoa_page_result_add_code (result, symbology, text, &quad);
}

/* TRUE when the view holds a code. */
static gboolean
scan_view (zbar_image_scanner_t *scanner, const PatchView *view, SohoaPageResult *result)
{
  l_uint8 *raster = NULL;
  size_t size = 0;
  if (pixGetRasterData (view->pix, &raster, &size) != 0)
    return FALSE;
  zbar_image_t *image = zbar_image_create ();
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) pixGetWidth (view->pix), (unsigned) pixGetHeight (view->pix));
  zbar_image_set_data (image, raster, size, NULL);
  const int found = zbar_scan_image (scanner, image);
  for (const zbar_symbol_t *s = zbar_image_first_symbol (image); s; s = zbar_symbol_next (s))
    take_symbol (result, s, view);
  zbar_image_destroy (image);
  lept_free (raster);
  return found > 0;
}

static void
scan_patch (zbar_image_scanner_t *scanner, const SohoaPrepared *prepared, Box *box, SohoaPageResult *result)
{
  l_int32 x, y, w, h;
  boxGetGeometry (box, &x, &y, &w, &h);
  PatchView view = {.middle = {x + w / 2.0, y + h / 2.0}};
  g_autoptr (Pix) patch = pixClipRectangle (prepared->gray, box, NULL);
  view.pix = patch;
  if (!patch || scan_view (scanner, &view, result))
    return;
  g_autoptr (Pix) upright = upright_bars (patch, prepared->dpi, &view.turned_rad);
  view.pix = upright;
  if (upright)
    scan_view (scanner, &view, result);
}

/* Reading order of the page as decoded: from the top, then from the left. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  int box_a[4], box_b[4];
  sohoa_quad_hull (&(*(SohoaCode *const *) a)->quad, box_a);
  sohoa_quad_hull (&(*(SohoaCode *const *) b)->quad, box_b);
  return box_a[1] != box_b[1] ? (box_a[1] > box_b[1]) - (box_a[1] < box_b[1])
                              : (box_a[0] > box_b[0]) - (box_a[0] < box_b[0]);
}

void
sohoa_find_codes (const SohoaPrepared *prepared, SohoaPageResult *result)
{
  g_autoptr (Boxa) patches = sohoa_code_patches (prepared);
  if (!patches)
    return;
  zbar_image_scanner_t *scanner = scanner_new ();
  for (int i = 0; i < boxaGetCount (patches); i++) {
    g_autoptr (Box) box = boxaGetBox (patches, i, L_CLONE);
    scan_patch (scanner, prepared, box, result);
  }
  zbar_image_scanner_destroy (scanner);
  g_ptr_array_sort (result->codes, compare_places);
}

/* A code is half dark; what is dirt, or the paper of a dim scan, is not. */
static gboolean
is_dark_enough (Pix *patch)
{
  enum { INK_BELOW = 128 };
  static const double LeastShare = 0.12;
  gsize dark = 0;
  for (int y = 0; y < pixGetHeight (patch); y++) {
    const l_uint32 *row = pixGetData (patch) + (gsize) y * (gsize) pixGetWpl (patch);
    for (int x = 0; x < pixGetWidth (patch); x++)
      dark += GET_DATA_BYTE (row, x) < INK_BELOW;
  }
  return (double) dark >= LeastShare * pixGetWidth (patch) * pixGetHeight (patch);
}

void
sohoa_find_code_at (const SohoaPrepared *prepared, const SohoaQuad *place, SohoaPageResult *result)
{
  int hull[4];
  const int around = (int) (prepared->dpi / 25.4);
  sohoa_quad_hull (place, hull);
  g_autoptr (Box) box = boxCreate (hull[0] - around, hull[1] - around, hull[2] - hull[0] + 2 * around,
                                   hull[3] - hull[1] + 2 * around);
  g_autoptr (Pix) patch = box ? pixClipRectangle (prepared->gray, box, NULL) : NULL;
  if (!patch || !is_dark_enough (patch))
    return;
  zbar_image_scanner_t *scanner = scanner_new ();
  scan_patch (scanner, prepared, box, result);
  zbar_image_scanner_destroy (scanner);
}
