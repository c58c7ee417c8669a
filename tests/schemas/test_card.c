/* Identity cards by machine, and whether values agree. All persons are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <sohoa/agreement.h>
#include <sohoa/card.h>

static const char good_qr[] =
  "079090990123|023456789|Nguyễn Văn Mẫu|01011990|Nam|12 Lê Lợi, phường Bến Thành, TP. Hồ Chí Minh|15042021";

static void
test_a_qr_payload_becomes_canonical_values (void **state)
{
  g_autoptr (SohoaCard) card = sohoa_card_from_qr (good_qr);

  assert_non_null (card);
  assert_string_equal (card->citizen_id, "079090990123");
  assert_string_equal (card->old_id_number, "023456789");
  assert_string_equal (card->full_name, "Nguyễn Văn Mẫu");
  assert_string_equal (card->birth_date, "1990-01-01");
  assert_string_equal (card->sex, "Nam");
  assert_string_equal (card->residence, "12 Lê Lợi, phường Bến Thành, TP. Hồ Chí Minh");
  assert_string_equal (card->issue_date, "2021-04-15");
  assert_false (card->is_bare);
}

static void
test_later_cards_append_items (void **state)
{
  g_autofree char *longer = g_strconcat (good_qr, "||Nguyễn Văn Cha|Trần Thị Mẹ|", NULL);
  g_autoptr (SohoaCard) card = sohoa_card_from_qr (longer);

  assert_non_null (card);
  assert_string_equal (card->issue_date, "2021-04-15");
}

static void
test_other_payloads_are_no_card (void **state)
{
  static const char *const payloads[] = {"",
                                         "hello",
                                         "||||||",
                                         "000.00.26.H29-250711-0001",
                                         "07909099012|023456789|A|01011990|Nam|x|15042021",
                                         "079090990123|023456789|A|01011990|Nam|x",
                                         "\xff|\xff|a|b|c|d|e"};

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    assert_null (sohoa_card_from_qr (payloads[i]));
}

static void
test_days_that_do_not_exist_are_blank (void **state)
{
  g_autoptr (SohoaCard) card = sohoa_card_from_qr ("079090990123||A B|31021990|x|y|99999999");

  assert_string_equal (card->birth_date, "");
  assert_string_equal (card->issue_date, "");
  assert_string_equal (card->sex, "");
  assert_string_equal (card->old_id_number, "");
}

/* Check digits, worked out here apart from the program. */

static char
check_digit (const char *text)
{
  guint sum = 0;

  for (guint i = 0; text[i] != '\0'; i++) {
    guint value = g_ascii_isdigit (text[i])   ? (guint) g_ascii_digit_value (text[i])
                  : g_ascii_isupper (text[i]) ? (guint) (text[i] - 'A') + 10
                                              : 0;

    sum += value * (i % 3 == 0 ? 7u : i % 3 == 1 ? 3u : 1u);
  }
  return (char) ('0' + sum % 10);
}

static char *
make_mrz (const char *citizen_id, const char *birth, char sex, const char *expiry, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%s<<", citizen_id);
  g_autofree char *upper = g_strdup_printf ("IDVNM%s%c%s%c", citizen_id + 3, check_digit (citizen_id + 3),
                                            number, check_digit (number));
  g_autofree char *all = g_strdup_printf ("%s%s%c%s%c<<<<<<<<<<<", upper + 5, birth, check_digit (birth),
                                          expiry, check_digit (expiry));
  g_autofree char *lower = g_strdup_printf ("%s<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", name);

  return g_strdup_printf ("%s\n%s%c%c%s%cVNM<<<<<<<<<<<%c\n%.30s\n", upper, birth, check_digit (birth), sex,
                          expiry, check_digit (expiry), check_digit (all), lower);
}

static void
test_an_mrz_becomes_canonical_values (void **state)
{
  g_autofree char *mrz = make_mrz ("079190990123", "900101", 'F', "400101", "NGUYEN<<THI<MAU");
  g_autoptr (SohoaCard) card = sohoa_card_from_mrz (mrz);

  assert_non_null (card);
  assert_string_equal (card->citizen_id, "079190990123");
  assert_string_equal (card->full_name, "NGUYEN THI MAU");
  assert_string_equal (card->birth_date, "1990-01-01");
  assert_string_equal (card->expiry_date, "2040-01-01");
  assert_string_equal (card->sex, "Nữ");
  assert_true (card->is_bare);
}

static void
test_a_child_of_this_century_is_born_in_it (void **state)
{
  g_autofree char *mrz = make_mrz ("079210990123", "100228", 'M', "300228", "TRAN<<VAN<BE");
  g_autoptr (SohoaCard) card = sohoa_card_from_mrz (mrz);

  assert_string_equal (card->birth_date, "2010-02-28");
}

/* One wrong letter anywhere in what is checked refuses the whole. */
static void
test_no_mrz_with_a_wrong_letter_is_believed (void **state)
{
  g_autofree char *mrz = make_mrz ("079190990123", "900101", 'F', "400101", "NGUYEN<<THI<MAU");

  for (guint i = 5; i < 61; i++) {
    g_autofree char *wrong = g_strdup (mrz);
    gboolean is_checked = wrong[i] != '\n' && !(i >= 31 + 15 && i < 31 + 18) && i != 31 + 7;

    wrong[i] = wrong[i] == '7' ? '1' : '7';
    g_autoptr (SohoaCard) card = sohoa_card_from_mrz (wrong);
    if (is_checked)
      assert_null (card);
  }
}

static void
test_other_texts_are_no_mrz (void **state)
{
  static const char *const texts[] = {"", "IDVNM", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                                      "IDVNM1234567890123456789012345678"};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_null (sohoa_card_from_mrz (texts[i]));
}

/* Agreement */

static void
assert_finding (GPtrArray *findings, guint n, const char *code)
{
  assert_int_equal (findings->len, n);
  if (n > 0)
    assert_string_equal (((SohoaFinding *) g_ptr_array_index (findings, n - 1))->code, code);
}

static void
test_a_citizen_number_agrees_with_sex_and_birth (void **state)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();

  assert_true (sohoa_agree_citizen_sex ("079190990123", "Nữ", findings));
  assert_true (sohoa_agree_citizen_sex ("079290990123", "Nam", findings));
  assert_true (sohoa_agree_citizen_birth ("079190990123", "1990-01-01", findings));
  assert_true (sohoa_agree_citizen_birth ("079210990123", "2010", findings));
  assert_false (sohoa_agree_citizen_sex ("079190990123", "", findings));
  assert_false (sohoa_agree_citizen_birth ("", "1990", findings));
  assert_finding (findings, 0, NULL);
  assert_false (sohoa_agree_citizen_sex ("079190990123", "Nam", findings));
  assert_finding (findings, 1, "citizen-id-sex");
  assert_false (sohoa_agree_citizen_birth ("079190990123", "1991-01-01", findings));
  assert_finding (findings, 2, "citizen-id-birth");
}

static void
test_a_citizen_number_knows_old_and_new_provinces (void **state)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();

  assert_true (
    sohoa_agree_citizen_province ("074190990123", "phường Thủ Dầu Một, tỉnh Bình Dương", findings));
  assert_true (sohoa_agree_citizen_province ("074190990123", "phường Thủ Dầu Một, TP.HCM", findings));
  assert_false (sohoa_agree_citizen_province ("074190990123", "Bình Dương hay đâu đó", findings));
  assert_finding (findings, 0, NULL);
  assert_false (sohoa_agree_citizen_province ("001190990123", "phường Bến Thành, TP.HCM", findings));
  assert_finding (findings, 1, "citizen-id-place");
}

static void
test_words_agree_with_figures (void **state)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();

  assert_true (sohoa_agree_date_words (
    "2002-06-12", "ngày mười hai tháng sáu năm hai nghìn không trăm linh hai", findings));
  assert_true (sohoa_agree_money_words ("205000000", "Hai trăm linh năm triệu đồng chẵn", findings));
  assert_false (sohoa_agree_date_words ("2002-06-12", "không rõ", findings));
  assert_finding (findings, 0, NULL);
  assert_false (sohoa_agree_date_words (
    "2002-06-13", "ngày mười hai tháng sáu năm hai nghìn không trăm linh hai", findings));
  assert_finding (findings, 1, "date-words-differ");
  assert_false (sohoa_agree_money_words ("50000000", "Năm triệu đồng", findings));
  assert_finding (findings, 2, "money-words-differ");
}

static void
test_names_agree_strictly_or_bare (void **state)
{
  assert_int_equal (sohoa_agree_names ("Nguyễn Thị Hòa", "NGUYỄN THỊ HOÀ"), SOHOA_NAMES_AGREE);
  assert_int_equal (sohoa_agree_names ("Nguyễn Thị Hòa", "NGUYEN THI HOA"), SOHOA_NAMES_AGREE_BARE);
  assert_int_equal (sohoa_agree_names ("Lý Mỹ", "Lí Mĩ"), SOHOA_NAMES_DISAGREE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_qr_payload_becomes_canonical_values),
    cmocka_unit_test (test_later_cards_append_items),
    cmocka_unit_test (test_other_payloads_are_no_card),
    cmocka_unit_test (test_days_that_do_not_exist_are_blank),
    cmocka_unit_test (test_an_mrz_becomes_canonical_values),
    cmocka_unit_test (test_a_child_of_this_century_is_born_in_it),
    cmocka_unit_test (test_no_mrz_with_a_wrong_letter_is_believed),
    cmocka_unit_test (test_other_texts_are_no_mrz),
    cmocka_unit_test (test_a_citizen_number_agrees_with_sex_and_birth),
    cmocka_unit_test (test_a_citizen_number_knows_old_and_new_provinces),
    cmocka_unit_test (test_words_agree_with_figures),
    cmocka_unit_test (test_names_agree_strictly_or_bare),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
