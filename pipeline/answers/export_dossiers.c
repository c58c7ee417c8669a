/* export_dossiers.c - `export dossiers`: what each dossier consists of, and how much of it is sure. */
#include "export_internal.h"

#include "../csv/csv_line.h"
#include "export_row.h"

const char sohoa_dossier_csv_head[] = "dossier,origin,procedure,unit,pages,pages_review,pages_quarantined,"
                                      "documents,accepted,review,verified,empty\n";

typedef struct {
  guint page[SOHOA_N_PAGE_STATES];
  guint field[SOHOA_N_FIELD_STATES];
} Counts;

static gboolean
count_fields (SohoaArchive *archive, const SohoaPageRow *page, Counts *counts, GError **error)
{
  if (!sohoa_page_has_fields (page))
    return TRUE;
  g_autoptr (GPtrArray) fields = sohoa_field_list_page (archive, page->id, error);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    counts->field[((const SohoaFieldRow *) g_ptr_array_index (fields, i))->state]++;
  return fields != NULL;
}

static gboolean
count (SohoaArchive *archive, const SohoaDossier *dossier, Counts *ret_counts, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier->id, error);
  *ret_counts = (Counts){0};
  for (guint i = 0; pages != NULL && i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    ret_counts->page[page->state]++;
    if (!count_fields (archive, page, ret_counts, error))
      return FALSE;
  }
  return pages != NULL;
}

static void
write_document (GString *out, const SohoaDocument *document)
{
  sohoa_json_open (out, '{');
  sohoa_json_member (out, "kind");
  sohoa_json_string (out, sohoa_page_kind_nick (document->kind));
  sohoa_json_member (out, "form");
  sohoa_json_string (out, document->form);
  sohoa_json_member (out, "form_version");
  sohoa_json_string (out, document->form_version);
  sohoa_json_member (out, "pages");
  sohoa_json_int (out, document->n_pages);
  sohoa_json_close (out, '}');
}

static void
write_counts (GString *out, const Counts *counts)
{
  sohoa_json_member (out, "pages");
  sohoa_json_open (out, '{');
  for (guint i = 0; i < SOHOA_N_PAGE_STATES; i++) {
    sohoa_json_member (out, sohoa_page_state_nick (i));
    sohoa_json_int (out, counts->page[i]);
  }
  sohoa_json_close (out, '}');
  sohoa_json_member (out, "fields");
  sohoa_json_open (out, '{');
  for (guint i = 0; i < SOHOA_N_FIELD_STATES; i++) {
    sohoa_json_member (out, sohoa_field_state_nick (i));
    sohoa_json_int (out, counts->field[i]);
  }
  sohoa_json_close (out, '}');
}

gboolean
sohoa_dossier_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                        GString *out, GError **error)
{
  Counts counts;
  g_autoptr (GPtrArray) documents = sohoa_document_list (archive, dossier->id, error);

  if (documents == NULL || !count (archive, dossier, &counts, error))
    return FALSE;
  g_string_append (out, "{\"v\":1,\"dossier\":");
  sohoa_json_string (out, dossier->code);
  sohoa_json_member (out, "origin");
  sohoa_json_string (out, sohoa_code_origin_nick (dossier->origin));
  sohoa_json_member (out, "procedure");
  sohoa_json_string (out, dossier->procedure);
  sohoa_json_member (out, "unit");
  sohoa_json_string (out, dossier->unit);
  write_counts (out, &counts);
  sohoa_json_member (out, "documents");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < documents->len; i++)
    write_document (out, g_ptr_array_index (documents, i));
  g_string_append (out, "]}\n");
  return TRUE;
}

gboolean
sohoa_dossier_to_csv (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                      GString *out, GError **error)
{
  Counts counts;
  if (!count (archive, dossier, &counts, error))
    return FALSE;
  sohoa_csv_cell (out, dossier->code);
  sohoa_csv_cell (out, sohoa_code_origin_nick (dossier->origin));
  sohoa_csv_cell (out, dossier->procedure);
  sohoa_csv_cell (out, dossier->unit);
  sohoa_csv_int (out, dossier->n_pages);
  sohoa_csv_int (out, counts.page[SOHOA_PAGE_STATE_REVIEW]);
  sohoa_csv_int (out, counts.page[SOHOA_PAGE_STATE_QUARANTINED]);
  sohoa_csv_int (out, dossier->n_documents);
  for (guint i = 0; i < SOHOA_N_FIELD_STATES; i++)
    sohoa_csv_int (out, counts.field[i]);
  sohoa_csv_end (out);
  return TRUE;
}
