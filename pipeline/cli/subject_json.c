/* subject_json.c - see subject_json.h. */
#include "subject_json.h"

#include "../store/decision.h"
#include "../store/fact.h"
#include "../store/json_line.h"
#include "../store/question.h"
#include "../subjects/subjects.h"

static void
subject_member (GString *json, const char *name, gint64 id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("S%" G_GINT64_FORMAT, id) : NULL;
  sohoa_json_member (json, name);
  sohoa_json_string (json, text);
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

static char *
page_name (gint64 source, guint page_no)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", source, page_no);
}

static void
append_fact (GString *json, const SohoaFact *fact)
{
  g_autofree char *page = page_name (fact->source, fact->page_no);
  sohoa_json_open (json, '{');
  text_member (json, "element", fact->element);
  if (*fact->item != '\0')
    text_member (json, "item", fact->item);
  if (fact->target != NULL) {
    subject_member (json, "value", fact->target_subject);
  } else {
    sohoa_json_member (json, "value");
    sohoa_json_raw (json, fact->value);
  }
  sohoa_json_member (json, "current");
  sohoa_json_bool (json, fact->rank == 0);
  text_member (json, "as_of", fact->as_of);
  text_member (json, "page", page);
  text_member (json, "field", fact->field);
  sohoa_json_member (json, "confidence");
  sohoa_json_real (json, fact->confidence, 4);
  sohoa_json_member (json, "verified");
  sohoa_json_bool (json, fact->verified);
  sohoa_json_close (json, '}');
}

static void
append_mention (GString *json, const SohoaMention *mention)
{
  g_autofree char *page = page_name (mention->source, mention->page_no);
  sohoa_json_open (json, '{');
  int_member (json, "mention", mention->id);
  text_member (json, "page", page);
  text_member (json, "role", mention->name);
  text_member (json, "as_of", mention->as_of);
  sohoa_json_close (json, '}');
}

static void
append_decision (GString *json, const SohoaDecision *decision)
{
  sohoa_json_open (json, '{');
  int_member (json, "decision", decision->id);
  text_member (json, "kind", sohoa_decision_kind_nick (decision->kind));
  subject_member (json, "subject", decision->subject);
  subject_member (json, "other", decision->other);
  text_member (json, "by", decision->actor);
  text_member (json, "undone_by", decision->undone_by);
  sohoa_json_close (json, '}');
}

static void
append_question (GString *json, const SohoaQuestion *question)
{
  sohoa_json_open (json, '{');
  text_member (json, "reason", question->reason);
  if (question->other != 0) {
    subject_member (json, "subject", question->subject);
    subject_member (json, "other", question->other);
  } else if (*question->element != '\0') {
    text_member (json, "element", question->element);
  }
  sohoa_json_close (json, '}');
}

/* A member that is a list of what append writes; rows is freed, NULL is a failure. */
static gboolean
list_member (GString *json, const char *name, GPtrArray *rows, void (*append) (GString *, gconstpointer))
{
  if (rows == NULL)
    return FALSE;
  sohoa_json_member (json, name);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < rows->len; i++)
    append (json, g_ptr_array_index (rows, i));
  sohoa_json_close (json, ']');
  g_ptr_array_unref (rows);
  return TRUE;
}

#define APPEND(function) ((void (*) (GString *, gconstpointer)) (function))

static gboolean
append_subject (SohoaArchive *archive, gint64 id, GString *json, GError **error)
{
  SohoaSubject subject;
  if (!sohoa_subject_load (archive, id, &subject, error))
    return FALSE;
  sohoa_json_open (json, '{');
  subject_member (json, "subject", id);
  text_member (json, "kind", sohoa_subject_kind_nick (subject.kind));
  subject_member (json, "went_into", subject.joined);
  if (!list_member (json, "facts", sohoa_fact_list (archive, id, error), APPEND (append_fact)) ||
      !list_member (json, "mentions", sohoa_mention_list_subject (archive, id, error),
                    APPEND (append_mention)) ||
      !list_member (json, "decisions", sohoa_decision_list_subject (archive, id, error),
                    APPEND (append_decision)) ||
      !list_member (json, "questions", sohoa_question_list (archive, id, error), APPEND (append_question)))
    return FALSE;
  sohoa_json_close (json, '}');
  return TRUE;
}

char *
sohoa_subjects_to_json (SohoaArchive *archive, const char *id, GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);
  sohoa_json_open (json, '{');
  sohoa_json_member (json, "subjects");
  sohoa_json_open (json, '[');
  for (guint i = 0; i == 0 || parts[i] != NULL; i++) {
    gint64 subject;
    if (i > 0 && *parts[i] != 'S') /* an element: its values are among the facts */
      break;
    if (!sohoa_subject_parse_id (parts[i] != NULL ? parts[i] : "", &subject, error) ||
        !append_subject (archive, subject, json, error))
      return NULL;
  }
  sohoa_json_close (json, ']');
  sohoa_json_close (json, '}');
  return g_strdup (json->str);
}
