/* digitization.c - see digitization.h. */
#include "digitization.h"

#include <string.h>

#include "../store/unit.h"
#include "figure.h"
#include "rate_chart.h"
#include "rate_group.h"

/* ---- what it is by ---- */

static const struct {
  const char *word;
  SohoaBy by;
  SohoaReportColumn column;
} dimensions[] = {
  {"unit", SOHOA_BY_UNIT, {"unit", {"unit", "Đơn vị"}, SOHOA_CELLS_TEXT, FALSE}},
  {"procedure", SOHOA_BY_PROCEDURE, {"procedure", {"procedure", "Thủ tục"}, SOHOA_CELLS_TEXT, FALSE}},
  {"month", SOHOA_BY_MONTH, {"month", {"month", "Tháng"}, SOHOA_CELLS_TEXT, FALSE}},
  {"channel", SOHOA_BY_CHANNEL, {"channel", {"channel", "Kênh"}, SOHOA_CELLS_TEXT, FALSE}},
};

static gboolean
find_dimension (const char *word, guint *by)
{
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (strcmp (dimensions[i].word, word) == 0) {
      *by |= dimensions[i].by;
      return TRUE;
    }
  return FALSE;
}

gboolean
sohoa_by_parse (const char *text, guint *ret_by, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint by = 0;
  for (guint i = 0; words[i] != NULL; i++)
    if (!find_dimension (words[i], &by)) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                   "cannot report by '%s': there is unit, procedure, month and channel, apart by commas",
                   words[i]);
      return FALSE;
    }
  *ret_by = by;
  return TRUE;
}

/* ---- tables ---- */

typedef struct {
  SohoaTarget targets[SOHOA_N_RATES];
  GPtrArray *units; /* of SohoaUnit */
  GPtrArray *cells; /* of SohoaRateCell */
  char *day;
} Rates;

static void
rates_clear (Rates *rates)
{
  g_clear_pointer (&rates->units, g_ptr_array_unref);
  g_clear_pointer (&rates->cells, g_ptr_array_unref);
  g_clear_pointer (&rates->day, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rates, rates_clear)

static void
add_text_or_nothing (SohoaReportTable *table, const char *text, const char *why)
{
  if (text != NULL && *text != '\0')
    sohoa_report_add_text (table, text);
  else
    sohoa_report_add_untold (table, why);
}

static const char *
unit_name (const GPtrArray *units, const char *code)
{
  for (guint i = 0; i < units->len; i++) {
    const SohoaUnit *unit = g_ptr_array_index (units, i);
    if (strcmp (unit->code, code) == 0)
      return unit->name;
  }
  return NULL;
}

static void
add_group (SohoaReportTable *table, const Rates *rates, const SohoaRateGroup *group, guint by)
{
  const char *const values[] = {group->unit, group->procedure, group->month, group->channel};
  for (guint rate = 0; rate < SOHOA_N_RATES; rate++) {
    SohoaFigure figure = {(SohoaRate) rate, group->sum[rate], rates->targets[rate], rates->day};
    for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
      if (by & dimensions[i].by)
        add_text_or_nothing (table, values[i], "untold");
    sohoa_figure_add (table, &figure);
    if (by & SOHOA_BY_UNIT)
      add_text_or_nothing (table, unit_name (rates->units, group->unit), NULL);
  }
}

static void
add_groups (SohoaReport *report, const Rates *rates, guint by, const char *id, SohoaLabel title)
{
  static const SohoaReportColumn name_column = {
    "unit_name", {"unit name", "Tên đơn vị"}, SOHOA_CELLS_TEXT, TRUE};
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (SohoaReportColumn));
  g_autoptr (GPtrArray) groups = sohoa_rate_group (rates->cells, rates->units, by);

  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (by & dimensions[i].by)
      g_array_append_val (columns, dimensions[i].column);
  g_array_append_vals (columns, sohoa_figure_columns, SOHOA_N_FIGURE_COLUMNS);
  if (by & SOHOA_BY_UNIT)
    g_array_append_val (columns, name_column);
  SohoaReportTable *table = sohoa_report_add_table (
    report, id, title, (const SohoaReportColumn *) (gpointer) columns->data, columns->len);
  for (guint i = 0; i < groups->len; i++)
    add_group (table, rates, g_ptr_array_index (groups, i), by);
}

/* ---- the report ---- */

static gboolean
check_unit (const GPtrArray *units, const char *code, GError **error)
{
  for (guint i = 0; i < units->len; i++)
    if (strcmp (((const SohoaUnit *) g_ptr_array_index (units, i))->code, code) == 0)
      return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "the register has no unit '%s'", code);
  return FALSE;
}

static gboolean
check_entries (SohoaArchive *archive, const GPtrArray *found, GError **error)
{
  guint entries;
  if (found->len > 0)
    return TRUE;
  if (!sohoa_register_count (archive, &entries, error))
    return FALSE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                       entries == 0
                         ? "the register is empty: take one over with 'sohoa register import FILE.csv'"
                         : "the register has no dossier of that period, unit, procedure and channel");
  return FALSE;
}

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static SohoaRateFilter
filter_of (const SohoaDigitization *what)
{
  return (SohoaRateFilter){.from = or_null (what->period.from),
                           .to = or_null (what->period.to),
                           .unit = what->unit,
                           .procedure = what->procedure,
                           .channel = what->channel};
}

static gboolean
load_rates (SohoaArchive *archive, const SohoaDigitization *what, Rates *rates, GError **error)
{
  SohoaRateFilter filter = filter_of (what);
  return sohoa_target_load (archive, rates->targets, error) &&
         (rates->units = sohoa_unit_list (archive, error)) != NULL &&
         (what->unit == NULL || rates->units->len == 0 || check_unit (rates->units, what->unit, error)) &&
         (rates->cells = sohoa_rate_list (archive, &filter, SOHOA_PACE_DAYS, &rates->day, error)) != NULL &&
         check_entries (archive, rates->cells, error);
}

/* In one transaction, so that a run that goes on meanwhile does not show. */
static gboolean
load (SohoaArchive *archive, const SohoaDigitization *what, Rates *rates, GError **error)
{
  return sohoa_archive_begin (archive, error) &&
         sohoa_archive_end (archive, load_rates (archive, what, rates, error), error);
}

static void
add_facts (SohoaReport *report, const SohoaDigitization *what)
{
  const struct {
    const char *id;
    SohoaLabel label;
    const char *text;
  } facts[] = {
    {"from", {"received from", "Tiếp nhận từ ngày"}, or_null (what->period.from)},
    {"to", {"received to", "đến ngày"}, or_null (what->period.to)},
    {"unit", {"unit, with all below it", "Đơn vị, gồm cả cấp dưới"}, what->unit},
    {"procedure", {"procedure", "Thủ tục"}, what->procedure},
    {"channel", {"channel", "Kênh"}, what->channel},
  };
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].text != NULL)
      sohoa_report_add_fact (report, facts[i].id, facts[i].label, facts[i].text);
}

SohoaReport *
sohoa_digitization_report (SohoaArchive *archive, const SohoaDigitization *what, GError **error)
{
  g_auto (Rates) rates = {0};
  if (!load (archive, what, &rates, error))
    return NULL;
  SohoaReport *report = sohoa_report_new (
    "digitization", (SohoaLabel){"Digitization of received dossiers", "Số hóa hồ sơ đã tiếp nhận"});
  add_facts (report, what);
  sohoa_report_add_fact (report, "day", (SohoaLabel){"newest day in it", "Ngày mới nhất"}, rates.day);
  add_groups (report, &rates, 0, "total", (SohoaLabel){"All together", "Tổng"});
  if (what->by != 0)
    add_groups (report, &rates, what->by, "groups", (SohoaLabel){"In groups", "Theo nhóm"});
  sohoa_rate_chart_add (report, rates.cells, rates.units, rates.targets, what->by);
  return report;
}

/* ---- the dossiers behind a rate ---- */

static const SohoaReportColumn entry_columns[] = {
  {"dossier", {"dossier", "Hồ sơ"}, SOHOA_CELLS_TEXT, FALSE},
  {"received", {"received", "Tiếp nhận"}, SOHOA_CELLS_DAY, FALSE},
  {"counted", {"counted", "Đạt"}, SOHOA_CELLS_TEXT, FALSE},
  {"base", {"of", "Trên"}, SOHOA_CELLS_TEXT, FALSE},
  {"scan", {"scan", "Bản quét"}, SOHOA_CELLS_TEXT, FALSE},
  {"finished", {"finished", "Có kết quả"}, SOHOA_CELLS_DAY, FALSE},
  {"electronic_result", {"e-result", "Kết quả điện tử"}, SOHOA_CELLS_TEXT, FALSE},
  {"yields_document", {"paper", "Kết quả là giấy tờ"}, SOHOA_CELLS_TEXT, FALSE},
  {"reused", {"reused", "Tái sử dụng"}, SOHOA_CELLS_TEXT, FALSE},
  {"from_store", {"store", "Lấy từ kho"}, SOHOA_CELLS_TEXT, TRUE},
  {"synced", {"synced", "Đã đồng bộ"}, SOHOA_CELLS_TEXT, TRUE},
  {"unit", {"unit", "Đơn vị"}, SOHOA_CELLS_TEXT, TRUE},
  {"procedure", {"procedure", "Thủ tục"}, SOHOA_CELLS_TEXT, TRUE},
  {"channel", {"channel", "Kênh"}, SOHOA_CELLS_TEXT, TRUE},
};

static void
add_told (SohoaReportTable *table, SohoaTold told)
{
  if (told == SOHOA_UNTOLD)
    sohoa_report_add_untold (table, "n/a");
  else
    sohoa_report_add_label (table, told == SOHOA_YES ? "yes" : "no",
                            told == SOHOA_YES ? (SohoaLabel){"yes", "có"} : (SohoaLabel){"no", "không"});
}

/* The states of v_register. */
static void
add_state (SohoaReportTable *table, const char *state)
{
  static const struct {
    const char *state;
    SohoaLabel label;
  } states[] = {
    {"not-scanned", {"not scanned", "chưa quét"}},
    {"quarantined", {"quarantined page", "có trang bị cách ly"}},
    {"waiting", {"waiting page", "có trang đang chờ"}},
    {"unanswered", {"unanswered page", "có trang chờ trả lời"}},
    {"checked", {"checked", "đã kiểm tra"}},
    {"extracted", {"extracted", "đã trích xuất"}},
    {"verified", {"verified", "đã đối chiếu"}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].state, state) == 0)
      sohoa_report_add_label (table, state, states[i].label);
}

static void
add_entry (SohoaReportTable *table, const SohoaRateEntry *entry)
{
  sohoa_report_add_text (table, entry->dossier);
  sohoa_report_add_text (table, entry->received);
  add_told (table, entry->counted);
  add_told (table, entry->base);
  add_state (table, entry->state);
  add_text_or_nothing (table, entry->finished, NULL);
  for (guint i = 0; i < SOHOA_N_TOLD; i++)
    add_told (table, entry->told[i]);
  sohoa_report_add_text (table, entry->unit);
  sohoa_report_add_text (table, entry->procedure);
  add_text_or_nothing (table, entry->channel, "untold");
}

static gboolean
load_entries (SohoaArchive *archive, SohoaRate rate, const SohoaDigitization *what, GPtrArray **ret_entries,
              GError **error)
{
  SohoaRateFilter filter = filter_of (what);
  g_autoptr (GPtrArray) units = sohoa_unit_list (archive, error);
  return units != NULL && (what->unit == NULL || units->len == 0 || check_unit (units, what->unit, error)) &&
         (*ret_entries = sohoa_rate_explain (archive, rate, &filter, error)) != NULL &&
         check_entries (archive, *ret_entries, error);
}

SohoaReport *
sohoa_digitization_explain (SohoaArchive *archive, const char *word, const SohoaDigitization *what,
                            GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  SohoaRate rate;

  if (!sohoa_rate_from_nick (word, &rate)) {
    g_autofree char *names = sohoa_target_names ();
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot explain '%s': %s", word, names);
    return NULL;
  }
  if (!sohoa_archive_begin (archive, error) ||
      !sohoa_archive_end (archive, load_entries (archive, rate, what, &entries, error), error))
    return NULL;
  SohoaReport *report = sohoa_report_new (
    "digitization-dossiers", (SohoaLabel){"The dossiers behind one rate", "Các hồ sơ đứng sau một tỷ lệ"});
  sohoa_report_add_fact (report, "rate", (SohoaLabel){"rate", "Tỷ lệ"}, word);
  add_facts (report, what);
  SohoaReportTable *table = sohoa_report_add_table (report, "dossiers", (SohoaLabel){"Dossiers", "Hồ sơ"},
                                                    entry_columns, G_N_ELEMENTS (entry_columns));
  for (guint i = 0; i < entries->len; i++)
    add_entry (table, g_ptr_array_index (entries, i));
  return report;
}
