/* test_library_fault.c - no word of a library comes through, and the usual faults are told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ocr/decode/library_fault.h"

static void
test_faults_have_words_of_ours (void **state)
{
  static const struct {
    const char *said, *words;
  } rows[] = {
    {"Buffer overflow at line 0 of strip 0", "its fax rows are damaged"},
    {"Premature EOF at line 4 of strip 1 (x 99)", "its data end early"},
    {"tEXt: CRC error", "a checksum is wrong"},
    {"Invalid JPEG file structure: missing SOS marker", "its header is damaged"},
    {"Bogus marker length", "its markers are damaged"},
    {"Sorry, can not handle images with 13-bit samples", "it has a layout that is not read"},
    {"PDF document is damaged", "its structure is damaged"},
    {"Trần Văn Ba", "its data are damaged"},
    {"", "its data are damaged"},
    {NULL, "its data are damaged"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_string_equal (sohoa_library_fault (rows[i].said), rows[i].words);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test (test_faults_have_words_of_ours)};
  return cmocka_run_group_tests (tests, NULL, NULL);
}
