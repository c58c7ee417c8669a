/* blank.c - the picture of a blank with its zones, for form designers. */
#include "evidence.h"

#include "canvas.h"

/* By kind of zone, in the order of the enumeration; the kinds that hold text share a colour. */
static const SohoaColour KindColours[] = {
  [SOHOA_ZONE_TEXT] = {0.0, 0.35, 0.70},        [SOHOA_ZONE_MULTILINE] = {0.0, 0.35, 0.70},
  [SOHOA_ZONE_COMB] = {0.60, 0.20, 0.55},       [SOHOA_ZONE_DATE] = {0.0, 0.50, 0.33},
  [SOHOA_ZONE_CHOICE] = {0.84, 0.33, 0.0},      [SOHOA_ZONE_CHECKBOX] = {0.84, 0.33, 0.0},
  [SOHOA_ZONE_TABLE_CELL] = {0.15, 0.50, 0.60}, [SOHOA_ZONE_SIGNATURE] = {0.45, 0.40, 0.10},
  [SOHOA_ZONE_BARCODE] = {0.30, 0.30, 0.30},
};

static const double LabelLeastMm = 22; /* ids may be as long as that over narrow zones */

static SohoaQuad
rect_quad (const SohoaRect *rect, double px_per_mm)
{
  const double x0 = rect->x * px_per_mm, y0 = rect->y * px_per_mm;
  const double x1 = (rect->x + rect->w) * px_per_mm, y1 = (rect->y + rect->h) * px_per_mm;
  return (SohoaQuad){{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}};
}

static void
draw_zone (SohoaCanvas *canvas, const SohoaZone *zone)
{
  const double px_per_mm = canvas->dpi / 25.4;
  const SohoaColour colour = KindColours[zone->kind];
  const SohoaQuad quad = rect_quad (&zone->box_mm, px_per_mm);
  sohoa_canvas_outline (canvas, &quad, colour, 0.3, 0.1);
  for (guint i = 0; i < zone->parts->len; i++) {
    const SohoaQuad part = rect_quad (&g_array_index (zone->parts, SohoaZonePart, i).box_mm, px_per_mm);
    sohoa_canvas_outline (canvas, &part, colour, 0.1, 0);
  }
}

static void
label_zone (SohoaCanvas *canvas, const SohoaZone *zone)
{
  const double px_per_mm = canvas->dpi / 25.4;
  const SohoaPoint above = {(zone->box_mm.x + zone->box_mm.w) * px_per_mm, zone->box_mm.y * px_per_mm};
  sohoa_canvas_label (canvas, above, zone->field, KindColours[zone->kind],
                      MAX (zone->box_mm.w, LabelLeastMm) * px_per_mm);
}

static void
draw_caption (SohoaCanvas *canvas, const SohoaTemplate *template, guint form_page, guint n_zones)
{
  g_autofree char *line = g_strdup_printf ("%s %s, page %u of %u: %u zones", template->form,
                                           template->version, form_page, template->n_pages, n_zones);
  sohoa_canvas_caption (canvas, 0, NULL, line);
}

GBytes *
sohoa_evidence_blank (Pix *blank, const SohoaTemplate *template, guint form_page, double dpi, GError **error)
{
  g_autoptr (SohoaCanvas) canvas = sohoa_canvas_new (blank, dpi, 1, error);
  if (!canvas)
    return NULL;
  guint n_zones = 0;
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    if (zone->page == form_page) {
      draw_zone (canvas, zone);
      n_zones++;
    }
  }
  /* Labels come last: no outline may run through them. */
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    if (zone->page == form_page)
      label_zone (canvas, zone);
  }
  draw_caption (canvas, template, form_page, n_zones);
  return sohoa_canvas_png (canvas, error);
}
