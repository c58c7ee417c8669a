/* reduction.c - see reduction.h. */
#include "reduction.h"

#include <string.h>

#include <sohoa/dictionary.h>

#include "../store/setting.h"
#include "asked.h"
#include "measured.h"
#include "redesign.h"
#include "saved.h"

/* Percent; the archive's settings may say otherwise ("reduction_goal"). */
static const double goal_percent = 20;

/* ---- cells ---- */

static const SohoaReportColumn columns[] = {
  {"achieved", {"achieved", "Đạt được"}, SOHOA_CELLS_PERCENT, FALSE},
  {"low", {"low", "Thấp"}, SOHOA_CELLS_PERCENT, FALSE},
  {"high", {"high", "Cao"}, SOHOA_CELLS_PERCENT, FALSE},
  {"verdict", {"goal", "Mục tiêu"}, SOHOA_CELLS_TEXT, FALSE},
  {"potential", {"potential", "Tiềm năng"}, SOHOA_CELLS_PERCENT, FALSE},
  {"coverage", {"coverage", "Độ phủ"}, SOHOA_CELLS_PERCENT, FALSE},
  {"harm", {"harm", "Sai lệch"}, SOHOA_CELLS_PERCENT, FALSE},
  {"reused", {"reused", "Dùng lại được"}, SOHOA_CELLS_COUNT, FALSE},
  {"different", {"different", "Khác"}, SOHOA_CELLS_COUNT, FALSE},
  {"not_offered", {"not offered", "Không có sẵn"}, SOHOA_CELLS_COUNT, TRUE},
  {"unknown", {"unknown", "Chưa rõ"}, SOHOA_CELLS_COUNT, TRUE},
  {"persons", {"persons", "Số người"}, SOHOA_CELLS_COUNT, TRUE},
  {"strict", {"strict", "Không suy ra"}, SOHOA_CELLS_PERCENT, TRUE},
  {"minutes", {"minutes", "Số phút khai"}, SOHOA_CELLS_NUMBER, TRUE},
  {"minutes_saved", {"minutes saved", "Số phút tiết kiệm"}, SOHOA_CELLS_NUMBER, TRUE},
  {"time_percent", {"of time", "% thời gian"}, SOHOA_CELLS_PERCENT, TRUE},
};

static void
add_share (SohoaReportTable *table, guint part, guint all)
{
  if (all > 0)
    sohoa_report_add_number (table, 100.0 * part / all);
  else
    sohoa_report_add_untold (table, "empty");
}

static void
add_verdict (SohoaReportTable *table, const SohoaSavedGroup *group, double goal)
{
  static const SohoaLabel passed = {"PASS", "ĐẠT"}, failed = {"FAIL", "KHÔNG ĐẠT"},
                          few = {"too few", "quá ít"};
  double low, high;

  if (group->persons < SOHOA_INTERVAL_PERSONS_MIN || !sohoa_interval (&group->clusters, &low, &high)) {
    sohoa_report_add_untold (table, NULL);
    sohoa_report_add_untold (table, NULL);
    sohoa_report_add_label (table, "too few", few);
    return;
  }
  sohoa_report_add_number (table, 100 * low);
  sohoa_report_add_number (table, 100 * high);
  if (100 * low >= goal)
    sohoa_report_add_label (table, "PASS", passed);
  else
    sohoa_report_add_label (table, "FAIL", failed);
}

static void
add_time (SohoaReportTable *table, const SohoaSavedGroup *group)
{
  sohoa_report_add_number (table, group->seconds / 60);
  sohoa_report_add_number (table, group->seconds_saved / 60);
  if (group->seconds > 0)
    sohoa_report_add_number (table, 100 * group->seconds_saved / group->seconds);
  else
    sohoa_report_add_untold (table, "empty");
}

/* potential: percent, or negative where there is none. */
static void
add_group (SohoaReportTable *table, const SohoaSavedGroup *group, double goal, double potential)
{
  guint counted = sohoa_saved_known (group->outcome);
  add_share (table, group->outcome[SOHOA_REUSE_REUSED], counted);
  add_verdict (table, group, goal);
  if (potential >= 0)
    sohoa_report_add_number (table, potential);
  else
    sohoa_report_add_untold (table, NULL);
  add_share (table, counted, counted + group->outcome[SOHOA_REUSE_UNKNOWN]);
  add_share (table, group->outcome[SOHOA_REUSE_DIFFERENT], counted);
  for (guint i = 0; i < SOHOA_N_REUSE_OUTCOMES; i++)
    sohoa_report_add_number (table, group->outcome[i]);
  sohoa_report_add_number (table, group->persons);
  add_share (table, group->strict_reused, counted);
  add_time (table, group);
}

/* ---- potential ---- */

static gboolean
is_form (const SohoaForm *form, const char *id)
{
  return id == NULL || strcmp (form->id, id) == 0;
}

/* Of the newest version of a form (NULL: of all), and of one element (NULL: of all). Negative when it has no
 * items. */
static double
potential_of (const GPtrArray *newest, const SohoaDictionary *dictionary, const char *id, const char *element)
{
  guint items = 0, elsewhere = 0;
  for (guint i = 0; i < newest->len; i++) {
    const SohoaForm *form = g_ptr_array_index (newest, i);
    for (guint k = 0; is_form (form, id) && k < form->fields->len; k++) {
      const SohoaField *field = g_ptr_array_index (form->fields, k);
      if (!sohoa_asked_is_item (field) || (element != NULL && strcmp (field->element, element) != 0))
        continue;
      items++;
      elsewhere += sohoa_asked_elsewhere (newest, dictionary, form, field->element);
    }
  }
  return items > 0 ? 100.0 * elsewhere / items : -1;
}

/* ---- the report ---- */

typedef struct {
  const SohoaReduction *what;
  const SohoaDictionary *dictionary;
  GPtrArray *newest; /* of SohoaForm */
  SohoaSaved *saved;
  double goal;
} Reduction;

static void
reduction_clear (Reduction *reduction)
{
  g_clear_pointer (&reduction->newest, g_ptr_array_unref);
  g_clear_pointer (&reduction->saved, sohoa_saved_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reduction, reduction_clear)

static double
potential_in (const Reduction *reduction, SohoaSavedBy by, const char *name)
{
  const char *form = by == SOHOA_SAVED_FORM ? name : reduction->what->form;
  if (by == SOHOA_SAVED_CLASS)
    return -1;
  return potential_of (reduction->newest, reduction->dictionary, form,
                       by == SOHOA_SAVED_ELEMENT ? name : NULL);
}

static void
add_table (SohoaReport *report, const Reduction *reduction, SohoaSavedBy by, SohoaReportColumn first,
           SohoaLabel title)
{
  const GPtrArray *groups = reduction->saved->groups[by];
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SohoaReportColumn));
  g_array_append_val (all, first);
  g_array_append_vals (all, columns, G_N_ELEMENTS (columns));
  SohoaReportTable *table = sohoa_report_add_table (
    report, first.id, title, (const SohoaReportColumn *) (gpointer) all->data, all->len);
  for (guint i = 0; i < groups->len; i++) {
    const SohoaSavedGroup *group = g_ptr_array_index (groups, i);
    sohoa_report_add_label (table, group->name, group->label);
    add_group (table, group, reduction->goal, potential_in (reduction, by, group->name));
  }
}

/* The same in minutes: what is long to write weighs more. */
static void
add_times (SohoaReport *report, const Reduction *reduction)
{
  static const SohoaReportColumn time_columns[] = {
    {"class", {"class", "Nhóm thông tin"}, SOHOA_CELLS_TEXT, FALSE},
    {"minutes", {"minutes", "Số phút khai"}, SOHOA_CELLS_NUMBER, FALSE},
    {"minutes_saved", {"minutes saved", "Số phút tiết kiệm"}, SOHOA_CELLS_NUMBER, FALSE},
    {"time_percent", {"of time", "% thời gian"}, SOHOA_CELLS_PERCENT, FALSE},
  };
  SohoaReportTable *table =
    sohoa_report_add_table (report, "time", (SohoaLabel){"By time needed", "Theo thời gian khai"},
                            time_columns, G_N_ELEMENTS (time_columns));
  static const SohoaSavedBy both[] = {SOHOA_SAVED_ALL, SOHOA_SAVED_CLASS};
  for (gsize b = 0; b < G_N_ELEMENTS (both); b++) {
    const GPtrArray *groups = reduction->saved->groups[both[b]];
    for (guint i = 0; i < groups->len; i++) {
      const SohoaSavedGroup *group = g_ptr_array_index (groups, i);
      sohoa_report_add_label (table, group->name, group->label);
      add_time (table, group);
    }
  }
}

/* ---- charts ---- */

/* From all items that were asked to those that need not be. */
static void
add_waterfall (SohoaReport *report, const SohoaSavedGroup *all)
{
  static const struct {
    SohoaReuseOutcome outcome;
    SohoaLabel label;
  } steps[] = {
    {SOHOA_REUSE_UNKNOWN, {"not known", "Chưa rõ"}},
    {SOHOA_REUSE_NOT_OFFERED, {"not offered", "Không có sẵn"}},
    {SOHOA_REUSE_DIFFERENT, {"different", "Có sẵn nhưng khác"}},
    {SOHOA_REUSE_REUSED, {"saved", "Không phải khai lại"}},
  };
  SohoaReportChart *chart =
    sohoa_report_add_chart (report, SOHOA_CHART_WATERFALL, (SohoaLabel){"Declared items", "Số mục phải khai"},
                            (SohoaLabel){"from asked to saved", "từ mục được hỏi đến mục tiết kiệm được"});
  sohoa_report_add_point (chart, "asked", (SohoaLabel){"asked", "Được hỏi"},
                          sohoa_saved_known (all->outcome) + all->outcome[SOHOA_REUSE_UNKNOWN], -1);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    sohoa_report_add_point (chart, steps[i].label.en, steps[i].label, all->outcome[steps[i].outcome], -1);
}

static void
add_ranking (SohoaReport *report, const GPtrArray *groups, double goal)
{
  SohoaReportChart *chart = sohoa_report_add_chart (
    report, SOHOA_CHART_RANKED, (SohoaLabel){"Achieved reduction", "Mức cắt giảm đạt được"},
    (SohoaLabel){"by form, against the goal", "theo biểu mẫu, so với mục tiêu"});
  for (guint i = 0; i < groups->len; i++) {
    const SohoaSavedGroup *group = g_ptr_array_index (groups, i);
    guint counted = sohoa_saved_known (group->outcome);
    if (counted > 0)
      sohoa_report_add_point (chart, group->name, group->label,
                              100.0 * group->outcome[SOHOA_REUSE_REUSED] / counted, goal);
  }
}

static void
add_charts (SohoaReport *report, const Reduction *reduction)
{
  GPtrArray *const *groups = reduction->saved->groups;
  add_waterfall (report, g_ptr_array_index (groups[SOHOA_SAVED_ALL], 0));
  if (reduction->what->form == NULL)
    add_ranking (report, groups[SOHOA_SAVED_FORM], reduction->goal);
}

static gboolean
check (const Reduction *reduction, GError **error)
{
  gboolean known = FALSE, digitized = reduction->saved->groups[SOHOA_SAVED_ALL]->len > 0;
  for (guint i = 0; i < reduction->newest->len; i++)
    known |= is_form (g_ptr_array_index (reduction->newest, i), reduction->what->form);
  if (known && digitized)
    return TRUE;
  if (!known)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "there is no form '%s'; 'sohoa form list' shows all", reduction->what->form);
  else
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                         "no such form was digitized in that period: there is nothing to measure");
  return FALSE;
}

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static gboolean
load (SohoaArchive *archive, const SohoaFormSet *forms, Reduction *reduction, GError **error)
{
  const SohoaPeriod *period = &reduction->what->period;
  reduction->newest = sohoa_asked_forms (forms);
  return (reduction->dictionary = sohoa_dictionary_get (error)) != NULL &&
         sohoa_setting_number (archive, "reduction_goal", goal_percent, &reduction->goal, error) &&
         (reduction->saved = sohoa_saved_load (archive, reduction->dictionary, reduction->what->form,
                                               or_null (period->from), or_null (period->to), error)) !=
           NULL &&
         check (reduction, error);
}

static gboolean
add_redesign (SohoaReport *report, const Reduction *reduction, GError **error)
{
  const SohoaReduction *what = reduction->what;
  SohoaRedesign redesign = {.forms = reduction->newest,
                            .dictionary = reduction->dictionary,
                            .items = reduction->saved->items,
                            .goal = reduction->goal};
  for (guint i = 0; i < reduction->newest->len; i++)
    if (is_form (g_ptr_array_index (reduction->newest, i), what->form))
      redesign.form = g_ptr_array_index (reduction->newest, i);
  if (what->suggest)
    sohoa_redesign_suggest (report, &redesign);
  return (what->drop == NULL && what->draft == NULL) ||
         sohoa_redesign_compare (report, &redesign, what->drop, what->draft, error);
}

SohoaReport *
sohoa_reduction_report (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaReduction *what,
                        GError **error)
{
  static const SohoaReportColumn all = {"total", {"what", "Nội dung"}, SOHOA_CELLS_TEXT, FALSE};
  static const SohoaReportColumn form = {"form", {"form", "Biểu mẫu"}, SOHOA_CELLS_TEXT, FALSE};
  static const SohoaReportColumn class = {"class", {"class", "Nhóm thông tin"}, SOHOA_CELLS_TEXT, FALSE};
  static const SohoaReportColumn element = {"element", {"element", "Thông tin"}, SOHOA_CELLS_TEXT, FALSE};
  g_auto (Reduction) reduction = {.what = what};

  if (!load (archive, forms, &reduction, error))
    return NULL;
  g_autofree char *goal = g_strdup_printf ("%g %%", reduction.goal);
  g_autoptr (SohoaReport) report = sohoa_report_new (
    "reduction", (SohoaLabel){"What declarants need not write again", "Cắt giảm thông tin phải khai"});
  sohoa_report_add_fact (report, "goal",
                         (SohoaLabel){"goal, by the low end of 95 %", "Mục tiêu, theo cận dưới 95 %"}, goal);
  if (*what->period.from != '\0')
    sohoa_report_add_fact (report, "from", (SohoaLabel){"received from", "Tiếp nhận từ ngày"},
                           what->period.from);
  if (*what->period.to != '\0')
    sohoa_report_add_fact (report, "to", (SohoaLabel){"received to", "đến ngày"}, what->period.to);
  add_charts (report, &reduction);
  add_table (report, &reduction, SOHOA_SAVED_ALL, all, (SohoaLabel){"All together", "Tổng"});
  add_table (report, &reduction, SOHOA_SAVED_CLASS, class,
             (SohoaLabel){"By class of element", "Theo nhóm thông tin"});
  add_times (report, &reduction);
  if (!sohoa_measured_add (report, archive, what->form, or_null (what->period.from),
                           or_null (what->period.to), error))
    return NULL;
  if (what->form == NULL)
    add_table (report, &reduction, SOHOA_SAVED_FORM, form, (SohoaLabel){"By form", "Theo biểu mẫu"});
  else
    add_table (report, &reduction, SOHOA_SAVED_ELEMENT, element,
               (SohoaLabel){"Element by element", "Theo từng thông tin"});
  if (what->form != NULL && !add_redesign (report, &reduction, error))
    return NULL;
  return g_steal_pointer (&report);
}

/* ---- the matrix ---- */

static guint
count_items (const SohoaForm *form, const char *element)
{
  guint n = 0;
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    n += sohoa_asked_is_item (field) && strcmp (field->element, element) == 0;
  }
  return n;
}

static guint
count_forms (const GPtrArray *newest, const char *element)
{
  guint n = 0;
  for (guint i = 0; i < newest->len; i++)
    n += count_items (g_ptr_array_index (newest, i), element) > 0;
  return n;
}

static void
add_element (SohoaReportTable *table, const GPtrArray *newest, const SohoaElement *element)
{
  guint n = count_forms (newest, element->id);
  if (n == 0)
    return;
  sohoa_report_add_label (table, element->id, (SohoaLabel){element->label_en, element->label_vi});
  sohoa_report_add_number (table, n);
  for (guint i = 0; i < newest->len; i++) {
    guint items = count_items (g_ptr_array_index (newest, i), element->id);
    if (items > 0)
      sohoa_report_add_number (table, items);
    else
      sohoa_report_add_untold (table, NULL);
  }
}

SohoaReport *
sohoa_reduction_matrix (const SohoaFormSet *forms, GError **error)
{
  static const SohoaReportColumn first[] = {{"element", {"element", "Thông tin"}, SOHOA_CELLS_TEXT, FALSE},
                                            {"forms", {"forms", "Số biểu mẫu"}, SOHOA_CELLS_COUNT, FALSE}};
  const SohoaDictionary *dictionary = sohoa_dictionary_get (error);
  g_autoptr (GPtrArray) newest = sohoa_asked_forms (forms);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SohoaReportColumn));

  if (dictionary == NULL)
    return NULL;
  g_array_append_vals (all, first, G_N_ELEMENTS (first));
  for (guint i = 0; i < newest->len; i++) {
    const SohoaForm *form = g_ptr_array_index (newest, i);
    const SohoaReportColumn column = {form->id, {form->id, form->id}, SOHOA_CELLS_COUNT, FALSE};
    g_array_append_val (all, column);
  }
  SohoaReport *report = sohoa_report_new ("matrix", (SohoaLabel){"Which forms ask for what, and how often",
                                                                 "Biểu mẫu nào hỏi thông tin gì, mấy lần"});
  SohoaReportTable *table =
    sohoa_report_add_table (report, "matrix", (SohoaLabel){"Declared items", "Thông tin phải khai"},
                            (const SohoaReportColumn *) (gpointer) all->data, all->len);
  for (guint i = 0; i < sohoa_dictionary_size (dictionary); i++)
    add_element (table, newest, sohoa_dictionary_peek (dictionary, i));
  sohoa_report_add_heat (report, (SohoaLabel){"Declared items", "Thông tin phải khai"},
                         (SohoaLabel){"how often each form asks", "mỗi biểu mẫu hỏi mấy lần"}, table,
                         G_N_ELEMENTS (first));
  return report;
}
