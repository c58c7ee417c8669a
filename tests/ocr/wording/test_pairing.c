/* test_pairing.c - words of a blank are found again where the form was printed anew: blocks may move, words
 * may not, and what only happens to be the same word is no pair. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../../ocr/wording/pairing.h"
#include "words.h"

/* How many of the pairs have the printed words first .. last. */
static guint
pairs_among (const GArray *pairs, guint first, guint last)
{
  guint n = 0;
  for (guint i = 0; i < pairs->len; i++) {
    const guint printed = g_array_index (pairs, SohoaWordPair, i).printed;
    n += printed >= first && printed <= last;
  }
  return n;
}

static void
blocks_that_moved_are_paired (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new ();
  add_line (printed, 20, 40, "Tên gọi của người khai sinh");
  add_line (printed, 20, 60, "Nơi thường trú hiện nay");
  add_line (seen, 25, 47, "Tên gọi của người khai sinh");
  add_line (seen, 22, 90, "Nơi thường trú hiện nay");
  g_autoptr (GArray) pairs = sohoa_pair_words (printed, seen);
  assert_int_equal (pairs_among (pairs, 0, 5), 6);
  assert_int_equal (pairs_among (pairs, 6, 10), 5);
  for (guint i = 0; i < pairs->len; i++) {
    const SohoaWordPair *pair = &g_array_index (pairs, SohoaWordPair, i);
    assert_int_equal (pair->printed, pair->seen);
  }
}

static void
a_word_that_moved_alone_is_no_pair (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new ();
  add_line (printed, 20, 40, "Tên gọi của người khai sinh");
  add_line (printed, 20, 48, "Residence");
  add_line (seen, 20, 40, "Tên gọi của người khai sinh");
  add_line (seen, 150, 48, "Residence");
  g_autoptr (GArray) pairs = sohoa_pair_words (printed, seen);
  assert_int_equal (pairs->len, 6);
  assert_int_equal (pairs_among (pairs, 6, 6), 0);
}

static void
words_that_occur_twice_are_known_by_their_neighbours_only (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new ();
  add_line (printed, 20, 40, "Quốc tịch người cha ngày sinh");
  add_line (printed, 20, 80, "Quốc tịch người mẹ ngày sinh");
  add_line (seen, 20, 45, "Quốc tịch người mẹ ngày sinh");
  add_line (seen, 20, 85, "Quốc tịch người cha ngày sinh");
  g_autoptr (GArray) pairs = sohoa_pair_words (printed, seen);
  assert_true (pairs->len >= 4);
  for (guint i = 0; i < pairs->len; i++) {
    const SohoaWordPair *pair = &g_array_index (pairs, SohoaWordPair, i);
    assert_int_equal (pair->seen, (pair->printed + 6) % 12);
  }
}

static void
nothing_pairs_with_nothing (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new ();
  add_line (printed, 20, 40, "Tên gọi của người khai sinh");
  g_autoptr (GArray) none = sohoa_pair_words (printed, seen), neither = sohoa_pair_words (seen, printed);
  assert_int_equal (none->len + neither->len, 0);
}

static void
the_middle_pair_says_how_all_moved (void **state)
{
  g_autoptr (GArray) printed = sohoa_compared_words_new (), seen = sohoa_compared_words_new (),
                     pairs = g_array_new (FALSE, FALSE, sizeof (SohoaWordPair));
  add_line (printed, 20, 40, "Nơi thường trú hiện nay");
  add_line (seen, 23, 52, "Nơi thường trú hiện");
  add_line (seen, 190, 90, "nay");
  for (guint i = 0; i < printed->len; i++) {
    const SohoaWordPair pair = {i, i};
    g_array_append_val (pairs, pair);
  }
  double apart_mm = -1;
  const SohoaPoint move = sohoa_pairs_move (printed, seen, pairs, &apart_mm);
  assert_true (move.x == 3 && move.y == 12 && apart_mm == 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (blocks_that_moved_are_paired),
    cmocka_unit_test (a_word_that_moved_alone_is_no_pair),
    cmocka_unit_test (words_that_occur_twice_are_known_by_their_neighbours_only),
    cmocka_unit_test (nothing_pairs_with_nothing),
    cmocka_unit_test (the_middle_pair_says_how_all_moved),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
