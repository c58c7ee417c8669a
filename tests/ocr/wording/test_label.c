/* test_label.c - the label of a field is found on the blank beside the field, and on the page wherever it
 * went. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "../../../ocr/wording/label.h"
#include "words.h"

static void
labels_are_found_or_said_to_be_missing (void **state)
{
  static const struct {
    const char *name, *label, *line; /* of the page, 30 mm lower than on the blank */
    SohoaLabelState state;
  } cases[] = {
    {"as printed", "Nơi thường trú:", "Nơi thường trú: 12 Lê Lợi", SOHOA_LABEL_FOUND},
    {"misread", "Nơi thường trú:", "Nơi thuèng trú 12 Lê Lợi", SOHOA_LABEL_FOUND},
    {"with a word between", "Nơi thường trú:", "Nơi đang thường trú 12 Lê Lợi", SOHOA_LABEL_FOUND},
    {"not on the page", "Nơi thường trú:", "Dân tộc Kinh", SOHOA_LABEL_NOT_SEEN},
    {"but one word of it", "Nơi thường trú:", "Nơi sinh tỉnh Nghệ An", SOHOA_LABEL_NOT_SEEN},
    {"but the longest word of four", "Nơi cấp giấy chứng", "Nơi cấp giấy", SOHOA_LABEL_NOT_SEEN},
    {"the designer's own", "ký tên", "Nơi thường trú: 12 Lê Lợi", SOHOA_LABEL_NOT_PRINTED},
    {"none", "", "Nơi thường trú: 12 Lê Lợi", SOHOA_LABEL_NOT_PRINTED},
  };
  const SohoaRect zone = {60, 38, 100, 8};
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new (),
                       pairs = NULL;
    add_line (printed, 20, 20, "Họ và tên");
    add_line (printed, 20, 40, strstr (cases[i].label, "giấy") ? cases[i].label : "Nơi thường trú");
    add_line (seen, 20, 50, "Họ và tên");
    add_line (seen, 20, 70, cases[i].line);
    print_message ("# %s\n", cases[i].name);
    assert_int_equal (sohoa_label_find (cases[i].label, &zone, printed, seen, (SohoaPoint){0, 25}, &pairs),
                      cases[i].state);
    assert_int_equal (pairs->len > 0, cases[i].state == SOHOA_LABEL_FOUND);
    if (pairs->len > 0) {
      const SohoaWordPair *first = &g_array_index (pairs, SohoaWordPair, 0);
      assert_int_equal (first->printed, 3);
      assert_int_equal (first->seen, 3);
    }
  }
}

static void
of_two_alike_the_one_that_is_near_counts (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new (), pairs = NULL;
  add_line (printed, 20, 40, "Ngày sinh");
  add_line (printed, 20, 80, "Ngày sinh");
  add_line (seen, 20, 50, "Ngày sinh");
  add_line (seen, 20, 90, "Ngày sinh");
  const SohoaRect zone = {40, 78, 100, 8};
  assert_int_equal (sohoa_label_find ("Ngày sinh", &zone, printed, seen, (SohoaPoint){0, 8}, &pairs),
                    SOHOA_LABEL_FOUND);
  assert_int_equal (g_array_index (pairs, SohoaWordPair, 0).printed, 2);
  assert_int_equal (g_array_index (pairs, SohoaWordPair, 0).seen, 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (labels_are_found_or_said_to_be_missing),
    cmocka_unit_test (of_two_alike_the_one_that_is_near_counts),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
