/* test_blank.c - a blank is drawn at its size, and its words lie in millimetres where they are printed. */
#include "check.h"

static void
draw_label (cairo_t *cairo, gpointer data)
{
  cairo_select_font_face (cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cairo, 12);
  cairo_move_to (cairo, 72, 144);
  cairo_show_text (cairo, "Ngày sinh");
}

static void
test_a_blank_is_drawn_at_its_size (void **state)
{
  g_autoptr (GBytes) pdf = make_pdf_drawn (595.276, 841.89, draw_label, NULL);
  g_autoptr (GError) error = NULL;
  double width_mm, height_mm;
  g_autoptr (Pix) pix = sohoa_blank_render (pdf, 1, 100, &width_mm, &height_mm, &error);
  assert_null (error);
  assert_float_equal (width_mm, 210, 0.01);
  assert_float_equal (height_mm, 297, 0.01);
  assert_int_equal (pixGetDepth (pix), 8);
  assert_int_equal (pixGetWidth (pix), 827);
  assert_int_equal (pixGetHeight (pix), 1170);
  assert_int_equal (sohoa_blank_n_pages (pdf, &error), 1);
}

static void
test_words_of_a_blank_lie_where_they_are_printed (void **state)
{
  g_autoptr (GBytes) pdf = make_pdf_drawn (595.276, 841.89, draw_label, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = sohoa_blank_words (pdf, 1, &error);
  assert_int_equal (words->len, 2);
  const SohoaWord *word = g_ptr_array_index (words, 0);
  g_autofree char *composed = g_utf8_normalize ("Ngày", -1, G_NORMALIZE_NFC);
  assert_string_equal (word->text, composed);
  assert_float_equal (word->x, 25.4, 0.5);
  assert_true (word->y < 50.8 && word->y > 45 && word->y + word->h > 50.8); /* the baseline is at 50.8 mm */
}

static void
test_a_blank_that_cannot_be_used_says_why (void **state)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("no PDF at all", 13);
  g_autoptr (GBytes) pdf = make_pdf_drawn (200, 200, draw_label, NULL);
  g_autoptr (GError) not_pdf = NULL, no_page = NULL;
  double width_mm, height_mm;
  assert_int_equal (sohoa_blank_n_pages (text, &not_pdf), 0);
  assert_int_equal (not_pdf->code, SOHOA_ERROR_FORM);
  assert_null (sohoa_blank_render (pdf, 2, 100, &width_mm, &height_mm, &no_page));
  assert_int_equal (no_page->code, SOHOA_ERROR_FORM);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_blank_is_drawn_at_its_size),
    cmocka_unit_test (test_words_of_a_blank_lie_where_they_are_printed),
    cmocka_unit_test (test_a_blank_that_cannot_be_used_says_why),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
