/* test_pdf.c - a scanned page is its own image only where the page shows just that image; text counts only
 * where ink shows it; what a file declares is counted; what poppler stumbles over is told. */
#include "check.h"

#include <math.h>

static const MakeSize image_size = {556, 778}; /* 200 dpi on the page below */
static const double page_width = 200.16, page_height = 280.08;

typedef struct {
  cairo_surface_t *image;
  int orientation;  /* how the page shows the image: 1, 2 mirrored, 3 half a turn, 6 a quarter clockwise */
  const char *text; /* on top of it */
  double gray;      /* of the text */
} Sheet;

static void
place_image (cairo_t *cairo, const Sheet *sheet)
{
  double width = page_width, height = page_height;
  if (sheet->orientation == 2) {
    cairo_translate (cairo, width, 0);
    cairo_scale (cairo, -1, 1);
  } else if (sheet->orientation == 3) {
    cairo_translate (cairo, width, height);
    cairo_rotate (cairo, G_PI);
  } else if (sheet->orientation == 6) {
    cairo_translate (cairo, height, 0);
    cairo_rotate (cairo, G_PI / 2);
  }
  cairo_scale (cairo, width / image_size.width, height / image_size.height);
  cairo_set_source_surface (cairo, sheet->image, 0, 0);
  cairo_paint (cairo);
}

static void
draw_sheet (cairo_t *cairo, gpointer data)
{
  const Sheet *sheet = data;
  if (sheet->image != NULL) {
    cairo_save (cairo);
    place_image (cairo, sheet);
    cairo_restore (cairo);
  }
  if (sheet->text != NULL) {
    cairo_select_font_face (cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size (cairo, 12);
    cairo_set_source_rgb (cairo, sheet->gray, sheet->gray, sheet->gray);
    cairo_move_to (cairo, 20, 200);
    cairo_show_text (cairo, sheet->text);
  }
}

static SohoaPage *
decode_sheet (Sheet *sheet)
{
  gboolean across = sheet->orientation == 6;
  g_autoptr (GBytes) bytes =
    make_pdf_drawn (across ? page_height : page_width, across ? page_width : page_height, draw_sheet, sheet);
  return check_first_page (bytes);
}

static void
test_a_page_that_is_one_image_gives_that_image (void **state)
{
  cairo_surface_t *image = make_surface (image_size);
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.image = image});
  check_shows_drawing (page, image_size, 8);
  for (guint x = 0; x < 64; x++) { /* shade by shade */
    l_uint32 shade;
    pixGetPixel (page->pix, (int) x, 5, &shade);
    assert_int_equal (shade, 16 + (x * 7 + 15) % 64);
  }
  assert_float_equal (page->dpi_x, 200, 0.1);
  assert_null (page->words);
  assert_int_equal (page->warnings->len, 0);
  cairo_surface_destroy (image);
}

static void
test_an_image_is_turned_as_the_page_shows_it (void **state)
{
  cairo_surface_t *image = make_surface (image_size);
  g_autoptr (SohoaPage) mirrored = decode_sheet (&(Sheet){.image = image, .orientation = 2});
  assert_int_equal (pixGetWidth (mirrored->pix), image_size.width);
  assert_true (check_dark_at (mirrored, image_size.width - 5, 5));
  assert_false (check_dark_at (mirrored, 5, 5));

  g_autoptr (SohoaPage) turned = decode_sheet (&(Sheet){.image = image, .orientation = 3});
  assert_int_equal (pixGetWidth (turned->pix), image_size.width);
  assert_true (check_dark_at (turned, image_size.width - 5, image_size.height - 5));
  assert_false (check_dark_at (turned, 5, 5));

  g_autoptr (SohoaPage) across = decode_sheet (&(Sheet){.image = image, .orientation = 6});
  assert_int_equal (pixGetWidth (across->pix), image_size.height);
  assert_true (check_dark_at (across, image_size.height - 5, 5));
  assert_false (check_dark_at (across, 5, 5));
  assert_float_equal (across->dpi_x, 200, 0.1);
  cairo_surface_destroy (image);
}

static void
test_a_scan_of_black_and_white_becomes_bilevel (void **state)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 556, 778);
  cairo_t *cairo = cairo_create (image);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_rectangle (cairo, 0, 0, 556 / 2, 778 / 8);
  cairo_fill (cairo);
  cairo_destroy (cairo);
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.image = image});
  check_shows_drawing (page, image_size, 1);
  cairo_surface_destroy (image);
}

static void
test_writing_on_top_of_a_scan_is_not_lost_and_its_text_not_believed (void **state)
{
  cairo_surface_t *image = make_surface (image_size);
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.image = image, .text = "so 7"});
  assert_int_equal (pixGetWidth (page->pix), 834); /* drawn at 300 dpi */
  assert_null (page->words);
  guint dark = 0;
  for (guint y = 790; y < 834; y++)
    for (guint x = 80; x < 200; x++)
      dark += check_dark_at (page, x, y);
  assert_true (dark > 50);
  cairo_surface_destroy (image);
}

static void
test_an_invisible_text_layer_on_a_scan_leaves_the_scan_alone (void **state)
{
  cairo_surface_t *image = make_surface (image_size);
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.image = image, .text = "Nguyen Van B", .gray = 1});
  assert_int_equal (pixGetWidth (page->pix), image_size.width);
  assert_null (page->words);
  cairo_surface_destroy (image);
}

static void
test_born_digital_words_come_with_boxes_around_their_ink (void **state)
{
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.text = "TỜ KHAI số"});
  assert_int_equal (pixGetWidth (page->pix), 834);
  assert_non_null (page->words);
  assert_int_equal (page->words->len, 3);
  static const char *const expected[] = {"TỜ", "KHAI", "số"};
  for (guint i = 0; i < 3; i++) {
    const SohoaWord *word = g_ptr_array_index (page->words, i);
    g_autofree char *composed = g_utf8_normalize (expected[i], -1, G_NORMALIZE_NFC);
    assert_string_equal (word->text, composed);
    guint dark = 0;
    for (int y = (int) word->y; y < (int) (word->y + word->h); y++)
      for (int x = (int) word->x; x < (int) (word->x + word->w); x++)
        dark += check_dark_at (page, (guint) x, (guint) y);
    assert_true (dark > 20);
  }
  const SohoaWord *first = g_ptr_array_index (page->words, 0);
  assert_true (fabs (first->x - 20 * 300 / 72.) < 10);
}

static void
test_white_text_is_not_believed (void **state)
{
  g_autoptr (SohoaPage) page = decode_sheet (&(Sheet){.text = "Nguyen Van B", .gray = 1});
  assert_non_null (page->words);
  assert_int_equal (page->words->len, 0);
}

/* A white word on a small image, a black one beside it. */
static void
draw_word_on_image (cairo_t *cairo, gpointer image)
{
  cairo_save (cairo);
  cairo_translate (cairo, 20, 20);
  cairo_scale (cairo, 0.1, 0.1);
  cairo_set_source_surface (cairo, image, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
  cairo_select_font_face (cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cairo, 9);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_move_to (cairo, 22, 30);
  cairo_show_text (cairo, "ONE");
  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_move_to (cairo, 120, 30);
  cairo_show_text (cairo, "TWO");
}

static void
test_words_on_images_are_not_believed (void **state)
{
  cairo_surface_t *image = make_surface (image_size);
  g_autoptr (GBytes) bytes = make_pdf_drawn (page_width, page_height, draw_word_on_image, image);
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_non_null (page->words);
  assert_int_equal (page->words->len, 1);
  assert_string_equal (((const SohoaWord *) g_ptr_array_index (page->words, 0))->text, "TWO");
  cairo_surface_destroy (image);
}

/* A page written by hand: its content stream, and what its page object says besides. */
static GBytes *
make_page (const char *content, const char *page_entries)
{
  g_autofree char *page =
    g_strdup_printf ("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F "
                     "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> %s >>",
                     page_entries);
  g_autofree char *stream =
    g_strdup_printf ("<< /Length %u >>\nstream\n%s\nendstream", (guint) strlen (content), content);
  const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R >>",
                                 "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream};
  return make_pdf_objects (objects, G_N_ELEMENTS (objects), "");
}

static guint
count_words (const char *content)
{
  g_autoptr (GBytes) bytes = make_page (content, "/MediaBox [0 0 200 280]");
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_non_null (page->words);
  return page->words->len;
}

static void
test_only_visible_text_counts (void **state)
{
  assert_int_equal (count_words ("BT /F 14 Tf 20 100 Td (Hello) Tj ET"), 1);
  assert_int_equal (count_words ("BT /F 14 Tf 3 Tr 20 100 Td (Hello) Tj ET"),
                    0);                                                      /* neither filled nor stroked */
  assert_int_equal (count_words ("BT /F 14 Tf 20 600 Td (Hello) Tj ET"), 0); /* off the page */
  assert_int_equal (count_words ("BT /F 14 Tf 20 100 Td (Hello) Tj ET 1 g 0 0 200 280 re f"),
                    0); /* painted over */
  assert_int_equal (count_words ("0 0 200 280 re f BT /F 14 Tf 20 100 Td (Hello) Tj ET"),
                    0); /* black on black */
  assert_int_equal (count_words ("BT /F 14 Tf 20 100 Td (Hello) Tj 3 Tr 0 0 Td (World) Tj ET"),
                    0); /* one hides the other */
}

static void
test_the_rotation_of_a_page_is_applied (void **state)
{
  const char *content = "0 210 100 70 re f"; /* top left, y upwards */
  static const struct {
    const char *entries;
    int width;
    guint x, y;
  } rows[] = {{"/MediaBox [0 0 200 280]", 834, 20, 20},
              {"/MediaBox [0 0 200 280] /Rotate 90", 1167, 1140, 20},
              {"/MediaBox [0 0 200 280] /Rotate 180", 834, 810, 1140},
              {"/MediaBox [0 0 200 280] /Rotate 270", 1167, 20, 810}};
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = make_page (content, rows[i].entries);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    assert_int_equal (pixGetWidth (page->pix), rows[i].width);
    assert_true (check_dark_at (page, rows[i].x, rows[i].y));
  }
}

static void
test_a_page_larger_than_any_paper_is_refused_undrawn (void **state)
{
  static const char *const boxes[] = {"/MediaBox [0 0 40000 40000]", "/MediaBox [0 0 9000 200]"};
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++) {
    g_autoptr (GBytes) bytes = make_page ("", boxes[i]);
    g_autoptr (SohoaContainer) container = check_opens (bytes);
    check_page_fails (container, 1, SOHOA_ERROR_LIMIT);
  }
}

static void
test_declared_pages_that_are_not_there_are_counted_and_fail (void **state)
{
  static const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R >>",
                                        "<< /Type /Pages /Kids [3 0 R] /Count 3 >>",
                                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] >>"};
  g_autoptr (GBytes) bytes = make_pdf_objects (objects, G_N_ELEMENTS (objects), "");
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  assert_int_equal (sohoa_container_n_pages (container), 3);
  g_autoptr (SohoaPage) page = check_decodes (container, 1);
  assert_int_equal (pixGetWidth (page->pix), 834);
  check_page_fails (container, 2, SOHOA_ERROR_FORMAT);
  check_page_fails (container, 3, SOHOA_ERROR_FORMAT);
}

static void
test_what_cannot_be_opened_is_refused_by_its_own_code (void **state)
{
  static const char *const empty[] = {"<< /Type /Catalog /Pages 2 0 R >>",
                                      "<< /Type /Pages /Kids [] /Count 0 >>"};
  g_autoptr (GBytes) no_page = make_pdf_objects (empty, 2, "");
  check_refused (no_page, SOHOA_ERROR_EMPTY);

  static const char *const locked[] = {
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] >>",
    "<< /Filter /Standard /V 1 /R 2 /P -1 /O "
    "<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef> "
    "/U <fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210> >>"};
  g_autoptr (GBytes) encrypted = make_pdf_objects (
    locked, 4, "/Encrypt 4 0 R /ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]");
  check_refused (encrypted, SOHOA_ERROR_ENCRYPTED);
}

static void
test_a_broken_image_marks_the_page_and_prints_nothing (void **state)
{
  static const char *const filters[] = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/NonsenseDecode"};
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autofree char *image =
      g_strdup_printf ("<< /Type /XObject /Subtype /Image /Width 400 /Height 560 /ColorSpace "
                       "/DeviceGray /BitsPerComponent 8 /Filter %s /Length 24 >>\nstream\n"
                       "\xff\xd8\xff\xe0 this is no image \x01\x02\nendstream",
                       filters[i]);
    const char *const objects[] = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents 4 0 R /Resources << /XObject << /I 5 0 "
      "R >> >> >>",
      "<< /Length 27 >>\nstream\nq 200 0 0 280 0 0 cm /I Do Q\nendstream", image};
    print_message ("%s\n", filters[i]);
    g_autoptr (GBytes) bytes = make_pdf_objects (objects, G_N_ELEMENTS (objects), "");
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    assert_true (check_is_incomplete (page));
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_page_that_is_one_image_gives_that_image),
    cmocka_unit_test (test_an_image_is_turned_as_the_page_shows_it),
    cmocka_unit_test (test_a_scan_of_black_and_white_becomes_bilevel),
    cmocka_unit_test (test_writing_on_top_of_a_scan_is_not_lost_and_its_text_not_believed),
    cmocka_unit_test (test_an_invisible_text_layer_on_a_scan_leaves_the_scan_alone),
    cmocka_unit_test (test_born_digital_words_come_with_boxes_around_their_ink),
    cmocka_unit_test (test_white_text_is_not_believed),
    cmocka_unit_test (test_words_on_images_are_not_believed),
    cmocka_unit_test (test_only_visible_text_counts),
    cmocka_unit_test (test_the_rotation_of_a_page_is_applied),
    cmocka_unit_test (test_a_page_larger_than_any_paper_is_refused_undrawn),
    cmocka_unit_test (test_declared_pages_that_are_not_there_are_counted_and_fail),
    cmocka_unit_test (test_what_cannot_be_opened_is_refused_by_its_own_code),
    cmocka_unit_test (test_a_broken_image_marks_the_page_and_prints_nothing),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
