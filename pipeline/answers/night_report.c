/* night_report.c - see night_report.h. */
#include "night_report.h"

#include <string.h>

#include "../store/quarantine.h"
#include "ledger.h"
#include "remedy.h"

enum { NIGHTS = 8, IDS = 12 }; /* that are shown: runs, and ids of one reason */

/* ---- how it went ---- */

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static double
minutes_of (const SohoaRunSummary *night)
{
  return night->ended > night->started ? (double) (night->ended - night->started) / G_TIME_SPAN_MINUTE : 0;
}

/* By exit status; the last row is for a run that was cut off. */
static const struct {
  int status;
  const char *text;
} outcomes[] = {
  {0, "xong, không cần ai xử lý / finished, nothing to do"},
  {3, "xong, có việc cần người / finished, something needs a person"},
  {5, "dừng sớm, hãy chạy lại / stopped early, run again to resume"},
  {7, "sổ không khớp hoặc dữ liệu hỏng, báo quản trị / integrity failure, call the administrator"},
  {-1, "chưa kết thúc / cut off or still going on"},
};

static const char *
describe_outcome (int status)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (outcomes[i].status == status)
      return outcomes[i].text;
  return "lỗi / failed";
}

static void
add_facts (SohoaReport *report, const SohoaRunSummary *night)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, night->id);
  g_autofree char *begun = format_time (night->started);
  g_autofree char *minutes = g_strdup_printf ("%.1f", minutes_of (night));
  sohoa_report_add_fact (report, "run", (SohoaLabel){"night", "Đêm số"}, id);
  sohoa_report_add_fact (report, "begun", (SohoaLabel){"begun", "Bắt đầu"}, begun);
  sohoa_report_add_fact (report, "minutes", (SohoaLabel){"minutes", "Số phút"}, minutes);
  sohoa_report_add_fact (report, "outcome", (SohoaLabel){"outcome", "Kết quả"},
                         describe_outcome (night->exit_status));
  sohoa_report_add_fact (report, "cage", (SohoaLabel){"workers' cage", "Cách ly tiến trình đọc"},
                         night->cage ? night->cage : "");
}

/* Whether what came in is the sum of what became of it. */
static void
add_sums (SohoaReport *report, const char *imbalance)
{
  g_autofree char *text =
    *imbalance ? g_strdup_printf ("KHÔNG KHỚP / DOES NOT BALANCE: %s; run 'sohoa doctor'", imbalance)
               : g_strdup ("khớp / balances");
  sohoa_report_add_fact (report, "ledger", (SohoaLabel){"ledger", "Sổ đối chiếu"}, text);
}

/* ---- what came in, what became of it ---- */

static void
add_counts (SohoaReportTable *table, const char *what, SohoaLabel label, const guint *counts, guint n,
            const char *(*nick) (guint))
{
  for (guint i = 0; i < n; i++) {
    if (counts[i] == 0)
      continue;
    sohoa_report_add_label (table, what, label);
    sohoa_report_add_text (table, nick (i));
    sohoa_report_add_number (table, counts[i]);
  }
}

static void
add_balance (SohoaReport *report, const SohoaLedger *ledger)
{
  static const SohoaReportColumn columns[] = {
    {"what", {"what", "Loại"}, SOHOA_CELLS_TEXT, FALSE},
    {"state", {"state", "Trạng thái"}, SOHOA_CELLS_TEXT, FALSE},
    {"number", {"number", "Số lượng"}, SOHOA_CELLS_COUNT, FALSE},
  };
  SohoaReportTable *table = sohoa_report_add_table (
    report, "balance", (SohoaLabel){"What came in and what became of it", "Đã nhận và kết quả"}, columns,
    G_N_ELEMENTS (columns));
  add_counts (table, "inbox", (SohoaLabel){"inbox", "Hộp nhận"}, ledger->entries.state, SOHOA_N_ENTRY_STATES,
              sohoa_entry_state_nick);
  add_counts (table, "sources", (SohoaLabel){"files", "Tệp"}, ledger->source, SOHOA_N_SOURCE_STATES,
              sohoa_source_state_nick);
  add_counts (table, "pages", (SohoaLabel){"pages", "Trang"}, ledger->page, SOHOA_N_PAGE_STATES,
              sohoa_page_state_nick);
  add_counts (table, "fields", (SohoaLabel){"fields", "Trường"}, ledger->field, SOHOA_N_FIELD_STATES,
              sohoa_field_state_nick);
}

/* ---- what needs a person ---- */

typedef struct {
  const SohoaQuarantined *first; /* borrowed */
  guint n;
  GString *ids;
} Reason;

static void
reason_free (gpointer data)
{
  Reason *reason = data;
  g_string_free (reason->ids, TRUE);
  g_free (reason);
}

static Reason *
reason_of (GPtrArray *reasons, const SohoaQuarantined *one)
{
  for (guint i = 0; i < reasons->len; i++) {
    Reason *reason = g_ptr_array_index (reasons, i);
    if (g_strcmp0 (reason->first->reason, one->reason) == 0)
      return reason;
  }
  Reason *reason = g_new0 (Reason, 1);
  reason->first = one;
  reason->ids = g_string_new (NULL);
  g_ptr_array_add (reasons, reason);
  return reason;
}

static void
count_reason (GPtrArray *reasons, const SohoaQuarantined *one)
{
  Reason *reason = reason_of (reasons, one);
  if (reason->n++ < IDS) {
    g_string_append_printf (reason->ids, "%s%" G_GINT64_FORMAT, reason->n > 1 ? " " : "", one->source);
    if (one->page_no > 0)
      g_string_append_printf (reason->ids, ".%u", one->page_no);
  } else if (reason->n == IDS + 1) {
    g_string_append (reason->ids, " ...");
  }
}

static void
add_need (SohoaReportTable *table, const char *why, guint n, const char *remedy, const char *ids)
{
  sohoa_report_add_text (table, why);
  sohoa_report_add_number (table, n);
  sohoa_report_add_text (table, remedy);
  sohoa_report_add_text (table, ids);
}

static void
add_reason (SohoaReportTable *table, const Reason *reason)
{
  g_autofree char *what = NULL, *remedy = NULL;
  sohoa_remedy_find (reason->first->reason, NULL, &what, &remedy);
  add_need (table, what, reason->n, remedy, reason->ids->str);
}

static void
add_needs (SohoaReport *report, const SohoaLedger *ledger, const GPtrArray *quarantined)
{
  static const SohoaReportColumn columns[] = {
    {"why", {"why", "Vì sao"}, SOHOA_CELLS_TEXT, FALSE},
    {"number", {"number", "Số lượng"}, SOHOA_CELLS_COUNT, FALSE},
    {"remedy", {"what to do", "Việc cần làm"}, SOHOA_CELLS_TEXT, FALSE},
    {"ids", {"ids", "Mã"}, SOHOA_CELLS_TEXT, FALSE},
  };
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (reason_free);
  SohoaReportTable *table = sohoa_report_add_table (
    report, "needs", (SohoaLabel){"What needs a person, since ever", "Việc cần người xử lý, tính đến nay"},
    columns, G_N_ELEMENTS (columns));
  if (ledger->review > 0)
    add_need (table, "questions about what was read", ledger->review, "answer them: 'sohoa review list'", "");
  for (guint i = 0; i < quarantined->len; i++)
    count_reason (reasons, g_ptr_array_index (quarantined, i));
  for (guint i = 0; i < reasons->len; i++)
    add_reason (table, g_ptr_array_index (reasons, i));
}

/* ---- against the nights before ---- */

static void
add_night (SohoaReportTable *table, const SohoaRunSummary *night)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, night->id);
  g_autofree char *begun = format_time (night->started);
  double minutes = minutes_of (night);
  sohoa_report_add_text (table, id);
  sohoa_report_add_text (table, begun);
  sohoa_report_add_number (table, night->exit_status);
  sohoa_report_add_number (table, night->sources);
  sohoa_report_add_number (table, night->pages);
  sohoa_report_add_number (table, night->quarantined);
  sohoa_report_add_number (table, minutes);
  if (minutes > 0)
    sohoa_report_add_number (table, night->pages / minutes);
  else
    sohoa_report_add_untold (table, NULL);
}

static void
add_nights (SohoaReport *report, const GPtrArray *nights)
{
  static const SohoaReportColumn columns[] = {
    {"run", {"night", "Đêm số"}, SOHOA_CELLS_TEXT, FALSE},
    {"begun", {"begun", "Bắt đầu"}, SOHOA_CELLS_TEXT, FALSE},
    {"exit", {"exit", "Mã thoát"}, SOHOA_CELLS_COUNT, FALSE},
    {"sources", {"files", "Tệp"}, SOHOA_CELLS_COUNT, FALSE},
    {"pages", {"pages", "Trang"}, SOHOA_CELLS_COUNT, FALSE},
    {"quarantined", {"quarantined", "Không xử lý được"}, SOHOA_CELLS_COUNT, FALSE},
    {"minutes", {"minutes", "Số phút"}, SOHOA_CELLS_NUMBER, FALSE},
    {"pages_per_minute", {"pages a minute", "Trang mỗi phút"}, SOHOA_CELLS_NUMBER, FALSE},
  };
  SohoaReportTable *table = sohoa_report_add_table (
    report, "nights", (SohoaLabel){"The last nights", "Các đêm gần đây"}, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < nights->len; i++)
    add_night (table, g_ptr_array_index (nights, i));
}

static SohoaReport *
make (SohoaArchive *archive, gint64 run, gboolean *ret_balanced, GError **error)
{
  SohoaLedger ledger, ever;
  g_autoptr (GPtrArray) nights = sohoa_run_list_back (archive, run, NIGHTS, error);
  g_autoptr (GPtrArray) quarantined = nights ? sohoa_quarantine_list (archive, error) : NULL;
  if (!quarantined)
    return NULL;
  if (nights->len == 0) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                         "there was no night yet: 'sohoa run' makes one");
    return NULL;
  }
  const SohoaRunSummary *night = g_ptr_array_index (nights, 0);
  if (!sohoa_ledger_add_up (archive, night->id, &ledger, error) ||
      !sohoa_ledger_add_up (archive, 0, &ever, error))
    return NULL;
  SohoaReport *report = sohoa_report_new ("night", (SohoaLabel){"The night's report", "Báo cáo đêm số hóa"});
  add_facts (report, night);
  const char *imbalance = *ledger.imbalance ? ledger.imbalance : ever.imbalance;
  add_sums (report, imbalance);
  add_balance (report, &ledger);
  add_needs (report, &ever, quarantined);
  add_nights (report, nights);
  if (ret_balanced)
    *ret_balanced = *imbalance == '\0';
  return report;
}

SohoaReport *
sohoa_night_report (SohoaArchive *archive, gint64 run, gboolean *ret_balanced, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return NULL;
  SohoaReport *report = make (archive, run, ret_balanced, error);
  if (sohoa_archive_end (archive, report != NULL, error))
    return report;
  g_clear_pointer (&report, sohoa_report_free);
  return NULL;
}
