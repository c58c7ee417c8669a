/* test_fill.c - what is filled in stands inside its zone and nowhere else, on the line of the blank; what
 * does not fit is left out and named; the same filling is the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo-pdf.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "../../../ocr/decode/decode.h"
#include "../../../ocr/fill/fill.h"

static const double PtPerMm = 72 / 25.4;
static const double PxPerMm = SOHOA_FILL_DPI / 25.4;

/* ---- a form ---- */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A dotted line at 29 mm below the zone of the name, a frame around the cell. */
static GBytes *
draw_blank (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595.276, 841.89);
  cairo_t *cairo = cairo_create (surface);
  for (double x = 40; x < 120; x += 1.2)
    cairo_rectangle (cairo, x * PtPerMm, 28.6 * PtPerMm, 0.4 * PtPerMm, 0.4 * PtPerMm);
  cairo_fill (cairo);
  cairo_rectangle (cairo, 40 * PtPerMm, 100 * PtPerMm, 40 * PtPerMm, 16 * PtPerMm);
  cairo_stroke (cairo);
  cairo_show_page (cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static const struct {
  const char *field;
  SohoaZoneKind kind;
  SohoaRect box;
  const char *parts[4];
} zones[] = {
  {"name", SOHOA_ZONE_TEXT, {40, 23, 80, 8}, {NULL}},
  {"address", SOHOA_ZONE_MULTILINE, {30, 40, 90, 16}, {"0", "1", NULL}},
  {"number", SOHOA_ZONE_COMB, {40, 65, 24, 7}, {"0", "1", "2", NULL}},
  {"birth", SOHOA_ZONE_DATE, {40, 75, 45, 8}, {"d", "m", "y", NULL}},
  {"sex", SOHOA_ZONE_CHOICE, {40, 88, 15, 5}, {"Nam", "Nữ", NULL}},
  {"agreed", SOHOA_ZONE_CHECKBOX, {70, 88, 5, 5}, {NULL}},
  {"cell", SOHOA_ZONE_TABLE_CELL, {40, 100, 40, 16}, {NULL}},
  {"signed", SOHOA_ZONE_SIGNATURE, {100, 200, 40, 20}, {NULL}},
};

static SohoaTemplate *
make_template (void)
{
  g_autoptr (GBytes) pdf = draw_blank ();
  SohoaTemplate *template = sohoa_template_new ("test", "2020-01-01", 1, pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    const SohoaRect *box = &zones[i].box;
    SohoaZone *zone = sohoa_zone_new (zones[i].field, zones[i].kind, SOHOA_CHARSET_TEXT, 1, box);
    guint n = 0;
    while (n < 4 && zones[i].parts[n] != NULL)
      n++;
    for (guint k = 0; k < n; k++) {
      SohoaRect part = zones[i].kind == SOHOA_ZONE_MULTILINE
                         ? (SohoaRect){box->x, box->y + k * box->h / n, box->w, box->h / n}
                         : (SohoaRect){box->x + k * box->w / n, box->y, box->w / n, box->h};
      sohoa_zone_add_part (zone, zones[i].parts[k], &part);
    }
    g_ptr_array_add (template->zones, zone);
  }
  return template;
}

/* ---- filling it in ---- */

static const SohoaRect code_place = {10, 10, 16, 16};

static Pix *
render (GBytes *pdf)
{
  double width_mm, height_mm;
  g_autoptr (GError) error = NULL;
  Pix *pix = sohoa_blank_render (pdf, 1, SOHOA_FILL_DPI, &width_mm, &height_mm, &error);
  if (pix == NULL)
    fail_msg ("%s", error->message);
  return pix;
}

static GBytes *
fill (const SohoaTemplate *template, const SohoaFilling *filling, GPtrArray *unfit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Pix) blank = render (template->blank_pdf);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (SohoaFillPage));
  const SohoaFillPage page = {blank, TRUE, code_place};
  g_array_append_val (pages, page);
  GBytes *pdf = sohoa_fill_blank (template, pages, filling, unfit, &error);
  if (pdf == NULL)
    fail_msg ("%s", error->message);
  return pdf;
}

static SohoaFilling *
make_filling (const char *field, const char *text)
{
  SohoaFilling *filling = sohoa_filling_new ("test", "2020-01-01", "2025-06-30");
  if (field != NULL)
    sohoa_filling_add_text (filling, field, text);
  return filling;
}

/* ---- looking ---- */

static gboolean
is_inside (const SohoaRect *box, double x_mm, double y_mm)
{
  return x_mm >= box->x && x_mm <= box->x + box->w && y_mm >= box->y && y_mm <= box->y + box->h;
}

/* Pixels that became darker inside a box, and elsewhere. */
static void
count_changes (Pix *before, Pix *after, const SohoaRect *box, guint *ret_inside, guint *ret_outside)
{
  *ret_inside = *ret_outside = 0;
  assert_int_equal (pixGetWidth (before), pixGetWidth (after));
  for (int y = 0; y < pixGetHeight (before); y++) {
    const l_uint32 *was = pixGetData (before) + (gsize) y * (gsize) pixGetWpl (before);
    const l_uint32 *is = pixGetData (after) + (gsize) y * (gsize) pixGetWpl (after);
    for (int x = 0; x < pixGetWidth (before); x++)
      if (GET_DATA_BYTE (is, x) + 60 < GET_DATA_BYTE (was, x))
        ++*(is_inside (box, x / PxPerMm, y / PxPerMm) ? ret_inside : ret_outside);
  }
}

static void
test_texts_stand_in_their_zones_and_nowhere_else (void **state)
{
  static const struct {
    const char *field, *text;
  } rows[] = {
    {"name", "Nguyễn Thị Phượng Quỳnh"},
    {"address", "162C đường Lý Thường Kiệt, phường Chợ Lớn, Thành phố Hồ Chí Minh"},
    {"number", "079"},
    {"birth", "17/05/1960"},
    {"birth", "1960"},
    {"sex", "Nữ"},
    {"agreed", "true"},
    {"cell", "162C đường Lý Thường Kiệt, phường Chợ Lớn"},
  };
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (Pix) blank = render (template->blank_pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SohoaFilling) filling = make_filling (rows[i].field, rows[i].text);
    g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GBytes) pdf = fill (template, filling, unfit);
    g_autoptr (Pix) filled = render (pdf);
    guint inside, outside;
    for (gsize k = 0; k < G_N_ELEMENTS (zones); k++) {
      if (strcmp (zones[k].field, rows[i].field) != 0)
        continue;
      count_changes (blank, filled, &zones[k].box, &inside, &outside);
      print_message ("# %s: %u pixels inside, %u outside\n", rows[i].text, inside, outside);
      assert_true (inside > 200);
      assert_int_equal (outside, 0);
      assert_int_equal (unfit->len, 0);
    }
  }
}

/* The lowest row of ink that a text without descenders brought. */
static void
test_letters_stand_on_the_dotted_line_and_the_dots_make_room (void **state)
{
  static const SohoaRect line = {40, 28.5, 80, 0.6}, behind = {90, 28.5, 30, 0.6};
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (SohoaFilling) filling = make_filling ("name", "HUNG AN");
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) pdf = fill (template, filling, unfit);
  g_autoptr (Pix) blank = render (template->blank_pdf);
  g_autoptr (Pix) filled = render (pdf);
  const SohoaRect below = {40, 29.2, 80, 5};
  guint gone, kept, on_it, elsewhere, under;
  count_changes (filled, blank, &line, &gone, &elsewhere); /* dots that are no more */
  assert_true (gone > 50);
  count_changes (filled, blank, &behind, &kept, &elsewhere);
  assert_int_equal (kept, 0);
  count_changes (blank, filled, &below, &under, &elsewhere);
  assert_int_equal (under, 0);
  const SohoaRect foot = {40, 28.2, 80, 0.8};
  count_changes (blank, filled, &foot, &on_it, &elsewhere);
  assert_true (on_it > 20);
}

/* How dark a box is in all. */
static guint
add_ink (Pix *pix, double x_mm, double y_mm, double side_mm)
{
  guint ink = 0;
  for (int y = (int) (y_mm * PxPerMm); y < (int) ((y_mm + side_mm) * PxPerMm); y++)
    for (int x = (int) (x_mm * PxPerMm); x < (int) ((x_mm + side_mm) * PxPerMm); x++)
      ink += 255 - GET_DATA_BYTE (pixGetData (pix) + (gsize) y * (gsize) pixGetWpl (pix), x);
  return ink;
}

static void
test_the_leader_goes_on_behind_a_gap_with_a_whole_dot (void **state)
{
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (Pix) blank = render (template->blank_pdf);
  for (const char *text = "HUNG AN"; *text != '\0'; text++) { /* ends here and there between the dots */
    g_autoptr (SohoaFilling) filling = make_filling ("name", text);
    g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GBytes) pdf = fill (template, filling, unfit);
    g_autoptr (Pix) filled = render (pdf);
    guint n_whole = 0;
    double x = 39.8 + 65 * 1.2; /* a dot begins 0.2 further */
    while (x > 40 && add_ink (filled, x, 28.4, 0.8) == add_ink (blank, x, 28.4, 0.8))
      x -= 1.2, n_whole++;
    assert_true (n_whole > 30);
    assert_int_equal (add_ink (filled, x, 28.4, 0.8), 0); /* the first that is not whole is gone */
  }
}

static void
test_what_does_not_fit_is_left_blank_and_named (void **state)
{
  static const struct {
    const char *field, *text;
  } rows[] = {
    {"number", "0790"},
    {"sex", "Khác"},
    {"agreed", "false"},
    {"signed", "An"},
    {"nosuch", "An"},
    {"birth", "1/2/3/4"},
    {"name", "một cái tên dài hơn mọi dòng kẻ trên giấy, dài đến nỗi không ai viết vừa, dù chữ có nhỏ đến "
             "đâu đi nữa"},
    {"cell",
     "chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ "
     "chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ"},
  };
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (Pix) blank = render (template->blank_pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SohoaFilling) filling = make_filling (rows[i].field, rows[i].text);
    g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GBytes) pdf = fill (template, filling, unfit);
    g_autoptr (Pix) filled = render (pdf);
    guint inside, outside;
    print_message ("# %s\n", rows[i].field);
    assert_int_equal (unfit->len, 1);
    assert_string_equal (g_ptr_array_index (unfit, 0), rows[i].field);
    count_changes (blank, filled, &code_place, &inside, &outside);
    assert_int_equal (inside + outside, 0);
  }
}

static void
test_the_code_stands_in_its_place_with_its_quiet_zone (void **state)
{
  static const guint8 modules[9] = {1, 1, 1, 1, 0, 1, 1, 1, 1};
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (SohoaFilling) filling = make_filling (NULL, NULL);
  g_autoptr (GBytes) code = g_bytes_new_static (modules, sizeof modules);
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
  sohoa_filling_set_code (filling, 3, code, "");
  g_autoptr (GBytes) pdf = fill (template, filling, unfit);
  g_autoptr (Pix) blank = render (template->blank_pdf);
  g_autoptr (Pix) filled = render (pdf);
  const double module = code_place.w / (3 + 2 * 4);
  const SohoaRect quiet = {code_place.x + 4 * module - 0.1, code_place.y + 4 * module - 0.1, 3 * module + 0.2,
                           3 * module + 0.2};
  const SohoaRect middle = {quiet.x + module + 0.2, quiet.y + module + 0.2, module - 0.2, module - 0.2};
  guint inside, outside, in_middle;
  count_changes (blank, filled, &quiet, &inside, &outside);
  assert_int_equal (outside, 0);
  assert_true (fabs (inside / (8 * module * module * PxPerMm * PxPerMm) - 1) < 0.05);
  count_changes (blank, filled, &middle, &in_middle, &outside);
  assert_int_equal (in_middle, 0);
}

static void
test_the_same_filling_is_the_same_bytes (void **state)
{
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (SohoaFilling) filling = make_filling ("name", "Nguyễn Thị Phượng");
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) one = fill (template, filling, unfit);
  g_autoptr (GBytes) other = fill (template, filling, unfit);
  assert_true (g_bytes_equal (one, other));
}

static void
test_a_page_without_a_place_for_the_code_is_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaTemplate) template = make_template ();
  g_autoptr (SohoaFilling) filling = make_filling (NULL, NULL);
  g_autoptr (GBytes) code = g_bytes_new_static ("\1", 1);
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (SohoaFillPage));
  g_autoptr (Pix) blank = render (template->blank_pdf);
  const SohoaFillPage page = {.blank = blank};
  g_array_append_val (pages, page);
  sohoa_filling_set_code (filling, 1, code, "");
  assert_null (sohoa_fill_blank (template, pages, filling, unfit, &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORM));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_texts_stand_in_their_zones_and_nowhere_else),
    cmocka_unit_test (test_letters_stand_on_the_dotted_line_and_the_dots_make_room),
    cmocka_unit_test (test_the_leader_goes_on_behind_a_gap_with_a_whole_dot),
    cmocka_unit_test (test_what_does_not_fit_is_left_blank_and_named),
    cmocka_unit_test (test_the_code_stands_in_its_place_with_its_quiet_zone),
    cmocka_unit_test (test_the_same_filling_is_the_same_bytes),
    cmocka_unit_test (test_a_page_without_a_place_for_the_code_is_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
