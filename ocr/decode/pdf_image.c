/* pdf_image.c - see pdf_image.h.
 *
 * poppler hands out images as they are stored and says nothing of how the page shows them: mirrored, turned,
 * masked, covered by text or stamps, or broken. So the image is believed only when a small drawing of the
 * page shows the same: the page is drawn so that the image covers whole pixels, the image is averaged down to
 * the same pixels, the best of its eight orientations is taken, and no patch of a few millimetres may differ.
 */
#include "pdf_image.h"

#include "pdf_render.h"
#include "raster.h"

#include <math.h>

static const double cover_least = 0.95; /* of the page's width and height */
static const double cover_most = 1.05;  /* beyond, the page crops the image */
static const double proof_dpi = 36;     /* a pixel is 0.7 mm */
enum { PATCH = 4 };                     /* pixels of the proof: 2.8 mm */
/* Gray levels, of the mean difference within a patch. Resampling makes up to 2.4 on scans of 190 to 300 dpi;
 * a letter of 10 points, cut by the patches into quarters, makes 8. */
static const double patch_most = 6;
static const int paper_least = 250; /* what the image does not cover must be this white */

/* Where the image lies in the drawing, in its pixels. */
typedef struct {
  guint x, y, width, height;
} Place;

GArray *
sohoa_pdf_image_areas (PopplerPage *page)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (PopplerRectangle));
  GList *images = poppler_page_get_image_mapping (page);
  for (GList *i = images; i != NULL; i = i->next) {
    const PopplerRectangle *box = &((PopplerImageMapping *) i->data)->area;
    PopplerRectangle area = {fmin (box->x1, box->x2), fmin (box->y1, box->y2), fmax (box->x1, box->x2),
                             fmax (box->y1, box->y2)};
    g_array_append_val (areas, area);
  }
  poppler_page_free_image_mapping (images);
  return areas;
}

/* poppler rounds areas to whole points: what ends there where the page ends is the page. */
static double
snap (double value, double edge)
{
  return fabs (value - edge) <= 1 ? edge : value;
}

static gboolean
matches (double side, double page_side)
{
  return side >= cover_least * page_side && side <= cover_most * page_side;
}

/* Whether an image of this size covers the page; its place then, as far as poppler tells: of an image that is
 * turned by a quarter, the corners are wrong and only the size is right, so it is taken to fill the page. The
 * proof decides. */
static gboolean
covers (const PopplerRectangle *box, double width, double height, PopplerRectangle *ret_area)
{
  double box_width = fabs (box->x2 - box->x1), box_height = fabs (box->y2 - box->y1);
  if (matches (box_width, width) && matches (box_height, height)) {
    *ret_area =
      (PopplerRectangle){snap (fmin (box->x1, box->x2), 0), snap (fmin (box->y1, box->y2), 0),
                         snap (fmax (box->x1, box->x2), width), snap (fmax (box->y1, box->y2), height)};
    return TRUE;
  }
  *ret_area = (PopplerRectangle){0, 0, width, height};
  return matches (box_height, width) && matches (box_width, height);
}

/* The page's only image, when it covers the page. */
static gboolean
find_image (PopplerPage *page, int *ret_id, PopplerRectangle *ret_area)
{
  double width, height;
  poppler_page_get_size (page, &width, &height);
  GList *images = poppler_page_get_image_mapping (page);
  gboolean found = FALSE;
  if (images != NULL && images->next == NULL) {
    const PopplerImageMapping *image = images->data;
    *ret_id = image->image_id;
    found = covers (&image->area, width, height, ret_area);
  }
  poppler_page_free_image_mapping (images);
  return found;
}

/* The page as 8 bpp gray, scaled so that area covers whole pixels. */
static Pix *
draw_proof (PopplerPage *page, const PopplerRectangle *area, Place *ret_place)
{
  double width, height, area_width = area->x2 - area->x1, area_height = area->y2 - area->y1;
  poppler_page_get_size (page, &width, &height);
  Place place = {.width = (guint) lround (area_width * proof_dpi / 72),
                 .height = (guint) lround (area_height * proof_dpi / 72)};
  if (place.width < PATCH + 2 || place.height < PATCH + 2)
    return NULL;
  double scale_x = place.width / area_width, scale_y = place.height / area_height;
  place.x = (guint) ceil (fmax (0, area->x1 * scale_x));
  place.y = (guint) ceil (fmax (0, area->y1 * scale_y));
  guint right = (guint) ceil (fmax (0, (width - area->x2) * scale_x));
  guint bottom = (guint) ceil (fmax (0, (height - area->y2) * scale_y));
  g_autoptr (Pix) colour =
    sohoa_pdf_render_at (page, place.x + place.width + right, place.y + place.height + bottom, scale_x,
                         scale_y, place.x - area->x1 * scale_x, place.y - area->y1 * scale_y, NULL);
  *ret_place = place;
  return colour == NULL ? NULL : sohoa_luminance (colour);
}

/* The stored image, 1, 8 or 32 bpp. */
static Pix *
take_image (PopplerPage *page, int id)
{
  cairo_surface_t *surface = poppler_page_get_image (page, id);
  if (surface == NULL)
    return NULL;
  Pix *pix = sohoa_pdf_surface_pixels (surface, NULL);
  cairo_surface_destroy (surface);
  return pix == NULL ? NULL : sohoa_raster_simplify (pix);
}

/* gray (8 bpp) averaged down to exactly width x height; NULL when that would enlarge it. */
static Pix *
average_down (Pix *gray, guint width, guint height)
{
  float scale_x = (float) width / (float) pixGetWidth (gray),
        scale_y = (float) height / (float) pixGetHeight (gray);
  if (scale_x >= 0.7F || scale_y >= 0.7F) /* pixScaleAreaMap() averages below that only */
    return NULL;
  g_autoptr (Pix) small = pixScaleAreaMap (gray, scale_x, scale_y);
  if (small == NULL || pixGetWidth (small) != (int) width || pixGetHeight (small) != (int) height)
    return NULL;
  return g_steal_pointer (&small);
}

/* The sum of differences in one patch; left and top are pixels of small, which is laid at place. */
static guint
patch_difference (Pix *proof, const Place *place, Pix *small, guint left, guint top)
{
  guint sum = 0;
  for (guint y = top; y < top + PATCH; y++) {
    const l_uint32 *a = pixGetData (proof) + (gsize) (place->y + y) * (gsize) pixGetWpl (proof);
    const l_uint32 *b = pixGetData (small) + (gsize) y * (gsize) pixGetWpl (small);
    for (guint x = left; x < left + PATCH; x++)
      sum += (guint) abs ((int) GET_DATA_BYTE (a, place->x + x) - (int) GET_DATA_BYTE (b, x));
  }
  return sum;
}

/* The worst patch, in gray levels a pixel, and the sum over all. The outermost pixel is left out: there the
 * drawing mixes the image with the paper around it. The last patches overlap those before them. */
static double
compare (Pix *proof, const Place *place, Pix *small, guint *ret_sum)
{
  guint worst = 0, sum = 0;
  for (guint top = 1; top + 1 < place->height; top += PATCH)
    for (guint left = 1; left + 1 < place->width; left += PATCH) {
      guint patch = patch_difference (proof, place, small, MIN (left, place->width - 1 - PATCH),
                                      MIN (top, place->height - 1 - PATCH));
      sum += patch;
      worst = MAX (worst, patch);
    }
  *ret_sum = sum;
  return (double) worst / (PATCH * PATCH);
}

static gboolean
margin_is_white (Pix *proof, const Place *place)
{
  guint width = pixGetWidth (proof), height = pixGetHeight (proof);
  guint right = place->x + place->width, bottom = place->y + place->height;
  for (guint y = 0; y < height; y++) {
    const l_uint32 *line = pixGetData (proof) + (gsize) y * (gsize) pixGetWpl (proof);
    gboolean beside = y < place->y || y >= bottom;
    for (guint x = 0; x < width; x++)
      if ((beside || x < place->x || x >= right) && GET_DATA_BYTE (line, x) < paper_least)
        return FALSE;
  }
  return TRUE;
}

/* The best of four orientations, if it agrees; 0 = none does. */
static int
find_orientation (Pix *proof, const Place *place, Pix *gray, const int candidates[4])
{
  gboolean across = sohoa_orientation_transposes (candidates[0]);
  g_autoptr (Pix) small =
    average_down (gray, across ? place->height : place->width, across ? place->width : place->height);
  int best = 0;
  guint best_sum = G_MAXUINT;
  double best_worst = G_MAXDOUBLE;

  for (int i = 0; small != NULL && i < 4; i++) {
    guint sum;
    g_autoptr (Pix) turned = sohoa_raster_orient (pixCopy (NULL, small), candidates[i]);
    if (turned == NULL)
      return 0;
    double worst = compare (proof, place, turned, &sum);
    if (sum < best_sum) {
      best = candidates[i];
      best_sum = sum;
      best_worst = worst;
    }
  }
  return best_worst <= patch_most ? best : 0;
}

/* The orientation in which the drawing shows the image; 0 = something else is shown. Square pixels first. */
static int
agree (Pix *proof, const Place *place, Pix *gray)
{
  static const int upright[4] = {1, 3, 2, 4}, across[4] = {6, 8, 5, 7};
  double image_ratio = log ((double) pixGetWidth (gray) / pixGetHeight (gray));
  double place_ratio = log ((double) place->width / place->height);
  gboolean upright_first = fabs (image_ratio - place_ratio) <= fabs (-image_ratio - place_ratio);

  if (!margin_is_white (proof, place))
    return 0;
  int orientation = find_orientation (proof, place, gray, upright_first ? upright : across);
  return orientation != 0 ? orientation
                          : find_orientation (proof, place, gray, upright_first ? across : upright);
}

SohoaPage *
sohoa_pdf_image_page (PopplerPage *page)
{
  PopplerRectangle area;
  Place place;
  int id;

  if (!find_image (page, &id, &area))
    return NULL;
  g_autoptr (Pix) proof = draw_proof (page, &area, &place);
  g_autoptr (Pix) pix = proof == NULL ? NULL : take_image (page, id);
  if (pix == NULL)
    return NULL;
  SohoaPage image = {.pix = pix};
  g_autoptr (Pix) gray = sohoa_page_gray (&image);
  int orientation = gray == NULL ? 0 : agree (proof, &place, gray);
  if (orientation == 0)
    return NULL;
  Pix *upright = sohoa_raster_orient (g_steal_pointer (&pix), orientation);
  if (upright == NULL)
    return NULL;
  return sohoa_page_new (upright, pixGetWidth (upright) / (area.x2 - area.x1) * 72,
                         pixGetHeight (upright) / (area.y2 - area.y1) * 72);
}
