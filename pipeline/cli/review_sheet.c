/* review_sheet.c - see review_sheet.h. */
#include "review_sheet.h"

#include <stdio.h>
#include <string.h>

#include "../csv/csv_line.h"
#include "../csv/csv_read.h"
#include "../store/field.h"
#include "../store/page.h"
#include "../store/review.h"
#include "../subjects/answer.h"
#include "review_pictures.h"

static const char blank[] = "(blank)";

/* ---- out ---- */

/* What an item of a field asks about; *ret_field NULL for other items. */
static gboolean
load_field (SohoaArchive *archive, const SohoaReviewItem *item, SohoaFieldRow **ret_field, GError **error)
{
  *ret_field = NULL;
  if (item->kind != SOHOA_REVIEW_FIELD)
    return TRUE;
  g_auto (GStrv) parts = g_strsplit_set (item->id, "./", 3);
  g_autoptr (SohoaPageRow) page = sohoa_page_load (archive, g_ascii_strtoll (parts[0], NULL, 10),
                                                   (guint) g_ascii_strtoull (parts[1], NULL, 10), error);
  if (page != NULL)
    *ret_field = sohoa_field_load (archive, page->id, parts[2], error);
  return *ret_field != NULL;
}

static const char *
label_of (const SohoaFormSet *forms, const SohoaFieldRow *row)
{
  const SohoaForm *form = sohoa_form_set_lookup (forms, row->form, row->form_version);
  const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, row->field) : NULL;
  return field != NULL ? field->label : NULL;
}

static gboolean
append_item (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaReviewItem *item, GString *csv,
             GError **error)
{
  g_autoptr (SohoaFieldRow) field = NULL;
  g_autofree char *picture = sohoa_review_picture_name (item);
  if (!load_field (archive, item, &field, error))
    return FALSE;
  const char *const cells[] = {item->id,
                               sohoa_review_kind_nick (item->kind),
                               item->reason,
                               item->form,
                               item->dossier,
                               field != NULL ? label_of (forms, field) : NULL,
                               field != NULL ? field->raw : NULL,
                               field != NULL ? field->value : NULL,
                               field != NULL ? field->alternatives : NULL,
                               field != NULL ? field->witnesses : NULL,
                               picture,
                               NULL};
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    sohoa_csv_cell (csv, cells[i]);
  sohoa_csv_end (csv);
  return TRUE;
}

char *
sohoa_review_sheet (SohoaArchive *archive, const SohoaFormSet *forms, GError **error)
{
  g_autoptr (GString) csv =
    g_string_new ("id,about,reason,form,dossier,label,raw,value,alternatives,witnesses,picture,answer\n");
  g_autoptr (GPtrArray) items = sohoa_review_list (archive, 0, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!append_item (archive, forms, g_ptr_array_index (items, i), csv, error))
      return NULL;
  return items != NULL ? g_strdup (csv->str) : NULL;
}

/* ---- back ---- */

static int
find_column (GStrv header, const char *name)
{
  for (int i = 0; header[i] != NULL; i++)
    if (strcmp (header[i], name) == 0)
      return i;
  return -1;
}

/* FALSE only for failures of the archive; a refused answer is told and counted. */
static gboolean
take_answer (const SohoaDesk *desk, const char *id, const char *answer, SohoaReviewCounts *counts,
             GError **error)
{
  g_autoptr (GError) why = NULL;
  if (sohoa_answer (desk->archive, desk->forms, id, strcmp (answer, blank) == 0 ? "" : answer, desk->actor,
                    &why)) {
    counts->taken++;
    return TRUE;
  }
  if (!g_error_matches (why, SOHOA_ERROR, SOHOA_ERROR_USAGE) &&
      !g_error_matches (why, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  counts->refused++;
  fprintf (stderr, "sohoa: %s: %s\n", id, why->message);
  return TRUE;
}

gboolean
sohoa_review_sheet_take (const SohoaDesk *desk, const char *csv, SohoaReviewCounts *ret_counts,
                         GError **error)
{
  g_autoptr (GPtrArray) rows = sohoa_csv_read (csv, error);
  SohoaReviewCounts counts = {0};
  if (rows == NULL)
    return FALSE;
  int id = rows->len > 0 ? find_column (g_ptr_array_index (rows, 0), "id") : -1;
  int answer = rows->len > 0 ? find_column (g_ptr_array_index (rows, 0), "answer") : -1;
  if (id < 0 || answer < 0) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "cannot take the answers: the first row must name the columns 'id' and 'answer'");
    return FALSE;
  }
  for (guint i = 1; i < rows->len; i++) {
    GStrv row = g_ptr_array_index (rows, i);
    int n = (int) g_strv_length (row);
    if (id < n && answer < n && *row[answer] != '\0' &&
        !take_answer (desk, row[id], row[answer], &counts, error))
      return FALSE;
  }
  *ret_counts = counts;
  return TRUE;
}
