/* test_locate.c - registered forms are found on scans, wherever and however they lie, and nothing else is.
 *
 * The scans are the real blanks of schemas/forms, drawn by the decoder, warped by known maps and soiled. What
 * is promised: form, page and turn right; every corner of the page within 0.3 mm; no other paper taken for a
 * form.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "../../../ocr/decode/decode.h"
#include "affine.h"
#include "anchors.h"
#include "locate.h"

static const char *const FORMS[] = {"birth", "ct01", "marital", "death"};
/* Same office, same letterhead, not registered. */
static const char *const STRANGER = "marriage";

typedef struct {
  SohoaTemplateIndex *index;
  Pix *blank[G_N_ELEMENTS (FORMS)]; /* first pages at SCAN_DPI */
  Pix *stranger;
} Fixture;

enum { SCAN_DPI = 150 };

static GBytes *
read_blank (const char *form)
{
  g_autofree char *folder = g_build_filename (g_getenv ("SOHOA_SCHEMAS"), "forms", form, NULL);
  g_autoptr (GDir) versions = g_dir_open (folder, 0, NULL);
  assert_non_null (versions);
  const char *version;
  char *data;
  gsize length;
  while ((version = g_dir_read_name (versions)) != NULL) {
    g_autofree char *path = g_build_filename (folder, version, "blank.pdf", NULL);
    if (g_file_get_contents (path, &data, &length, NULL)) /* a version may be a schema only */
      return g_bytes_new_take (data, length);
  }
  fail_msg ("form '%s' has no version with a blank", form);
  return NULL;
}

static Pix *
draw_blank (GBytes *pdf)
{
  double width_mm, height_mm;
  Pix *pix = sohoa_blank_render (pdf, 1, SCAN_DPI, &width_mm, &height_mm, NULL);
  assert_non_null (pix);
  return pix;
}

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->index = sohoa_template_index_new ();
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++) {
    g_autoptr (GBytes) pdf = read_blank (FORMS[i]);
    fixture->blank[i] = draw_blank (pdf);
    SohoaTemplate *template = sohoa_template_new (FORMS[i], "1", sohoa_blank_n_pages (pdf, NULL), pdf);
    assert_true (sohoa_template_index_take (fixture->index, template, NULL));
  }
  g_autoptr (GBytes) pdf = read_blank (STRANGER);
  fixture->stranger = draw_blank (pdf);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    pixDestroy (&fixture->blank[i]);
  pixDestroy (&fixture->stranger);
  sohoa_template_index_free (fixture->index);
  g_free (fixture);
  return 0;
}

typedef struct {
  const char *name;
  guint form;
  guint rotation;
  double skew_deg, scale, stretch; /* stretch: of x against y */
  double shift_mm;
  gboolean border, no_top;
  int noise;         /* gray levels to either side */
  double dpi_stated; /* of the true one */
} Case;

/* From pixels of the blank to pixels of the scan, which is as large (or lies). */
static SohoaAffine
scan_map (const Case *c, int width, int height)
{
  double turn = (c->rotation + c->skew_deg) * G_PI / 180, shift = c->shift_mm / 25.4 * SCAN_DPI;
  double sx = c->scale * c->stretch, sy = c->scale;
  SohoaAffine map = {{cos (turn) * sx, -sin (turn) * sy, 0, sin (turn) * sx, cos (turn) * sy, 0}};
  SohoaPoint middle = sohoa_affine_map (&map, (width - 1) / 2.0, (height - 1) / 2.0);
  gboolean lying = c->rotation % 180 != 0;
  map.a[2] = ((lying ? height : width) - 1) / 2.0 - middle.x + shift;
  map.a[5] = ((lying ? width : height) - 1) / 2.0 - middle.y - shift;
  return map;
}

static SohoaAffine
invert (const SohoaAffine *map)
{
  const double *a = map->a;
  double det = a[0] * a[4] - a[1] * a[3];
  SohoaAffine inverse = {{a[4] / det, -a[1] / det, 0, -a[3] / det, a[0] / det, 0}};
  SohoaPoint origin = sohoa_affine_map (&inverse, a[2], a[5]);
  inverse.a[2] = -origin.x, inverse.a[5] = -origin.y;
  return inverse;
}

static int
soiled (const Case *c, int gray, int x, int y, int width, int height, guint32 *random)
{
  if (c->no_top && y < height / 3)
    gray = 250;
  if (c->border && (x < 20 || y < 45 || x >= width - 30))
    gray = 20;
  *random = *random * 1664525u + 1013904223u;
  gray += c->noise ? (int) ((*random >> 16) % (guint32) (2 * c->noise + 1)) - c->noise : 0;
  return CLAMP (gray, 0, 255);
}

static SohoaPrepared *
scan (const Case *c, Pix *blank, SohoaAffine *ret_map)
{
  int width = pixGetWidth (blank), height = pixGetHeight (blank);
  *ret_map = scan_map (c, width, height);
  g_autoptr (SohoaPlane) plane = sohoa_plane_new (blank);
  int w = c->rotation % 180 ? height : width, h = c->rotation % 180 ? width : height;
  g_autofree gint16 *samples = g_new (gint16, (gsize) w * h);
  SohoaAffine back = invert (ret_map);
  sohoa_plane_sample (plane, &back, w, h, samples);
  Pix *pix = pixCreate (w, h, 8);
  guint32 random = 1;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      SET_DATA_BYTE (pixGetData (pix) + (gsize) y * pixGetWpl (pix), x,
                     (guint8) soiled (c, samples[(gsize) y * w + x], x, y, w, h, &random));
  double dpi = SCAN_DPI * (c->dpi_stated > 0 ? c->dpi_stated : 1);
  g_autoptr (SohoaPage) page = sohoa_page_new (pix, dpi, dpi);
  SohoaPrepared *prepared = sohoa_prepare (page, NULL);
  assert_non_null (prepared);
  return prepared;
}

/* The farthest that a corner of the page lies from where it should, millimetres. */
static double
worst_corner_mm (const SohoaTransform *transform, const SohoaAffine *truth)
{
  double worst = 0, px = SCAN_DPI / 25.4;
  for (int i = 0; i < 4; i++) {
    double x_mm = i & 1 ? 195 : 15, y_mm = i & 2 ? 282 : 15;
    SohoaPoint found = sohoa_transform_map (transform, x_mm, y_mm);
    SohoaPoint right = sohoa_affine_map (truth, x_mm * px - 0.5, y_mm * px - 0.5);
    worst = MAX (worst, hypot (found.x - right.x, found.y - right.y) / px);
  }
  return worst;
}

static void
test_forms_are_found_wherever_they_lie (void **state)
{
  const Case cases[] = {
    {"straight", 0, 0, 0, 1, 1, 0, FALSE, FALSE, 0, 1},
    {"upside down, noisy", 1, 180, 1.2, 1.01, 1, 3, FALSE, FALSE, 30, 1},
    {"lying right", 2, 90, -2, 0.99, 1, 2, FALSE, FALSE, 10, 1},
    {"lying left", 3, 270, 2, 1, 1, 2, FALSE, FALSE, 10, 1},
    {"8 degrees", 0, 0, 8, 1, 1, 0, FALSE, FALSE, 5, 1},
    {"-8 degrees, upside down", 1, 180, -8, 1, 1, 0, FALSE, FALSE, 5, 1},
    {"small", 2, 0, 1, 0.94, 1, 0, FALSE, FALSE, 5, 1},
    {"large", 3, 0, -1, 1.06, 1, 0, FALSE, FALSE, 5, 1},
    {"stretched", 1, 0, 0.5, 1, 1.015, 0, FALSE, FALSE, 5, 1},
    {"shifted by 10 mm", 0, 0, 1, 0.98, 1, 10, FALSE, FALSE, 5, 1},
    {"black border", 1, 0, 2, 0.98, 1, 2, TRUE, FALSE, 5, 1},
    {"top third gone", 2, 0, 1, 1, 1, 1, FALSE, TRUE, 5, 1},
    {"resolution misstated", 3, 0, 1, 1, 1, 1, FALSE, FALSE, 5, 0.66},
  };
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    SohoaAffine truth;
    g_autoptr (SohoaPrepared) page = scan (&cases[i], fixture->blank[cases[i].form], &truth);
    g_autoptr (SohoaLocation) location = sohoa_locate (fixture->index, page, NULL);
    assert_int_equal (location->verdict, SOHOA_LOCATED);
    assert_string_equal (location->template->form, FORMS[cases[i].form]);
    assert_int_equal (location->form_page, 1);
    assert_int_equal (location->rotation, cases[i].rotation);
    assert_float_equal (location->skew_deg, cases[i].skew_deg, 0.1);
    assert_true (worst_corner_mm (location->transform, &truth) < 0.3);
  }
}

static void
test_other_papers_are_no_form (void **state)
{
  const Case cases[] = {
    {"straight", 0, 0, 0, 1, 1, 0, FALSE, FALSE, 5, 1},
    {"lying, skewed", 0, 90, 2, 1, 1, 3, FALSE, FALSE, 5, 1},
  };
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# unregistered form of the same office, %s\n", cases[i].name);
    SohoaAffine truth;
    g_autoptr (SohoaPrepared) page = scan (&cases[i], fixture->stranger, &truth);
    g_autoptr (SohoaLocation) location = sohoa_locate (fixture->index, page, NULL);
    assert_int_not_equal (location->verdict, SOHOA_LOCATED);
    assert_null (location->transform);
  }
}

static void
test_a_page_of_text_is_no_form (void **state)
{
  Fixture *fixture = *state;
  const guint turns[] = {0, 90};
  for (guint t = 0; t < G_N_ELEMENTS (turns); t++) {
    g_autoptr (Pix) upright = pixCreate (1240, 1754, 8);
    pixSetAll (upright);
    for (int line = 0; line < 36; line++)
      for (int word = 0; word < 12; word++)
        pixRasterop (upright, 130 + word * 82, 160 + line * 38, 40 + (word * 17 + line * 29) % 35, 16,
                     PIX_CLR, NULL, 0, 0);
    Pix *turned = pixRotateOrth (upright, (int) turns[t] / 90);
    g_autoptr (SohoaPage) page = sohoa_page_new (turned, 150, 150);
    g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, NULL);
    g_autoptr (SohoaLocation) location = sohoa_locate (fixture->index, prepared, NULL);
    assert_int_equal (location->verdict, SOHOA_NOT_A_FORM);
    assert_int_equal (location->rotation % 180, turns[t]);
  }
}

static void
test_the_same_print_registered_twice_is_ambiguous (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (SohoaTemplateIndex) index = sohoa_template_index_new ();
  g_autoptr (GBytes) pdf = read_blank (FORMS[0]);
  assert_true (sohoa_template_index_take (index, sohoa_template_new ("one", "1", 1, pdf), NULL));
  assert_true (sohoa_template_index_take (index, sohoa_template_new ("two", "1", 1, pdf), NULL));
  const Case straight = {"straight", 0, 0, 0, 1, 1, 0, FALSE, FALSE, 5, 1};
  SohoaAffine truth;
  g_autoptr (SohoaPrepared) page = scan (&straight, fixture->blank[0], &truth);
  g_autoptr (SohoaLocation) location = sohoa_locate (index, page, NULL);
  assert_int_equal (location->verdict, SOHOA_AMBIGUOUS);
  assert_non_null (location->rival);
  assert_ptr_not_equal (location->rival, location->template);
  assert_int_equal (location->rival_page, 1);
}

/* A blank of some 18 lines of words, as no other seed has it; one line, if any, in other words. */
static GBytes *
made_blank (guint32 seed, int changed_line)
{
  g_autoptr (GString) text = g_string_new ("0.6 w\n");
  int line = 0;
  for (int y = 760; y > 120; y -= 26 + (int) (seed >> 29), line++) {
    g_string_append_printf (text, "BT /F 12 Tf %d %d Td (", 60 + (int) (seed >> 27), y);
    for (guint letter = 0; letter < 20 + (seed >> 27); letter++) {
      seed = seed * 1664525u + 1013904223u;
      g_string_append_c (
        text, (seed >> 29) == 0 ? ' ' : (char) ('a' + ((seed >> 16) + (line == changed_line ? 11 : 0)) % 26));
    }
    g_string_append (text, ") Tj ET\n");
  }
  char *pdf = g_strdup_printf (
    "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>\n"
    "endobj\n4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>\nendobj\n"
    "5 0 obj<</Length %zu>>stream\n%s\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
    text->len, text->str);
  return g_bytes_new_take (pdf, strlen (pdf));
}

static void
test_one_of_many_forms_is_found (void **state)
{
  enum { MADE = 29 }; /* in two directions more than are all compared finely */
  Fixture *fixture = *state;
  g_autoptr (SohoaTemplateIndex) index = sohoa_template_index_new ();
  for (guint i = 0; i < MADE; i++) {
    g_autoptr (GBytes) pdf = made_blank (i * 2654435761u + 1, -1);
    g_autofree char *name = g_strdup_printf ("made%u", i);
    assert_true (sohoa_template_index_take (index, sohoa_template_new (name, "1", 1, pdf), NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++) {
    g_autoptr (GBytes) pdf = read_blank (FORMS[i]);
    guint n_pages = sohoa_blank_n_pages (pdf, NULL);
    assert_true (sohoa_template_index_take (index, sohoa_template_new (FORMS[i], "1", n_pages, pdf), NULL));
  }
  const Case cases[] = {
    {"skewed", 0, 0, 1.5, 1.01, 1, 2, FALSE, FALSE, 10, 1},
    {"upside down", 1, 180, -1, 0.98, 1, 2, FALSE, FALSE, 10, 1},
    {"lying", 3, 90, 1, 1, 1, 2, FALSE, FALSE, 10, 1},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    SohoaAffine truth;
    g_autoptr (SohoaPrepared) page = scan (&cases[i], fixture->blank[cases[i].form], &truth);
    g_autoptr (SohoaLocation) location = sohoa_locate (index, page, NULL);
    assert_int_equal (location->verdict, SOHOA_LOCATED);
    assert_string_equal (location->template->form, FORMS[cases[i].form]);
    assert_true (worst_corner_mm (location->transform, &truth) < 0.3);
  }
  const Case straight = {"stranger", 0, 0, 0.5, 1, 1, 0, FALSE, FALSE, 5, 1};
  SohoaAffine truth;
  g_autoptr (SohoaPrepared) page = scan (&straight, fixture->stranger, &truth);
  g_autoptr (SohoaLocation) location = sohoa_locate (index, page, NULL);
  assert_int_not_equal (location->verdict, SOHOA_LOCATED);
}

static void
test_versions_that_differ_in_one_line_are_told_apart_there (void **state)
{
  (void) state;
  enum { CHANGED = 7 };
  g_autoptr (SohoaTemplateIndex) index = sohoa_template_index_new ();
  g_autoptr (GBytes) older = made_blank (77, -1), newer = made_blank (77, CHANGED);
  assert_true (sohoa_template_index_take (index, sohoa_template_new ("pair", "1", 1, older), NULL));
  assert_true (sohoa_template_index_take (index, sohoa_template_new ("pair", "2", 1, newer), NULL));
  const struct {
    Case scan;
    GBytes *pdf;
    const char *version; /* NULL: cannot be said */
    gboolean covered;
  } cases[] = {
    {{"older", 0, 0, 1, 1, 1, 2, FALSE, FALSE, 25, 1}, older, "1", FALSE},
    {{"newer", 0, 0, -1, 1.01, 1, 2, FALSE, FALSE, 25, 1}, newer, "2", FALSE},
    {{"newer, the line covered", 0, 0, 0, 1, 1, 0, FALSE, FALSE, 5, 1}, newer, NULL, TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].scan.name);
    g_autoptr (Pix) blank = draw_blank (cases[i].pdf);
    int top = pixGetHeight (blank) * 2 / 10, height = pixGetHeight (blank) * 3 / 10;
    if (cases[i].covered) /* lines 4 to 11 or so */
      pixRasterop (blank, 0, top, pixGetWidth (blank), height, PIX_SET, NULL, 0, 0);
    SohoaAffine truth;
    g_autoptr (SohoaPrepared) page = scan (&cases[i].scan, blank, &truth);
    g_autoptr (SohoaLocation) location = sohoa_locate (index, page, NULL);
    if (cases[i].version == NULL) {
      assert_int_equal (location->verdict, SOHOA_AMBIGUOUS);
      continue;
    }
    assert_int_equal (location->verdict, SOHOA_LOCATED);
    assert_string_equal (location->template->version, cases[i].version);
  }
}

static void
test_blanks_that_cannot_serve_are_refused (void **state)
{
  g_autoptr (SohoaTemplateIndex) index = sohoa_template_index_new ();
  g_autoptr (GBytes) pdf = read_blank (FORMS[0]);
  g_autoptr (GBytes) text = g_bytes_new_static ("no PDF", 6);
  const struct {
    const char *name;
    guint n_pages;
    GBytes *pdf;
  } cases[] = {{"other page count", 2, pdf}, {"not a PDF", 1, text}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    g_autoptr (GError) error = NULL;
    SohoaTemplate *template = sohoa_template_new ("odd", "1", cases[i].n_pages, cases[i].pdf);
    assert_false (sohoa_template_index_take (index, template, &error));
    assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORM));
    assert_null (sohoa_template_index_lookup (index, "odd", "1"));
  }
}

static void
test_blanks_are_drawn_once (void **state)
{
  Fixture *fixture = *state;
  const SohoaTemplate *template = sohoa_template_index_lookup (fixture->index, FORMS[1], "1");
  assert_non_null (template);
  Pix *first = sohoa_template_index_blank (fixture->index, template, 1, 100, NULL);
  assert_non_null (first);
  assert_ptr_equal (sohoa_template_index_blank (fixture->index, template, 1, 100, NULL), first);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_forms_are_found_wherever_they_lie),
    cmocka_unit_test (test_other_papers_are_no_form),
    cmocka_unit_test (test_a_page_of_text_is_no_form),
    cmocka_unit_test (test_the_same_print_registered_twice_is_ambiguous),
    cmocka_unit_test (test_one_of_many_forms_is_found),
    cmocka_unit_test (test_versions_that_differ_in_one_line_are_told_apart_there),
    cmocka_unit_test (test_blanks_that_cannot_serve_are_refused),
    cmocka_unit_test (test_blanks_are_drawn_once),
  };
  return cmocka_run_group_tests (tests, set_up, tear_down);
}
