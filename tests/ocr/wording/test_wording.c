/* test_wording.c - a registered form in another print: known by its title, its fields where their labels
 * went, its print told from its writing; and no other paper taken for it. The recognizer is played by a fake
 * that reads the words which the test put on the page. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "../../../ocr/decode/decode.h"
#include "../../../ocr/read/read.h"
#include "../../../ocr/wording/wording.h"

enum { DPI = 200 };
static const double MM = 25.4 / DPI;
static const char TITLE[] = "Tờ khai đăng ký khai sinh", SAID[] = "TO KHAI DANG KY KHAI SINH KINH GUI";
/* The field of the tests: its label as the blank prints it, and what somebody wrote there. */
static const char LABEL[] = "Họ, chữ đệm, tên người yêu cầu:", WRITTEN[] = "ĐẶNGTHỬNGHIỆM";

/* ---- a recognizer that reads what stands on the page ---- */

typedef struct {
  SohoaEngine base;
  const GPtrArray *words; /* of SohoaWord, pixels at DPI */
  guint calls;
  SohoaCharset charset; /* of the last call */
} FakeEngine;

static GPtrArray *
fake_read_words (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset, GError **error)
{
  FakeEngine *fake = (FakeEngine *) engine;
  GPtrArray *words = sohoa_words_new ();
  fake->calls++;
  fake->charset = charset;
  for (guint i = 0; i < fake->words->len; i++) {
    SohoaWord *word = g_memdup2 (g_ptr_array_index (fake->words, i), sizeof (SohoaWord));
    word->text = g_strdup (word->text);
    g_ptr_array_add (words, word);
  }
  return words;
}

static const SohoaEngineClass fake_class = {.name = "fake", .read_words = fake_read_words};

/* ---- the registered version ---- */

static GBytes *
read_blank (const char *form)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SOHOA_SCHEMAS"), "forms", form, "2020-05-28", "blank.pdf", NULL);
  char *data;
  gsize length;
  assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static SohoaRect
box_of_word (const SohoaWord *word)
{
  return (SohoaRect){word->x, word->y, word->w, word->h};
}

/* The place of the first word of the label on the blank, millimetres. */
static SohoaRect
find_label (const GPtrArray *words)
{
  for (guint i = 0; i + 1 < words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (words, i), *next = g_ptr_array_index (words, i + 1);
    if (g_str_has_prefix (word->text, "Họ,") && g_str_has_prefix (next->text, "chữ"))
      return box_of_word (word);
  }
  fail_msg ("the blank does not print '%s'", LABEL);
  return (SohoaRect){0};
}

typedef struct {
  SohoaTemplateIndex *index;
  GPtrArray *words; /* of the blank, millimetres */
  SohoaRect label;  /* its first word */
  SohoaRect zone;
  FakeEngine fake;
  SohoaWording *wording;
} House;

static void
house_init (House *house)
{
  g_autoptr (GBytes) pdf = read_blank ("birth");
  SohoaTemplate *template = sohoa_template_new ("birth", "1", sohoa_blank_n_pages (pdf, NULL), pdf);
  sohoa_template_set_title (template, TITLE);
  house->words = sohoa_blank_words (pdf, 1, NULL);
  assert_non_null (house->words);
  house->label = find_label (house->words);
  house->zone = (SohoaRect){house->label.x + 62, house->label.y - 2, 90, 8};
  SohoaZone *zone = sohoa_zone_new ("p.name", SOHOA_ZONE_TEXT, SOHOA_CHARSET_TEXT, 1, &house->zone);
  sohoa_zone_set_label (zone, LABEL);
  g_ptr_array_add (template->zones, zone);
  house->index = sohoa_template_index_new ();
  assert_true (sohoa_template_index_take (house->index, template, NULL));
  house->fake = (FakeEngine){.base.klass = &fake_class};
  house->wording = sohoa_wording_new (house->index, &house->fake.base);
}

static void
house_clear (House *house)
{
  sohoa_wording_free (house->wording);
  sohoa_template_index_free (house->index);
  g_ptr_array_unref (house->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (House, house_clear)

/* ---- pages ---- */

static void
put_word (GPtrArray *page, const char *text, double x_mm, double y_mm, double w_mm, double h_mm)
{
  SohoaWord *word = g_new (SohoaWord, 1);
  *word = (SohoaWord){g_strdup (text), x_mm / MM, y_mm / MM, w_mm / MM, h_mm / MM};
  g_ptr_array_add (page, word);
}

/* The blank's words, those from y_mm on moved down by so much; skip: a label that is left out, by its height.
 */
static GPtrArray *
another_print (const House *house, double y_mm, double down_mm, double skip_y_mm)
{
  GPtrArray *page = sohoa_words_new ();
  for (guint i = 0; i < house->words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (house->words, i);
    const double y = word->y >= y_mm ? word->y + down_mm : word->y;
    if (ABS (word->y - skip_y_mm) > 2)
      put_word (page, word->text, word->x, y, word->w, word->h);
  }
  return page;
}

/* The same with one more word in its title. */
static GPtrArray *
sister_print (const House *house)
{
  GPtrArray *page = another_print (house, 0, 5, -100);
  for (guint i = 0; i < page->len; i++) {
    SohoaWord *word = g_ptr_array_index (page, i);
    if (g_str_equal (word->text, "KÝ")) {
      g_free (word->text);
      word->text = g_strdup ("KÝ LẠI");
      return page;
    }
  }
  fail_msg ("the blank prints no title of its own");
  return page;
}

/* A page with strokes, as letters have them, where each word is. */
static SohoaPrepared *
draw (const GPtrArray *words)
{
  const double stroke = 0.5 / MM, pitch = 1.2 / MM;
  SohoaPrepared *prepared = g_new0 (SohoaPrepared, 1);
  prepared->gray = pixCreate (1654, 2339, 8);
  prepared->dpi = DPI;
  pixSetAll (prepared->gray);
  for (guint i = 0; i < words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (words, i);
    for (double x = word->x; x < word->x + word->w; x += pitch)
      pixRasterop (prepared->gray, (int) x, (int) word->y, (int) stroke, (int) word->h, PIX_CLR, NULL, 0, 0);
  }
  return prepared;
}

typedef struct {
  SohoaLocation *location;
  SohoaOwnPrint *own;
} Answer;

static void
answer_clear (Answer *answer)
{
  sohoa_location_free (answer->location);
  sohoa_own_print_free (answer->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ask (House *house, const GPtrArray *words, const char *said, const char *form_before, Answer *answer)
{
  SohoaPrepared *page = draw (words);
  const SohoaWordingQuestion question = {
    .prepared = page, .said = said, .form_before = form_before, .form_page_before = form_before ? 1 : 0};
  house->fake.words = words;
  assert_true (sohoa_wording_locate (house->wording, &question, &answer->location, &answer->own, NULL));
  sohoa_prepared_free (page);
}

/* The darkest pixel of a rectangle on the upright page. */
static guint
darkest (Pix *pix, double x_mm, double y_mm, double w_mm, double h_mm)
{
  const double px = SOHOA_READ_DPI / 25.4;
  guint dark = 255;
  for (int y = (int) (y_mm * px); y < (int) ((y_mm + h_mm) * px); y++)
    for (int x = (int) (x_mm * px); x < (int) ((x_mm + w_mm) * px); x++) {
      l_uint32 value = 255;
      pixGetPixel (pix, x, y, &value);
      dark = MIN (dark, value);
    }
  return dark;
}

static gboolean
holds (const SohoaRect *rect, double x, double y)
{
  return x > rect->x && x < rect->x + rect->w && y > rect->y && y < rect->y + rect->h;
}

/* ---- tests ---- */

/* Everything from the label on has moved down by 20 mm, and the value stands there. */
static void
fields_are_where_their_labels_went (void **state)
{
  g_auto (House) house = {0};
  house_init (&house);
  const double down = 20, x = house.zone.x + 5, y = house.label.y + down;
  g_autoptr (GPtrArray) page = another_print (&house, house.label.y - 1, down, -100);
  put_word (page, WRITTEN, x, y, 40, 4);
  g_auto (Answer) answer = {0};
  ask (&house, page, SAID, NULL, &answer);
  assert_non_null (answer.location);
  assert_int_equal (house.fake.charset, SOHOA_CHARSET_TEXT);
  assert_true (answer.location->by_words);
  assert_string_equal (answer.location->template->form, "birth");
  assert_int_equal (answer.location->form_page, 1);
  assert_non_null (answer.own);
  assert_int_equal (answer.own->template->zones->len, 1);
  const SohoaZone *zone = g_ptr_array_index (answer.own->template->zones, 0);
  assert_true (holds (&zone->box_mm, x + 1, y + 2) && holds (&zone->box_mm, x + 39, y + 2));
  assert_false (holds (&zone->box_mm, x, y - down));
  /* The label is print, what was written is not. */
  assert_true (darkest (answer.own->blank, house.label.x, y, house.label.w, house.label.h) < 100);
  assert_int_equal (darkest (answer.own->blank, x - 1, y - 1, 42, 6), 255);
  const SohoaPoint corner = sohoa_transform_map (answer.own->transform, 10, 10);
  assert_true (fabs (corner.x - 10 / MM) < 1);
  assert_true (fabs (corner.y - 10 / MM) < 1);
}

static void
a_form_in_another_language_is_read_in_it (void **state)
{
  g_auto (House) house = {0};
  house_init (&house);
  SohoaTemplate *template = g_ptr_array_index (sohoa_template_index_templates (house.index), 0);
  SohoaZone *latin =
    sohoa_zone_new ("p.trade", SOHOA_ZONE_TEXT, SOHOA_CHARSET_LATIN, 1, &(SohoaRect){20, 250, 50, 8});
  g_ptr_array_add (template->zones, latin);
  g_autoptr (GPtrArray) page = another_print (&house, house.label.y - 1, 20, -100);
  g_auto (Answer) answer = {0};
  ask (&house, page, SAID, NULL, &answer);
  assert_int_equal (house.fake.charset, SOHOA_CHARSET_LATIN);
}

static void
a_field_whose_label_is_not_there_is_not_made_up (void **state)
{
  g_auto (House) house = {0};
  house_init (&house);
  g_autoptr (GPtrArray) page = another_print (&house, house.label.y + 4, 8, house.label.y);
  g_auto (Answer) answer = {0};
  ask (&house, page, SAID, NULL, &answer);
  assert_non_null (answer.own);
  assert_int_equal (answer.own->template->zones->len, 0);
}

/* The print itself, but smaller than blanks are searched for: it is found as what it is. */
static void
a_reduced_copy_is_the_registered_print (void **state)
{
  static const double scale = 0.85;
  g_auto (House) house = {0};
  house_init (&house);
  g_autoptr (GBytes) pdf = read_blank ("birth");
  double width_mm, height_mm;
  g_autoptr (Pix) whole = sohoa_blank_render (pdf, 1, DPI, &width_mm, &height_mm, NULL);
  SohoaPrepared *page = g_new0 (SohoaPrepared, 1);
  page->gray = pixScale (whole, (l_float32) scale, (l_float32) scale);
  page->dpi = DPI;
  g_autoptr (GPtrArray) words = sohoa_words_new ();
  for (guint i = 0; i < house.words->len; i++) {
    const SohoaWord *word = g_ptr_array_index (house.words, i);
    put_word (words, word->text, word->x * scale, word->y * scale, word->w * scale, word->h * scale);
  }
  house.fake.words = words;
  const SohoaWordingQuestion question = {.prepared = page, .said = SAID};
  g_auto (Answer) answer = {0};
  assert_true (sohoa_wording_locate (house.wording, &question, &answer.location, &answer.own, NULL));
  assert_non_null (answer.location);
  assert_false (answer.location->by_words);
  assert_null (answer.own);
  const SohoaPoint corner = sohoa_transform_map (answer.location->transform, width_mm, height_mm);
  assert_true (fabs (corner.x - pixGetWidth (page->gray)) < 0.5 / MM);
  assert_true (fabs (corner.y - pixGetHeight (page->gray)) < 0.5 / MM);
  sohoa_prepared_free (page);
}

/* A form whose instructions name another form that prints much the same is itself. */
static void
the_title_that_stands_first_counts (void **state)
{
  g_auto (House) house = {0};
  house_init (&house);
  g_autoptr (GBytes) pdf = read_blank ("birth");
  SohoaTemplate *other = sohoa_template_new ("other", "1", sohoa_blank_n_pages (pdf, NULL), pdf);
  sohoa_template_set_title (other, "Giấy báo nhận trẻ sơ sinh");
  assert_true (sohoa_template_index_take (house.index, other, NULL));
  g_autoptr (GPtrArray) page = another_print (&house, house.label.y - 1, 20, -100);
  g_autofree char *said =
    g_strconcat (SAID, " CUNG VOI CAC GIAY TO KHAC CUA TRE EM NHU ", "GIAY BAO NHAN TRE SO SINH", NULL);
  g_auto (Answer) answer = {0};
  ask (&house, page, said, NULL, &answer);
  assert_non_null (answer.location);
  assert_string_equal (answer.location->template->form, "birth");
}

static void
other_papers_are_none_of_the_form (void **state)
{
  static const char *const LETTER[] = {"Kính",  "thưa", "quý", "cơ",  "quan,",
                                       "chúng", "tôi",  "xin", "gửi", "kèm"};
  g_auto (House) house = {0};
  house_init (&house);
  g_autoptr (GPtrArray) letter = sohoa_words_new (), print = another_print (&house, 0, 5, -100),
                        sister = sister_print (&house);
  for (guint i = 0; i < 60; i++)
    put_word (letter, LETTER[i % G_N_ELEMENTS (LETTER)], 20 + 15 * (i % 10), 40 + 8 * (i / 10), 12, 4);
  const struct {
    const char *name, *said, *form_before;
    const GPtrArray *words;
    guint calls;
  } cases[] = {
    {"a letter that names the form", SAID, NULL, letter, 1},
    {"another form", "TO KHAI DANG KY KET HON", NULL, print, 0},
    {"a sister form: more is asked for in its title", "TO KHAI DANG KY LAI KHAI SINH", NULL, sister, 1},
    {"a paper that says nothing", "", NULL, print, 0},
    {"a page after the form's last one", "", "birth", letter, 0},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer = {0};
    print_message ("# %s\n", cases[i].name);
    house.fake.calls = 0;
    ask (&house, cases[i].words, cases[i].said, cases[i].form_before, &answer);
    assert_null (answer.location);
    assert_null (answer.own);
    assert_int_equal (house.fake.calls, cases[i].calls);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (fields_are_where_their_labels_went),
    cmocka_unit_test (a_form_in_another_language_is_read_in_it),
    cmocka_unit_test (a_field_whose_label_is_not_there_is_not_made_up),
    cmocka_unit_test (a_reduced_copy_is_the_registered_print),
    cmocka_unit_test (the_title_that_stands_first_counts),
    cmocka_unit_test (other_papers_are_none_of_the_form),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
