/* How far apart numbers and names are, told from codes of a few bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/subjects/nearness.h"
#include "tests/pipeline/temp_archive.h"

enum { CENTURY_AND_SEX = 1 << 3, DECADE = 1 << 4, YEAR = 1 << 5 };

static const struct {
  const char *what, *one;
  guint wrong; /* figures of one */
  const char *other;
  guint apart;
} numbers[] = {
  {"equal", "079060000001", 0, "079060000001", 0},
  {"the first figure", "079060000001", 0, "179060000001", 1},
  {"the last figure", "079060000001", 0, "079060000007", 1},
  {"two figures beside each other", "079060000001", 0, "079060000017", 2},
  {"the first and the last", "079060000001", 0, "179060000007", 2},
  {"two figures changed places", "079060000001", 0, "079600000001", 2},
  {"three figures", "079060000001", 0, "179060000017", 3},
  {"four figures", "079060000001", 0, "179060010017", SOHOA_FIGURES_FAR},
  {"the last figure lost", "07906000000", 0, "079060000001", 1},
  {"a figure lost amidst", "07960000001", 0, "079060000001", 1},
  {"a figure lost and one misread", "07960000007", 0, "079060000001", SOHOA_FIGURES_FAR},
  {"two that cannot be right beside a figure lost", "079060000001", DECADE | YEAR, "07906000000", 3},
  {"a figure too many", "0790600000017", 0, "079060000001", 1},
  {"one lost, one too many", "07906000000", 0, "0790600000017", SOHOA_FIGURES_FAR},
  {"one figure moved to the end", "079123456789", 0, "791234567890", SOHOA_FIGURES_FAR},
  {"equal, though one cannot be right", "079060000001", CENTURY_AND_SEX, "079060000001", 0},
  {"the figure that cannot be right", "079060000001", CENTURY_AND_SEX, "079160000001", 1},
  {"another figure than that", "079060000001", CENTURY_AND_SEX, "079060000007", 2},
  {"both figures that cannot be right", "079060000001", DECADE | YEAR, "079088000001", 2},
  {"one figure more", "079060000001", DECADE | YEAR, "079088000007", 3},
  {"two figures more", "079060000001", DECADE | YEAR, "179088000007", SOHOA_FIGURES_FAR},
  {"three that cannot be right", "079060000001", CENTURY_AND_SEX | DECADE | YEAR, "079060000007",
   SOHOA_FIGURES_FAR},
};

static void
test_up_to_three_figures_are_counted (void **state)
{
  TempArchive *temp = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GBytes) one =
      sohoa_near_number (temp->archive, "Nguyễn Văn An", numbers[i].one, numbers[i].wrong);
    g_autoptr (GBytes) other = sohoa_near_number (temp->archive, "NGUYỄN VĂN AN", numbers[i].other, 0);
    guint there = sohoa_figures_apart (one, other, SOHOA_FIGURES_NEAR),
          back = sohoa_figures_apart (other, one, SOHOA_FIGURES_NEAR);
    if (there != numbers[i].apart || back != numbers[i].apart)
      fail_msg ("%s: %u and %u apart, expected %u", numbers[i].what, there, back, numbers[i].apart);
  }
}

static void
test_what_is_not_known_is_far (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (GBytes) one = sohoa_near_number (temp->archive, "Nguyễn Văn An", "079060000001", 0);
  assert_null (sohoa_near_number (temp->archive, NULL, "079060000001", 0));
  assert_int_equal (sohoa_figures_apart (one, NULL, SOHOA_FIGURES_NEAR), SOHOA_FIGURES_FAR);
  assert_int_equal (sohoa_figures_apart (NULL, NULL, SOHOA_FIGURES_NEAR), SOHOA_FIGURES_FAR);
  assert_false (sohoa_labels_are_near (NULL, NULL));
}

/* Also of twins, whose numbers follow each other. */
static void
test_numbers_of_two_names_are_far (void **state)
{
  TempArchive *temp = *state;
  g_autoptr (GBytes) one = sohoa_near_number (temp->archive, "Nguyễn Văn Thanh", "079060000001", 0);
  g_autoptr (GBytes) other = sohoa_near_number (temp->archive, "Nguyễn Văn Thành", "079060000002", 0);
  assert_int_equal (sohoa_figures_apart (one, other, SOHOA_FIGURES_NEAR), SOHOA_FIGURES_FAR);
}

static const struct {
  const char *what, *one, *other;
  gboolean near;
} names[] = {
  {"equal", "nguyen van an", "nguyen van an", TRUE},
  {"the last word", "nguyen van an", "nguyen van am", TRUE},
  {"the first word", "nguyen van an", "ngo van an", TRUE},
  {"two words", "nguyen van an", "ngo van am", FALSE},
  {"a word that is missing", "nguyen thi hong an", "nguyen hong an", FALSE},
  {"two words changed places", "nguyen van an", "nguyen an van", FALSE},
  {"too little remains of two words", "nguyen an", "nguyen am", FALSE},
};

static void
test_names_are_near_but_for_one_word (void **state)
{
  TempArchive *temp = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) one = sohoa_near_label (temp->archive, names[i].one);
    g_autoptr (GBytes) other = sohoa_near_label (temp->archive, names[i].other);
    if (sohoa_labels_are_near (one, other) != names[i].near)
      fail_msg ("%s: expected %s", names[i].what, names[i].near ? "near" : "far");
  }
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, temp_archive_setup, temp_archive_teardown)
  const struct CMUnitTest tests[] = {
    TEST (test_up_to_three_figures_are_counted),
    TEST (test_what_is_not_known_is_far),
    TEST (test_numbers_of_two_names_are_far),
    TEST (test_names_are_near_but_for_one_word),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
