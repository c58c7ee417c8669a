/* transform: what maps must map back, and nothing odd comes off the wire. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <sohoa/transform.h>

static SohoaTransform *
photograph (void)
{
  SohoaTransform *transform = sohoa_transform_new_affine ((double[6]){11.8, -0.6, 40, 0.5, 11.7, -25});

  transform->m[6] = 1e-4;
  transform->m[7] = -2e-4;
  transform->mesh = sohoa_mesh_new (5, 7, 210, 297);
  for (guint i = 0; i < 35; i++) {
    transform->mesh->dx[i] = 6 * sin (i);
    transform->mesh->dy[i] = 9 * cos (0.7 * i);
  }
  return transform;
}

static void
test_unmap_undoes_map_with_perspective_and_curl (void **state)
{
  g_autoptr (SohoaTransform) transform = photograph ();

  for (double x = -5; x <= 215; x += 20)
    for (double y = -5; y <= 300; y += 30.5) {
      SohoaPoint back;

      assert_true (sohoa_transform_unmap (transform, sohoa_transform_map (transform, x, y), &back));
      assert_true (fabs (back.x - x) < 1e-3 && fabs (back.y - y) < 1e-3);
    }
}

static void
test_scale_is_pixels_per_millimetre (void **state)
{
  g_autoptr (SohoaTransform) transform =
    sohoa_transform_new_affine ((double[6]){0, -11.811, 2480, 11.811, 0, 0});

  assert_true (fabs (sohoa_transform_scale (transform, 100, 100) - 11.811) < 1e-9);
}

static void
test_hull_covers_a_turned_rectangle (void **state)
{
  g_autoptr (SohoaTransform) transform = sohoa_transform_new_affine ((double[6]){10, -10, 500, 10, 10, 0});
  SohoaQuad quad = sohoa_transform_map_rect (transform, &(SohoaRect){1, 2, 3, 4});
  int box[4];

  sohoa_quad_hull (&quad, box);
  assert_int_equal (box[0], 450);
  assert_int_equal (box[1], 30);
  assert_int_equal (box[2], 520);
  assert_int_equal (box[3], 100);
}

static void
test_the_wire_keeps_every_number (void **state)
{
  g_autoptr (SohoaTransform) sent = photograph ();
  g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_transform_to_variant (sent));
  g_autoptr (SohoaTransform) got = sohoa_transform_from_variant (variant);

  assert_non_null (got);
  assert_memory_equal (got->m, sent->m, sizeof sent->m);
  assert_int_equal (got->mesh->cols, 5);
  assert_memory_equal (got->mesh->dy, sent->mesh->dy, 35 * sizeof (double));
}

static void
test_the_wire_refuses_what_is_odd (void **state)
{
  const struct {
    const char *name;
    guint index;
    double value;
  } cases[] = {{"not a number", 0, NAN}, {"infinite", 5, INFINITY}, {"not normalized", 8, 2}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaTransform) sent = photograph ();
    g_autoptr (GVariant) variant = NULL;

    print_message ("# %s\n", cases[i].name);
    sent->m[cases[i].index] = cases[i].value;
    variant = g_variant_ref_sink (sohoa_transform_to_variant (sent));
    assert_null (sohoa_transform_from_variant (variant));
  }
}

static void
test_the_wire_refuses_a_flat_map_and_a_short_mesh (void **state)
{
  g_autoptr (SohoaTransform) flat = sohoa_transform_new_affine ((double[6]){1, 2, 3, 2, 4, 6});
  g_autoptr (GVariant) no_inverse = g_variant_ref_sink (sohoa_transform_to_variant (flat));
  g_autoptr (SohoaTransform) curled = photograph ();
  g_autoptr (GVariant) short_mesh = NULL;

  assert_null (sohoa_transform_from_variant (no_inverse));
  curled->mesh->rows = 1;
  short_mesh = g_variant_ref_sink (sohoa_transform_to_variant (curled));
  assert_null (sohoa_transform_from_variant (short_mesh));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_unmap_undoes_map_with_perspective_and_curl),
    cmocka_unit_test (test_scale_is_pixels_per_millimetre),
    cmocka_unit_test (test_hull_covers_a_turned_rectangle),
    cmocka_unit_test (test_the_wire_keeps_every_number),
    cmocka_unit_test (test_the_wire_refuses_what_is_odd),
    cmocka_unit_test (test_the_wire_refuses_a_flat_map_and_a_short_mesh),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
