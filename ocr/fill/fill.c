/* fill.c - see fill.h. */
#include "fill.h"

#include <cairo-pdf.h>

#include "../decode/blank_draw.h"
#include "lettering.h"
#include "sheet.h"

static const double PtPerMm = 72 / 25.4;
static const double CaptionPt = 6.5;

enum { QUIET_MODULES = 4 }; /* ISO/IEC 18004: what must stay clear around a code */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* ---- the code ---- */

static void
draw_code (cairo_t *cairo, const SohoaFilling *filling, const SohoaRect *place)
{
  const guint8 *modules = g_bytes_get_data (filling->code, NULL);
  const double module = place->w * PtPerMm / (filling->code_side + 2 * QUIET_MODULES);
  for (guint y = 0; y < filling->code_side; y++)
    for (guint x = 0; x < filling->code_side; x++)
      if (modules[y * filling->code_side + x])
        cairo_rectangle (cairo, place->x * PtPerMm + (x + QUIET_MODULES) * module,
                         place->y * PtPerMm + (y + QUIET_MODULES) * module, module, module);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_fill (cairo);
}

static void
draw_caption (cairo_t *cairo, const char *caption, const SohoaRect *place)
{
  const SohoaLetterSize size = {CaptionPt, 1};
  const double width = sohoa_lettering_width (cairo, caption, size);
  sohoa_lettering_draw (cairo, (place->x + place->w / 2) * PtPerMm - width / 2,
                        (place->y + place->h) * PtPerMm + SOHOA_CAPITAL_HEIGHT * CaptionPt, caption, size);
}

/* ---- pages ---- */

static gboolean
has_zone (const SohoaTemplate *template, const char *field)
{
  for (guint i = 0; i < template->zones->len; i++)
    if (g_str_equal (((const SohoaZone *) g_ptr_array_index (template->zones, i))->field, field))
      return TRUE;
  return FALSE;
}

static void
write_zones (cairo_t *cairo, const SohoaTemplate *template, guint number, const SohoaFillPage *page,
             const SohoaFilling *filling, GPtrArray *unfit)
{
  SohoaSheet sheet = {.cairo = cairo, .blank = page->blank};
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    const char *text = zone->page == number ? sohoa_filling_peek_text (filling, zone->field) : NULL;
    if (text != NULL && !sohoa_sheet_write (&sheet, zone, text))
      g_ptr_array_add (unfit, g_strdup (zone->field));
  }
}

static gboolean
draw_page (cairo_surface_t *surface, cairo_t *cairo, const SohoaTemplate *template, guint number,
           const SohoaFillPage *page, const SohoaFilling *filling, GPtrArray *unfit, GError **error)
{
  double width_pt, height_pt;
  if (filling->code_side > 0 && !page->has_code_place) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
                 "cannot print on form '%s' version '%s': page %u has no clear place for the code",
                 template->form, template->version, number);
    return FALSE;
  }
  if (!sohoa_blank_size (template->blank_pdf, number, &width_pt, &height_pt, error))
    return FALSE;
  cairo_pdf_surface_set_size (surface, width_pt, height_pt);
  cairo_save (cairo);
  const gboolean drawn = sohoa_blank_draw (template->blank_pdf, number, cairo, error);
  cairo_restore (cairo);
  if (!drawn)
    return FALSE;
  write_zones (cairo, template, number, page, filling, unfit);
  if (filling->code_side > 0) {
    draw_code (cairo, filling, &page->code_place);
    draw_caption (cairo, filling->caption, &page->code_place);
  }
  cairo_show_page (cairo);
  return TRUE;
}

static gboolean
draw_pages (cairo_surface_t *surface, const SohoaTemplate *template, const GArray *pages,
            const SohoaFilling *filling, GPtrArray *unfit, GError **error)
{
  cairo_t *cairo = cairo_create (surface);
  gboolean drawn = TRUE;
  for (guint i = 0; drawn && i < pages->len; i++)
    drawn = draw_page (surface, cairo, template, i + 1, &g_array_index (pages, SohoaFillPage, i), filling,
                       unfit, error);
  for (guint i = 0; i < filling->texts->len; i++) {
    const SohoaFillingText *text = g_ptr_array_index (filling->texts, i);
    if (!has_zone (template, text->field))
      g_ptr_array_add (unfit, g_strdup (text->field));
  }
  cairo_destroy (cairo);
  return drawn;
}

GBytes *
sohoa_fill_blank (const SohoaTemplate *template, const GArray *pages, const SohoaFilling *filling,
                  GPtrArray *unfit, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autofree char *created = g_strdup_printf ("%sT00:00:00Z", filling->day);
  g_autofree char *title = g_strdup_printf ("%s %s %s", filling->form, filling->version, filling->caption);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, pdf, 1, 1);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  const gboolean drawn = draw_pages (surface, template, pages, filling, unfit, error);
  cairo_surface_finish (surface);
  const cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot write the form as PDF: %s",
                 cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}
