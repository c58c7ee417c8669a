/* redesign.c - see redesign.h. */
#include "redesign.h"

#include <string.h>

#include "asked.h"
#include "effort.h"
#include "saved.h"

/* ---- what is known of an element ---- */

typedef struct {
  guint known;     /* items that are not unknown */
  double achieved; /* shares of them */
  double harm;
} Measured;

static Measured
measure_on (const SohoaRedesign *redesign, const char *element, const char *form)
{
  guint outcome[SOHOA_N_REUSE_OUTCOMES] = {0};
  for (guint i = 0; i < redesign->items->len; i++) {
    const SohoaSavedItems *items = g_ptr_array_index (redesign->items, i);
    for (guint k = 0; strcmp (items->element, element) == 0 &&
                      (form == NULL || strcmp (items->form, form) == 0) && k < SOHOA_N_REUSE_OUTCOMES;
         k++)
      outcome[k] += items->outcome[k];
  }
  guint known = sohoa_saved_known (outcome);
  if (known == 0)
    return (Measured){0};
  return (Measured){.known = known,
                    .achieved = (double) outcome[SOHOA_REUSE_REUSED] / known,
                    .harm = (double) outcome[SOHOA_REUSE_DIFFERENT] / known};
}

static Measured
measure (const SohoaRedesign *redesign, const char *element)
{
  Measured own = measure_on (redesign, element, redesign->form->id);
  return own.known > 0 ? own : measure_on (redesign, element, NULL);
}

static double
seconds_of (const SohoaField *field)
{
  return sohoa_effort_seconds (field->type);
}

/* ---- the form as it is, and anew ---- */

typedef struct {
  guint items;
  double seconds;
  double left, seconds_left; /* to write by hand, once prefill has done what is expected of it */
} Burden;

static gboolean
is_named (char **names, const SohoaField *field)
{
  return names != NULL && (g_strv_contains ((const char *const *) names, field->id) ||
                           g_strv_contains ((const char *const *) names, field->element));
}

/* names: what is dropped; NULL: nothing. */
static Burden
burden_of (const SohoaRedesign *redesign, const SohoaForm *form, char **names)
{
  Burden burden = {0};
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    if (!sohoa_asked_is_item (field) || is_named (names, field))
      continue;
    double left = 1 - measure (redesign, field->element).achieved;
    burden.items++;
    burden.seconds += seconds_of (field);
    burden.left += left;
    burden.seconds_left += left * seconds_of (field);
  }
  return burden;
}

static gboolean
check_names (const SohoaForm *form, char **names, GError **error)
{
  for (guint n = 0; names != NULL && names[n] != NULL; n++) {
    gboolean found = FALSE;
    for (guint i = 0; i < form->fields->len; i++) {
      const SohoaField *field = g_ptr_array_index (form->fields, i);
      found |= sohoa_asked_is_item (field) &&
               (strcmp (field->id, names[n]) == 0 || strcmp (field->element, names[n]) == 0);
    }
    if (!found) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                   "cannot drop '%s': no declared item of form '%s' has that field or element", names[n],
                   form->id);
      return FALSE;
    }
  }
  return TRUE;
}

static const SohoaReportColumn burden_columns[] = {
  {"form", {"form", "Biểu mẫu"}, SOHOA_CELLS_TEXT, FALSE},
  {"items", {"items", "Số mục"}, SOHOA_CELLS_COUNT, FALSE},
  {"left", {"left to write", "Còn phải khai"}, SOHOA_CELLS_NUMBER, FALSE},
  {"percent", {"less than now", "Giảm so với hiện nay"}, SOHOA_CELLS_PERCENT, FALSE},
  {"minutes", {"minutes", "Số phút"}, SOHOA_CELLS_NUMBER, FALSE},
  {"minutes_left", {"minutes left", "Số phút còn lại"}, SOHOA_CELLS_NUMBER, FALSE},
  {"time_percent", {"less time", "Giảm thời gian"}, SOHOA_CELLS_PERCENT, FALSE},
  {"verdict", {"goal", "Mục tiêu"}, SOHOA_CELLS_TEXT, FALSE},
};

/* Everything is held against the paper of now, without prefill. */
static void
add_burden (SohoaReportTable *table, const char *id, SohoaLabel label, const Burden *burden,
            const Burden *now, double goal)
{
  double less = now->items > 0 ? 100 * (1 - burden->left / now->items) : 0;
  sohoa_report_add_label (table, id, label);
  sohoa_report_add_number (table, burden->items);
  sohoa_report_add_number (table, burden->left);
  sohoa_report_add_number (table, less);
  sohoa_report_add_number (table, burden->seconds / 60);
  sohoa_report_add_number (table, burden->seconds_left / 60);
  sohoa_report_add_number (table, now->seconds > 0 ? 100 * (1 - burden->seconds_left / now->seconds) : 0);
  if (less >= goal)
    sohoa_report_add_label (table, "reached", (SohoaLabel){"expected", "dự kiến đạt"});
  else
    sohoa_report_add_label (table, "missed", (SohoaLabel){"not expected", "dự kiến không đạt"});
}

static guint
count_items (const SohoaForm *form, const char *element, char **names)
{
  guint n = 0;
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    n += sohoa_asked_is_item (field) && strcmp (field->element, element) == 0 && !is_named (names, field);
  }
  return n;
}

static const SohoaReportColumn change_columns[] = {
  {"element", {"element", "Thông tin"}, SOHOA_CELLS_TEXT, FALSE},
  {"now", {"now", "Hiện nay"}, SOHOA_CELLS_COUNT, FALSE},
  {"then", {"redesigned", "Thiết kế lại"}, SOHOA_CELLS_COUNT, FALSE},
  {"achieved", {"achieved", "Đạt được"}, SOHOA_CELLS_PERCENT, FALSE},
  {"known", {"known items", "Số mục đã rõ"}, SOHOA_CELLS_COUNT, FALSE},
};

static void
add_changes (SohoaReport *report, const SohoaRedesign *redesign, const SohoaForm *then, char **names)
{
  SohoaReportTable *table = sohoa_report_add_table (
    report, "changes", (SohoaLabel){"How often each element is asked", "Mỗi thông tin được hỏi mấy lần"},
    change_columns, G_N_ELEMENTS (change_columns));
  for (guint i = 0; i < sohoa_dictionary_size (redesign->dictionary); i++) {
    const SohoaElement *element = sohoa_dictionary_peek (redesign->dictionary, i);
    guint before = count_items (redesign->form, element->id, NULL);
    guint after = count_items (then, element->id, names);
    Measured measured = measure (redesign, element->id);
    if (before == 0 && after == 0)
      continue;
    sohoa_report_add_label (table, element->id, (SohoaLabel){element->label_en, element->label_vi});
    sohoa_report_add_number (table, before);
    sohoa_report_add_number (table, after);
    if (measured.known > 0)
      sohoa_report_add_number (table, 100 * measured.achieved);
    else
      sohoa_report_add_untold (table, "n/a");
    sohoa_report_add_number (table, measured.known);
  }
}

gboolean
sohoa_redesign_compare (SohoaReport *report, const SohoaRedesign *redesign, const char *drop,
                        const char *draft, GError **error)
{
  g_autoptr (SohoaForm) drawn = draft != NULL ? sohoa_form_load_draft (draft, error) : NULL;
  g_auto (GStrv) names = drop != NULL ? g_strsplit (drop, ",", -1) : NULL;
  const SohoaForm *then = drawn != NULL ? drawn : redesign->form;

  if ((draft != NULL && drawn == NULL) || !check_names (then, names, error))
    return FALSE;
  Burden now = burden_of (redesign, redesign->form, NULL), anew = burden_of (redesign, then, names);
  SohoaReportTable *table =
    sohoa_report_add_table (report, "redesign",
                            (SohoaLabel){"What is expected, against the paper of now without prefill",
                                         "Dự kiến, so với mẫu giấy hiện nay khi chưa điền sẵn"},
                            burden_columns, G_N_ELEMENTS (burden_columns));
  add_burden (table, "now", (SohoaLabel){"as it is", "Hiện nay"}, &now, &now, redesign->goal);
  add_burden (table, "redesigned", (SohoaLabel){"redesigned", "Thiết kế lại"}, &anew, &now, redesign->goal);
  add_changes (report, redesign, then, names);
  return TRUE;
}

/* ---- suggestions ---- */

/* Fewer known items say nothing of the risk. */
enum { KNOWN_MIN = 10 };

typedef struct {
  const SohoaField *field;
  Measured measured;
  gboolean drop;  /* the form says it already; else: prefill */
  char *evidence; /* where else it stands */
  double gain;    /* of an item: 0 to 1 */
} Suggestion;

static void
clear_suggestion (gpointer suggestion)
{
  g_free (((Suggestion *) suggestion)->evidence);
}

/* Another item of this form before it says the same of the same role, or all that it follows from. NULL:
 * none. Borrowed. */
static const char *
said_before (const SohoaRedesign *redesign, guint place)
{
  const GPtrArray *fields = redesign->form->fields;
  const SohoaField *field = g_ptr_array_index (fields, place);
  for (guint i = 0; i < fields->len; i++) {
    const SohoaField *other = g_ptr_array_index (fields, i);
    if (i == place || !sohoa_asked_is_item (other) || g_strcmp0 (other->role, field->role) != 0)
      continue;
    if (i < place && strcmp (other->element, field->element) == 0 && strchr (field->id, '[') == NULL)
      return other->id;
    for (guint d = 0; d < sohoa_dictionary_n_derivations (redesign->dictionary); d++) {
      const SohoaDerivation *derivation = sohoa_dictionary_peek_derivation (redesign->dictionary, d);
      gboolean follows = strcmp (derivation->element, field->element) == 0 && derivation->from[0] != NULL &&
                         derivation->from[1] == NULL && strcmp (derivation->from[0], other->element) == 0;
      if (follows && (i < place || strcmp (derivation->how, "same") != 0))
        return other->id;
    }
  }
  return NULL;
}

static gboolean
suggest_for (const SohoaRedesign *redesign, guint place, Suggestion *ret_suggestion)
{
  const SohoaField *field = g_ptr_array_index (redesign->form->fields, place);
  if (!sohoa_asked_is_item (field))
    return FALSE;
  Measured measured = measure (redesign, field->element);
  const char *before = said_before (redesign, place);
  gboolean elsewhere =
    sohoa_asked_elsewhere (redesign->forms, redesign->dictionary, redesign->form, field->element);
  if (before == NULL && !elsewhere)
    return FALSE;
  *ret_suggestion = (Suggestion){
    .field = field,
    .measured = measured,
    .drop = before != NULL,
    .evidence = before != NULL ? g_strdup (before)
                               : sohoa_asked_suppliers (redesign->forms, redesign->form, field->element),
    .gain = (1 - measured.achieved) * (before != NULL ? 1 : 1 - measured.harm)};
  return TRUE;
}

/* What gains most first; of what gains the same, what harms least. */
static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const Suggestion *one = a, *other = b;
  if (one->gain < other->gain || one->gain > other->gain)
    return one->gain > other->gain ? -1 : 1;
  if (one->drop != other->drop)
    return one->drop ? -1 : 1;
  return strcmp (one->field->id, other->field->id);
}

static const SohoaReportColumn suggestion_columns[] = {
  {"field", {"field", "Trường"}, SOHOA_CELLS_TEXT, FALSE},
  {"action", {"do", "Cách làm"}, SOHOA_CELLS_TEXT, FALSE},
  {"evidence", {"stands on", "Đã có ở"}, SOHOA_CELLS_TEXT, FALSE},
  {"achieved", {"achieved", "Đạt được"}, SOHOA_CELLS_PERCENT, FALSE},
  {"known", {"known", "Số mục đã rõ"}, SOHOA_CELLS_COUNT, FALSE},
  {"harm", {"harm", "Sai lệch"}, SOHOA_CELLS_PERCENT, FALSE},
  {"risk", {"risk", "Rủi ro"}, SOHOA_CELLS_TEXT, FALSE},
  {"reaches", {"reaches", "Đạt tới"}, SOHOA_CELLS_NUMBER, FALSE},
};

static void
add_risk (SohoaReportTable *table, const Suggestion *suggestion)
{
  const double low = 0.01, high = 0.05; /* harm */
  const Measured *measured = &suggestion->measured;
  if (suggestion->drop)
    sohoa_report_add_label (table, "none", (SohoaLabel){"none", "không"});
  else if (measured->known < KNOWN_MIN)
    sohoa_report_add_label (table, "unknown", (SohoaLabel){"not measured", "chưa đo được"});
  else if (measured->harm <= low)
    sohoa_report_add_label (table, "low", (SohoaLabel){"low", "thấp"});
  else if (measured->harm <= high)
    sohoa_report_add_label (table, "some", (SohoaLabel){"some", "vừa"});
  else
    sohoa_report_add_label (table, "high", (SohoaLabel){"high", "cao"});
}

/* reaches: percent less to write, with all suggestions up to this one. */
static void
add_suggestion (SohoaReportTable *table, const Suggestion *suggestion, double reaches)
{
  sohoa_report_add_text (table, suggestion->field->id);
  if (suggestion->drop)
    sohoa_report_add_label (table, "drop", (SohoaLabel){"drop", "bỏ"});
  else
    sohoa_report_add_label (table, "prefill", (SohoaLabel){"prefill", "điền sẵn"});
  sohoa_report_add_text (table, suggestion->evidence);
  if (suggestion->measured.known > 0)
    sohoa_report_add_number (table, 100 * suggestion->measured.achieved);
  else
    sohoa_report_add_untold (table, "n/a");
  sohoa_report_add_number (table, suggestion->measured.known);
  if (suggestion->measured.known > 0)
    sohoa_report_add_number (table, 100 * suggestion->measured.harm);
  else
    sohoa_report_add_untold (table, "n/a");
  add_risk (table, suggestion);
  sohoa_report_add_number (table, reaches);
}

/* Gains add up, so the largest first is the shortest list. */
void
sohoa_redesign_suggest (SohoaReport *report, const SohoaRedesign *redesign)
{
  g_autoptr (GArray) suggestions = g_array_new (FALSE, FALSE, sizeof (Suggestion));
  Burden now = burden_of (redesign, redesign->form, NULL);
  double saved = now.items - now.left;

  g_array_set_clear_func (suggestions, clear_suggestion);
  for (guint i = 0; i < redesign->form->fields->len; i++) {
    Suggestion suggestion;
    if (suggest_for (redesign, i, &suggestion))
      g_array_append_val (suggestions, suggestion);
  }
  g_array_sort (suggestions, compare_suggestions);
  SohoaReportTable *table =
    sohoa_report_add_table (report, "suggestions",
                            (SohoaLabel){"The fewest items to drop or prefill that reach the goal",
                                         "Ít mục nhất cần bỏ hoặc điền sẵn để đạt mục tiêu"},
                            suggestion_columns, G_N_ELEMENTS (suggestion_columns));
  for (guint i = 0; i < suggestions->len && 100 * saved < redesign->goal * now.items; i++) {
    const Suggestion *suggestion = &g_array_index (suggestions, Suggestion, i);
    saved += suggestion->gain;
    add_suggestion (table, suggestion, 100 * saved / now.items);
  }
  g_autofree char *reaches = g_strdup_printf ("%.2f %%", now.items > 0 ? 100 * saved / now.items : 0);
  sohoa_report_add_fact (report, "suggested", (SohoaLabel){"expected with all of them", "Dự kiến khi làm đủ"},
                         reaches);
}
