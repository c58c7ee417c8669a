/* test_pdf_flate.c - deflated samples come out as they went in, or not at all. */
#include "check.h"

#include "ocr/decode/pdf_data.h"

#include <sohoa/ocr.h>

enum { WIDTH = 37, HEIGHT = 23, SAMPLES_MAX = 3 * WIDTH * HEIGHT };

typedef struct {
  const char *name;
  SohoaPdfShape shape;
} Kind;

static const Kind kinds[] = {
  {"bilevel", {WIDTH, HEIGHT, 1, 1}}, {"gray", {WIDTH, HEIGHT, 8, 1}}, {"RGB", {WIDTH, HEIGHT, 8, 3}}};

static gsize
row_bytes_of (const SohoaPdfShape *shape)
{
  return (shape->width * shape->bits * shape->channels + 7) / 8;
}

static gsize
pixel_bytes_of (const SohoaPdfShape *shape)
{
  return (shape->bits * shape->channels + 7) / 8;
}

/* Smooth here, wild there: every predictor has something to do. */
static void
fill (guint8 samples[SAMPLES_MAX])
{
  guint32 state = 7;
  for (guint i = 0; i < SAMPLES_MAX; i++) {
    state = state * 1664525 + 1013904223;
    samples[i] = (guint8) (i % 97 < 48 ? i * 3 : state >> 24);
  }
}

static guint
sample_in_pix (Pix *pix, const SohoaPdfShape *shape, guint x, guint y, guint channel)
{
  l_uint32 value;
  pixGetPixel (pix, (int) x, (int) y, &value);
  if (shape->channels == 3)
    return value >> (24 - 8 * channel) & 0xff;
  return shape->bits == 1 ? !value : value;
}

static void
check_equal (Pix *pix, const SohoaPdfShape *shape, const guint8 *samples)
{
  assert_non_null (pix);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      for (guint c = 0; c < shape->channels; c++) {
        const guint8 *row = samples + y * row_bytes_of (shape);
        guint expected = shape->bits == 1 ? row[x / 8] >> (7 - x % 8) & 1 : row[x * shape->channels + c];
        assert_int_equal (sample_in_pix (pix, shape, x, y, c), expected);
      }
}

static void
test_samples_come_out_as_they_went_in (void **state)
{
  guint8 samples[SAMPLES_MAX];
  fill (samples);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int predicted = 0; predicted < 2; predicted++) {
      const SohoaPdfShape *shape = &kinds[i].shape;
      print_message ("%s, predicted: %d\n", kinds[i].name, predicted);
      g_autoptr (GBytes) data =
        make_deflated (samples, row_bytes_of (shape), HEIGHT, predicted ? pixel_bytes_of (shape) : 0);
      g_autoptr (Pix) pix = sohoa_pdf_data_from_flate (data, shape, predicted);
      check_equal (pix, shape, samples);
    }
}

static void
test_too_few_and_too_many_rows_are_refused (void **state)
{
  guint8 samples[SAMPLES_MAX];
  fill (samples);
  for (guint rows = HEIGHT - 1; rows <= HEIGHT + 1; rows++) {
    const SohoaPdfShape *shape = &kinds[1].shape;
    g_autoptr (GBytes) data = make_deflated (samples, WIDTH, rows, 0);
    g_autoptr (Pix) pix = sohoa_pdf_data_from_flate (data, shape, FALSE);
    assert_int_equal (pix != NULL, rows == HEIGHT);
  }
}

/* A byte changed anywhere breaks the code or the checksum. */
static void
test_damage_anywhere_is_noticed (void **state)
{
  guint8 samples[SAMPLES_MAX];
  fill (samples);
  g_autoptr (GBytes) good = make_deflated (samples, WIDTH, HEIGHT, 1);
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);
  for (gsize i = 0; i < length; i++) {
    guint8 *changed = g_memdup2 (data, length);
    changed[i] ^= 0x10;
    g_autoptr (GBytes) bad = g_bytes_new_take (changed, length);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, i);
    assert_null (sohoa_pdf_data_from_flate (bad, &kinds[1].shape, TRUE));
    assert_null (sohoa_pdf_data_from_flate (cut, &kinds[1].shape, TRUE));
  }
}

static void
test_a_predictor_that_does_not_exist_is_refused (void **state)
{
  guint8 samples[SAMPLES_MAX] = {0};
  samples[5 * (WIDTH + 1)] = 5; /* where the byte before row 5 stands */
  g_autoptr (GBytes) data = make_deflated (samples, WIDTH + 1, HEIGHT, 0);
  assert_null (sohoa_pdf_data_from_flate (data, &kinds[1].shape, TRUE));
}

static void
test_a_size_beyond_any_scan_is_refused_unallocated (void **state)
{
  guint8 samples[1] = {0};
  g_autoptr (GBytes) data = make_deflated (samples, 1, 1, 0);
  const SohoaPdfShape huge = {SOHOA_SIDE_MAX, SOHOA_SIDE_MAX, 8, 3};
  assert_null (sohoa_pdf_data_from_flate (data, &huge, FALSE));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_samples_come_out_as_they_went_in),
    cmocka_unit_test (test_too_few_and_too_many_rows_are_refused),
    cmocka_unit_test (test_damage_anywhere_is_noticed),
    cmocka_unit_test (test_a_predictor_that_does_not_exist_is_refused),
    cmocka_unit_test (test_a_size_beyond_any_scan_is_refused_unallocated),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
