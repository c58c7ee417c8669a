/* answer.c - see answer.h. */
#include "answer.h"

#include <string.h>

#include <sohoa/dictionary.h>

#include "../store/fact.h"
#include "../store/field.h"
#include "../store/page.h"
#include "../store/register_answer.h"
#include "../store/verification.h"
#include "subjects.h"

static gboolean
fail (GError **error, const char *id, const char *why)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot answer '%s': %s", id, why);
  return FALSE;
}

/* ---- fields ---- */

/* The canonical value of an answer; NULL when its type does not understand it. */
static char *
canonical (const SohoaFieldType *type, const char *id, const char *answer, GError **error)
{
  g_autofree char *folded = sohoa_text_fold (answer);
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, folded);
  for (guint i = 0; i < value->findings->len; i++) {
    const SohoaFinding *finding = g_ptr_array_index (value->findings, i);
    if (finding->severity == SOHOA_FINDING_ERROR) {
      fail (error, id, finding->message);
      return NULL;
    }
  }
  return g_strdup (value->json);
}

static gboolean
answer_field (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, gint64 source, guint page_no,
              const char *name, const char *answer, const char *actor, GError **error)
{
  g_autoptr (SohoaPageRow) page = sohoa_page_load (archive, source, page_no, error);
  g_autoptr (SohoaFieldRow) row = page != NULL ? sohoa_field_load (archive, page->id, name, error) : NULL;
  if (row == NULL)
    return FALSE;
  const SohoaForm *form = sohoa_form_set_lookup (forms, row->form, row->form_version);
  const SohoaField *field = form != NULL ? sohoa_form_lookup_field (form, name) : NULL;
  if (field == NULL)
    return fail (error, id, "its form is not registered any more");
  g_autofree char *value = canonical (field->type, id, answer, error);
  return value != NULL && sohoa_field_verify (archive, page->id, name, value, actor, error);
}

/* ---- subjects ---- */

static gboolean
answer_two (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, gint64 one, gint64 other,
            const char *answer, const char *actor, GError **error)
{
  gint64 decision;
  if (strcmp (answer, "same") == 0)
    return sohoa_subjects_merge (archive, forms, one, other, actor, &decision, error);
  if (strcmp (answer, "different") == 0)
    return sohoa_subjects_keep_apart (archive, forms, one, other, actor, &decision, error);
  return fail (error, id, "say 'same' or 'different'");
}

/* Verifies the field that says so. */
static gboolean
answer_conflict (SohoaArchive *archive, const char *id, gint64 subject, const char *element,
                 const char *answer, const char *actor, GError **error)
{
  const SohoaDictionary *dictionary = sohoa_dictionary_get (error);
  if (dictionary == NULL)
    return FALSE;
  const SohoaElement *known = sohoa_dictionary_lookup (dictionary, element);
  if (known == NULL)
    return fail (error, id, "there is no such element");
  g_autofree char *value = canonical (known->type, id, answer, error);
  g_autoptr (GPtrArray) facts = value != NULL ? sohoa_fact_list (archive, subject, error) : NULL;
  for (guint i = 0; facts != NULL && i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    if (strcmp (fact->element, element) == 0 && fact->field != NULL && strcmp (fact->value, value) == 0)
      return sohoa_field_verify (archive, fact->page, fact->field, value, actor, error);
  }
  return facts != NULL && fail (error, id,
                                "no paper says that; answer the field that is wrong, 'sohoa subject show' "
                                "names them");
}

static gboolean
answer_subject (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, gint64 subject,
                const char *rest, const char *answer, const char *actor, GError **error)
{
  gint64 other;
  if (*rest == '\0')
    return fail (error, id, "answer the field that is wrong, 'sohoa subject show' names them");
  if (*rest == 'S' && sohoa_subject_parse_id (rest, &other, NULL))
    return answer_two (archive, forms, id, subject, other, answer, actor, error);
  return answer_conflict (archive, id, subject, rest, answer, actor, error);
}

/* ---- the register ---- */

static gboolean
answer_register (SohoaArchive *archive, const char *id, const char *answer, const char *actor, GError **error)
{
  const char *slash = strchr (id, '/');
  g_autofree char *code = g_strndup (id, (gsize) (slash - id));
  gboolean same = strcmp (answer, "same") == 0;
  if (!same && strcmp (answer, "different") != 0)
    return fail (error, id, "say 'same' or 'different'");
  return sohoa_register_answer (archive, code, slash + 1, same, actor, error);
}

/* ---- ids ---- */

static gboolean
answer_id (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, const char *answer,
           const char *actor, GError **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) shape = g_regex_new ("^(?:S(\\d+)(?:/(.+))?|(\\d+)\\.(\\d+)(?:/(.+))?)$", 0, 0, NULL);
  if (g_str_has_prefix (id, "S-") && strchr (id, '/') != NULL)
    return answer_register (archive, id, answer, actor, error);
  if (!g_regex_match (shape, id, 0, &match))
    return fail (error, id,
                 "that is no field or subject; 'sohoa review list' shows what is asked, and "
                 "'sohoa page assign' gives a page its dossier");
  g_autofree char *subject = g_match_info_fetch (match, 1), *rest = g_match_info_fetch (match, 2);
  g_autofree char *source = g_match_info_fetch (match, 3), *page = g_match_info_fetch (match, 4);
  g_autofree char *field = g_match_info_fetch (match, 5);
  if (*subject != '\0')
    return answer_subject (archive, forms, id, g_ascii_strtoll (subject, NULL, 10), rest != NULL ? rest : "",
                           answer, actor, error);
  if (field == NULL || *field == '\0')
    return fail (error, id, "say what the page is with 'sohoa page assign'");
  return answer_field (archive, forms, id, g_ascii_strtoll (source, NULL, 10),
                       (guint) g_ascii_strtoull (page, NULL, 10), field, answer, actor, error);
}

gboolean
sohoa_answer (SohoaArchive *archive, const SohoaFormSet *forms, const char *id, const char *answer,
              const char *actor, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, answer_id (archive, forms, id, answer, actor, error), error);
}
