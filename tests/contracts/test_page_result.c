/* page_result, reading, template: all that passes between the rooms survives the wire; lies do not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <sohoa/page_result.h>
#include <sohoa/template.h>

static const SohoaQuad square = {{{1, 2}, {3, 2}, {3, 4}, {1, 4}}};

static SohoaPageResult *
a_read_page (void)
{
  SohoaPageResult *result = sohoa_page_result_new (3);
  SohoaReading *reading = sohoa_reading_new ("child.full_name", &square);

  result->width = 2480;
  result->height = 3508;
  result->dpi = 300;
  result->kind = SOHOA_PAGE_FORM;
  result->kind_confidence = 0.99;
  result->rotation = 180;
  result->form = g_strdup ("birth");
  result->form_version = g_strdup ("2020-05-28");
  result->form_page = 1;
  result->transform = sohoa_transform_new_affine ((double[6]){11.8, 0, 1, 0, 11.8, 2});
  result->inliers = 40;
  result->anchors = 56;
  result->residual_mm = 0.03;
  result->signature = g_bytes_new_static ("abc", 3);
  result->cpu_ms[2] = 17.5;
  sohoa_page_result_add_code (result, "QR", "x", &square);
  sohoa_page_result_add_warning (result, "decode", "no-resolution", FALSE);
  sohoa_reading_set (reading, "Lê  Thị Bé ", 0.75, "tesseract-vie");
  sohoa_reading_add_alternative (reading, "Lê Thị Bê", 0.2);
  reading->flags = SOHOA_READING_STRUCK;
  g_ptr_array_add (result->readings, reading);
  return result;
}

static SohoaPageResult *
over_the_wire (const SohoaPageResult *result)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_page_result_to_variant (result));

  return sohoa_page_result_from_variant (variant);
}

static void
test_a_read_page_survives_the_wire (void **state)
{
  g_autoptr (SohoaPageResult) sent = a_read_page ();
  g_autoptr (SohoaPageResult) got = over_the_wire (sent);
  const SohoaReading *reading;

  assert_non_null (got);
  assert_int_equal (got->page, 3);
  assert_int_equal (got->rotation, 180);
  assert_string_equal (got->form, "birth");
  assert_non_null (got->transform);
  assert_true (g_bytes_equal (got->signature, sent->signature));
  assert_true (got->cpu_ms[2] == 17.5);
  assert_int_equal (got->codes->len, 1);
  assert_false (sohoa_page_result_incomplete (got));
  reading = g_ptr_array_index (got->readings, 0);
  assert_string_equal (reading->raw, "Lê Thị Bé");
  assert_int_equal (reading->flags, SOHOA_READING_STRUCK);
  assert_string_equal (g_array_index (reading->alternatives, SohoaAlternative, 0).raw, "Lê Thị Bê");
  assert_true (reading->quad.corner[2].y == 4);
}

static void
test_a_lying_worker_is_refused (void **state)
{
  enum {
    PAGE,
    SIDE,
    PIXELS,
    ROTATION,
    FORM_WITHOUT_PAGE,
    INLIERS,
    RESIDUAL,
    LATER_DUPLICATE,
    CONFIDENCE,
    QUAD,
    FLAGS,
    N
  };

  for (guint lie = 0; lie < N; lie++) {
    g_autoptr (SohoaPageResult) sent = a_read_page ();
    g_autoptr (SohoaPageResult) got = NULL;
    SohoaReading *reading = g_ptr_array_index (sent->readings, 0);

    switch (lie) {
    case PAGE:
      sent->page = 0;
      break;
    case SIDE:
      sent->width = 40000;
      break;
    case PIXELS:
      sent->width = sent->height = 14143;
      break;
    case ROTATION:
      sent->rotation = 45;
      break;
    case FORM_WITHOUT_PAGE:
      sent->form_page = 0;
      break;
    case INLIERS:
      sent->inliers = 57;
      break;
    case RESIDUAL:
      sent->residual_mm = NAN;
      break;
    case LATER_DUPLICATE:
      sent->duplicate_of = 3;
      break;
    case CONFIDENCE:
      reading->confidence = 1.01;
      break;
    case QUAD:
      reading->quad.corner[0].x = INFINITY;
      break;
    default:
      reading->flags = 1 << 20;
      break;
    }
    got = over_the_wire (sent);
    print_message ("# lie %u\n", lie);
    assert_null (got);
  }
}

static void
test_a_message_of_another_type_is_refused (void **state)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new ("(us)", 1, "hello"));

  assert_null (sohoa_page_result_from_variant (variant));
}

static void
test_a_person_looks_at_what_is_not_sure (void **state)
{
  static const struct {
    const char *name;
    SohoaPageKind kind;
    const char *reason, *warning;
    gboolean incomplete;
    const char *review;
  } cases[] = {
    {"a form", SOHOA_PAGE_FORM, NULL, NULL, FALSE, NULL},
    {"a form and a remark", SOHOA_PAGE_FORM, NULL, "no-resolution", FALSE, NULL},
    {"a form cut off", SOHOA_PAGE_FORM, NULL, "truncated", TRUE, "incomplete"},
    {"a form in a print that is not registered", SOHOA_PAGE_FORM, NULL, SOHOA_WARNING_UNREGISTERED, FALSE,
     "unregistered-version"},
    {"what cannot be told", SOHOA_PAGE_UNKNOWN, NULL, NULL, FALSE, "unknown"},
    {"what cannot be told, and why", SOHOA_PAGE_UNKNOWN, "unreadable", "truncated", TRUE, "unreadable"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);

    print_message ("# %s\n", cases[i].name);
    result->kind = cases[i].kind;
    result->reason = g_strdup (cases[i].reason);
    if (cases[i].warning != NULL)
      sohoa_page_result_add_warning (result, "locate", cases[i].warning, cases[i].incomplete);
    assert_int_equal (g_strcmp0 (sohoa_page_result_review_reason (result), cases[i].review), 0);
  }
}

static void
test_folding_text (void **state)
{
  static const struct {
    const char *name, *text, *folded;
  } cases[] = {
    {"composes", "e\xcc\x82\xcc\x81", "ế"},
    {"one space", "  a \t\n b  ", "a b"},
    {"no control characters",
     "a\x01"
     "b",
     "a b"},
    {"invalid bytes are replaced", "a\xff", "a\xef\xbf\xbd"},
    {"nothing", " \n", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = sohoa_text_fold (cases[i].text);

    print_message ("# %s\n", cases[i].name);
    assert_string_equal (folded, cases[i].folded);
  }
}

static SohoaTemplate *
a_template (GBytes *blank)
{
  SohoaTemplate *template = sohoa_template_new ("f", "2024-01-01", 2, blank);
  sohoa_template_set_title (template, "Tờ khai");
  SohoaZone *zone =
    sohoa_zone_new ("p.citizen_id", SOHOA_ZONE_COMB, SOHOA_CHARSET_DIGITS, 2, &(SohoaRect){1, 2, 30, 7});

  sohoa_zone_set_label (zone, "Số định danh cá nhân");
  sohoa_zone_add_part (zone, "0", &(SohoaRect){1, 2, 6, 7});
  sohoa_zone_add_part (zone, "1", &(SohoaRect){7, 2, 6, 7});
  g_ptr_array_add (template->zones, zone);
  return template;
}

static void
test_a_template_survives_the_wire_and_bad_zones_do_not (void **state)
{
  g_autoptr (GBytes) blank = g_bytes_new_static ("%PDF", 4);
  g_autoptr (SohoaTemplate) sent = a_template (blank);
  g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_template_to_variant (sent));
  g_autoptr (SohoaTemplate) got = sohoa_template_from_variant (variant, blank);
  g_autoptr (GVariant) bad = NULL;
  SohoaZone *zone = g_ptr_array_index (sent->zones, 0);

  assert_non_null (got);
  assert_int_equal (got->zones->len, 1);
  assert_string_equal (got->title, "Tờ khai");
  assert_string_equal (((SohoaZone *) g_ptr_array_index (got->zones, 0))->label, "Số định danh cá nhân");
  assert_string_equal (
    g_array_index (((SohoaZone *) g_ptr_array_index (got->zones, 0))->parts, SohoaZonePart, 1).name, "1");
  zone->page = 3;
  bad = g_variant_ref_sink (sohoa_template_to_variant (sent));
  assert_null (sohoa_template_from_variant (bad, blank));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_read_page_survives_the_wire),
    cmocka_unit_test (test_a_lying_worker_is_refused),
    cmocka_unit_test (test_a_message_of_another_type_is_refused),
    cmocka_unit_test (test_a_person_looks_at_what_is_not_sure),
    cmocka_unit_test (test_folding_text),
    cmocka_unit_test (test_a_template_survives_the_wire_and_bad_zones_do_not),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
