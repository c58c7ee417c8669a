/* quality.c - see quality.h. */
#include "quality.h"

#include <string.h>

#include "../store/quality.h"
#include "truth.h"

/* So many of the worst fields are listed, of those that were filled in often enough to tell. */
enum { WORST = 30, FILLED_MIN = 5 };

typedef struct {
  const SohoaQuality *what;
  GPtrArray *states;   /* of SohoaFieldStates */
  GPtrArray *outcomes; /* of SohoaFieldOutcome */
  guint missing, said; /* of the truth: SohoaTruth */
} Quality;

static void
quality_clear (Quality *quality)
{
  g_clear_pointer (&quality->states, g_ptr_array_unref);
  g_clear_pointer (&quality->outcomes, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quality, quality_clear)

static void
add_share (SohoaReportTable *table, double part, double all)
{
  if (all > 0)
    sohoa_report_add_number (table, 100 * part / all);
  else
    sohoa_report_add_untold (table, "empty");
}

/* ---- what is known of a form or a field ---- */

typedef struct {
  const char *form, *field; /* borrowed; field NULL: of the whole form */
  gint64 states[SOHOA_N_FIELD_STATES];
  gint64 outcome[2][2]; /* by accepted, by right */
} Sum;

static gint64
filled_of (const gint64 states[SOHOA_N_FIELD_STATES])
{
  return states[SOHOA_FIELD_ACCEPTED] + states[SOHOA_FIELD_REVIEW] + states[SOHOA_FIELD_VERIFIED];
}

/* Verified fields were accepted or not before, which the outcomes tell; here they are settled. */
static double
accepted_share (const Sum *sum)
{
  gint64 filled = filled_of (sum->states);
  return filled > 0 ? (double) (filled - sum->states[SOHOA_FIELD_REVIEW]) / (double) filled : 1;
}

static Sum *
sum_of (GArray *sums, const char *form, const char *field)
{
  for (guint i = 0; i < sums->len; i++) {
    Sum *sum = &g_array_index (sums, Sum, i);
    if (strcmp (sum->form, form) == 0 && g_strcmp0 (sum->field, field) == 0)
      return sum;
  }
  const Sum sum = {.form = form, .field = field};
  g_array_append_val (sums, sum);
  return &g_array_index (sums, Sum, sums->len - 1);
}

static int
compare_worst (gconstpointer a, gconstpointer b)
{
  double one = accepted_share (a), other = accepted_share (b);
  if (one < other || one > other)
    return one < other ? -1 : 1;
  int order = strcmp (((const Sum *) a)->form, ((const Sum *) b)->form);
  return order != 0 ? order : g_strcmp0 (((const Sum *) a)->field, ((const Sum *) b)->field);
}

/* The worst first. */
static GArray *
sum_up (const Quality *quality, gboolean by_field)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  for (guint i = 0; i < quality->states->len; i++) {
    const SohoaFieldStates *field = g_ptr_array_index (quality->states, i);
    Sum *sum = sum_of (sums, field->form, by_field ? field->field : NULL);
    for (guint k = 0; k < SOHOA_N_FIELD_STATES; k++)
      sum->states[k] += field->states[k];
  }
  for (guint i = 0; i < quality->outcomes->len; i++) {
    const SohoaFieldOutcome *outcome = g_ptr_array_index (quality->outcomes, i);
    Sum *sum = sum_of (sums, outcome->form, by_field ? outcome->field : NULL);
    sum->outcome[outcome->accepted][outcome->right] += outcome->fields;
  }
  g_array_sort (sums, compare_worst);
  return sums;
}

/* ---- tables ---- */

static void
add_states (SohoaReport *report, const Quality *quality)
{
  static const SohoaReportColumn columns[] = {
    {"state", {"state", "Trạng thái"}, SOHOA_CELLS_TEXT, FALSE},
    {"fields", {"fields", "Số trường"}, SOHOA_CELLS_COUNT, FALSE},
    {"percent", {"of filled in", "% trường có nội dung"}, SOHOA_CELLS_PERCENT, FALSE},
  };
  static const SohoaLabel labels[SOHOA_N_FIELD_STATES] = {
    [SOHOA_FIELD_ACCEPTED] = {"accepted", "Được chấp nhận"},
    [SOHOA_FIELD_REVIEW] = {"awaits a person", "Chờ người kiểm tra"},
    [SOHOA_FIELD_VERIFIED] = {"verified by a person", "Đã được người xác nhận"},
    [SOHOA_FIELD_EMPTY] = {"blank on paper", "Để trống trên giấy"}};
  gint64 states[SOHOA_N_FIELD_STATES] = {0};
  for (guint i = 0; i < quality->states->len; i++)
    for (guint k = 0; k < SOHOA_N_FIELD_STATES; k++)
      states[k] += ((const SohoaFieldStates *) g_ptr_array_index (quality->states, i))->states[k];
  SohoaReportTable *table =
    sohoa_report_add_table (report, "states", (SohoaLabel){"Fields by state", "Trường theo trạng thái"},
                            columns, G_N_ELEMENTS (columns));
  for (guint k = 0; k < SOHOA_N_FIELD_STATES; k++) {
    sohoa_report_add_label (table, sohoa_field_state_nick (k), labels[k]);
    sohoa_report_add_number (table, (double) states[k]);
    if (k == SOHOA_FIELD_EMPTY)
      sohoa_report_add_untold (table, NULL);
    else
      add_share (table, (double) states[k], (double) filled_of (states));
  }
}

static void
add_outcomes (SohoaReport *report, const Quality *quality)
{
  static const SohoaReportColumn columns[] = {
    {"said", {"the program", "Chương trình"}, SOHOA_CELLS_TEXT, FALSE},
    {"right", {"right", "Đúng"}, SOHOA_CELLS_COUNT, FALSE},
    {"wrong", {"wrong", "Sai"}, SOHOA_CELLS_COUNT, FALSE},
    {"percent", {"right", "% đúng"}, SOHOA_CELLS_PERCENT, FALSE},
  };
  static const SohoaLabel labels[2] = {{"asked a person", "Đã hỏi người"}, {"accepted it", "Đã chấp nhận"}};
  static const SohoaLabel looked_at = {"Of what a person looked at", "Trong số trường đã được người xem lại"},
                          compared = {"Against the truth", "So với giá trị đúng"};
  static const char *const ids[2] = {"review", "accepted"};
  guint n[2][2] = {{0}};
  for (guint i = 0; i < quality->outcomes->len; i++) {
    const SohoaFieldOutcome *outcome = g_ptr_array_index (quality->outcomes, i);
    n[outcome->accepted][outcome->right] += outcome->fields;
  }
  SohoaReportTable *table = sohoa_report_add_table (
    report, "outcomes", quality->what->truth != NULL ? compared : looked_at, columns, G_N_ELEMENTS (columns));
  for (int accepted = 1; accepted >= 0; accepted--) {
    sohoa_report_add_label (table, ids[accepted], labels[accepted]);
    sohoa_report_add_number (table, n[accepted][TRUE]);
    sohoa_report_add_number (table, n[accepted][FALSE]);
    add_share (table, n[accepted][TRUE], n[accepted][TRUE] + n[accepted][FALSE]);
  }
}

/* The reliability curve: of fields that were given about the same probability, as many should be right. */
static void
add_curve (SohoaReport *report, const Quality *quality)
{
  static const SohoaReportColumn columns[] = {
    {"probability", {"probability", "Xác suất"}, SOHOA_CELLS_TEXT, FALSE},
    {"fields", {"fields", "Số trường"}, SOHOA_CELLS_COUNT, FALSE},
    {"percent", {"right", "% đúng"}, SOHOA_CELLS_PERCENT, FALSE},
    {"target", {"expected", "% dự kiến"}, SOHOA_CELLS_PERCENT, FALSE},
  };
  SohoaReportChart *chart = sohoa_report_add_chart (
    report, SOHOA_CHART_TREND, (SohoaLabel){"Share that was right", "Tỷ lệ đúng"},
    (SohoaLabel){"by probability, against what is expected", "theo xác suất, so với dự kiến"});
  static const double edges[] = {0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.998, 1.0001};
  SohoaReportTable *table = sohoa_report_add_table (
    report, "reliability", (SohoaLabel){"Whether probabilities hold", "Xác suất có đáng tin không"}, columns,
    G_N_ELEMENTS (columns));
  for (guint bin = 0; bin + 1 < G_N_ELEMENTS (edges); bin++) {
    double fields = 0, right = 0, expected = 0;
    for (guint i = 0; i < quality->outcomes->len; i++) {
      const SohoaFieldOutcome *outcome = g_ptr_array_index (quality->outcomes, i);
      if (outcome->probability < edges[bin] || outcome->probability >= edges[bin + 1])
        continue;
      fields += outcome->fields;
      right += outcome->right ? outcome->fields : 0;
      expected += outcome->probability * outcome->fields;
    }
    g_autofree char *from = g_strdup_printf ("%.3g-%.3g", edges[bin], MIN (edges[bin + 1], 1));
    sohoa_report_add_text (table, from);
    sohoa_report_add_number (table, fields);
    add_share (table, right, fields);
    add_share (table, expected, fields);
    if (fields > 0)
      sohoa_report_add_point (chart, from, (SohoaLabel){NULL, NULL}, 100 * right / fields,
                              100 * expected / fields);
  }
}

static const SohoaReportColumn sum_columns[] = {
  {"percent", {"settled", "% không phải hỏi"}, SOHOA_CELLS_PERCENT, FALSE},
  {"filled", {"filled in", "Có nội dung"}, SOHOA_CELLS_COUNT, FALSE},
  {"accepted", {"accepted", "Chấp nhận"}, SOHOA_CELLS_COUNT, FALSE},
  {"review", {"awaiting", "Chờ kiểm tra"}, SOHOA_CELLS_COUNT, FALSE},
  {"verified", {"verified", "Đã xác nhận"}, SOHOA_CELLS_COUNT, FALSE},
  {"looked_at", {"looked at", "Đã xem lại"}, SOHOA_CELLS_COUNT, TRUE},
  {"wrong", {"were wrong", "Bị sai"}, SOHOA_CELLS_COUNT, TRUE},
  {"wrong_accepted", {"wrong accepted", "Sai mà chấp nhận"}, SOHOA_CELLS_COUNT, TRUE},
};

static void
add_sum (SohoaReportTable *table, const Sum *sum)
{
  gint64 wrong = sum->outcome[TRUE][FALSE] + sum->outcome[FALSE][FALSE];
  gint64 right = sum->outcome[TRUE][TRUE] + sum->outcome[FALSE][TRUE];
  sohoa_report_add_text (table, sum->form);
  if (sum->field != NULL)
    sohoa_report_add_text (table, sum->field);
  add_share (table, accepted_share (sum), filled_of (sum->states) > 0);
  sohoa_report_add_number (table, (double) filled_of (sum->states));
  sohoa_report_add_number (table, (double) sum->states[SOHOA_FIELD_ACCEPTED]);
  sohoa_report_add_number (table, (double) sum->states[SOHOA_FIELD_REVIEW]);
  sohoa_report_add_number (table, (double) sum->states[SOHOA_FIELD_VERIFIED]);
  sohoa_report_add_number (table, (double) (right + wrong));
  sohoa_report_add_number (table, (double) wrong);
  sohoa_report_add_number (table, (double) sum->outcome[TRUE][FALSE]);
}

static void
add_worst (SohoaReport *report, const Quality *quality, gboolean by_field)
{
  static const SohoaReportColumn names[] = {{"form", {"form", "Biểu mẫu"}, SOHOA_CELLS_TEXT, FALSE},
                                            {"field", {"field", "Trường"}, SOHOA_CELLS_TEXT, FALSE}};
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (SohoaReportColumn));
  g_autoptr (GArray) sums = sum_up (quality, by_field);
  g_array_append_vals (columns, names, by_field ? 2 : 1);
  g_array_append_vals (columns, sum_columns, G_N_ELEMENTS (sum_columns));
  SohoaReportTable *table = sohoa_report_add_table (
    report, by_field ? "fields" : "forms",
    by_field ? (SohoaLabel){"The fields that ask persons most often", "Các trường phải hỏi người nhiều nhất"}
             : (SohoaLabel){"Forms, the worst first", "Biểu mẫu, kém nhất trước"},
    (const SohoaReportColumn *) (gpointer) columns->data, columns->len);
  for (guint i = 0, n = 0; i < sums->len && (!by_field || n < WORST); i++) {
    const Sum *sum = &g_array_index (sums, Sum, i);
    if (by_field && filled_of (sum->states) < FILLED_MIN)
      continue;
    add_sum (table, sum);
    n++;
  }
}

/* ---- the report ---- */

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static gboolean
check (const SohoaFormSet *forms, const Quality *quality, GError **error)
{
  const char *form = quality->what->form;
  if (form != NULL && sohoa_form_set_lookup (forms, form, NULL) == NULL)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "there is no form '%s'; 'sohoa form list' shows all", form);
  else if (quality->states->len == 0)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                         "no such form was digitized in that period: there is nothing to measure");
  else
    return TRUE;
  return FALSE;
}

/* What persons said, or the truth where there is one. */
static gboolean
load_outcomes (SohoaArchive *archive, const SohoaFormSet *forms, Quality *quality, const char *from,
               const char *to, GError **error)
{
  const SohoaQuality *what = quality->what;
  g_auto (SohoaTruth) truth = {0};
  if (what->truth == NULL)
    return (quality->outcomes = sohoa_quality_outcomes (archive, what->form, from, to, error)) != NULL;
  if (!sohoa_truth_compare (archive, forms, what->truth, what->form, &truth, error))
    return FALSE;
  quality->outcomes = g_steal_pointer (&truth.outcomes);
  quality->missing = truth.missing;
  quality->said = truth.said;
  return TRUE;
}

static gboolean
load (SohoaArchive *archive, const SohoaFormSet *forms, Quality *quality, GError **error)
{
  const SohoaQuality *what = quality->what;
  const char *from = or_null (what->period.from), *to = or_null (what->period.to);
  return (quality->states = sohoa_quality_states (archive, what->form, from, to, error)) != NULL &&
         load_outcomes (archive, forms, quality, from, to, error) && check (forms, quality, error);
}

static void
add_truth_facts (SohoaReport *report, const Quality *quality)
{
  g_autofree char *compared = g_strdup_printf ("%u", quality->outcomes->len);
  g_autofree char *missing = g_strdup_printf ("%u", quality->missing);
  g_autofree char *said = g_strdup_printf ("%u", quality->said);
  sohoa_report_add_fact (report, "compared",
                         (SohoaLabel){"compared with the truth", "Đã so với giá trị đúng"}, compared);
  sohoa_report_add_fact (report, "missing", (SohoaLabel){"not in the archive", "Không có trong kho"},
                         missing);
  sohoa_report_add_fact (report, "said",
                         (SohoaLabel){"said by a person, left out", "Người đã xác nhận, bỏ qua"}, said);
}

SohoaReport *
sohoa_quality_report (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaQuality *what,
                      GError **error)
{
  g_auto (Quality) quality = {.what = what};
  if (!sohoa_archive_begin (archive, error) ||
      !sohoa_archive_end (archive, load (archive, forms, &quality, error), error))
    return NULL;
  SohoaReport *report =
    sohoa_report_new ("quality", (SohoaLabel){"How well papers are read", "Chất lượng đọc hồ sơ giấy"});
  if (what->form != NULL)
    sohoa_report_add_fact (report, "form", (SohoaLabel){"form", "Biểu mẫu"}, what->form);
  if (*what->period.from != '\0')
    sohoa_report_add_fact (report, "from", (SohoaLabel){"received from", "Tiếp nhận từ ngày"},
                           what->period.from);
  if (*what->period.to != '\0')
    sohoa_report_add_fact (report, "to", (SohoaLabel){"received to", "đến ngày"}, what->period.to);
  if (what->truth != NULL)
    add_truth_facts (report, &quality);
  add_states (report, &quality);
  add_outcomes (report, &quality);
  add_curve (report, &quality);
  add_worst (report, &quality, FALSE);
  add_worst (report, &quality, TRUE);
  return report;
}
