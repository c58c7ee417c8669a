/* truth.c - see truth.h. */
#include "truth.h"

#include <string.h>

#include "../csv/csv_read.h"
#include "../store/dossier.h"
#include "../store/field.h"
#include "../store/page.h"
#include "../store/quality.h"

enum { DOSSIER, FORM, FIELD, VALUE, COLUMNS };
static const char *const headings[COLUMNS] = {"dossier", "form", "field", "value"};

/* Rows of one dossier mostly follow each other: its fields are read once. */
typedef struct {
  SohoaArchive *archive;
  const SohoaFormSet *forms;
  guint column[COLUMNS];
  char *dossier;     /* whose fields these are; NULL: of none yet */
  GPtrArray *fields; /* of GPtrArray of SohoaFieldRow: by page */
} Comparing;

static void
comparing_clear (Comparing *comparing)
{
  g_clear_pointer (&comparing->dossier, g_free);
  g_clear_pointer (&comparing->fields, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparing, comparing_clear)

void
sohoa_truth_clear (SohoaTruth *truth)
{
  g_clear_pointer (&truth->outcomes, g_ptr_array_unref);
}

static gboolean
find_columns (Comparing *comparing, GStrv heading, GError **error)
{
  for (guint i = 0; i < COLUMNS; i++) {
    guint at = 0;
    while (heading != NULL && heading[at] != NULL && strcmp (heading[at], headings[i]) != 0)
      at++;
    comparing->column[i] = at;
    if (heading != NULL && heading[at] != NULL)
      continue;
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "the table of the truth has no column '%s': it needs dossier, form, field and value",
                 headings[i]);
    return FALSE;
  }
  return TRUE;
}

/* The fields of a dossier's papers, copies left out; none when it is not there. */
static gboolean
load_fields (Comparing *comparing, const char *code, GError **error)
{
  if (g_strcmp0 (comparing->dossier, code) == 0)
    return TRUE;
  comparing_clear (comparing);
  comparing->dossier = g_strdup (code);
  comparing->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) why = NULL;
  g_autoptr (SohoaDossier) dossier = sohoa_dossier_load (comparing->archive, code, &why);
  if (g_error_matches (why, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND))
    return TRUE;
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (comparing->archive, dossier->id, error);
  for (guint i = 0; pages != NULL && i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->state == SOHOA_PAGE_STATE_DUPLICATE)
      continue;
    GPtrArray *rows = sohoa_field_list_page (comparing->archive, page->id, error);
    if (rows == NULL)
      return FALSE;
    g_ptr_array_add (comparing->fields, rows);
  }
  return pages != NULL;
}

static const SohoaFieldRow *
find_field (const Comparing *comparing, const char *form, const char *field)
{
  for (guint i = 0; i < comparing->fields->len; i++) {
    const GPtrArray *rows = g_ptr_array_index (comparing->fields, i);
    for (guint k = 0; k < rows->len; k++) {
      const SohoaFieldRow *row = g_ptr_array_index (rows, k);
      if (strcmp (row->form, form) == 0 && strcmp (row->field, field) == 0)
        return row;
    }
  }
  return NULL;
}

static void
compare_row (const Comparing *comparing, GStrv row, SohoaTruth *truth)
{
  const SohoaFieldRow *read =
    find_field (comparing, row[comparing->column[FORM]], row[comparing->column[FIELD]]);
  const SohoaForm *form =
    read != NULL ? sohoa_form_set_lookup (comparing->forms, read->form, read->form_version) : NULL;
  const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, read->field) : NULL;
  if (field == NULL) {
    truth->missing++;
    return;
  }
  if (read->state == SOHOA_FIELD_VERIFIED) {
    truth->said++;
    return;
  }
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (field->type, row[comparing->column[VALUE]]);
  SohoaFieldOutcome *outcome = g_new0 (SohoaFieldOutcome, 1);
  outcome->form = g_strdup (read->form);
  outcome->field = g_strdup (read->field);
  outcome->accepted = read->state != SOHOA_FIELD_REVIEW;
  outcome->right = sohoa_value_same (read->value, value->json);
  outcome->probability = read->probability;
  outcome->fields = 1;
  g_ptr_array_add (truth->outcomes, outcome);
}

static gboolean
compare_rows (Comparing *comparing, SohoaCsvReader *reader, const char *form, SohoaTruth *truth,
              GError **error)
{
  for (;;) {
    g_auto (GStrv) row = NULL;
    guint line, width = 0;
    if (!sohoa_csv_next (reader, &row, &line, error))
      return FALSE;
    if (row == NULL)
      return TRUE;
    for (guint i = 0; i < COLUMNS; i++)
      width = MAX (width, comparing->column[i] + 1);
    if (g_strv_length (row) < width) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                   "the table of the truth is wrong in line %u: it has too few cells", line);
      return FALSE;
    }
    if (form != NULL && strcmp (row[comparing->column[FORM]], form) != 0)
      continue;
    if (!load_fields (comparing, row[comparing->column[DOSSIER]], error))
      return FALSE;
    compare_row (comparing, row, truth);
  }
}

gboolean
sohoa_truth_compare (SohoaArchive *archive, const SohoaFormSet *forms, const char *csv, const char *form,
                     SohoaTruth *ret_truth, GError **error)
{
  g_auto (Comparing) comparing = {.archive = archive, .forms = forms};
  g_auto (SohoaTruth)
    truth = {.outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_field_outcome_free)};
  g_auto (GStrv) heading = NULL;
  SohoaCsvReader reader;
  guint line;

  sohoa_csv_begin (&reader, csv);
  if (!sohoa_csv_next (&reader, &heading, &line, error) || !find_columns (&comparing, heading, error) ||
      !compare_rows (&comparing, &reader, form, &truth, error))
    return FALSE;
  *ret_truth = truth;
  truth.outcomes = NULL;
  return TRUE;
}
