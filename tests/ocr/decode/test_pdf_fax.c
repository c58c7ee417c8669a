/* test_pdf_fax.c - CCITT data come out as drawn, or not at all. */
#include "check.h"

#include "ocr/decode/pdf_data.h"

#include <tiffio.h>

static const MakeSize size = {330, 440};

static GBytes *
make_fax (int compression)
{
  g_autoptr (GBytes) tiff = make_tiff (&(MakeTiff){.size = size,
                                                   .bits = 1,
                                                   .samples = 1,
                                                   .photometric = PHOTOMETRIC_MINISWHITE,
                                                   .compression = compression},
                                       1);
  return make_tiff_strip (tiff);
}

static const SohoaPdfShape shape = {330, 440, 1, 1};

static void
test_both_kinds_come_out_as_drawn (void **state)
{
  static const int compressions[] = {COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4};
  for (gsize i = 0; i < G_N_ELEMENTS (compressions); i++) {
    g_autoptr (GBytes) data = make_fax (compressions[i]);
    Pix *pix = sohoa_pdf_data_from_fax (data, &shape, compressions[i] == COMPRESSION_CCITTFAX4);
    assert_non_null (pix);
    g_autoptr (SohoaPage) page = sohoa_page_new (pix, 200, 200);
    check_shows_drawing (page, size, 1);
  }
}

static void
test_data_that_end_early_are_refused (void **state)
{
  g_autoptr (GBytes) data = make_fax (COMPRESSION_CCITTFAX4);
  g_autoptr (GBytes) cut = make_truncated (data, g_bytes_get_size (data) / 2);
  assert_null (sohoa_pdf_data_from_fax (cut, &shape, TRUE));
  g_autoptr (GBytes) none = make_truncated (data, 0);
  assert_null (sohoa_pdf_data_from_fax (none, &shape, TRUE));
  assert_null (sohoa_pdf_data_from_fax (data, &(SohoaPdfShape){330, 450, 1, 1}, TRUE));
}

static void
test_data_of_another_kind_or_width_are_refused (void **state)
{
  g_autoptr (GBytes) data = make_fax (COMPRESSION_CCITTFAX4);
  assert_null (sohoa_pdf_data_from_fax (data, &shape, FALSE));
  assert_null (sohoa_pdf_data_from_fax (data, &(SohoaPdfShape){100, 440, 1, 1}, TRUE));
  static const char text[] = "\xde\xad\xbe\xef is no fax \x12\x34\x56\x78";
  g_autoptr (GBytes) noise = g_bytes_new_static (text, sizeof text);
  assert_null (sohoa_pdf_data_from_fax (noise, &shape, TRUE));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_both_kinds_come_out_as_drawn),
    cmocka_unit_test (test_data_that_end_early_are_refused),
    cmocka_unit_test (test_data_of_another_kind_or_width_are_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
