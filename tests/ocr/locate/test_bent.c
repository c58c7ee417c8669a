/* test_bent.c - forms are found on photographs of sheets that lie on a desk, and nothing else is.
 *
 * The photographs are the real blanks of schemas/forms, bent by a wave, seen slantwise, laid on a dark desk
 * in uneven light. What is promised: form, page and turn right; every place among the print within a
 * millimetre; a page that is cut or covered by fingers is found as long as most of its print is to be seen;
 * no other paper is taken for a form.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "../../../ocr/decode/decode.h"
#include "../../../ocr/prepare/photograph.h"
#include "locate.h"

static const char *const FORMS[] = {"birth", "ct01", "death"};
static const char *const STRANGER = "marriage"; /* same letterhead, not registered */

enum {
  BLANK_DPI = 150,
  WIDTH = 1080,
  HEIGHT = 1440,
  NODE = 8, /* pixels; the sheet is worked out so often, straight between */
  COLUMNS = WIDTH / NODE + 1,
  ROWS = HEIGHT / NODE + 1,
};
static const double PX_PER_MM = 4.4;
static const double SHEET_MM[2] = {210, 297};

typedef struct {
  SohoaTemplateIndex *index;
  Pix *blank[G_N_ELEMENTS (FORMS)];
  Pix *stranger;
} Fixture;

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
    if (g_file_get_contents (path, &data, &length, NULL))
      return g_bytes_new_take (data, length);
  }
  fail_msg ("form '%s' has no version with a blank", form);
  return NULL;
}

static Pix *
draw_blank (GBytes *pdf)
{
  double width_mm, height_mm;
  Pix *pix = sohoa_blank_render (pdf, 1, BLANK_DPI, &width_mm, &height_mm, NULL);
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
  gboolean upside_down;
  double slant;    /* how much narrower the top of the sheet is than its bottom, of the width */
  double bend_mm;  /* of the wave */
  double shift_mm; /* of the whole sheet to the right and up: parts leave the picture */
  gboolean fingers, shadow;
} Case;

/* From sheet millimetres to pixels of the photograph: a wave, then a slanted view. */
static SohoaPoint
photograph_point (const Case *c, double x_mm, double y_mm)
{
  if (c->upside_down)
    x_mm = SHEET_MM[0] - x_mm, y_mm = SHEET_MM[1] - y_mm;
  y_mm += c->bend_mm * sin (x_mm / 40 + y_mm / 150);
  x_mm += c->bend_mm / 3 * sin (y_mm / 60);
  double u = x_mm / SHEET_MM[0] - 0.5, v = y_mm / SHEET_MM[1] - 0.5;
  double depth = 1 - c->slant * v; /* the upper end is farther away */
  double px = PX_PER_MM, shift = c->shift_mm * px;
  return (SohoaPoint){WIDTH / 2.0 + u * SHEET_MM[0] * px / depth + shift,
                      HEIGHT / 2.0 + v * SHEET_MM[1] * px / depth - shift};
}

static double
gray_of (Pix *blank, double x_mm, double y_mm)
{
  double x = x_mm * BLANK_DPI / 25.4 - 0.5, y = y_mm * BLANK_DPI / 25.4 - 0.5;
  int column = (int) floor (x), row = (int) floor (y);
  if (column < 0 || row < 0 || column + 1 >= pixGetWidth (blank) || row + 1 >= pixGetHeight (blank))
    return 255;
  const l_uint32 *p = pixGetData (blank) + (gsize) row * pixGetWpl (blank), *q = p + pixGetWpl (blank);
  double fx = x - column, fy = y - row;
  return (GET_DATA_BYTE (p, column) * (1 - fx) + GET_DATA_BYTE (p, column + 1) * fx) * (1 - fy) +
         (GET_DATA_BYTE (q, column) * (1 - fx) + GET_DATA_BYTE (q, column + 1) * fx) * fy;
}

/* Where on the sheet a pixel lies: photograph_point() turned round by a few rounds of correction. mm: near
 * it. */
static void
correct_sheet_point (const Case *c, double x, double y, guint rounds, SohoaPoint *mm)
{
  double sign = c->upside_down ? -1 : 1;
  for (guint round = 0; round < rounds; round++) {
    SohoaPoint at = photograph_point (c, mm->x, mm->y);
    mm->x += sign * (x - at.x) / PX_PER_MM, mm->y += sign * (y - at.y) / PX_PER_MM;
  }
}

/* Where on the sheet every NODE-th pixel lies. */
static SohoaPoint *
sheet_nodes (const Case *c)
{
  SohoaPoint *nodes = g_new (SohoaPoint, COLUMNS * ROWS);
  SohoaPoint mm = {0, 0};
  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++) {
      correct_sheet_point (c, column * NODE, row * NODE, column == 0 ? 60 : 8, &mm);
      nodes[row * COLUMNS + column] = mm;
    }
  return nodes;
}

static SohoaPoint
between_nodes (const SohoaPoint *nodes, int x, int y)
{
  const SohoaPoint *p = nodes + y / NODE * COLUMNS + x / NODE, *q = p + COLUMNS;
  double u = x % NODE / (double) NODE, v = y % NODE / (double) NODE;
  return (SohoaPoint){(p[0].x * (1 - u) + p[1].x * u) * (1 - v) + (q[0].x * (1 - u) + q[1].x * u) * v,
                      (p[0].y * (1 - u) + p[1].y * u) * (1 - v) + (q[0].y * (1 - u) + q[1].y * u) * v};
}

static double
light_at (const Case *c, int x, int y)
{
  double light = 0.95 - 0.35 * x / WIDTH;
  return c->shadow ? light * (1 - 0.3 / (1 + exp ((y - 910 + x / 3) / 21.0))) : light;
}

static gboolean
is_finger (const Case *c, int x, int y)
{
  return c->fingers && (hypot (x - 90, (y - 750) / 1.5) < 58 || hypot (x - 980, (y - 1080) / 1.5) < 66);
}

static SohoaPrepared *
photograph (const Case *c, Pix *blank)
{
  Pix *pix = pixCreate (WIDTH, HEIGHT, 8);
  guint32 random = 1;
  g_autofree SohoaPoint *nodes = sheet_nodes (c);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      SohoaPoint mm = between_nodes (nodes, x, y);
      gboolean paper = mm.x >= 0 && mm.y >= 0 && mm.x < SHEET_MM[0] && mm.y < SHEET_MM[1];
      double gray = is_finger (c, x, y) ? 120 : paper ? gray_of (blank, mm.x, mm.y) : 110;
      random = random * 1664525u + 1013904223u;
      gray = gray * light_at (c, x, y) + (random >> 16) % 13 - 6.0;
      SET_DATA_BYTE (pixGetData (pix) + (gsize) y * pixGetWpl (pix), x, (guint8) CLAMP (gray, 0, 255));
    }
  g_autoptr (SohoaPage) page = sohoa_page_new (pix, 150, 150);
  SohoaPrepared *prepared = sohoa_prepare (page, NULL);
  assert_non_null (prepared);
  return prepared;
}

/* The farthest that a point of the page lies from where it should, millimetres. */
static double
worst_corner_mm (const SohoaTransform *transform, const Case *c)
{
  double worst = 0;
  for (int i = 0; i < 9; i++) {
    double x_mm = 35 + i % 3 * 70, y_mm = 30 + i / 3 * 90;
    SohoaPoint found = sohoa_transform_map (transform, x_mm, y_mm), right = photograph_point (c, x_mm, y_mm);
    worst = MAX (worst, hypot (found.x - right.x, found.y - right.y) / PX_PER_MM);
  }
  return worst;
}

static void
test_forms_are_found_on_photographs (void **state)
{
  const Case cases[] = {
    {"bent, in shadow", 1, FALSE, 0.05, 2, 0, FALSE, TRUE},
    {"bent, upside down", 2, TRUE, -0.06, 1.5, 0, FALSE, FALSE},
    {"held by fingers", 0, FALSE, 0.05, 1, 0, TRUE, TRUE},
    {"a corner beyond the picture", 1, FALSE, 0.04, 1, 25, FALSE, FALSE},
  };
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    print_message ("# %s\n", cases[i].name);
    g_autoptr (SohoaPrepared) page = photograph (&cases[i], fixture->blank[cases[i].form]);
    g_autoptr (SohoaPhotograph) photograph = NULL;
    assert_true (sohoa_photograph_find (page, &photograph, NULL));
    assert_non_null (photograph);
    g_autoptr (SohoaLocation) location = sohoa_locate_bent (fixture->index, photograph->flat, NULL);
    assert_int_equal (location->verdict, SOHOA_LOCATED);
    assert_string_equal (location->template->form, FORMS[cases[i].form]);
    assert_int_equal (location->rotation, cases[i].upside_down ? 180 : 0);
    g_autoptr (SohoaTransform) transform = sohoa_photograph_transform (photograph, location->transform);
    assert_true (worst_corner_mm (transform, &cases[i]) < 1.2);
  }
}

/* A flat map onto the flat view bends with the sheet, too. */
static void
test_a_flat_map_follows_the_sheet (void **state)
{
  const Case bent = {"bent", 0, FALSE, 0.05, 2, 0, FALSE, FALSE};
  const double map[6] = {6, 0, 3, 0, 6, 5};
  Fixture *fixture = *state;
  g_autoptr (SohoaPrepared) page = photograph (&bent, fixture->blank[0]);
  g_autoptr (SohoaPhotograph) photograph = NULL;
  assert_true (sohoa_photograph_find (page, &photograph, NULL));
  assert_non_null (photograph);
  g_autoptr (SohoaTransform) flat = sohoa_transform_new_affine (map);
  g_autoptr (SohoaTransform) transform = sohoa_photograph_transform (photograph, flat);
  for (double y_mm = 20; y_mm < 220; y_mm += 60)
    for (double x_mm = 20; x_mm < 190; x_mm += 50) {
      const SohoaPoint right = sohoa_photograph_point (photograph, sohoa_transform_map (flat, x_mm, y_mm)),
                       found = sohoa_transform_map (transform, x_mm, y_mm);
      assert_true (hypot (found.x - right.x, found.y - right.y) < 0.5);
    }
}

static void
test_another_paper_on_the_desk_is_no_form (void **state)
{
  const Case bent = {"stranger", 0, FALSE, 0.05, 2, 0, FALSE, TRUE};
  Fixture *fixture = *state;
  g_autoptr (SohoaPrepared) page = photograph (&bent, fixture->stranger);
  g_autoptr (SohoaPhotograph) photograph = NULL;
  assert_true (sohoa_photograph_find (page, &photograph, NULL));
  assert_non_null (photograph);
  g_autoptr (SohoaLocation) location = sohoa_locate_bent (fixture->index, photograph->flat, NULL);
  assert_int_not_equal (location->verdict, SOHOA_LOCATED);
  assert_null (location->transform);
}

static void
test_a_scan_is_no_photograph (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (SohoaPage) page = sohoa_page_new (pixCopy (NULL, fixture->blank[0]), BLANK_DPI, BLANK_DPI);
  g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, NULL);
  g_autoptr (SohoaPhotograph) photograph = NULL;
  assert_true (sohoa_photograph_find (prepared, &photograph, NULL));
  assert_null (photograph);
}

static void
test_an_empty_sheet_on_the_desk_is_blank (void **state)
{
  (void) state;
  const Case bent = {"empty", 0, FALSE, 0.05, 2, 0, FALSE, TRUE};
  g_autoptr (Pix) white = pixCreate (1240, 1754, 8);
  pixSetAll (white);
  g_autoptr (SohoaPrepared) page = photograph (&bent, white);
  g_autoptr (SohoaPhotograph) photograph = NULL;
  assert_true (sohoa_photograph_find (page, &photograph, NULL));
  assert_non_null (photograph);
  assert_true (photograph->flat->blank);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_forms_are_found_on_photographs),
    cmocka_unit_test (test_a_flat_map_follows_the_sheet),
    cmocka_unit_test (test_another_paper_on_the_desk_is_no_form),
    cmocka_unit_test (test_a_scan_is_no_photograph),
    cmocka_unit_test (test_an_empty_sheet_on_the_desk_is_blank),
  };
  return cmocka_run_group_tests (tests, set_up, tear_down);
}
