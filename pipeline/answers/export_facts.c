/* export_facts.c - `export facts`: what is known of each subject, and which ink it comes from.
 *
 * Subjects are named as people see them ("S12"): names of this archive, given in the order of the nights.
 */
#include "export_internal.h"

#include "../store/fact.h"
#include "../store/json_line.h"
#include "../store/page.h"
#include "../store/source.h"
#include "../csv/csv_line.h"

const char sohoa_facts_csv_head[] =
  "subject,kind,element,item,current,value,target,as_of,confidence,verified,source,page,field\n";

static char *
name_of (gint64 subject)
{
  return subject != 0 ? g_strdup_printf ("S%" G_GINT64_FORMAT, subject) : NULL;
}

/* The printable path of the source that a fact stands in; NULL on failure. */
static char *
path_of (SohoaArchive *archive, const SohoaFact *fact, GError **error)
{
  g_autoptr (SohoaSource) source = sohoa_source_load (archive, fact->source, error);
  return source != NULL ? sohoa_path_escape (source->path) : NULL;
}

static void
add_string (GString *out, const char *name, const char *text)
{
  sohoa_json_member (out, name);
  sohoa_json_string (out, text);
}

static void
fact_to_jsonl (const SohoaFact *fact, const char *path, GString *out)
{
  g_autofree char *target = name_of (fact->target_subject);
  sohoa_json_open (out, '{');
  add_string (out, "element", fact->element);
  add_string (out, "item", fact->item);
  sohoa_json_member (out, "current");
  sohoa_json_bool (out, fact->rank == 0);
  sohoa_json_member (out, "value");
  sohoa_json_raw (out, fact->value);
  add_string (out, "target", target);
  add_string (out, "as_of", fact->as_of);
  sohoa_json_member (out, "confidence");
  sohoa_json_real (out, fact->confidence, 4);
  sohoa_json_member (out, "verified");
  sohoa_json_bool (out, fact->verified);
  add_string (out, "source", path);
  sohoa_json_member (out, "page");
  sohoa_json_int (out, fact->page_no);
  add_string (out, "field", fact->field);
  sohoa_json_close (out, '}');
}

gboolean
sohoa_facts_to_jsonl (SohoaArchive *archive, const SohoaSubject *subject, GString *out, GError **error)
{
  g_autoptr (GPtrArray) facts = sohoa_fact_list (archive, subject->id, error);
  g_autofree char *name = name_of (subject->id);
  if (facts == NULL)
    return FALSE;
  g_string_append (out, "{\"v\":1,\"subject\":");
  sohoa_json_string (out, name);
  add_string (out, "kind", sohoa_subject_kind_nick (subject->kind));
  g_string_append (out, ",\"facts\":[");
  for (guint i = 0; i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *path = path_of (archive, fact, error);
    if (path == NULL)
      return FALSE;
    fact_to_jsonl (fact, path, out);
  }
  g_string_append (out, "]}\n");
  return TRUE;
}

static void
fact_to_csv (const SohoaSubject *subject, const SohoaFact *fact, const char *path, GString *out)
{
  g_autofree char *name = name_of (subject->id), *target = name_of (fact->target_subject);
  g_autofree char *value = sohoa_export_value_cell (fact->value);
  g_autoptr (GString) confidence = g_string_new (NULL);

  sohoa_json_real (confidence, fact->confidence, 4);
  sohoa_csv_cell (out, name);
  sohoa_csv_cell (out, sohoa_subject_kind_nick (subject->kind));
  sohoa_csv_cell (out, fact->element);
  sohoa_csv_cell (out, fact->item);
  sohoa_csv_int (out, fact->rank == 0);
  sohoa_csv_cell (out, target != NULL ? "" : value);
  sohoa_csv_cell (out, target);
  sohoa_csv_cell (out, fact->as_of);
  sohoa_csv_cell (out, confidence->str);
  sohoa_csv_int (out, fact->verified);
  sohoa_csv_cell (out, path);
  sohoa_csv_int (out, fact->page_no);
  sohoa_csv_cell (out, fact->field);
  sohoa_csv_end (out);
}

gboolean
sohoa_facts_to_csv (SohoaArchive *archive, const SohoaSubject *subject, GString *out, GError **error)
{
  g_autoptr (GPtrArray) facts = sohoa_fact_list (archive, subject->id, error);
  for (guint i = 0; facts != NULL && i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    g_autofree char *path = path_of (archive, fact, error);
    if (path == NULL)
      return FALSE;
    fact_to_csv (subject, fact, path, out);
  }
  return facts != NULL;
}
