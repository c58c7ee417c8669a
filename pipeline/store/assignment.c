/* assignment.c - see assignment.h. */
#include "assignment.h"

#include "db.h"
#include "event.h"

void
sohoa_assignment_free (SohoaAssignment *assignment)
{
  if (assignment == NULL)
    return;
  g_free (assignment->form);
  g_free (assignment->form_version);
  g_free (assignment->dossier);
  g_free (assignment->actor);
  g_free (assignment);
}

static gboolean
store (SohoaArchive *archive, gint64 page, const SohoaAssignment *assignment, GError **error)
{
  gint64 source, page_no;
  const DbValue *which = DB_BIND (db_int (page));
  if (!db_number (archive, "SELECT source FROM page WHERE id = ?", which, &source, error) ||
      !db_number (archive, "SELECT page_no FROM page WHERE id = ?", which, &page_no, error))
    return FALSE;
  g_autofree char *detail =
    g_strdup_printf ("page %" G_GINT64_FORMAT " is page %u of %s %s", page_no, assignment->form_page,
                     assignment->form, assignment->form_version);
  return db_run (archive,
                 "INSERT OR REPLACE INTO assignment"
                 " (page, form, form_version, form_page, dossier, actor, assigned)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)",
                 DB_BIND (db_int (page), db_text (assignment->form), db_text (assignment->form_version),
                          db_int (assignment->form_page), db_text (assignment->dossier),
                          db_text (assignment->actor), db_int (g_get_real_time ())),
                 error) &&
         db_run (archive, "UPDATE source SET separated = 0 WHERE id = ?", DB_BIND (db_int (source)), error) &&
         sohoa_event_add (archive, "page-assigned", source, detail, error);
}

gboolean
sohoa_assignment_store (SohoaArchive *archive, gint64 page, const SohoaAssignment *assignment, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, store (archive, page, assignment, error), error);
}

gboolean
sohoa_assignment_load (SohoaArchive *archive, gint64 page, SohoaAssignment **ret_assignment, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT form, form_version, form_page, dossier, actor FROM assignment WHERE page = ?",
              DB_BIND (db_int (page)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_assignment = NULL;
  if (!row)
    return TRUE;
  SohoaAssignment *assignment = g_new0 (SohoaAssignment, 1);
  assignment->form = db_column_text (statement, 0);
  assignment->form_version = db_column_text (statement, 1);
  assignment->form_page = db_column_uint (statement, 2);
  assignment->dossier = db_column_text (statement, 3);
  assignment->actor = db_column_text (statement, 4);
  *ret_assignment = assignment;
  return TRUE;
}
