/* difference.c - which of two pages that print nearly the same a page is: judged where they differ.
 *
 * Both blanks are cut into tiles; where one has print that the other has not, or other print, the page is
 * compared with both. Each place counts by how much the blanks differ there, so that a page like the first
 * gives 1 and a page like the second -1; what people wrote there, or dirt, is like neither and does not
 * count.
 */
#include "difference.h"

#include "anchors.h"

#include <math.h>

enum {
  WIDTH = 64, /* of a tile, pixels of the blank at SOHOA_ANCHOR_DPI: 10.8 x 6.8 mm, a syllable or two */
  HEIGHT = 40,
  RADIUS = 3, /* pixels that the maps may be off */
};

static const double CONTRAST_MIN = 12; /* standard deviation of a tile with print, of 255 */
static const double SAME = 0.75;       /* correlation of tiles that print the same */
static const double SHOWN = 0.5;       /* of a tile with one of the blanks, before the page speaks there */

typedef struct {
  gint16 values[(WIDTH + 2 * RADIUS) * (HEIGHT + 2 * RADIUS)];
} Window;

/* From pixels of a blank's rendering to millimetres. */
static SohoaAffine
blank_to_mm (void)
{
  const double mm = 25.4 / SOHOA_ANCHOR_DPI;
  return (SohoaAffine){{mm, 0, mm / 2, 0, mm, mm / 2}};
}

static SohoaAffine
inverse (const SohoaAffine *map)
{
  const double *a = map->a;
  double det = a[0] * a[4] - a[1] * a[3];
  SohoaAffine back = {{a[4] / det, -a[1] / det, 0, -a[3] / det, a[0] / det, 0}};
  SohoaPoint origin = sohoa_affine_map (&back, a[2], a[5]);
  back.a[2] = -origin.x, back.a[5] = -origin.y;
  return back;
}

static SohoaAffine
page_map_at (const SohoaRegistration *registration, SohoaPoint mm)
{
  return registration->surface.n > 0 ? sohoa_surface_affine_at (&registration->surface, mm.x, mm.y)
                                     : registration->map;
}

/* A tile with RADIUS around it; map: from its pixels to the plane's. */
static void
cut_window (const SohoaPlane *plane, const SohoaAffine *map, Window *window)
{
  const SohoaAffine margin = {{1, 0, -RADIUS, 0, 1, -RADIUS}}, grid = sohoa_affine_compose (map, &margin);
  sohoa_plane_sample (plane, &grid, WIDTH + 2 * RADIUS, HEIGHT + 2 * RADIUS, window->values);
}

static SohoaPatch
cut_patch (const Window *window, gint16 *values)
{
  guint8 gray[WIDTH * HEIGHT];
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      gray[y * WIDTH + x] = (guint8) window->values[(y + RADIUS) * (WIDTH + 2 * RADIUS) + x + RADIUS];
  return sohoa_patch_init (gray, WIDTH, HEIGHT, values);
}

static gboolean
has_print (const SohoaPatch *patch)
{
  return patch->norm >= CONTRAST_MIN * sqrt (WIDTH * HEIGHT);
}

/* 0..1 how well the patch is found in the window; an empty patch is like an empty window. */
static double
likeness (const SohoaPatch *patch, const Window *window)
{
  gint16 values[WIDTH * HEIGHT];
  SohoaFind find;
  if (!has_print (patch)) {
    SohoaPatch there = cut_patch (window, values);
    return has_print (&there) ? 0 : 1;
  }
  return sohoa_patch_find (patch, window->values, RADIUS, RADIUS, &find) ? MAX (0, find.score) : 0;
}

typedef struct {
  double differing, preferred; /* sums over the tiles */
} Balance;

static void
weigh_tile (const SohoaPlane *one, const SohoaAffine *to_one, const SohoaPlane *other,
            const SohoaAffine *to_other, const SohoaPlane *page, const SohoaAffine *to_page, Balance *balance)
{
  Window one_window, other_window, page_window;
  gint16 one_values[WIDTH * HEIGHT], other_values[WIDTH * HEIGHT];
  cut_window (one, to_one, &one_window);
  cut_window (other, to_other, &other_window);
  SohoaPatch one_patch = cut_patch (&one_window, one_values),
             other_patch = cut_patch (&other_window, other_values);
  double same = likeness (&one_patch, &other_window);
  if (same >= SAME)
    return;
  cut_window (page, to_page, &page_window);
  /* That nothing is there proves nothing: the place may be covered. */
  double like_one = has_print (&one_patch) ? likeness (&one_patch, &page_window) : 0;
  double like_other = has_print (&other_patch) ? likeness (&other_patch, &page_window) : 0;
  if (MAX (like_one, like_other) < SHOWN)
    return;
  balance->differing += 1 - same;
  balance->preferred += like_one - like_other;
}

static SohoaPlane *
blank_plane (SohoaTemplateIndex *index, const SohoaIndexPage *page)
{
  Pix *blank = sohoa_template_index_blank (index, page->template, page->page, SOHOA_ANCHOR_DPI, NULL);
  return blank ? sohoa_plane_new (blank) : NULL;
}

double
sohoa_difference_weigh (SohoaTemplateIndex *index, const SohoaIndexPage *one,
                        const SohoaRegistration *one_on_page, const SohoaIndexPage *other,
                        const SohoaRegistration *other_on_page, const SohoaPlane *plane)
{
  g_autoptr (SohoaPlane) one_plane = blank_plane (index, one);
  g_autoptr (SohoaPlane) other_plane = blank_plane (index, other);
  if (!one_plane || !other_plane)
    return 0;
  const SohoaAffine to_mm = blank_to_mm (), from_mm = inverse (&to_mm),
                    to_plane = sohoa_plane_from_original (plane);
  Balance balance = {0, 0};
  for (int y = 0; y + HEIGHT <= one_plane->height; y += HEIGHT / 2)
    for (int x = 0; x + WIDTH <= one_plane->width; x += WIDTH / 2) {
      const SohoaAffine to_one = {{1, 0, x, 0, 1, y}};
      SohoaPoint middle = sohoa_affine_map (&to_mm, x + WIDTH / 2.0, y + HEIGHT / 2.0);
      SohoaAffine on_page = page_map_at (one_on_page, middle), others = page_map_at (other_on_page, middle);
      SohoaAffine tile_mm = sohoa_affine_compose (&to_mm, &to_one),
                  tile_page = sohoa_affine_compose (&on_page, &tile_mm);
      SohoaAffine back = inverse (&others), other_mm = sohoa_affine_compose (&back, &tile_page);
      SohoaAffine to_other = sohoa_affine_compose (&from_mm, &other_mm),
                  to_page = sohoa_affine_compose (&to_plane, &tile_page);
      weigh_tile (one_plane, &to_one, other_plane, &to_other, plane, &to_page, &balance);
    }
  return balance.differing > 0 ? CLAMP (balance.preferred / balance.differing, -1, 1) : 0;
}
