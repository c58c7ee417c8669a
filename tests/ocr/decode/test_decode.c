/* test_decode.c - containers are told apart by content, and every refusal says why. */
#include "check.h"

#include <sohoa/ocr.h>

static const MakeSize size = {64, 96};

static GBytes *
make_of_format (const char *format)
{
  if (g_str_equal (format, "tiff"))
    return make_tiff (&(MakeTiff){.size = size, .bits = 1, .samples = 1}, 1);
  if (g_str_equal (format, "png"))
    return make_png (&(MakePng){.size = size, .bits = 8});
  if (g_str_equal (format, "jpeg"))
    return make_jpeg (&(MakeJpeg){.size = size, .components = 1});
  static const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R >>",
                                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"};
  return make_pdf_objects (objects, G_N_ELEMENTS (objects), "");
}

static void
test_every_format_is_known_by_its_content (void **state)
{
  static const char *const formats[] = {"tiff", "png", "jpeg", "pdf"};
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) bytes = make_of_format (formats[i]);
    g_autoptr (SohoaContainer) container = check_opens (bytes);
    assert_string_equal (sohoa_container_format (container), formats[i]);
    assert_int_equal (sohoa_container_n_pages (container), 1);
    g_autoptr (SohoaPage) page = check_decodes (container, 1);
    assert_true (page->dpi_x > 0 && page->dpi_y > 0);
  }
}

static void
test_what_is_no_scan_is_refused_with_a_reason (void **state)
{
  static const struct {
    const char *name, *content;
    gsize length;
    int code;
    const char *says;
  } rows[] = {
    {"empty", "", 0, SOHOA_ERROR_EMPTY, "empty"},
    {"text", "Xin chao", 8, SOHOA_ERROR_UNSUPPORTED, "is none of TIFF, PNG, JPEG, PDF"},
    {"one byte", "M", 1, SOHOA_ERROR_UNSUPPORTED, "none of"},
    {"GIF", "GIF89a\x01\0\x01\0", 10, SOHOA_ERROR_UNSUPPORTED, "convert it"},
    {"BMP", "BM\x40\0\0\0\0\0\0\0", 10, SOHOA_ERROR_UNSUPPORTED, "none of"},
    {"header of a TIFF file alone", "II*\0", 4, SOHOA_ERROR_FORMAT, "truncated"},
    {"TIFF without a page", "II*\0\0\0\0\0", 8, SOHOA_ERROR_EMPTY, "no page"},
    {"TIFF whose pages are cut off", "II*\0\x40\0\0\0", 8, SOHOA_ERROR_FORMAT, "truncated"},
    {"header of a PDF file alone", "%PDF-1.4\n", 9, SOHOA_ERROR_FORMAT, "PDF"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].content, rows[i].length);
    print_message ("%s\n", rows[i].name);
    assert_null (sohoa_container_open (bytes, &error));
    assert_int_equal (error->code, rows[i].code);
    assert_int_equal (sohoa_error_scope (error), SOHOA_SCOPE_ITEM);
    assert_non_null (strstr (error->message, rows[i].says));
  }
}

/* Such a file may be a text about somebody. */
static void
test_a_refusal_shows_nothing_of_the_content (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("NGUYEN VAN A", 12);
  assert_null (sohoa_container_open (bytes, &error));
  assert_null (strstr (error->message, "NGU"));
  assert_null (strstr (error->message, "4e"));
}

static void
test_junk_before_a_pdf_header_is_passed_over (void **state)
{
  static const char *const objects[] = {"<< /Type /Catalog /Pages 2 0 R >>",
                                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"};
  g_autoptr (GBytes) pdf = make_pdf_objects (objects, G_N_ELEMENTS (objects), "");
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "Content-Type: application/pdf\r\n\r\n", 33);
  g_byte_array_append (file, g_bytes_get_data (pdf, NULL), (guint) g_bytes_get_size (pdf));
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  assert_string_equal (sohoa_container_format (container), "pdf");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_format_is_known_by_its_content),
    cmocka_unit_test (test_what_is_no_scan_is_refused_with_a_reason),
    cmocka_unit_test (test_a_refusal_shows_nothing_of_the_content),
    cmocka_unit_test (test_junk_before_a_pdf_header_is_passed_over),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
