/* code_place.c - see code_place.h: the page as a grid of millimetres that are free or not. */
#include "code_place.h"

#include <math.h>

enum {
  EDGE_MM = 10,    /* feeders shift sheets, and printers cannot print up to the edge */
  INK_BELOW = 200, /* gray of 8 bpp */
  WIDTH_MM = SOHOA_CODE_PLACE_MM,
  HEIGHT_MM = SOHOA_CODE_PLACE_MM + SOHOA_CODE_CAPTION_MM,
};

typedef struct {
  int width, height;
  guint *taken; /* of (width + 1) x (height + 1): millimetres taken above and left of each corner */
} Grid;

static void
mark_print (guint8 *cells, int width, int height, const SohoaPlane *blank, double px_per_mm)
{
  for (int y = 0; y < blank->height && y / px_per_mm < height; y++) {
    const guint8 *row = blank->data + (gsize) y * (gsize) blank->width;
    guint8 *cell = cells + (int) (y / px_per_mm) * width;
    for (int i = 0, x = 0; i < width; i++) {
      guint8 darkest = 255;
      for (const int end = MIN (blank->width, (int) ceil ((i + 1) * px_per_mm)); x < end; x++)
        darkest = MIN (darkest, row[x]);
      if (darkest < INK_BELOW)
        cell[i] = 1;
    }
  }
}

static void
mark_zone (guint8 *cells, int width, int height, const SohoaRect *box)
{
  for (int y = MAX (0, (int) box->y); y < MIN (height, (int) ceil (box->y + box->h)); y++)
    for (int x = MAX (0, (int) box->x); x < MIN (width, (int) ceil (box->x + box->w)); x++)
      cells[y * width + x] = 1;
}

static void
sum_up (Grid *grid, const guint8 *cells)
{
  const int stride = grid->width + 1;
  for (int y = 0; y < grid->height; y++)
    for (int x = 0; x < grid->width; x++)
      grid->taken[(y + 1) * stride + x + 1] = cells[y * grid->width + x] + grid->taken[y * stride + x + 1] +
                                              grid->taken[(y + 1) * stride + x] - grid->taken[y * stride + x];
}

static gboolean
is_free (const Grid *grid, int x, int y)
{
  const int stride = grid->width + 1;
  const guint *top = grid->taken + y * stride + x, *bottom = top + HEIGHT_MM * stride;
  return bottom[WIDTH_MM] - bottom[0] - top[WIDTH_MM] + top[0] == 0;
}

/* Millimetres from the nearest corner, left and right alike. */
static int
distance (const Grid *grid, int x, int y)
{
  const int across = MIN (x, grid->width - WIDTH_MM - x), down = MIN (y, grid->height - HEIGHT_MM - y);
  return across + down;
}

gboolean
sohoa_code_place_find (const SohoaPlane *blank, double dpi, const SohoaTemplate *template, guint form_page,
                       SohoaRect *ret_mm)
{
  const double px_per_mm = dpi / 25.4;
  Grid grid = {(int) (blank->width / px_per_mm), (int) (blank->height / px_per_mm), NULL};
  g_autofree guint8 *cells = g_new0 (guint8, (gsize) grid.width * (gsize) grid.height + 1);
  g_autofree guint *taken = g_new0 (guint, (gsize) (grid.width + 1) * (gsize) (grid.height + 1));
  int best = G_MAXINT;

  grid.taken = taken;
  mark_print (cells, grid.width, grid.height, blank, px_per_mm);
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    if (zone->page == form_page)
      mark_zone (cells, grid.width, grid.height, &zone->box_mm);
  }
  sum_up (&grid, cells);
  for (int y = EDGE_MM; y + HEIGHT_MM <= grid.height - EDGE_MM; y++)
    for (int x = EDGE_MM; x + WIDTH_MM <= grid.width - EDGE_MM; x++)
      if (is_free (&grid, x, y) && distance (&grid, x, y) < best) {
        best = distance (&grid, x, y);
        *ret_mm = (SohoaRect){x, y, SOHOA_CODE_PLACE_MM, SOHOA_CODE_PLACE_MM};
      }
  return best < G_MAXINT;
}
