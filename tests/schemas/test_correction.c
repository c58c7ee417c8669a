/* Correction: one confusion from exactly one entry is mended; what is right, rare or ambiguous is left alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <sohoa/codelist.h>
#include <sohoa/correction.h>

#include "confusion.h"
#include "units.h"

static const struct {
  const char *type, *raw;
  double confidence;
  const char *text;
} cases[] = {
  {"person_name", "NGUYÊN VĂN AN", 0.8, "NGUYỄN VĂN AN"},
  {"person_name", "VÕ THỊ MỸ HĂNG", 0.66, "VÕ THỊ MỸ HẰNG"},
  {"person_name", "Trần Thị Hưdng", 0.8, "Trần Thị Hưdng"}, /* no letter that looks alike */
  {"person_name", "Y Bhăm Êbăn", 0.7, "Y Bhăm Êbăn"},
  {"person_name", "H'Hen Niê", 0.7, "H'Hen Niê"},
  {"person_name", "Sùng A Tủa", 0.99, "Sùng A Tủa"},
  {"person_name", "K'Brêu", 0.7, "K'Brêu"},
  {"person_name", "Jennifer Wang", 0.7, "Jennifer Wang"},
  {"person_name", "Nguyễn Văn Nguyên", 0.7, "Nguyễn Văn Nguyên"},
  {"ordinal", "Lân thứ nhất", 0.93, "Lần thứ nhất"},
  {"ordinal", "Lần thứ ha", 0.93, "Lần thứ ha"}, /* the second or the third */
  {"relation", "Con dân", 0.93, "Con dâu"},
  {"relation", "Chủ hậ", 0.7, "Chủ hộ"},
  {"ethnic_group", "Kính", 0.9, "Kinh"},
  {"nationality", "Viêt Nam", 0.9, "Việt Nam"},
  {"religion", "Phât giáo", 0.9, "Phật giáo"},
  {"issuer", "Cuc Cảnh sát quán lý hành chính về trật tự xã hôi", 0.8,
   "Cục Cảnh sát quản lý hành chính về trật tự xã hội"},
  {"authority", "Ủy ban nhâi dân phường Tân Đinh", 0.8, "Ủy ban nhân dân phường Tân Định"},
  {"authority", "Công ơn phường Chơ Lớn", 0.8, "Công an phường Chợ Lớn"},
  {"authority", "UBND phường Bến Thành", 0.8, "UBND phường Bến Thành"},
  {"authority", "Bệnh viện Từ Dũ", 0.8, "Bệnh viện Từ Dũ"},
  {"address", "41C đường Lê Lợi, P, Phú Tho, TP. Hô Chí Minh", 0.8,
   "41C đường Lê Lợi, P. Phú Thọ, TP. Hồ Chí Minh"},
  {"address", "5 Lê Lợi, phường Phú Lâm. Thành phố Hà Chí Minh", 0.8,
   "5 Lê Lợi, phường Phú Lâm, Thành phố Hồ Chí Minh"},
  {"address", "12 đường Lê Lợi P. Bến Thành TP. Hồ Chí Minh", 0.8,
   "12 đường Lê Lợi, P. Bến Thành, TP. Hồ Chí Minh"},
  {"address", "12 đường Lê Lợi phường Bến Thành Thành phố Hồ Chí Minh", 0.8,
   "12 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh"},
  {"address", "Trạm Y tế phường Bến Thành, Thành phố Hồ Chí Minh", 0.8,
   "Trạm Y tế phường Bến Thành, Thành phố Hồ Chí Minh"},
  {"authority", "Công an P Tân Định", 0.8, "Công an P Tân Định"},
  {"administrative_unit", "Thanh phố Hồ Chí Minh", 0.8, "Thành phố Hồ Chí Minh"},
  {"administrative_unit", "Thanh phố", 0.8, "Thanh phố"},
  {"text",
   "Đăng ký tạm trú tại số 12/3 đường Lê Lơi, phường Bến Thanh, Thành phố Hồ Chí Minh, thời hạn 24 tháng",
   0.8,
   "Đăng ký tạm trú tại số 12/3 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh, thời hạn 24 tháng"},
  {"text", "Đăng ký tạm trú tại số 12/3 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh để làm việc.",
   0.8, "Đăng ký tạm trú tại số 12/3 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh để làm việc."},
  {"text", "Tạm trú tại số 12 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh, thời hạn tính 24 tháng",
   0.8, "Tạm trú tại số 12 đường Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh, thời hạn tính 24 tháng"},
  {"text", "Đi đường Lê Lơi, phường Bến Thanh", 0.8, "Đi đường Lê Lơi, phường Bến Thanh"},
  {"address", "5 Lê Lợi, P. Bến Thành; TP.HCM", 0.8, "5 Lê Lợi, P. Bến Thành, TP.HCM"},
  {"address", "5 Lê Lợi, P. Bến Thành, TP.HC", 0.8, "5 Lê Lợi, P. Bến Thành, TP.HCM"},
  {"address", "5 Lê Lợi, P. Bến Thành, TP.HCMI", 0.8, "5 Lê Lợi, P. Bến Thành, TP.HCM"},
  {"administrative_unit", "xã xã Bình Minh, tỉnh Đồng Nai", 0.8, "xã Bình Minh, tỉnh Đồng Nai"},
  {"address", "P. 304 nhà A P. 5, Q.3, TP.HCM", 0.8, "P. 304 nhà A P. 5, Q.3, TP.HCM"}, /* a room */
  {"authority", "Công an P. Bến Thành", 0.8, "Công an P. Bến Thành"},
  {"address", "5 Lê Lợi, phường 5, quận 3, TP.HCM", 0.8, "5 Lê Lợi, phường 5, quận 3, TP.HCM"},
  {"date_words", "ngày hai mươi bôn tháng nắm năm hai nghin", 0.8,
   "ngày hai mươi bốn tháng năm năm hai nghìn"},
  {"date_words", "ngày mười tháng mười năm hai nghìn không trăm hai mười lăm", 0.8,
   "ngày mười tháng mười năm hai nghìn không trăm hai mươi lăm"},
  {"money_words", "Nắm mươi triêu đồng", 0.8, "năm mươi triệu đồng"},
  {"text", "Nguyên Văn An", 0.8, "Nguyên Văn An"},
  {"citizen_id", "O79225996831", 0.8, "079225996831"},
  {"citizen_id", "O7922599G83I", 0.8, "079225996831"},
  {"citizen_id", "X79225996831", 0.8, "X79225996831"}, /* stands for no figure */
  {"citizen_id", "O0O225996831", 0.8, "O0O225996831"}, /* no province */
  {"citizen_id", "005225996831", 0.8, "005225996831"}, /* no province either, but it may be right */
  {"tax_code", "01OO1O91O6", 0.8, "0100109106"},
  {"tax_code", "01OO1O91O7", 0.8, "01OO1O91O7"}, /* the check digit does not fit */
  {"tax_code", "0100109107", 0.8, "0100109107"}, /* nor here, and nothing tells which is wrong */
  {"phone", "O9O3 123 4S6", 0.8, "0903 123 456"},
  {"phone", "so 0903123456", 0.8, "so 0903123456"},
};

static void
test_readings_are_corrected_where_one_entry_is_near (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SohoaFieldType *type = sohoa_field_type_lookup (cases[i].type);
    g_autoptr (SohoaCorrection) correction = sohoa_correct (type, cases[i].raw, cases[i].confidence, NULL);

    print_message ("# %s: %s\n", cases[i].type, cases[i].raw);
    assert_string_equal (correction->text, cases[i].text);
    assert_int_equal (correction->changed, strcmp (cases[i].raw, cases[i].text) != 0);
    assert_true (correction->certainty > (correction->changed ? 0.4 : 0.999));
  }
}

static void
test_a_sure_name_is_believed_unless_an_alternative_disagrees (void **state)
{
  const SohoaFieldType *type = sohoa_field_type_lookup ("person_name");
  g_autoptr (SohoaReading) reading = sohoa_reading_new ("x.y", &(SohoaQuad){0});

  sohoa_reading_set (reading, "Trần Thị Hăng", 0.99, "test");
  g_autoptr (SohoaCorrection) alone = sohoa_correct (type, reading->raw, 0.99, reading->alternatives);
  assert_false (alone->changed);
  sohoa_reading_add_alternative (reading, "Trần Thị Hằng", 0.3);
  g_autoptr (SohoaCorrection) helped = sohoa_correct (type, reading->raw, 0.99, reading->alternatives);
  assert_string_equal (helped->text, "Trần Thị Hằng");
}

/* Nothing changes before and behind the street. */
static const struct {
  const char *name;
  double confidence;
  const char *alternative, *before, *read, *meant, *behind;
} streets[] = {
  {"a lost mark", 0.8, NULL, "12 đường ", "Trường Chính", "Trường Chinh", ", P. Bến Thành, TP.HCM"},
  {"without its word", 0.8, NULL, "172/4 ", "Trường Chính", "Trường Chinh", ", P. Tân Định"},
  {"the word abbreviated", 0.8, NULL, "5 Đ. ", "Lê Lơi", "Lê Lợi", ", P. Bến Thành, TP.HCM"},
  {"a road of Hà Nội", 0.8, NULL, "5 phố ", "Hàng Bac", "Hàng Bạc", ", phường Hoàn Kiếm, Hà Nội"},
  {"behind an alley", 0.8, NULL, "hẻm 5 đường ", "Lê Lơi", "Lê Lợi", ", P. Bến Thành, TP.HCM"},
  {"behind a comma", 0.8, NULL, "172/4, ", "Lê Lơi", "Lê Lợi", ", P. Bến Thành, TP.HCM"},
  {"in capitals", 0.8, NULL, "5 ĐƯỜNG ", "LÊ LƠI", "LÊ LỢI", ", PHƯỜNG BẾN THÀNH"},
  {"two marks", 0.8, NULL, "5 ", "Điên Biên Phú", "Điện Biên Phủ", ", P. Bến Thành, TP.HCM"},
  {"three marks", 0.8, NULL, "5 ", "Điên Biến Phú", "Điên Biến Phú", ", P. Bến Thành, TP.HCM"},
  {"a letter of a long name", 0.8, NULL, "5 ", "Điện Biêm Phủ", "Điện Biên Phủ", ", P. Bến Thành, TP.HCM"},
  {"a letter of a short name", 0.8, NULL, "5 ", "Lê Lal", "Lê Lal", ", P. Bến Thành, TP.HCM"},
  {"a sure reading", 0.97, NULL, "5 ", "Lê Lơi", "Lê Lơi", ", P. Bến Thành, TP.HCM"},
  {"a sure reading with a doubt", 0.97, "5 Lê Lợi, P. Bến Thành", "5 ", "Lê Lơi", "Lê Lợi",
   ", P. Bến Thành, TP.HCM"},
  {"between two streets", 0.8, NULL, "5 ", "Tân Hoa", "Tân Hoa", ", P. Bến Thành, TP.HCM"},
  {"one of two streets", 0.8, "5 Tân Hóa, P. Bến Thành", "5 ", "Tân Hoa", "Tân Hóa",
   ", P. Bến Thành, TP.HCM"},
  {"a street that is not listed", 0.8, NULL, "5 ", "Phan Hành Sơn", "Phan Hành Sơn",
   ", P. Bến Thành, TP.HCM"},
  {"somebody else", 0.8, NULL, "5 ", "Nguyễn Văn Dũng", "Nguyễn Văn Dũng", ", P. Bến Thành, TP.HCM"},
  {"hardly somebody else", 0.8, "5 Nguyễn Văn Dung", "5 ", "Nguyễn Văn Dũng", "Nguyễn Văn Dung",
   ", P. Bến Thành, TP.HCM"},
  {"somebody's letter", 0.8, NULL, "5 ", "Lê Văn Biến", "Lê Văn Biến", ", P. Bến Thành, TP.HCM"},
  {"the family's mark", 0.8, NULL, "5 ", "Nguyên Văn Dung", "Nguyễn Văn Dung", ", P. Bến Thành, TP.HCM"},
  {"the tone elsewhere", 0.8, NULL, "5 ", "Hoà Hảo", "Hoà Hảo", ", P. Bến Thành, TP.HCM"},
  {"i for y", 0.8, NULL, "5 ", "Lê Văn Sĩ", "Lê Văn Sĩ", ", P. Bến Thành, TP.HCM"},
  {"one word", 0.8, NULL, "5 đường ", "Pastéur", "Pastéur", ", P. Bến Thành, TP.HCM"},
  {"a number", 0.8, NULL, "5 ", "đường số 12", "đường số 12", ", P. Bến Thành, TP.HCM"},
  {"a number as a name", 0.8, NULL, "5 ", "Tinh lộ 10", "Tinh lộ 10", ", P. Bến Thành, TP.HCM"},
  {"a figure in a name", 0.8, NULL, "5 ", "Trường Ch1nh", "Trường Ch1nh", ", P. Bến Thành, TP.HCM"},
  {"letters for a number", 0.8, NULL, "5 ", "Quốc lộ IK", "Quốc lộ IK", ", P. Bến Thành, TP.HCM"},
  {"perhaps no street", 0.8, NULL, "", "Lê Lơi", "Lê Lơi", ", P. Bến Thành, TP.HCM"},
};

static void
test_streets_are_corrected_where_one_is_meant (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (streets); i++) {
    g_autofree char *raw = g_strconcat (streets[i].before, streets[i].read, streets[i].behind, NULL);
    g_autofree char *meant = g_strconcat (streets[i].before, streets[i].meant, streets[i].behind, NULL);
    g_autoptr (SohoaReading) reading = sohoa_reading_new ("x.y", &(SohoaQuad){0});

    if (streets[i].alternative != NULL)
      sohoa_reading_add_alternative (reading, streets[i].alternative, 0.3);
    g_autoptr (SohoaCorrection) correction =
      sohoa_correct (sohoa_field_type_lookup ("address"), raw, streets[i].confidence, reading->alternatives);
    print_message ("# street: %s\n", streets[i].name);
    assert_true (strcmp (correction->text, meant) == 0);
  }
}

/* A check digit picks one among the recognizer's readings, or none where two would do. */
static void
test_a_check_digit_proves_an_alternative (void **state)
{
  static const struct {
    const char *alternatives[3], *text;
  } rows[] = {
    {{"0100109108", "0100109106"}, "0100109106"},
    {{"0100109108", "0100109109"}, "0100109107"},
    {{"0100109106", "0301442379"}, "0100109107"},
    {{"0100109106", "01OO109106"}, "0100109106"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) alternatives = g_array_new (FALSE, FALSE, sizeof (SohoaAlternative));
    for (const char *const *raw = rows[i].alternatives; *raw != NULL; raw++) {
      SohoaAlternative alternative = {.raw = (char *) *raw, .confidence = 0.3};
      g_array_append_val (alternatives, alternative);
    }
    g_autoptr (SohoaCorrection) correction =
      sohoa_correct (sohoa_field_type_lookup ("tax_code"), "0100109107", 0.9, alternatives);
    print_message ("# %s\n", rows[i].alternatives[1]);
    assert_string_equal (correction->text, rows[i].text);
  }
}

static void
test_a_correction_is_a_finding_and_less_plausible (void **state)
{
  const SohoaFieldType *type = sohoa_field_type_lookup ("ethnic_group");
  g_autoptr (SohoaReading) reading = sohoa_reading_new ("x.y", &(SohoaQuad){0});

  sohoa_reading_set (reading, "Kính", 0.9, "test");
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (type, reading);
  assert_string_equal (value->json, "\"Kinh\"");
  assert_string_equal (reading->raw, "Kính");
  assert_true (value->plausibility > 0.5 && value->plausibility < 1);
  const SohoaFinding *finding = g_ptr_array_index (value->findings, value->findings->len - 1);
  assert_string_equal (finding->code, "corrected");
}

/* Every entry of every list is right as it is. */
static void
test_nothing_right_is_made_wrong (void **state)
{
  static const struct {
    const char *type, *list;
  } lists[] = {{"ethnic_group", "ethnic_groups"}, {"religion", "religions"}, {"nationality", "countries"},
               {"relation", "relations"},         {"ordinal", "ordinals"},   {"person_name", "surnames"},
               {"person_name", "given_names"}};

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    const SohoaFieldType *type = sohoa_field_type_lookup (lists[i].type);
    const SohoaCodeList *list = sohoa_code_list_lookup (lists[i].list);

    for (guint row = 0; row < sohoa_code_list_size (list); row++) {
      const char *entry = sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "name"));
      gboolean is_given = strcmp (lists[i].list, "given_names") == 0;
      g_autofree char *name = g_strconcat (is_given ? "Nguyễn " : "", entry, NULL);
      g_autoptr (SohoaCorrection) correction = sohoa_correct (type, name, 0.5, NULL);

      assert_string_equal (correction->text, name);
    }
  }
}

static void
test_no_listed_street_is_changed (void **state)
{
  const SohoaFieldType *address = sohoa_field_type_lookup ("address");
  const SohoaCodeList *list = sohoa_code_list_lookup ("streets");
  int name = sohoa_code_list_column (list, "name");

  for (guint row = 0; row < sohoa_code_list_size (list); row++)
    for (guint form = 0; form < 2; form++) {
      g_autofree char *where =
        g_strdup_printf (form == 0 ? "12 đường %s, phường Bến Thành, TP.HCM" : "12 %s, P. Bến Thành, TP.HCM",
                         sohoa_code_list_cell (list, row, name));
      g_autoptr (SohoaCorrection) correction = sohoa_correct (address, where, 0.5, NULL);

      assert_string_equal (correction->text, where);
    }
}

static void
test_no_address_of_a_unit_is_changed (void **state)
{
  const SohoaFieldType *address = sohoa_field_type_lookup ("address");
  const SohoaFieldType *authority = sohoa_field_type_lookup ("authority");
  guint n;
  const SohoaUnit *all = sohoa_units_peek_all (&n);

  for (guint i = 0; i < n; i += 7) {
    if (all[i].level != SOHOA_LEVEL_COMMUNE)
      continue;
    g_autofree char *where = all[i].is_current
                               ? g_strdup_printf ("12 đường Lê Lợi, %s, %s", all[i].name, all[i].parent->name)
                               : g_strdup_printf ("12 đường Lê Lợi, %s, %s, %s", all[i].name,
                                                  all[i].parent->name, sohoa_unit_province (&all[i])->name);
    g_autofree char *office = g_strdup_printf ("Ủy ban nhân dân %s", all[i].name);
    g_autoptr (SohoaCorrection) first = sohoa_correct (address, where, 0.5, NULL);
    g_autoptr (SohoaCorrection) second = sohoa_correct (authority, office, 0.5, NULL);

    assert_string_equal (first->text, where);
    assert_string_equal (second->text, office);
  }
}

static void
test_distances_follow_what_recognizers_confuse (void **state)
{
  assert_true (sohoa_confusion_distance ("Hoà", "hoà", 9) == 0);
  assert_true (sohoa_confusion_distance ("Hồ", "Hô", 9) <= 0.5);
  assert_true (sohoa_confusion_distance ("dâu", "dân", 9) < 1);
  assert_true (sohoa_confusion_distance ("đường", "dường", 9) <= 0.5);
  assert_true (sohoa_confusion_distance ("TP.", "TP,", 9) < 1.7);
  assert_true (sohoa_confusion_distance ("O79", "079", 9) < 1);
  assert_true (sohoa_confusion_distance ("An", "Em", 9) > 1);
  assert_true (sohoa_confusion_distance ("An", "Nguyễn", 1) == G_MAXDOUBLE);
}

static SohoaReading *
reading_of (const char *text, double confidence)
{
  static const SohoaQuad nowhere = {0};
  SohoaReading *reading = sohoa_reading_new ("a", &nowhere);
  sohoa_reading_set (reading, text, confidence, "lines");
  return reading;
}

static const struct {
  const char *type, *raw, *copy, *value; /* NULL: left as it was read */
  double confidence, copy_confidence;
  SohoaCopyKind kind;
} copies[] = {
  {"person_name", "Trân Thị Hằng", "Trần Thị Hằng", "\"Trần Thị Hằng\"", 0.9, 0.99, SOHOA_COPY_SAME},
  {"person_name", "Huỳnh Hoàng Qnang", "Huỳnh Hoàng Quang", "\"Huỳnh Hoàng Quang\"", 0.98, 0.998,
   SOHOA_COPY_SAME},
  {"address", "7/2 đường Lê Lợi, phường Bến Thành", "7/2 đường Lê Lợi, Phường Bến Thành", NULL, 0.9, 0.999,
   SOHOA_COPY_LIKELY}, /* capitals are no misreading */
  {"citizen_id", "079190990011", "079190990001", "\"079190990001\"", 0.95, 0.999, SOHOA_COPY_PERSON},
  {"citizen_id", "079190990011", "079190990001", NULL, 0.95, 0.999, SOHOA_COPY_LIKELY}, /* a neighbour's */
  {"citizen_id", "079190554411", "079190990001", NULL, 0.95, 0.999, SOHOA_COPY_PERSON}, /* another's */
  {"person_name", "Trân Thị Hằng", "Trần Thị Hằng", NULL, 0.98, 0.99,
   SOHOA_COPY_SAME}, /* none is much the surer */
  {"person_name", "Trân Thị Hằng", "Trần Thị Hằng", NULL, 0.8, 0.9, SOHOA_COPY_SAME},     /* none is sure */
  {"person_name", "Trần Thị Hằng", "Nguyễn Văn Nam", NULL, 0.8, 0.99, SOHOA_COPY_SAME},   /* somebody else */
  {"person_name", "Nguyễn Thị Hằng", "Nguyễn Thị Hằn", NULL, 0.9, 0.99, SOHOA_COPY_SAME}, /* cut off */
  {"person_name", "An", "Lê Bình", NULL, 0.95, 0.99, SOHOA_COPY_SAME},
  {"person_name", "A_", "Lê Bình", "\"Lê Bình\"", 0.8, 0.99, SOHOA_COPY_SAME}, /* nothing is left of it */
  {"person_name", "A_", "Lê Bình", NULL, 0.8, 0.99, SOHOA_COPY_LIKELY},
  {"person_name", "tổng Quang Lâm", "Tống Quang Lâm", "\"Tống Quang Lâm\"", 0.95, 0.999, SOHOA_COPY_LIKELY},
  {"person_name", "Tống Quang Lam", "Tống Quang Lâm", NULL, 0.99, 0.999, SOHOA_COPY_LIKELY}, /* a brother */
  {"person_name", "Tống Quang Lam", "Tống Quang Lâm", NULL, 0.9, 0.99, SOHOA_COPY_LIKELY},   /* not sure */
  {"address", "7/2 đường Lê Lơi, phường Bến Thành", "7/2 đường Lê Lợi, phường Bến Thành",
   "\"7/2 đường Lê Lợi, phường Bến Thành\"", 0.9, 0.999, SOHOA_COPY_LIKELY},
  {"address", "7/2 đường Lê Lợi, phường Bến Thành", "7/3 đường Lê Lợi, phường Bến Thành", NULL, 0.9, 0.999,
   SOHOA_COPY_LIKELY},
};

static void
test_what_stands_there_twice_is_corrected_by_the_better_reading (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++) {
    g_autoptr (SohoaReading) reading = reading_of (copies[i].raw, copies[i].confidence);
    g_autoptr (SohoaReading) copy = reading_of (copies[i].copy, copies[i].copy_confidence);
    g_autoptr (SohoaValue) value =
      sohoa_correct_by_copy (sohoa_field_type_lookup (copies[i].type), reading, copy, copies[i].kind);
    if (copies[i].value == NULL) {
      assert_null (value);
      continue;
    }
    assert_non_null (value);
    assert_string_equal (value->json, copies[i].value);
    assert_string_equal (((SohoaFinding *) g_ptr_array_index (value->findings, 0))->code, "corrected");
  }
}

static const struct {
  const char *number, *birth, *sex, *value; /* sex: NULL, not asked for; value: NULL, left as it was read */
  double number_confidence, birth_confidence;
} births[] = {
  {"079190990001", "17/07/1993", "Nam", "\"079093990001\"", 0.95, 1},
  {"079190990001", "17/07/1993", NULL, "\"079193990001\"", 0.95, 1},
  {"079390990001", "17/07/1993", NULL, NULL, 0.95, 1}, /* of either sex */
  {"079390990001", "17/07/1993", "Nữ", "\"079193990001\"", 0.95, 1},
  {"079093990001", "17/07/2005", "Nam", "\"079205990001\"", 0.95, 1},
  {"079093990001", "17/07/1993", "Nam", NULL, 0.95, 1}, /* as it should be */
  {"079190990001", "17/07/1993", "Nam", NULL, 0.99, 1}, /* well read: one of both is wrong */
  {"079190990001", "17/07/1993", "Nam", NULL, 0.9, 0.99},
  {"07919099000", "17/07/1993", "Nam", NULL, 0.9, 1},
  {"079190990001", "7/1993", "Nam", NULL, 0.9, 1},
};

static void
test_a_number_has_the_figures_of_the_birth_beside_it (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (births); i++) {
    g_autoptr (SohoaReading) number = reading_of (births[i].number, births[i].number_confidence);
    g_autoptr (SohoaReading) birth = reading_of (births[i].birth, births[i].birth_confidence);
    g_autoptr (SohoaReading) sex = births[i].sex != NULL ? reading_of (births[i].sex, 1) : NULL;
    g_autoptr (SohoaValue) value = sohoa_correct_by_birth (number, birth, sex);
    print_message ("# %s %s\n", births[i].number, births[i].birth);
    assert_int_equal (value != NULL, births[i].value != NULL);
    if (value != NULL) {
      assert_string_equal (value->json, births[i].value);
      assert_string_equal (
        ((SohoaFinding *) g_ptr_array_index (value->findings, value->findings->len - 1))->code, "corrected");
    }
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_readings_are_corrected_where_one_entry_is_near),
    cmocka_unit_test (test_a_sure_name_is_believed_unless_an_alternative_disagrees),
    cmocka_unit_test (test_streets_are_corrected_where_one_is_meant),
    cmocka_unit_test (test_a_check_digit_proves_an_alternative),
    cmocka_unit_test (test_what_stands_there_twice_is_corrected_by_the_better_reading),
    cmocka_unit_test (test_a_number_has_the_figures_of_the_birth_beside_it),
    cmocka_unit_test (test_a_correction_is_a_finding_and_less_plausible),
    cmocka_unit_test (test_nothing_right_is_made_wrong),
    cmocka_unit_test (test_no_listed_street_is_changed),
    cmocka_unit_test (test_no_address_of_a_unit_is_changed),
    cmocka_unit_test (test_distances_follow_what_recognizers_confuse),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
