/* test_engine.c - what every recognizer keeps, row by row of the table; and what Tesseract must be able to
 * do. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine.h"

#include <cairo.h>
#include <string.h>

#include <sohoa/reading.h>

static SohoaOcrModels models;

static GBytes *
load_model (const char *language)
{
  g_autofree char *name = g_strdup_printf ("/usr/share/tesseract-ocr/5/tessdata/%s.traineddata", language);
  char *data;
  gsize size;
  assert_true (g_file_get_contents (name, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static int
load_models (void **state)
{
  models.vie = load_model ("vie");
  models.eng = load_model ("eng");
  return 0;
}

static int
free_models (void **state)
{
  g_bytes_unref (models.vie);
  g_bytes_unref (models.eng);
  return 0;
}

/* A line in Noto Serif, capitals about 24 px high, with a border. */
static Pix *
draw_line (const char *text)
{
  enum { WIDTH = 420, HEIGHT = 56 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_select_font_face (cr, "Noto Serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 33);
  cairo_move_to (cr, 12, 38);
  cairo_show_text (cr, text);
  cairo_surface_flush (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  Pix *line = pixCreate (WIDTH, HEIGHT, 8);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      pixSetPixel (line, x, y, pixels[y * cairo_image_surface_get_stride (surface) + 4 * x]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return line;
}

static void
check_line (const SohoaLine *line, int width)
{
  g_autofree char *folded = sohoa_text_fold (line->text);
  g_autoptr (GString) spelled = g_string_new (NULL);
  assert_string_equal (line->text, folded);
  assert_non_null (line->method);
  assert_true (line->confidence >= 0 && line->confidence <= 1);
  for (guint i = 0; i < line->glyphs->len; i++) {
    const SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
    assert_true (glyph->confidence >= 0 && glyph->confidence <= 1);
    assert_true (glyph->x0 >= -1 && glyph->x1 <= width);
    g_string_append (spelled, glyph->text);
    for (guint k = 0; glyph->choices != NULL && k < glyph->choices->len; k++)
      assert_string_not_equal (((SohoaAlternative *) g_ptr_array_index (glyph->choices, k))->raw,
                               glyph->text);
  }
  g_autofree char *spelled_folded = sohoa_text_fold (spelled->str);
  assert_string_equal (spelled_folded, line->text);
}

static void
check_contract (const SohoaEngineClass *klass)
{
  g_autoptr (SohoaEngine) engine = sohoa_engine_new (klass->name, &models, NULL);
  assert_non_null (engine);
  assert_ptr_equal (engine->klass, klass);
  assert_true (g_str_has_prefix (engine->id, klass->name));
  g_autoptr (Pix) written = draw_line ("Số 17 Hàng Bài");
  g_autoptr (Pix) white = pixCreate (300, 60, 8);
  pixSetAll (white);
  for (SohoaCharset charset = 0; charset <= SOHOA_CHARSET_LAST; charset++) {
    g_autoptr (SohoaLine) line =
      sohoa_engine_read_line (engine, written, &(SohoaLineHints){.charset = charset}, NULL);
    assert_non_null (line);
    check_line (line, pixGetWidth (written));
    g_autoptr (SohoaLine) nothing =
      sohoa_engine_read_line (engine, white, &(SohoaLineHints){.charset = charset}, NULL);
    assert_non_null (nothing);
    assert_string_equal (nothing->text, "");
    assert_true (nothing->confidence == 0);
  }
  g_autofree char *block = sohoa_engine_read_block (engine, white, 240, NULL);
  assert_non_null (block);
  g_autoptr (GPtrArray) none = sohoa_engine_read_words (engine, white, 240, SOHOA_CHARSET_TEXT, NULL);
  assert_non_null (none);
  assert_int_equal (none->len, 0);
}

static void
test_every_engine_keeps_the_contract (void **state)
{
  guint n = 0;
  for (const SohoaEngineClass *klass; (klass = sohoa_engine_peek_class (n)) != NULL; n++)
    check_contract (klass);
  assert_true (n >= 2);
}

/* Word by word, each with a box inside of the block, in reading order. */
static void
test_words_stand_where_they_are_read (void **state)
{
  g_autoptr (SohoaEngine) engine = sohoa_engine_new ("tesseract", &models, NULL);
  g_autoptr (Pix) line = draw_line ("Hàng Bài");
  g_autoptr (Pix) block = pixCreate (900, 500, 8);
  pixSetAll (block);
  pixRasterop (block, 200, 300, pixGetWidth (line), pixGetHeight (line), PIX_SRC, line, 0, 0);
  g_autoptr (GPtrArray) words = sohoa_engine_read_words (engine, block, 240, SOHOA_CHARSET_TEXT, NULL);
  assert_non_null (words);
  assert_int_equal (words->len, 2);
  const SohoaWord *first = g_ptr_array_index (words, 0), *second = g_ptr_array_index (words, 1);
  assert_string_equal (first->text, "Hàng");
  assert_string_equal (second->text, "Bài");
  assert_true (first->x >= 200 && first->x + first->w <= second->x);
  assert_true (second->x + second->w <= 200 + pixGetWidth (line));
  assert_true (first->y >= 300 && first->y + first->h <= 300 + pixGetHeight (line));
}

static void
test_names_of_engines_differ (void **state)
{
  for (guint i = 0; sohoa_engine_peek_class (i) != NULL; i++)
    for (guint k = 0; k < i; k++)
      assert_string_not_equal (sohoa_engine_peek_class (i)->name, sohoa_engine_peek_class (k)->name);
}

static void
test_tesseract_reads_what_is_printed (void **state)
{
  static const struct {
    const char *text;
    SohoaCharset charset;
    const char *method;
  } cases[] = {
    {"Số 17 Hàng Bài", SOHOA_CHARSET_TEXT, "sohoa-forms"},
    {"079186000123", SOHOA_CHARSET_DIGITS, "sohoa-forms"},
    {"4", SOHOA_CHARSET_DIGITS, "sohoa-forms"}, /* a line whose fullest row is a bar */
    {"12", SOHOA_CHARSET_DIGITS, "sohoa-forms"},
    {"1.250.000", SOHOA_CHARSET_NUMBER, ""},
    {"anh@example.vn", SOHOA_CHARSET_EMAIL, ""},
    {"Hill & Sons, Ltd.", SOHOA_CHARSET_LATIN, ""},
    {"3634", SOHOA_CHARSET_LATIN_DIGITS, "sohoa-latin"},
    {"May 30, 2013", SOHOA_CHARSET_LATIN_DATE, "sohoa-latin"},
    {"11/05/2010", SOHOA_CHARSET_LATIN_DATE, "sohoa-latin"},
    {"see below", SOHOA_CHARSET_LATIN_DATE, "tesseract-eng"},
    {"Février 02, 2018", SOHOA_CHARSET_LATIN_DATE, "tesseract-eng"},
  };
  g_autoptr (SohoaEngine) engine = sohoa_engine_new ("tesseract", &models, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("%s\n", cases[i].text);
    g_autoptr (Pix) image = draw_line (cases[i].text);
    g_autoptr (SohoaLine) line =
      sohoa_engine_read_line (engine, image, &(SohoaLineHints){.charset = cases[i].charset}, NULL);
    assert_string_equal (line->text, cases[i].text);
    assert_true (line->confidence > 0.5);
    assert_true (g_str_has_prefix (line->method, cases[i].method));
  }
}

static void
test_digits_are_never_letters (void **state)
{
  g_autoptr (SohoaEngine) engine = sohoa_engine_new ("tesseract", &models, NULL);
  g_autoptr (Pix) image = draw_line ("Sol OIl");
  g_autoptr (SohoaLine) line =
    sohoa_engine_read_line (engine, image, &(SohoaLineHints){.charset = SOHOA_CHARSET_DIGITS}, NULL);
  for (const char *c = line->text; *c != '\0'; c++)
    assert_true (g_ascii_isdigit (*c) || *c == ' ');
}

static void
test_glyphs_stand_where_they_were_read (void **state)
{
  g_autoptr (SohoaEngine) engine = sohoa_engine_new ("tesseract", &models, NULL);
  g_autoptr (Pix) image = draw_line ("12   89");
  g_autoptr (SohoaLine) line =
    sohoa_engine_read_line (engine, image, &(SohoaLineHints){.charset = SOHOA_CHARSET_DIGITS}, NULL);
  int last = 0;
  for (guint i = 0; i < line->glyphs->len; i++) {
    const SohoaGlyph *glyph = &g_array_index (line->glyphs, SohoaGlyph, i);
    assert_true (glyph->x0 + glyph->x1 >= last);
    last = glyph->x0 + glyph->x1;
  }
  assert_true (line->glyphs->len >= 4);
  assert_true (last / 2 > 90 && last / 2 < 200); /* the last one stands where "89" was drawn */
}

static void
test_a_missing_model_names_its_package (void **state)
{
  static const struct {
    gboolean vie, eng;
    const char *package;
  } cases[] = {{FALSE, TRUE, "tesseract-ocr-vie"}, {TRUE, FALSE, "tesseract-ocr-eng"}};
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SohoaOcrModels some = {cases[i].vie ? models.vie : NULL, cases[i].eng ? models.eng : NULL};
    g_autoptr (GError) error = NULL;
    assert_null (sohoa_engine_new ("tesseract", &some, &error));
    assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_SETUP));
    assert_non_null (strstr (error->message, cases[i].package));
  }
}

static void
test_a_broken_model_is_refused (void **state)
{
  g_autoptr (GBytes) junk = g_bytes_new_static ("no traineddata", 14);
  const SohoaOcrModels broken = {junk, models.eng};
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_engine_new ("tesseract", &broken, &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_SETUP));
}

static void
test_an_unknown_engine_is_wrong_usage (void **state)
{
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_engine_new ("crystal ball", &models, &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_USAGE));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_engine_keeps_the_contract),
    cmocka_unit_test (test_words_stand_where_they_are_read),
    cmocka_unit_test (test_names_of_engines_differ),
    cmocka_unit_test (test_tesseract_reads_what_is_printed),
    cmocka_unit_test (test_digits_are_never_letters),
    cmocka_unit_test (test_glyphs_stand_where_they_were_read),
    cmocka_unit_test (test_a_missing_model_names_its_package),
    cmocka_unit_test (test_a_broken_model_is_refused),
    cmocka_unit_test (test_an_unknown_engine_is_wrong_usage),
  };
  return cmocka_run_group_tests (tests, load_models, free_models);
}
