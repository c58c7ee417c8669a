/* drawing.c - the form of this room's tests: enough print to be taken by the index, and one zone of each
 * kind. */
#include "drawing.h"

#include "../../../ocr/decode/decode.h"

#include <cairo-pdf.h>

enum { WIDTH_MM = 120, HEIGHT_MM = 160 };
static const double pt_per_mm = 72 / 25.4;

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
write_text (cairo_t *cr, const char *text, double x, double y, double size_mm)
{
  cairo_set_font_size (cr, size_mm);
  cairo_move_to (cr, x, y);
  cairo_show_text (cr, text);
}

static void
leader (cairo_t *cr, double x0, double x1, double y)
{
  for (double x = x0; x < x1; x += 1.2) {
    cairo_arc (cr, x, y, 0.22, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

static void
frame (cairo_t *cr, double x, double y, double w, double h)
{
  cairo_set_line_width (cr, 0.25);
  cairo_rectangle (cr, x, y, w, h);
  cairo_stroke (cr);
}

static void
print_blank (cairo_t *cr)
{
  write_text (cr, "TỜ KHAI ĐĂNG KÝ THỬ NGHIỆM", 25, 12, 5);
  write_text (cr, "Họ và tên:", 6, 26, 4);
  leader (cr, 28, 112, 26);
  write_text (cr, "Nghề nghiệp:", 6, 34, 4);
  leader (cr, 32, 112, 34);
  write_text (cr, "Ngày sinh:", 6, 42, 4);
  leader (cr, 28, 40, 42);
  write_text (cr, "/", 41, 42, 4);
  leader (cr, 43, 55, 42);
  write_text (cr, "/", 56, 42, 4);
  leader (cr, 58, 75, 42);
  write_text (cr, "Số:", 6, 53, 4);
  for (int i = 0; i < 4; i++)
    frame (cr, 28 + 7 * i, 47, 7, 8);
  write_text (cr, "Có", 6, 64, 4);
  frame (cr, 15, 60, 5, 5);
  write_text (cr, "Không", 26, 64, 4);
  frame (cr, 42, 60, 5, 5);
  write_text (cr, "Nam", 56, 64, 4);
  frame (cr, 68, 60, 5, 5);
  write_text (cr, "Nữ", 80, 64, 4);
  frame (cr, 90, 60, 5, 5);
  write_text (cr, "Nơi ở:", 6, 74, 4);
  leader (cr, 20, 112, 74);
  leader (cr, 6, 112, 82);
  frame (cr, 6, 88, 40, 16);
  write_text (cr, "Người khai (ký tên)", 65, 92, 4);
  for (int i = 0; i < 6; i++)
    write_text (cr, "Người khai chịu trách nhiệm về lời khai của mình trước pháp luật.", 6, 125 + 6 * i, 3.2);
}

static GBytes *
make_pdf (const Ink *ink, gsize n_ink)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (append_bytes, bytes, WIDTH_MM * pt_per_mm, HEIGHT_MM * pt_per_mm);
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, pt_per_mm, pt_per_mm);
  cairo_select_font_face (cr, "Noto Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  print_blank (cr);
  for (gsize i = 0; i < n_ink; i++)
    if (ink[i].text != NULL)
      write_text (cr, ink[i].text, ink[i].x, ink[i].y, ink[i].y2 > 0 ? ink[i].y2 : 4.2);
    else {
      cairo_set_line_width (cr, 0.4);
      cairo_move_to (cr, ink[i].x, ink[i].y);
      cairo_line_to (cr, ink[i].x2, ink[i].y2);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
add_zone (SohoaTemplate *template, const char *field, SohoaZoneKind kind, SohoaCharset charset, SohoaRect box,
          const SohoaZonePart *parts, gsize n_parts)
{
  SohoaZone *zone = sohoa_zone_new (field, kind, charset, 1, &box);
  for (gsize i = 0; i < n_parts; i++)
    sohoa_zone_add_part (zone, parts[i].name, &parts[i].box_mm);
  g_ptr_array_add (template->zones, zone);
}

SohoaTemplate *
draw_template (void)
{
  static char names[][8] = {"d", "m", "y", "Nam", "Nữ", "0", "1", "2", "3"};
  const SohoaZonePart date[] = {
    {names[0], {28, 36, 12, 8}}, {names[1], {43, 36, 12, 8}}, {names[2], {58, 36, 17, 8}}};
  const SohoaZonePart sex[] = {{names[3], {68, 60, 5, 5}}, {names[4], {90, 60, 5, 5}}};
  const SohoaZonePart lines[] = {{names[5], {20, 68, 92, 8}}, {names[6], {6, 76, 106, 8}}};
  const SohoaZonePart cells[] = {{names[5], {28, 47, 7, 8}},
                                 {names[6], {35, 47, 7, 8}},
                                 {names[7], {42, 47, 7, 8}},
                                 {names[8], {49, 47, 7, 8}}};
  g_autoptr (GBytes) blank = make_pdf (NULL, 0);
  SohoaTemplate *template = sohoa_template_new ("test", "2025-01-01", 1, blank);
  add_zone (template, "name", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, (SohoaRect){28, 20, 70, 8}, NULL, 0);
  add_zone (template, "job", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, (SohoaRect){32, 28, 80, 8}, NULL, 0);
  add_zone (template, "born", SOHOA_ZONE_DATE, SOHOA_CHARSET_NUMBER, (SohoaRect){28, 36, 47, 8}, date, 3);
  add_zone (template, "number", SOHOA_ZONE_COMB, SOHOA_CHARSET_DIGITS, (SohoaRect){28, 47, 28, 8}, cells, 4);
  add_zone (template, "yes", SOHOA_ZONE_CHECKBOX, SOHOA_CHARSET_TEXT, (SohoaRect){15, 60, 5, 5}, NULL, 0);
  add_zone (template, "no", SOHOA_ZONE_CHECKBOX, SOHOA_CHARSET_TEXT, (SohoaRect){42, 60, 5, 5}, NULL, 0);
  add_zone (template, "sex", SOHOA_ZONE_CHOICE, SOHOA_CHARSET_TEXT, (SohoaRect){68, 60, 27, 5}, sex, 2);
  add_zone (template, "home", SOHOA_ZONE_MULTILINE, SOHOA_CHARSET_TEXT, (SohoaRect){6, 68, 106, 16}, lines,
            2);
  add_zone (template, "cell", SOHOA_ZONE_TABLE_CELL, SOHOA_CHARSET_TEXT, (SohoaRect){6, 88, 40, 16}, NULL, 0);
  add_zone (template, "file", SOHOA_ZONE_TEXT, SOHOA_CHARSET_LATIN_DIGITS, (SohoaRect){6, 108, 56, 9}, NULL,
            0);
  add_zone (template, "signature", SOHOA_ZONE_SIGNATURE, SOHOA_CHARSET_TEXT, (SohoaRect){65, 94, 45, 20},
            NULL, 0);
  return template;
}

SohoaPage *
draw_page (const SohoaTemplate *template, const Ink *ink, gsize n_ink, double dpi, gboolean bilevel)
{
  g_autoptr (GBytes) pdf = make_pdf (ink, n_ink);
  double width_mm, height_mm;
  Pix *gray = sohoa_blank_render (pdf, 1, dpi, &width_mm, &height_mm, NULL);
  if (!bilevel)
    return sohoa_page_new (gray, dpi, dpi);
  Pix *bits = pixThresholdToBinary (gray, 140);
  pixDestroy (&gray);
  return sohoa_page_new (bits, dpi, dpi);
}

SohoaTransform *
page_transform (double dpi)
{
  const double a[6] = {dpi / 25.4, 0, -0.5, 0, dpi / 25.4, -0.5};
  return sohoa_transform_new_affine (a);
}
