/* question.c - see question.h. */
#include "question.h"

#include "db.h"

void
sohoa_question_free (SohoaQuestion *question)
{
  if (question == NULL)
    return;
  g_free (question->element);
  g_free (question->reason);
  g_free (question);
}

gboolean
sohoa_question_clear (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_run (archive, "DELETE FROM question WHERE subject = ?1 OR other = ?1", DB_BIND (db_int (subject)),
                 error);
}

gboolean
sohoa_question_add (SohoaArchive *archive, gint64 subject, gint64 other, const char *element,
                    const char *reason, GError **error)
{
  gint64 first = other != 0 ? MIN (subject, other) : subject;
  gint64 second = other != 0 ? MAX (subject, other) : 0;
  return db_run (archive,
                 "INSERT INTO question (subject, other, element, reason) VALUES (?, ?, ?, ?)"
                 " ON CONFLICT DO NOTHING",
                 DB_BIND (db_int (first), db_int (second), db_text (element), db_text (reason)), error);
}

static gpointer
make_question (sqlite3_stmt *statement)
{
  SohoaQuestion *question = g_new0 (SohoaQuestion, 1);
  question->subject = sqlite3_column_int64 (statement, 0);
  question->other = sqlite3_column_int64 (statement, 1);
  question->element = db_column_text (statement, 2);
  question->reason = db_column_text (statement, 3);
  return question;
}

GPtrArray *
sohoa_question_list (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_collect (archive,
                     "SELECT subject, other, element, reason FROM question WHERE subject = ?1 OR other = ?1"
                     " ORDER BY subject, other, element",
                     DB_BIND (db_int (subject)), make_question, (GDestroyNotify) sohoa_question_free, error);
}
