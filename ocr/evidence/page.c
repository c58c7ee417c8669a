/* page.c - the picture of a scanned page with everything that was found on it.
 *
 * Turned upright by quarter turns only: the skew of the scan stays, and the zones follow it, so that a wrong
 * map shows at once.
 */
#include "evidence.h"

#include <math.h>

#include "../decode/decode.h"
#include "canvas.h"

/* Colours told apart by people who confuse red and green too (after Okabe and Ito, 2008). */
static const SohoaColour ConfidentColour = {0.0, 0.50, 0.33};
static const SohoaColour DoubtfulColour = {0.84, 0.33, 0.0};
static const SohoaColour EmptyColour = {0.45, 0.55, 0.65};
static const SohoaColour PageColour = {0.0, 0.35, 0.70};
static const SohoaColour CodeColour = {0.60, 0.20, 0.55};

static const double ConfidentFrom = 0.8; /* confidence of a reading, uncalibrated */
static const double LabelLeastMm = 40;   /* labels may be as long as that over narrow zones */
static const double SizeDpi = 20;        /* of a blank drawn only to learn its size */
enum { CODES_SHOWN = 4, CAPTION_LINES = 3 };

/* Page pixels as decoded -> pixels of the upright picture. */
typedef struct {
  double scale_x, scale_y;
  guint rotation;
  double width, height; /* of the picture */
} Placing;

static SohoaPoint
place (const Placing *placing, SohoaPoint p)
{
  const double x = (p.x + 0.5) * placing->scale_x, y = (p.y + 0.5) * placing->scale_y;
  switch (placing->rotation) {
  case 90: /* the content was turned clockwise: turn back */
    return (SohoaPoint){y, placing->height - x};
  case 180:
    return (SohoaPoint){placing->width - x, placing->height - y};
  case 270:
    return (SohoaPoint){placing->width - y, x};
  default:
    return (SohoaPoint){x, y};
  }
}

static SohoaQuad
place_quad (const Placing *placing, const SohoaQuad *quad)
{
  SohoaQuad placed;
  for (int i = 0; i < 4; i++)
    placed.corner[i] = place (placing, quad->corner[i]);
  return placed;
}

/* The page at dpi, upright; sets placing. */
static Pix *
upright_picture (const SohoaPage *page, guint rotation, double dpi, Placing *placing)
{
  g_autoptr (Pix) deep =
    pixGetDepth (page->pix) == 1 ? pixConvert1To8 (NULL, page->pix, 255, 0) : pixClone (page->pix);
  g_autoptr (Pix) scaled =
    deep ? pixScale (deep, (l_float32) (dpi / page->dpi_x), (l_float32) (dpi / page->dpi_y)) : NULL;
  if (!scaled)
    return NULL;
  Pix *upright = pixRotateOrth (scaled, (int) (4 - rotation / 90) % 4);
  *placing = (Placing){
    .scale_x = (double) pixGetWidth (scaled) / pixGetWidth (page->pix),
    .scale_y = (double) pixGetHeight (scaled) / pixGetHeight (page->pix),
    .rotation = rotation,
    .width = upright ? pixGetWidth (upright) : 0,
    .height = upright ? pixGetHeight (upright) : 0,
  };
  return upright;
}

static SohoaColour
reading_colour (const SohoaReading *reading)
{
  if (reading->flags & SOHOA_READING_DOUBTFUL || reading->confidence < ConfidentFrom)
    return DoubtfulColour;
  return *reading->raw ? ConfidentColour : EmptyColour;
}

static void
draw_zone (SohoaCanvas *canvas, const Placing *placing, const SohoaReading *reading)
{
  const SohoaQuad quad = place_quad (placing, &reading->quad);
  sohoa_canvas_outline (canvas, &quad, reading_colour (reading), 0.3, 0.08);
}

static void
draw_value (SohoaCanvas *canvas, const Placing *placing, const SohoaReading *reading)
{
  if (!*reading->raw)
    return;
  const SohoaQuad quad = place_quad (placing, &reading->quad);
  const double width = hypot (quad.corner[1].x - quad.corner[0].x, quad.corner[1].y - quad.corner[0].y);
  const double above = MIN (quad.corner[0].y, quad.corner[1].y);
  sohoa_canvas_label (canvas, (SohoaPoint){quad.corner[1].x, above}, reading->raw, reading_colour (reading),
                      MAX (width, LabelLeastMm * canvas->dpi / 25.4));
}

/* Cells, lines and tick boxes of the zones, as the template has them. */
static void
draw_parts (SohoaCanvas *canvas, const Placing *placing, const SohoaPageResult *result,
            const SohoaTemplate *template)
{
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    for (guint k = 0; zone->page == result->form_page && k < zone->parts->len; k++) {
      const SohoaQuad on_page =
        sohoa_transform_map_rect (result->transform, &g_array_index (zone->parts, SohoaZonePart, k).box_mm);
      const SohoaQuad quad = place_quad (placing, &on_page);
      sohoa_canvas_outline (canvas, &quad, EmptyColour, 0.1, 0);
    }
  }
}

/* The edges of the blank's page, where they came to lie on the scan. */
static gboolean
draw_form (SohoaCanvas *canvas, const Placing *placing, const SohoaPageResult *result,
           const SohoaTemplate *template, GError **error)
{
  SohoaRect edges = {0};
  g_autoptr (Pix) blank =
    sohoa_blank_render (template->blank_pdf, result->form_page, SizeDpi, &edges.w, &edges.h, error);
  if (!blank)
    return FALSE;
  const SohoaQuad on_page = sohoa_transform_map_rect (result->transform, &edges);
  const SohoaQuad quad = place_quad (placing, &on_page);
  sohoa_canvas_outline (canvas, &quad, PageColour, 0.6, 0);
  return TRUE;
}

static void
draw_code (SohoaCanvas *canvas, const Placing *placing, const SohoaCode *code)
{
  const SohoaQuad quad = place_quad (placing, &code->quad);
  SohoaPoint top_right = quad.corner[0];
  for (int i = 1; i < 4; i++)
    top_right = (SohoaPoint){MAX (top_right.x, quad.corner[i].x), MIN (top_right.y, quad.corner[i].y)};
  sohoa_canvas_outline (canvas, &quad, CodeColour, 0.5, 0.1);
  sohoa_canvas_label (canvas, top_right, code->symbology, CodeColour, canvas->width);
}

/* Caption, one line each: what the page is; its heading or how well it was located; its codes. */

static char *
kind_line (const SohoaPageResult *result)
{
  GString *line = g_string_new (NULL);
  g_string_printf (line, "page %u: %s", result->page, sohoa_page_kind_nick (result->kind));
  if (result->form)
    g_string_append_printf (line, " %s %s, page %u", result->form,
                            result->form_version ? result->form_version : "", result->form_page);
  if (result->kind != SOHOA_PAGE_UNKNOWN)
    g_string_append_printf (line, " (%.2f)", result->kind_confidence);
  if (result->reason)
    g_string_append_printf (line, ": %s", result->reason);
  if (result->rotation)
    g_string_append_printf (line, ", was turned by %u°", result->rotation);
  if (result->duplicate_of)
    g_string_append_printf (line, ", same sheet as page %u", result->duplicate_of);
  return g_string_free (line, FALSE);
}

static char *
place_line (const SohoaPageResult *result)
{
  if (result->transform)
    return g_strdup_printf ("located by %u of %u pieces of print, %.2f mm apart", result->inliers,
                            result->anchors, result->residual_mm);
  return g_strdup (result->heading ? result->heading : "no heading");
}

static char *
codes_line (const SohoaPageResult *result)
{
  if (result->codes->len == 0)
    return g_strdup ("no codes");
  GString *line = g_string_new (NULL);
  for (guint i = 0; i < MIN (result->codes->len, CODES_SHOWN); i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    g_string_append_printf (line, "%s%s %s", i ? "   " : "", code->symbology, code->data);
  }
  if (result->codes->len > CODES_SHOWN)
    g_string_append_printf (line, "   and %u more", result->codes->len - CODES_SHOWN);
  g_strdelimit (line->str, "\n", ' ');
  return g_string_free (line, FALSE);
}

static void
draw_caption (SohoaCanvas *canvas, const SohoaPageResult *result)
{
  g_autofree char *kind = kind_line (result), *where = place_line (result), *codes = codes_line (result);
  const gboolean doubtful = result->kind == SOHOA_PAGE_UNKNOWN;
  sohoa_canvas_caption (canvas, 0, doubtful ? &DoubtfulColour : &ConfidentColour, kind);
  sohoa_canvas_caption (canvas, 1, result->transform ? &PageColour : NULL, where);
  sohoa_canvas_caption (canvas, 2, result->codes->len > 0 ? &CodeColour : NULL, codes);
}

GBytes *
sohoa_evidence_page (const SohoaPage *page, const SohoaPageResult *result, const SohoaTemplate *template,
                     double dpi, GError **error)
{
  Placing placing;
  g_autoptr (Pix) picture = upright_picture (page, result->rotation, dpi, &placing);
  if (!picture) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                 "cannot scale the page to %.0f dpi; ask for fewer dpi", dpi);
    return NULL;
  }
  g_autoptr (SohoaCanvas) canvas = sohoa_canvas_new (picture, dpi, CAPTION_LINES, error);
  if (!canvas)
    return NULL;
  if (template && result->transform) {
    if (!draw_form (canvas, &placing, result, template, error))
      return NULL;
    draw_parts (canvas, &placing, result, template);
  }
  for (guint i = 0; i < result->readings->len; i++)
    draw_zone (canvas, &placing, g_ptr_array_index (result->readings, i));
  for (guint i = 0; i < result->readings->len; i++) /* last: no outline may run through them */
    draw_value (canvas, &placing, g_ptr_array_index (result->readings, i));
  for (guint i = 0; i < result->codes->len; i++)
    draw_code (canvas, &placing, g_ptr_array_index (result->codes, i));
  draw_caption (canvas, result);
  return sohoa_canvas_png (canvas, error);
}
