/* show.c - everything about one thing; see listing.h. Names of files and values from paper appear here. */
#include "listing.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "../store/dossier.h"
#include "../store/field.h"
#include "../store/source.h"
#include "export_internal.h"
#include "export_row.h"

/* An id as people write it: "12", "12.3", "12.3/father.full_name". */
typedef struct {
  gint64 source;
  guint page_no;     /* 0: the source itself */
  const char *field; /* NULL: the page itself; points into the text */
} Id;

static gboolean
parse_id (const char *text, Id *ret_id)
{
  char *end;
  *ret_id = (Id){0};
  if (!g_ascii_isdigit (*text))
    return FALSE;
  guint64 source = g_ascii_strtoull (text, &end, 10);
  if (*end == '.' && g_ascii_isdigit (end[1])) {
    guint64 page_no = g_ascii_strtoull (end + 1, &end, 10);
    ret_id->page_no = (guint) MIN (page_no, G_MAXUINT);
    if (*end == '/' && end[1] != '\0') {
      ret_id->field = end + 1;
      end += strlen (end);
    }
  }
  ret_id->source = (gint64) MIN (source, G_MAXINT64);
  return *end == '\0';
}

static void
text_member (GString *json, const char *name, const char *text)
{
  sohoa_json_member (json, name);
  sohoa_json_string (json, text);
}

static void
int_member (GString *json, const char *name, gint64 number)
{
  sohoa_json_member (json, name);
  sohoa_json_int (json, number);
}

/* ---- source ---- */

static void
show_files (GString *json, const SohoaSource *source)
{
  sohoa_json_member (json, "files");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < source->files->len; i++) {
    const SohoaSourceFile *file = g_ptr_array_index (source->files, i);
    g_autofree char *name = file->name != NULL ? sohoa_path_escape (file->name) : NULL;
    sohoa_json_open (json, '{');
    text_member (json, "name", name);
    text_member (json, "sha256", file->sha256);
    int_member (json, "bytes", (gint64) file->size);
    int_member (json, "pages", file->n_pages);
    text_member (json, "reason", file->reason);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
}

static gboolean
show_source (SohoaArchive *archive, const Id *id, GString *json, GError **error)
{
  g_autoptr (SohoaSource) source = sohoa_source_load (archive, id->source, error);
  if (source == NULL)
    return FALSE;
  g_autofree char *path = sohoa_path_escape (source->path);
  int_member (json, "source", source->id);
  text_member (json, "path", path);
  text_member (json, "kind", source->kind == SOHOA_SOURCE_FOLDER ? "folder" : "file");
  text_member (json, "state", sohoa_source_state_nick (source->state));
  text_member (json, "reason", source->reason);
  text_member (json, "sha256", source->sha256);
  if (source->duplicate_of != 0)
    int_member (json, "duplicate_of", source->duplicate_of);
  int_member (json, "pages", source->n_pages);
  show_files (json, source);
  return TRUE;
}

/* ---- page and field ---- */

/* The field that a witness is; NULL for a card, or one that is gone. */
static SohoaFieldRow *
load_witness (SohoaArchive *archive, const char *text)
{
  Id id;
  if (!parse_id (text, &id) || id.field == NULL)
    return NULL;
  g_autoptr (SohoaPageRow) page = sohoa_page_load (archive, id.source, id.page_no, NULL);
  return page != NULL ? sohoa_field_load (archive, page->id, id.field, NULL) : NULL;
}

/* What speaks for and against the field, with what it says itself: a contradiction shows both. */
static void
show_witnesses (SohoaArchive *archive, GString *json, const SohoaFieldRow *field)
{
  g_autoptr (JsonNode) node = json_from_string (field->witnesses, NULL);
  JsonArray *all = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  sohoa_json_member (json, "witnesses");
  sohoa_json_open (json, '[');
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++) {
    JsonObject *witness = json_array_get_object_element (all, i);
    const char *id = json_object_get_string_member (witness, "id");
    g_autoptr (SohoaFieldRow) other = load_witness (archive, id);
    sohoa_json_open (json, '{');
    text_member (json, "id", id);
    text_member (json, "code", json_object_get_string_member (witness, "code"));
    sohoa_json_member (json, "agrees");
    sohoa_json_bool (json, json_object_get_boolean_member (witness, "agrees"));
    text_member (json, "raw", other != NULL ? other->raw : NULL);
    sohoa_json_member (json, "value");
    sohoa_json_raw (json, other != NULL ? other->value : NULL);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
}

static void
show_field (SohoaArchive *archive, GString *json, const char *source, const SohoaFieldRow *field)
{
  sohoa_export_field (json, source, field);
  text_member (json, "reason", field->reason);
  text_member (json, "method", field->method);
  text_member (json, "recognizer", field->recognizer);
  sohoa_json_member (json, "plausibility");
  sohoa_json_real (json, field->plausibility, 3);
  sohoa_json_member (json, "alternatives");
  sohoa_json_raw (json, field->alternatives);
  sohoa_json_member (json, "findings");
  sohoa_json_raw (json, field->findings);
  sohoa_json_member (json, "recognizer_confidence");
  sohoa_json_real (json, field->confidence, 3);
  show_witnesses (archive, json, field);
}

static gboolean
show_one_field (SohoaArchive *archive, const SohoaPageRow *page, const char *name, GString *json,
                GError **error)
{
  g_autofree char *path = sohoa_path_escape (page->source_path);
  g_autoptr (SohoaFieldRow) field = sohoa_field_load (archive, page->id, name, error);
  if (field == NULL)
    return FALSE;
  show_field (archive, json, path, field);
  return TRUE;
}

static gboolean
show_whole_page (SohoaArchive *archive, const SohoaPageRow *page, GString *json, GError **error)
{
  g_autofree char *path = sohoa_path_escape (page->source_path);
  g_autoptr (GPtrArray) fields = sohoa_field_list_page (archive, page->id, error);
  if (fields == NULL)
    return FALSE;
  sohoa_export_page (json, page, NULL);
  sohoa_json_member (json, "dpi");
  sohoa_json_real (json, page->dpi, 1);
  int_member (json, "attempts", page->attempts);
  text_member (json, "heading", page->heading);
  sohoa_json_member (json, "fields");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < fields->len; i++) {
    sohoa_json_open (json, '{');
    show_field (archive, json, path, g_ptr_array_index (fields, i));
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  return TRUE;
}

static gboolean
show_page (SohoaArchive *archive, const Id *id, GString *json, GError **error)
{
  g_autoptr (SohoaPageRow) page = sohoa_page_load (archive, id->source, id->page_no, error);
  if (page == NULL)
    return FALSE;
  return id->field != NULL ? show_one_field (archive, page, id->field, json, error)
                           : show_whole_page (archive, page, json, error);
}

/* ---- the whole ---- */

/* A dossier is shown as it is exported. */
static char *
show_dossier (SohoaArchive *archive, const char *code, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (SohoaDossier) dossier = sohoa_dossier_load (archive, code, error);
  if (dossier == NULL || !sohoa_fields_to_jsonl (archive, NULL, dossier, json, error))
    return NULL;
  return g_strchomp (g_strdup (json->str));
}

static char *
show (SohoaArchive *archive, const char *text, GError **error)
{
  Id id;
  if (!parse_id (text, &id))
    return show_dossier (archive, text, error);
  g_autoptr (GString) json = g_string_new ("{");
  if (!(id.page_no == 0 ? show_source : show_page) (archive, &id, json, error))
    return NULL;
  sohoa_json_close (json, '}');
  return g_strdup (json->str);
}

char *
sohoa_show_json (SohoaArchive *archive, const char *id, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return NULL;
  g_autofree char *json = show (archive, id, error);
  return sohoa_archive_end (archive, json != NULL, error) ? g_steal_pointer (&json) : NULL;
}
