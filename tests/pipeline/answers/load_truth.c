/* load_truth.c - an archive of perfectly read dossiers: what truth.jsonl of the mill says, through the public
 * interface of the store, as if every page had been found and every field read without a fault.
 *
 *   load_truth ARCHIVE TRUTH.jsonl    makes ARCHIVE
 *
 * Who is who is as the truth has it, too: what the rules keep apart is merged, as a person would. With it,
 * the reports must say what expected.json says, every cell.
 */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include <sohoa/form.h>

#include "pipeline/store/dossier.h"
#include "pipeline/store/field.h"
#include "pipeline/store/mention.h"
#include "pipeline/store/page.h"
#include "pipeline/store/run.h"
#include "pipeline/store/source.h"
#include "pipeline/subjects/subjects.h"

typedef struct {
  SohoaArchive *archive;
  SohoaFormSet *forms;
  gint64 run, inbox;
  GHashTable *persons; /* "P0001 person" -> its subject */
} Loader;

static const char *
text_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, "");
}

/* ---- pages ---- */

static SohoaPageKind
kind_of (const char *form)
{
  static const struct {
    const char *form;
    SohoaPageKind kind;
  } kinds[] = {{"cover", SOHOA_PAGE_COVER},
               {"letter", SOHOA_PAGE_ATTACHMENT},
               {"blank", SOHOA_PAGE_BLANK},
               {"id_front", SOHOA_PAGE_ID_CARD},
               {"id_back", SOHOA_PAGE_ID_CARD}};
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].form, form) == 0)
      return kinds[i].kind;
  return SOHOA_PAGE_FORM;
}

static gboolean
store_page (Loader *loader, gint64 page, JsonObject *truth, GError **error)
{
  g_autoptr (SohoaPageResult) result = sohoa_page_result_new (1);
  const char *name = text_of (truth, "form");
  const SohoaForm *form = sohoa_form_set_lookup (loader->forms, name, NULL);

  result->kind = kind_of (name);
  if (result->kind == SOHOA_PAGE_FORM && form != NULL) {
    result->form = g_strdup (form->id);
    result->form_version = g_strdup (form->version);
    result->form_page = (guint) json_object_get_int_member (truth, "form_page");
  }
  return sohoa_page_store_result (loader->archive, page, result, error);
}

static gboolean
store_field (Loader *loader, gint64 page, guint seq, JsonObject *truth, GError **error)
{
  static const SohoaQuad quad = {{{1, 1}, {9, 1}, {9, 3}, {1, 3}}};
  const SohoaForm *form = sohoa_form_set_lookup (loader->forms, text_of (truth, "form"), NULL);
  const char *id = text_of (truth, "field"), *raw = text_of (truth, "value");

  if (form == NULL || sohoa_form_lookup_field (form, id) == NULL)
    return TRUE; /* a field that no form version has is none */
  g_autoptr (SohoaReading) reading = sohoa_reading_new (id, &quad);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autofree char *json = json_to_string (json_object_get_member (truth, "normalized"), FALSE);
  const SohoaValue value = {.json = json, .plausibility = 1, .findings = findings};
  const SohoaFieldJudgement judgement = {
    .state = *raw == '\0' ? SOHOA_FIELD_EMPTY : SOHOA_FIELD_ACCEPTED, .probability = 1, .witnesses = "[]"};
  sohoa_reading_set (reading, raw, 1, "text-layer");
  return sohoa_field_store (loader->archive, page, form->id, form->version, "none-1", seq, reading, &value,
                            &judgement, error);
}

/* ---- dossiers ---- */

static gboolean
record (Loader *loader, const char *path, guint n_pages, gint64 *ret_source, GError **error)
{
  g_autoptr (SohoaSource) source = sohoa_source_new (path, SOHOA_SOURCE_FILE);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  gboolean is_new;

  sohoa_source_add_file (source, NULL, sha256, 1, NULL);
  source->sha256 = g_strdup (sha256);
  source->stamp = g_strdup (path);
  if (!sohoa_source_record (loader->archive, loader->run, loader->inbox, source, ret_source, &is_new,
                            error) ||
      !sohoa_source_begin (loader->archive, loader->run, *ret_source, error))
    return FALSE;
  g_autoptr (SohoaSource) loaded = sohoa_source_load (loader->archive, *ret_source, error);
  return loaded != NULL &&
         sohoa_source_declare (
           loader->archive, ((SohoaSourceFile *) g_ptr_array_index (loaded->files, 0))->id, n_pages, error);
}

static gboolean
load_pages (Loader *loader, gint64 source, gint64 dossier, JsonArray *pages, GError **error)
{
  gint64 document = 0;
  for (guint i = 0; i < json_array_get_length (pages); i++) {
    JsonObject *truth = json_array_get_object_element (pages, i);
    g_autoptr (SohoaPageRow) page = sohoa_page_load (loader->archive, source, i + 1, error);
    if (page == NULL || !sohoa_dossier_add_page (loader->archive, dossier, page->id, error) ||
        !store_page (loader, page->id, truth, error))
      return FALSE;
    const SohoaForm *form = sohoa_form_set_lookup (loader->forms, text_of (truth, "form"), NULL);
    gboolean first = json_object_get_int_member (truth, "form_page") == 1 || document == 0;
    if (first && !sohoa_document_add (loader->archive, dossier, i + 1, kind_of (text_of (truth, "form")),
                                      form != NULL ? form->id : NULL, form != NULL ? form->version : NULL,
                                      &document, error))
      return FALSE;
    if (!sohoa_document_add_page (loader->archive, document, page->id, error))
      return FALSE;
  }
  return TRUE;
}

/* A page that was scanned twice is read once. */
static gboolean
is_copy (JsonArray *pages, gint64 page)
{
  JsonObject *truth = json_array_get_object_element (pages, (guint) page - 1);
  return !json_object_get_null_member (truth, "duplicate_of");
}

static gboolean
load_fields (Loader *loader, gint64 source, JsonArray *pages, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < json_array_get_length (fields); i++) {
    JsonObject *truth = json_array_get_object_element (fields, i);
    gint64 page_no = json_object_get_int_member (truth, "page");
    g_autoptr (SohoaPageRow) page = sohoa_page_load (loader->archive, source, (guint) page_no, error);
    if (page == NULL || (!is_copy (pages, page_no) && !store_field (loader, page->id, i, truth, error)))
      return FALSE;
  }
  return TRUE;
}

/* ---- persons ---- */

/* The mention that a field is about: its name on the paper; NULL when it is about nobody. */
static char *
mention_of (JsonObject *meaning)
{
  const char *entity = text_of (meaning, "entity");
  if (strcmp (entity, "person") != 0)
    return g_strdup (entity);
  if (!json_object_has_member (meaning, "row"))
    return g_strdup (text_of (meaning, "role"));
  return g_strdup_printf ("%s[%" G_GINT64_FORMAT "]", text_of (meaning, "role"),
                          json_object_get_int_member (meaning, "row"));
}

static const SohoaMention *
find_mention (const GPtrArray *mentions, guint page_no, const char *name)
{
  const SohoaMention *found = NULL;
  for (guint i = 0; i < mentions->len; i++) {
    const SohoaMention *mention = g_ptr_array_index (mentions, i);
    if (strcmp (mention->name, name) == 0 && mention->page_no <= page_no &&
        (found == NULL || found->page_no < mention->page_no))
      found = mention;
  }
  return found;
}

/* What one person's papers say is one subject. */
static gboolean
identify (Loader *loader, gint64 subject, const char *person, const char *entity, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", person, entity);
  gint64 *known = g_hash_table_lookup (loader->persons, key), decision;
  if (known != NULL)
    return *known == subject ||
           sohoa_subjects_merge (loader->archive, loader->forms, *known, subject, "truth", &decision, error);
  known = g_new (gint64, 1);
  *known = subject;
  g_hash_table_insert (loader->persons, g_steal_pointer (&key), known);
  return TRUE;
}

static gboolean
identify_field (Loader *loader, gint64 dossier, JsonObject *truth, GError **error)
{
  JsonObject *meaning = json_object_get_object_member (truth, "canonical");
  const char *person = text_of (truth, "person_id"), *entity = text_of (meaning, "entity");
  g_autofree char *name = mention_of (meaning);
  g_autoptr (GPtrArray) mentions = sohoa_mention_list_dossier (loader->archive, dossier, error);

  if (mentions == NULL)
    return FALSE;
  const SohoaMention *mention =
    find_mention (mentions, (guint) json_object_get_int_member (truth, "page"), name);
  return mention == NULL || mention->subject == 0 || *person == '\0' ||
         strcmp (text_of (truth, "value"), "") == 0 ||
         identify (loader, mention->subject, person, entity, error);
}

static gboolean
load_dossier (Loader *loader, JsonObject *truth, GError **error)
{
  JsonArray *pages = json_object_get_array_member (truth, "pages");
  JsonArray *fields = json_object_get_array_member (truth, "fields");
  gint64 source, dossier;

  if (!record (loader, text_of (truth, "source"), json_array_get_length (pages), &source, error) ||
      !sohoa_dossier_ensure (loader->archive, text_of (truth, "dossier"), SOHOA_CODE_COVER,
                             text_of (truth, "unit"), &dossier, error) ||
      !load_pages (loader, source, dossier, pages, error) ||
      !load_fields (loader, source, pages, fields, error) ||
      !sohoa_dossier_describe (loader->archive, dossier, text_of (truth, "procedure"), FALSE, error) ||
      !sohoa_dossier_finish_source (loader->archive, source, error) ||
      !sohoa_subjects_update (loader->archive, loader->forms, NULL, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (fields); i++)
    if (!identify_field (loader, dossier, json_array_get_object_element (fields, i), error))
      return FALSE;
  return TRUE;
}

/* ---- the whole ---- */

static gboolean
load_all (Loader *loader, const char *path, GError **error)
{
  g_autofree char *content = NULL;
  if (!g_file_get_contents (path, &content, NULL, error) ||
      !sohoa_run_begin (loader->archive, &loader->run, error) ||
      !sohoa_source_inbox (loader->archive, "/", &loader->inbox, error))
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_autoptr (JsonNode) node = **line != '\0' ? json_from_string (*line, error) : NULL;
    if (**line != '\0' && (node == NULL || !load_dossier (loader, json_node_get_object (node), error)))
      return FALSE;
  }
  return sohoa_run_end (loader->archive, loader->run, 0, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *schemas = sohoa_schemas_folder ();
  g_autofree char *folder = g_build_filename (schemas, "forms", NULL);
  const char *const folders[] = {folder, NULL};
  Loader loader = {.persons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free)};

  if (argc != 3) {
    fprintf (stderr, "usage: load_truth ARCHIVE TRUTH.jsonl\n");
    return 4;
  }
  gboolean ok = sohoa_archive_create (argv[1], &error) &&
                (loader.archive = sohoa_archive_open (argv[1], SOHOA_ARCHIVE_WRITE, &error)) != NULL &&
                (loader.forms = sohoa_form_set_load (folders, &error)) != NULL &&
                load_all (&loader, argv[2], &error);
  if (!ok)
    fprintf (stderr, "load_truth: %s\n", error->message);
  sohoa_archive_free (loader.archive);
  sohoa_form_set_free (loader.forms);
  g_hash_table_unref (loader.persons);
  return ok ? 0 : 2;
}
