/* export.c - see export.h: the table of exports, and the loop over dossiers that they share. */
#include "export.h"

#include "export_internal.h"

typedef gboolean (*DossierWriter) (SohoaArchive *, const SohoaDossier *, GString *, GError **);

static gboolean
write_dossiers (SohoaArchive *archive, GOutputStream *out, const char *head, DossierWriter write_one,
                GError **error)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (archive, error);
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; dossiers != NULL && i < dossiers->len; i++) {
    if (!write_one (archive, g_ptr_array_index (dossiers, i), text, error) ||
        !g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error))
      return FALSE;
    g_string_truncate (text, 0);
  }
  return dossiers != NULL && g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error);
}

/* In one transaction: a run that goes on meanwhile does not show in it. */
static gboolean
write_all (SohoaArchive *archive, GOutputStream *out, const char *head, DossierWriter write_one,
           GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, write_dossiers (archive, out, head, write_one, error), error);
}

static gboolean
write_fields_jsonl (SohoaArchive *archive, GOutputStream *out, GError **error)
{
  return write_all (archive, out, "", sohoa_fields_to_jsonl, error);
}

static gboolean
write_fields_csv (SohoaArchive *archive, GOutputStream *out, GError **error)
{
  return write_all (archive, out, sohoa_fields_csv_head, sohoa_fields_to_csv, error);
}

static gboolean
write_dossiers_jsonl (SohoaArchive *archive, GOutputStream *out, GError **error)
{
  return write_all (archive, out, "", sohoa_dossier_to_jsonl, error);
}

static gboolean
write_dossiers_csv (SohoaArchive *archive, GOutputStream *out, GError **error)
{
  return write_all (archive, out, sohoa_dossier_csv_head, sohoa_dossier_to_csv, error);
}

static const SohoaExport table[] = {
  {"fields", "jsonl", "one line a dossier: its pages and the fields read on them", write_fields_jsonl},
  {"fields", "csv", "one line a field", write_fields_csv},
  {"dossiers", "jsonl", "one line a dossier: its documents, and how much of it is sure",
   write_dossiers_jsonl},
  {"dossiers", "csv", "one line a dossier", write_dossiers_csv},
  {NULL, NULL, NULL, NULL},
};

const SohoaExport *
sohoa_exports (void)
{
  return table;
}

const SohoaExport *
sohoa_export_lookup (const char *what, const char *format)
{
  for (const SohoaExport *export = table; export->what != NULL; export ++)
    if (g_strcmp0 (export->what, what) == 0 && g_strcmp0 (export->format, format) == 0)
      return export;
  return NULL;
}
