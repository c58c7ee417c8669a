/* table_cell.c - text that wraps inside a ruled cell: its lines are found by the ink's row profile. */
#include "lines.h"

/* Rows of a line of writing: y0 .. y1 - 1 of the patch. */
typedef struct {
  int y0, y1;
} Band;

static const double small_mm = 1.3;    /* letters are higher */
static const double stroke_mm = 1.0;   /* and mostly wider */
static const double scrap_bands = 1.5; /* times the height of a band; marks on capitals are about one away */
static const SohoaMargin cell_margin = {0.6, 0.6, 0.6, 0.6};

/* Ink per row, of strokes at least as large as letters: accents must not make lines of their own. */
static int *
row_profile (const SohoaPatch *patch)
{
  int height = pixGetHeight (patch->ink);
  int *profile = g_new0 (int, height + 1);
  g_autoptr (Boxa) boxes = pixConnCompBB (patch->ink, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    if (box->h < sohoa_read_px (small_mm))
      continue;
    int inset = box->h / 4; /* the middle of letters: ascenders and descenders overlap between lines */
    for (int y = box->y + inset; y < box->y + box->h - inset; y++)
      profile[y] += box->w;
  }
  return profile;
}

static GArray *
find_bands (const SohoaPatch *patch)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  int height = pixGetHeight (patch->ink);
  g_autofree int *profile = row_profile (patch);
  for (int y = 0; y < height;) {
    if (profile[y] == 0) {
      y++;
      continue;
    }
    Band band = {y, y};
    while (band.y1 < height && profile[band.y1] > 0)
      band.y1++;
    y = band.y1;
    g_array_append_val (bands, band);
  }
  return bands;
}

/* Small strokes far above or below the letters of a band are no marks of theirs, but ends of strokes of the
 * print around the cell. */
static gboolean
is_scrap (const Box *box, const Band *band, int distance)
{
  return box->h < sohoa_read_px (small_mm) && distance > scrap_bands * (band->y1 - band->y0);
}

/* The patch with only the strokes that are nearest to one band. */
static Pix *
ink_of_band (const SohoaPatch *patch, const GArray *bands, guint which)
{
  Pix *ink = pixCreateTemplate (patch->ink);
  g_autoptr (Pixa) components = NULL;
  g_autoptr (Boxa) boxes = pixConnComp (patch->ink, &components, 8);
  for (int i = 0; i < boxaGetCount (boxes); i++) {
    const Box *box = boxes->box[i];
    int middle = box->y + box->h / 2, best = G_MAXINT;
    guint nearest = 0;
    for (guint k = 0; k < bands->len; k++) {
      const Band *band = &g_array_index (bands, Band, k);
      int distance = MAX (MAX (band->y0 - middle, middle - band->y1), 0);
      if (distance < best) {
        best = distance;
        nearest = k;
      }
    }
    if (nearest == which && !is_scrap (box, &g_array_index (bands, Band, which), best))
      pixRasterop (ink, box->x, box->y, box->w, box->h, PIX_SRC | PIX_DST, components->pix[i], 0, 0);
  }
  return ink;
}

/* One upright stroke: of a frame or a signature rather than a line that says no more than "1" or "I". */
static gboolean
is_lone_stroke (Pix *ink)
{
  g_autoptr (Boxa) boxes = pixConnCompBB (ink, 8);
  int n_bodies = 0, widest = 0;
  for (int i = 0; i < boxaGetCount (boxes); i++)
    if (boxes->box[i]->h >= sohoa_read_px (small_mm)) {
      n_bodies++;
      widest = MAX (widest, boxes->box[i]->w);
    }
  return n_bodies == 1 && widest < sohoa_read_px (stroke_mm);
}

static void
free_pix (gpointer data)
{
  Pix *pix = data;
  pixDestroy (&pix);
}

static GPtrArray *
inks_of_bands (const SohoaPatch *patch, const GArray *bands)
{
  GPtrArray *inks = g_ptr_array_new_with_free_func (free_pix);
  for (guint i = 0; i < bands->len; i++)
    g_ptr_array_add (inks, ink_of_band (patch, bands, i));
  return inks;
}

/* Is one of the bands more than a stroke? */
static gboolean
holds_text (const GPtrArray *inks)
{
  for (guint i = 0; i < inks->len; i++)
    if (!is_lone_stroke (g_ptr_array_index (inks, i)))
      return TRUE;
  return FALSE;
}

static SohoaReading *
read_table_cell (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  g_autoptr (SohoaPatch) patch = sohoa_zone_lift (context, &zone->box_mm, &cell_margin, error);
  if (patch == NULL)
    return NULL;
  g_autoptr (SohoaSpelling) spelling = sohoa_spelling_new ();
  g_autoptr (GArray) bands = find_bands (patch);
  g_autoptr (GPtrArray) inks = inks_of_bands (patch, bands);
  gboolean has_text = holds_text (inks);
  for (guint i = 0; i < inks->len; i++) {
    /* It is left out and a person is asked to look; the lines are as sure as without it. */
    if (has_text && is_lone_stroke (g_ptr_array_index (inks, i))) {
      reading->flags |= SOHOA_READING_DOUBTFUL;
      continue;
    }
    SohoaPatch band = *patch;
    band.ink = g_ptr_array_index (inks, i);
    if (!sohoa_line_append (context, &band, zone->charset, spelling, &reading->flags, error))
      return NULL;
  }
  sohoa_spelling_finish (spelling, reading);
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_table_cell = {SOHOA_ZONE_TABLE_CELL, "table_cell", read_table_cell};
