/* What scans share: print stands alone, scraps of writings that met by chance lie amid writing and are
 * dropped. The counts are set by hand, as scans laid on each other leave them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../../ocr/learn/learn_internal.h"

enum { N_SCANS = 10 };

static SohoaCommon *
new_common (void)
{
  SohoaCommon *common = sohoa_common_new (60, 20);
  common->n = N_SCANS;
  return common;
}

/* So many scans have ink in these pixels, and so many there or beside. */
static void
put_ink (SohoaCommon *common, guint x0, guint y0, guint w, guint h, guint16 ink, guint16 near)
{
  for (guint y = y0; y < y0 + h; y++)
    for (guint x = x0; x < x0 + w; x++) {
      common->ink[y * common->width + x] = ink;
      common->near[y * common->width + x] = near;
    }
}

static guint
print_in (const SohoaCommon *common, guint x0, guint y0, guint w, guint h)
{
  g_autoptr (Pix) print = sohoa_common_print (common);
  assert_non_null (print);
  guint n = 0;
  for (guint y = y0; y < y0 + h; y++)
    for (guint x = x0; x < x0 + w; x++)
      if (GET_DATA_BIT (pixGetData (print) + (gsize) y * (gsize) pixGetWpl (print), x))
        n++;
  return n;
}

static void
test_print_alone_stays (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  put_ink (common, 100, 50, 6, 10, N_SCANS, N_SCANS);
  assert_int_equal (print_in (common, 100, 50, 6, 10), 60);
}

static void
test_what_writings_share_by_chance_falls_away (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  put_ink (common, 60, 40, 120, 25, N_SCANS / 4, N_SCANS / 2); /* each writes elsewhere */
  put_ink (common, 100, 50, 6, 10, N_SCANS, N_SCANS);          /* all write here */
  assert_int_equal (print_in (common, 60, 40, 120, 25), 0);
}

static void
test_a_rule_under_writing_stays (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  put_ink (common, 60, 40, 120, 25, N_SCANS / 4, N_SCANS / 2);
  put_ink (common, 60, 66, 120, 3, N_SCANS, N_SCANS);
  assert_int_equal (print_in (common, 60, 66, 120, 3), 360);
}

static void
test_blurred_print_is_no_scrap_beside_its_own_edge (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  put_ink (common, 98, 48, 10, 14, N_SCANS / 4, N_SCANS / 2);
  put_ink (common, 100, 50, 6, 10, N_SCANS, N_SCANS);
  assert_int_equal (print_in (common, 100, 50, 6, 10), 60);
}

static void
test_scraps_at_the_edge_of_the_page_fall_away (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  put_ink (common, 0, 0, 40, 25, N_SCANS / 4, N_SCANS / 2);
  put_ink (common, 0, 0, 6, 10, N_SCANS, N_SCANS);
  assert_int_equal (print_in (common, 0, 0, 40, 25), 0);
}

static void
test_a_single_scan_is_print_wherever_it_lies (void **state)
{
  g_autoptr (SohoaCommon) common = new_common ();
  common->n = 1;
  put_ink (common, 100, 50, 6, 10, 1, 1);
  put_ink (common, 109, 50, 6, 10, 1, 1);
  assert_int_equal (print_in (common, 100, 50, 15, 10), 120);
}

int
main (void)
{
  setMsgSeverity (L_SEVERITY_NONE);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_print_alone_stays),
    cmocka_unit_test (test_what_writings_share_by_chance_falls_away),
    cmocka_unit_test (test_a_rule_under_writing_stays),
    cmocka_unit_test (test_blurred_print_is_no_scrap_beside_its_own_edge),
    cmocka_unit_test (test_scraps_at_the_edge_of_the_page_fall_away),
    cmocka_unit_test (test_a_single_scan_is_print_wherever_it_lies),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
