/* test_keywords.c - phrases are found in what recognizers make of them, and not in other words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../ocr/describe/keywords.h"

static void
test_folding_leaves_capital_ascii_words (void **state)
{
  static const struct {
    const char *text, *folded;
  } cases[] = {
    {"Căn cước công dân", "CAN CUOC CONG DAN"},
    {"ĐƠN ĐỀ NGHỊ\n  cấp", "DON DE NGHI CAP"},
    {"  ...đường số 3/2!", "DUONG SO 3 2 "},
    {"Ｆｕｌｌ", "FULL"},
    {"", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = sohoa_fold_words (cases[i].text);
    assert_string_equal (folded, cases[i].folded);
  }
  assert_null (sohoa_fold_words ("\xff\xfe"));
}

static void
test_headings_survive_the_recognizer (void **state)
{
  static const struct {
    SohoaPhraseClass klass;
    const char *read;
    gboolean begins;
  } cases[] = {
    {SOHOA_PHRASE_COVER, "PHIẾU TIẾP NHẬN HỒ SƠ", TRUE},
    {SOHOA_PHRASE_COVER, "PHIẾU TIẾP NHẠN HÔ SƠ", TRUE},
    {SOHOA_PHRASE_COVER, "PHIẾU T1ẾP NHÂN HỒ SO", TRUE},
    {SOHOA_PHRASE_COVER, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", TRUE},
    {SOHOA_PHRASE_COVER, "PHIẾU BÀN GIAO HÔ SƠ", TRUE},
    {SOHOA_PHRASE_COVER, "GIẤY ỦY QUYỀN TIẾP NHẬN", FALSE},
    {SOHOA_PHRASE_COVER, "ĐƠN TRÌNH BÀY", FALSE},
    {SOHOA_PHRASE_CARD, "CĂN CƯỚC CÔNG DÂN", TRUE},
    {SOHOA_PHRASE_CARD, "C N CƯỚC C0NG DÂN", TRUE},
    {SOHOA_PHRASE_CARD, "CƯỚC CÔNG DÂN", TRUE},
    {SOHOA_PHRASE_CARD, "CÔNG VĂN", FALSE},
    {SOHOA_PHRASE_CARD, "CĂN CƯỚC / IDENTITY CARD", TRUE},
    {SOHOA_PHRASE_CARD, "GIẤY CHỨNG MINH NHÂN DÂN", TRUE},
    {SOHOA_PHRASE_CARD, "TỜ KHAI CẤP THẺ CĂN CƯỚC CÔNG DÂN", FALSE},
    {SOHOA_PHRASE_DECLARATION, "TỜ KHAI ĐĂNG KÝ LẠI KHAI SINH", TRUE},
    {SOHOA_PHRASE_DECLARATION, "'TỜ KHAL ĐĂNG KÝ", TRUE},
    {SOHOA_PHRASE_DECLARATION, "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP", TRUE},
    {SOHOA_PHRASE_DECLARATION, "GIẤY ĐỀ NGHỊ ĐĂNG KÝ", TRUE},
    {SOHOA_PHRASE_DECLARATION, "PHIẾU KHAI BÁO TẠM VẮNG", TRUE},
    {SOHOA_PHRASE_DECLARATION, "ĐƠN TRÌNH BÀY", FALSE},
    {SOHOA_PHRASE_DECLARATION, "GIẤY ỦY QUYỀN", FALSE},
    {SOHOA_PHRASE_DECLARATION, "VĂN BẢN ĐỒNG Ý CHO Ở NHỜ", FALSE},
    {SOHOA_PHRASE_PAPER, "QUYẾT ĐỊNH", TRUE},
    {SOHOA_PHRASE_AGENCY, "UBND PHƯỜNG BẾN THÀNH", TRUE},
    {SOHOA_PHRASE_AGENCY, "CĂN CƯỚC CÔNG DÂN SỐ", FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = sohoa_fold_words (cases[i].read);
    if (sohoa_begins_with_phrase (cases[i].klass, folded) != cases[i].begins)
      fail_msg ("'%s' %s begin with a phrase of class %d", cases[i].read,
                cases[i].begins ? "must" : "must not", cases[i].klass);
  }
}

static void
test_labels_are_counted_anywhere_and_once (void **state)
{
  static const struct {
    const char *read;
    guint card, person;
  } cases[] = {
    {"Họ và tên / Fuil name: X Ngày sinh / Date of blrth: 1 Quốc tịch/Nationality", 0, 3},
    {"Quê quán / Piace of oriqin: X\nNơl thường trú / Place of resldence: Y", 2, 0},
    {"Đặc diểm nhận đạng / Personal identification: X Đặc điểm nhận dạng", 1, 0},
    {"NGÓN TRỎ TRÁI", 1, 0},
    {"Điểm chỉ: ngón trỏ phải", 1, 0},
    {"Place of origin: X Place of residence: Y", 0, 0},
    {"Nationality: X Nationality: X", 0, 1},
    {"Tôi tên là X, căn cước công dân số 001, nay ủy quyền cho ông Y", 0, 0},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = sohoa_fold_words (cases[i].read);
    const guint card = sohoa_count_phrases (SOHOA_PHRASE_CARD_LABEL, folded);
    const guint person = sohoa_count_phrases (SOHOA_PHRASE_PERSON_LABEL, folded);
    if (card != cases[i].card || person != cases[i].person)
      fail_msg ("'%s' has %u and %u labels", cases[i].read, card, person);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_folding_leaves_capital_ascii_words),
    cmocka_unit_test (test_headings_survive_the_recognizer),
    cmocka_unit_test (test_labels_are_counted_anywhere_and_once),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
