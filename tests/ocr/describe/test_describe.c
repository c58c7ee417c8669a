/* test_describe.c - the kind of a page by what its codes and its writing say. The recognizer is played by a
 * fake that reads what the test wrote, and reads nonsense from a page that does not lie as the test says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "drawing.h"

static const char Motto[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
static const char Body[] = "\nTôi tên là người viết đơn này, xin trân trọng cảm ơn quý cơ quan đã xem xét";

typedef struct {
  SohoaEngine base;
  const char *text;
  guint readable_after; /* so many calls read this first */
  const char *before;
  guint calls;
} FakeEngine;

static char *
fake_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error)
{
  FakeEngine *fake = (FakeEngine *) engine;
  return g_strdup (fake->calls++ < fake->readable_after ? fake->before : fake->text);
}

static const SohoaEngineClass fake_class = {.name = "fake", .read_block = fake_read_block};

static SohoaPageResult *
describe (FakeEngine *fake, const char *code, SohoaVerdict verdict)
{
  SohoaPageResult *result = sohoa_page_result_new (1);
  Pix *pix = draw_paper (1240, 1754);
  draw_text (pix, "some writing", 200, 300);
  if (code)
    draw_qr (pix, code, strlen (code), 500, 600, 6);
  SohoaPrepared *prepared = prepared_page (pix, 150);
  SohoaPage page = {.pix = pix, .dpi_x = 150, .dpi_y = 150};
  SohoaLocation location = {.verdict = verdict};
  fake->base.klass = &fake_class;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  assert_true (sohoa_describe_page (&page, prepared, &location, &fake->base, result, &said, &error));
  assert_null (error);
  sohoa_prepared_free (prepared);
  return result;
}

static void
test_kinds_follow_codes_and_headings (void **state)
{
  static const char dossier[] = "000.00.26.H29-250917-0001";
  static const char card[] = "001090000001||Nguyễn Thị Thử|01011990|Nữ|Hà Nội|15042021";
  static const struct {
    const char *name, *heading, *code;
    SohoaVerdict verdict;
    SohoaPageKind kind;
    const char *reason;
  } cases[] = {
    {"cover by both", "PHIẾU TIẾP NHẬN HỒ SƠ", dossier, SOHOA_NOT_A_FORM, SOHOA_PAGE_COVER, NULL},
    {"cover by heading", "GIẤY TIẾP NHẬN HỒ SƠ", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_COVER, NULL},
    {"cover by code", "", dossier, SOHOA_NOT_A_FORM, SOHOA_PAGE_COVER, NULL},
    {"cover that resembles a form", "PHIẾU TIẾP NHẬN", dossier, SOHOA_AMBIGUOUS, SOHOA_PAGE_COVER, NULL},
    {"sticker on a form", "TỜ KHAI ĐĂNG KÝ", dossier, SOHOA_NOT_A_FORM, SOHOA_PAGE_UNKNOWN,
     "form-not-registered"},
    {"sticker on a lost form", "", dossier, SOHOA_AMBIGUOUS, SOHOA_PAGE_UNKNOWN, "form-not-located"},
    {"card by code", "", card, SOHOA_NOT_A_FORM, SOHOA_PAGE_ID_CARD, NULL},
    {"card by heading", "CĂN CƯỚC CÔNG DÂN", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_ID_CARD, NULL},
    {"filler of a card", "NGUYEN<<THI<THU<<<<<<<<<<<<<<<", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_ID_CARD, NULL},
    {"front of a card by labels",
     "Quốc tịch / Nationality: Việt Nam\nNơi thường trú / Place of residence: Hà Nội", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_ID_CARD, NULL},
    {"back of a card by labels", "Đặc điểm nhận dạng: sẹo\nCỤC TRƯỞNG CỤC CẢNH SÁT", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_ID_CARD, NULL},
    {"one label of cards, read in every band", "Đặc điểm nhận dạng: sẹo", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_ATTACHMENT, NULL},
    {"one label in English, read in every band", "Nationality: Canada", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_ATTACHMENT, NULL},
    {"form in English",
     "Full name: X\nDate and place of birth: 1960\nNationality: Canada\nPlace of residence: Y", NULL,
     SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
    {"form in both languages",
     "Họ tên / Full name: X\nNgày sinh / Date of birth: 1960\nQuốc tịch / Nationality: Canada", NULL,
     SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
    {"translated certificate", "Personal identification number: 1\nFull name: X\nPlace of origin: Y", NULL,
     SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
    {"letter", "GIẤY ỦY QUYỀN", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
    {"statement", "ĐƠN TRÌNH BÀY", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
    {"foreign code", "HÓA ĐƠN BÁN HÀNG", "https://example.vn/1", SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT,
     NULL},
    {"unregistered form", "TỜ KHAI CẤP HỘ CHIẾU", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_UNKNOWN,
     "form-not-registered"},
    {"lost form", "TỜ KHAI ĐĂNG KÝ", NULL, SOHOA_AMBIGUOUS, SOHOA_PAGE_UNKNOWN, "form-not-located"},
    {"form mark", "Mẫu số 05\nBan hành kèm theo Thông tư\nBẢN TÓM TẮT", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_UNKNOWN, "form-not-registered"},
    {"certificate with a form mark", "Ban hành kèm theo Thông tư\nGIẤY CHỨNG NHẬN", NULL, SOHOA_NOT_A_FORM,
     SOHOA_PAGE_ATTACHMENT, NULL},
    {"no heading", "", NULL, SOHOA_NOT_A_FORM, SOHOA_PAGE_ATTACHMENT, NULL},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (Motto, cases[i].heading, Body, NULL);
    FakeEngine fake = {.text = text};
    g_autoptr (SohoaPageResult) result = describe (&fake, cases[i].code, cases[i].verdict);
    if (result->kind != cases[i].kind || g_strcmp0 (result->reason, cases[i].reason) != 0)
      fail_msg ("%s: is %s (%s)", cases[i].name, sohoa_page_kind_nick (result->kind), result->reason);
  }
}

static void
test_the_heading_stands_below_motto_and_agency (void **state)
{
  FakeEngine fake = {
    .text = "UBND PHƯỜNG BẾN THÀNH  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBỘ PHẬN MỘT CỬA  Độc lập - Tự "
            "do - Hạnh phúc\n\nQUYẾT ĐỊNH\nVỀ VIỆC CẤP GIẤY PHÉP\nCăn cứ luật và nghị định hiện hành"};
  g_autoptr (SohoaPageResult) result = describe (&fake, NULL, SOHOA_NOT_A_FORM);
  assert_string_equal (result->heading, "QUYẾT ĐỊNH VỀ VIỆC CẤP GIẤY PHÉP");
}

static void
test_a_page_that_makes_no_sense_is_read_upside_down (void **state)
{
  g_autofree char *text = g_strconcat (Motto, "GIẤY ỦY QUYỀN", Body, NULL);
  FakeEngine fake = {.text = text, .readable_after = 2, .before = "xq |; ]] 7f wvz"};
  g_autoptr (SohoaPageResult) result = describe (&fake, NULL, SOHOA_NOT_A_FORM);
  assert_int_equal (result->rotation, 180);
  assert_string_equal (result->heading, "GIẤY ỦY QUYỀN");
}

static void
test_a_page_that_does_not_say_what_it_is_is_read_upside_down_too (void **state)
{
  g_autofree char *text = g_strconcat (Motto, "CĂN CƯỚC CÔNG DÂN", NULL);
  FakeEngine fake = {.text = text,
                     .readable_after = 1,
                     .before = "NOVA ONO GOD NYC CONC\nhe so on us who men can use one due"};
  g_autoptr (SohoaPageResult) card = describe (&fake, NULL, SOHOA_NOT_A_FORM);
  assert_int_equal (card->kind, SOHOA_PAGE_ID_CARD);
  assert_int_equal (card->rotation, 180);
  FakeEngine other = {.text = "xq |; ]] 7f wvz", .readable_after = 1, .before = fake.before};
  g_autoptr (SohoaPageResult) letter = describe (&other, NULL, SOHOA_NOT_A_FORM);
  assert_int_equal (letter->kind, SOHOA_PAGE_ATTACHMENT);
  assert_int_equal (letter->rotation, 0);
}

static void
test_without_a_recognizer_codes_alone_decide (void **state)
{
  FakeEngine fake = {.text = ""};
  g_autoptr (SohoaPageResult) cover = describe (&fake, "H29.26-250917-0001", SOHOA_NOT_A_FORM);
  g_autoptr (SohoaPageResult) other = describe (&fake, NULL, SOHOA_NOT_A_FORM);
  assert_int_equal (cover->kind, SOHOA_PAGE_COVER);
  assert_int_equal (other->kind, SOHOA_PAGE_ATTACHMENT);
  assert_null (other->heading);
}

static void
test_blank_dark_and_tiny_pages_are_not_read (void **state)
{
  static const struct {
    gboolean blank;
    double ink, dpi;
    SohoaPageKind kind;
    const char *reason;
  } cases[] = {
    {TRUE, 0, 150, SOHOA_PAGE_BLANK, NULL},
    {FALSE, 0.9, 150, SOHOA_PAGE_UNKNOWN, "unreadable"},
    {FALSE, 0.05, 30, SOHOA_PAGE_UNKNOWN, "unreadable"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
    SohoaPrepared *prepared = prepared_page (draw_paper (300, 400), cases[i].dpi);
    prepared->blank = cases[i].blank;
    prepared->ink = cases[i].ink;
    SohoaPage page = {.pix = prepared->gray, .dpi_x = cases[i].dpi, .dpi_y = cases[i].dpi};
    SohoaLocation location = {.verdict = SOHOA_NOT_A_FORM};
    FakeEngine fake = {.base.klass = &fake_class, .text = "GIẤY ỦY QUYỀN"};
    g_autofree char *said = NULL;
    assert_true (sohoa_describe_page (&page, prepared, &location, &fake.base, result, &said, NULL));
    assert_int_equal (result->kind, cases[i].kind);
    assert_true (g_strcmp0 (result->reason, cases[i].reason) == 0);
    assert_int_equal (fake.calls, 0);
    sohoa_prepared_free (prepared);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_kinds_follow_codes_and_headings),
    cmocka_unit_test (test_the_heading_stands_below_motto_and_agency),
    cmocka_unit_test (test_a_page_that_makes_no_sense_is_read_upside_down),
    cmocka_unit_test (test_a_page_that_does_not_say_what_it_is_is_read_upside_down_too),
    cmocka_unit_test (test_without_a_recognizer_codes_alone_decide),
    cmocka_unit_test (test_blank_dark_and_tiny_pages_are_not_read),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
