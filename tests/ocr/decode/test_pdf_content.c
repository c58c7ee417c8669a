/* test_pdf_content.c - a content that places one image is understood; everything else is refused. */
#include "check.h"

#include "ocr/decode/pdf_content.h"

static void
test_contents_that_place_one_image_are_understood (void **state)
{
  static const struct {
    const char *content, *name;
    double matrix[6];
  } rows[] = {
    {"q 595 0 0 842 0 0 cm /I Do Q", "/I", {595, 0, 0, 842, 0, 0}},
    {"/Im0 Do", "/Im0", {1, 0, 0, 1, 0, 0}},
    {"q\n595.44 0 0 -842.04 .5 +842. cm\r\n/Scan-1_a Do\nQ\n",
     "/Scan-1_a",
     {595.44, 0, 0, -842.04, 0.5, 842}},
    {"q 0.24 0 0 0.24 0 0 cm q 2480 0 0 3508 10 20 cm/I Do Q Q", "/I", {595.2, 0, 0, 841.92, 2.4, 4.8}},
    {"0 1 -1 0 842 0 cm 595 0 0 842 0 0 cm /I Do", "/I", {0, 595, -842, 0, 842, 0}},
    {"q 9 0 0 9 0 0 cm Q 0 g 1 1 1 RG 2 w /I Do", "/I", {1, 0, 0, 1, 0, 0}},
    {"q Q q /I Do Q q 2 0 0 2 0 0 cm Q", "/I", {1, 0, 0, 1, 0, 0}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    SohoaPdfContent content;
    print_message ("%s\n", rows[i].content);
    assert_true (sohoa_pdf_content_parse (rows[i].content, strlen (rows[i].content), &content));
    assert_string_equal (content.name, rows[i].name);
    const SohoaPdfMatrix *m = &content.matrix;
    const double found[6] = {m->a, m->b, m->c, m->d, m->e, m->f};
    for (int k = 0; k < 6; k++)
      assert_float_equal (found[k], rows[i].matrix[k], 1e-9);
  }
}

static void
test_all_other_contents_are_refused (void **state)
{
  static const char *const rows[] = {
    "",
    "q Q",
    "/I Do /I Do",
    "/I Do /J Do",
    "/I /J Do",
    "/I",
    "Do",
    "1 /I Do",
    "/I 1 Do",
    "/I Do 1",
    "/I Do /J",
    "q /I Do",
    "/I Do Q",
    "Q /I Do q",
    "q q q q q q q q q q q q q q q q q q /I Do Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q",
    "1 0 0 1 0 cm /I Do",
    "1 0 0 1 0 0 0 cm /I Do",
    "1 0 0 1 0 0cm /I Do",
    "1 0 0 1 0 0 cm/I#20 Do",
    "1 0 0 1 1e3 0 cm /I Do",
    "1 0 0 1 1.0.0 0 cm /I Do",
    "1 0 0 1 --1 0 cm /I Do",
    "1 0 0 1 - 0 cm /I Do",
    "1 0 0 1 . 0 cm /I Do",
    "1 0 0 1 99999999 0 cm /I Do",
    "/ I Do",
    "% comment\n/I Do",
    "/I Do % comment",
    "/G gs /I Do",
    "0 0 9 9 re W n /I Do",
    "/I Do 0 0 9 9 re f",
    "/I Do BT",
    "/I Do ET",
    "BT BT ET ET /I Do",
    "BT /I Do ET",
    "BT q Q ET /I Do",
    "/I Do (seen) Tj",
    "/I Do BT (seen) Tj ET",
    "/I Do BT 3 Tr 0 Tr (seen) Tj ET",
    "/I Do BT 3.5 Tr (seen) Tj ET",
    "/I Do BT 7 Tr (clips) Tj ET",
    "q BT 3 Tr ET Q BT [(seen)] TJ ET /I Do",
    "/I Do BT 3 Tr (open Tj ET",
    "/I Do BT 3 Tr (open \\) Tj ET",
    "/I Do BT 3 Tr <4g> Tj ET",
    "/I Do BT 3 Tr [(a) /B] TJ ET",
    "/I Do BT 3 Tr [(a) [1]] TJ ET",
    "/I Do BT 3 Tr [(a) TJ ET",
    "/I Do BT 3 Tr (a) (b) Tj ET",
    "/I Do BT 3 Tr Tj ET",
    "/I Do BT 3 Tr << /A 1 >> Tj ET",
    "/I Do BT /F Tf ET",
    "/I Do BT 9 Tf ET",
    "/I Do (left)",
    "/I Do /A 1 Tf /B 1 Tf /C 1 Tf /D 1 Tf /E 1 Tf /F 1 Tf /G 1 Tf /H 1 Tf /J 1 Tf",
    "/OC /P BDC /I Do EMC",
    "/Span BMC /I Do EMC",
    "BX /I Do EX",
    "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI /I Do",
    "(a) /I Do",
    "<41> /I Do",
    "[1] /I Do",
    "<< >> /I Do",
    "/P sh /I Do",
    "/I do",
    "/NameOfMoreThanSixtyThreeLettersWhichIsMoreThanAnybodyEverNeedsForAnImage Do",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    SohoaPdfContent content = {.name = "untouched"};
    print_message ("%s\n", rows[i]);
    assert_false (sohoa_pdf_content_parse (rows[i], strlen (rows[i]), &content));
    assert_string_equal (content.name, "untouched");
  }
}

static void
test_invisible_text_shows_nothing (void **state)
{
  static const struct {
    const char *content;
    guint n_fonts;
    const char *font;
  } rows[] = {
    {"/I Do BT ET", 0, NULL},
    {"BT /F 9 Tf 3 Tr (text) Tj ET /I Do", 1, "/F"},
    {"q 9 0 0 9 0 0 cm /I Do Q BT 3 Tr /F-1 1 Tf 1 0 0 1 4 5 Tm(a(b)c \\( d)Tj T*[(e)-20<00 4f>]TJ ET", 1,
     "/F-1"},
    {"3 Tr /I Do BT /A 1 Tf 1 0 Td (x) ' /B 1 Tf 1 2 (y) \" /A 2 Tf 90 Tz 1 Tc 1 Tw 1 Ts 9 TL 0 g <> Tj ET",
     2, "/A"},
    {"q BT 3 Tr ET q BT (x) Tj ET Q Q /I Do", 0, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    SohoaPdfContent content;
    print_message ("%s\n", rows[i].content);
    assert_true (sohoa_pdf_content_parse (rows[i].content, strlen (rows[i].content), &content));
    assert_string_equal (content.name, "/I");
    assert_int_equal (content.n_fonts, rows[i].n_fonts);
    if (rows[i].font)
      assert_string_equal (content.fonts[0], rows[i].font);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_contents_that_place_one_image_are_understood),
    cmocka_unit_test (test_invisible_text_shows_nothing),
    cmocka_unit_test (test_all_other_contents_are_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
