/* export.c - see export.h: the table of exports, and the loop over dossiers that they share. */
#include "export.h"

#include "export_internal.h"

typedef gboolean (*DossierWriter) (SohoaArchive *, const SohoaFormSet *, const SohoaDossier *, GString *,
                                   GError **);

static gboolean
write_dossiers (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, const char *head,
                DossierWriter write_one, GError **error)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (archive, error);
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; dossiers != NULL && i < dossiers->len; i++) {
    if (!write_one (archive, forms, g_ptr_array_index (dossiers, i), text, error) ||
        !g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error))
      return FALSE;
    g_string_truncate (text, 0);
  }
  return dossiers != NULL && g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error);
}

/* In one transaction: a run that goes on meanwhile does not show in it. */
static gboolean
write_all (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, const char *head,
           DossierWriter write_one, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, write_dossiers (archive, forms, out, head, write_one, error), error);
}

typedef gboolean (*SubjectWriter) (SohoaArchive *, const SohoaSubject *, GString *, GError **);

static gboolean
write_subjects (SohoaArchive *archive, GOutputStream *out, const char *head, SubjectWriter write_one,
                GError **error)
{
  g_autoptr (GPtrArray) subjects = sohoa_subject_list (archive, error);
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; subjects != NULL && i < subjects->len; i++) {
    if (!write_one (archive, g_ptr_array_index (subjects, i), text, error) ||
        !g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error))
      return FALSE;
    g_string_truncate (text, 0);
  }
  return subjects != NULL && g_output_stream_write_all (out, text->str, text->len, NULL, NULL, error);
}

static gboolean
write_all_subjects (SohoaArchive *archive, GOutputStream *out, const char *head, SubjectWriter write_one,
                    GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, write_subjects (archive, out, head, write_one, error), error);
}

static gboolean
write_facts_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all_subjects (archive, out, "", sohoa_facts_to_jsonl, error);
}

static gboolean
write_facts_csv (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all_subjects (archive, out, sohoa_facts_csv_head, sohoa_facts_to_csv, error);
}

static gboolean
write_fields_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all (archive, forms, out, "", sohoa_fields_to_jsonl, error);
}

static gboolean
write_fields_csv (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all (archive, forms, out, sohoa_fields_csv_head, sohoa_fields_to_csv, error);
}

static gboolean
write_dossiers_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all (archive, forms, out, "", sohoa_dossier_to_jsonl, error);
}

static gboolean
write_dossiers_csv (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all (archive, forms, out, sohoa_dossier_csv_head, sohoa_dossier_to_csv, error);
}

static gboolean
write_trust_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, GOutputStream *out, GError **error)
{
  return write_all (archive, forms, out, "", sohoa_trust_to_jsonl, error);
}

static const SohoaExport table[] = {
  {"fields", "jsonl", "one line a dossier: its pages and the fields read on them", write_fields_jsonl},
  {"fields", "csv", "one line a field", write_fields_csv},
  {"dossiers", "jsonl", "one line a dossier: its documents, and how much of it is sure",
   write_dossiers_jsonl},
  {"dossiers", "csv", "one line a dossier", write_dossiers_csv},
  {"facts", "jsonl", "one line a subject: what is known of it, and from which ink", write_facts_jsonl},
  {"facts", "csv", "one line a fact", write_facts_csv},
  {"trust", "jsonl", "one line a field: what it is believed for; no values", write_trust_jsonl},
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
