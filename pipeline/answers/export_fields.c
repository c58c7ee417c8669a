/* export_fields.c - `export fields`: the pages of each dossier and what was read on them. */
#include "export_internal.h"

#include <string.h>

#include "../store/source.h"
#include "../csv/csv_line.h"
#include "export_row.h"

const char sohoa_fields_csv_head[] =
  "dossier,procedure,unit,source,page,form,form_version,field,raw,value,confidence,state,x0,y0,x1,y1\n";

/* The path of the source that a copied page's original lies in: one of the dossier's own, as a rule. Caller
 * frees; NULL when the page is no copy of another source's. */
static gboolean
original_path (SohoaArchive *archive, const SohoaPageRow *page, char **ret_path, GError **error)
{
  *ret_path = NULL;
  if (page->duplicate_of == 0 || page->duplicate_source == page->source)
    return TRUE;
  g_autoptr (SohoaSource) source = sohoa_source_load (archive, page->duplicate_source, error);
  *ret_path = source != NULL ? g_steal_pointer (&source->path) : NULL;
  return source != NULL;
}

static gboolean
write_pages (SohoaArchive *archive, const GPtrArray *pages, GString *out, GError **error)
{
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    g_autofree char *path = NULL;
    if (!original_path (archive, page, &path, error))
      return FALSE;
    sohoa_json_open (out, '{');
    sohoa_export_page (out, page, path);
    sohoa_json_close (out, '}');
  }
  return TRUE;
}

typedef void (*FieldWriter) (const SohoaDossier *, const char *source, const SohoaFieldRow *, GString *);

static void
field_to_jsonl (const SohoaDossier *dossier, const char *source, const SohoaFieldRow *field, GString *out)
{
  sohoa_json_open (out, '{');
  sohoa_export_field (out, source, field);
  sohoa_json_close (out, '}');
}

char *
sohoa_export_value_cell (const char *json)
{
  gsize length = strlen (json);
  if (length >= 2 && json[0] == '"' && strchr (json, '\\') == NULL)
    return g_strndup (json + 1, length - 2);
  return g_strdup (json);
}

static void
field_to_csv (const SohoaDossier *dossier, const char *source, const SohoaFieldRow *field, GString *out)
{
  int box[4];
  g_autofree char *value = sohoa_export_value_cell (field->value);
  g_autoptr (GString) confidence = g_string_new (NULL);

  sohoa_json_real (confidence, field->probability, 4);
  sohoa_quad_hull (&field->quad, box);
  sohoa_csv_cell (out, dossier->code);
  sohoa_csv_cell (out, dossier->procedure);
  sohoa_csv_cell (out, dossier->unit);
  sohoa_csv_cell (out, source);
  sohoa_csv_int (out, field->page_no);
  sohoa_csv_cell (out, field->form);
  sohoa_csv_cell (out, field->form_version);
  sohoa_csv_cell (out, field->field);
  sohoa_csv_cell (out, field->raw);
  sohoa_csv_cell (out, value);
  sohoa_csv_cell (out, confidence->str);
  sohoa_csv_cell (out, sohoa_field_state_nick (field->state));
  for (int i = 0; i < 4; i++)
    sohoa_csv_int (out, box[i]);
  sohoa_csv_end (out);
}

static gboolean
write_fields (SohoaArchive *archive, const SohoaDossier *dossier, const GPtrArray *pages,
              FieldWriter write_one, GString *out, GError **error)
{
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (!sohoa_page_has_fields (page))
      continue;
    g_autofree char *source = sohoa_path_escape (page->source_path);
    g_autoptr (GPtrArray) fields = sohoa_field_list_page (archive, page->id, error);
    if (fields == NULL)
      return FALSE;
    for (guint k = 0; k < fields->len; k++)
      write_one (dossier, source, g_ptr_array_index (fields, k), out);
  }
  return TRUE;
}

gboolean
sohoa_fields_to_csv (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                     GString *out, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier->id, error);
  return pages != NULL && write_fields (archive, dossier, pages, field_to_csv, out, error);
}

gboolean
sohoa_fields_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                       GString *out, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier->id, error);
  if (pages == NULL)
    return FALSE;
  g_string_append (out, "{\"v\":1,\"dossier\":");
  sohoa_json_string (out, dossier->code);
  sohoa_json_member (out, "procedure");
  sohoa_json_string (out, dossier->procedure);
  sohoa_json_member (out, "unit");
  sohoa_json_string (out, dossier->unit);
  g_string_append (out, ",\"pages\":[");
  if (!write_pages (archive, pages, out, error))
    return FALSE;
  g_string_append (out, "],\"fields\":[");
  if (!write_fields (archive, dossier, pages, field_to_jsonl, out, error))
    return FALSE;
  g_string_append (out, "]}\n");
  return TRUE;
}
