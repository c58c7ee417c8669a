/* register_answer.c - see register_answer.h. */
#include "register_answer.h"

#include "db.h"
#include "event.h"

static gboolean
check_offered (SohoaArchive *archive, const char *code, const char *entry, GError **error)
{
  gint64 offered;
  if (!db_number (archive, "SELECT count (*) FROM v_offered_entry WHERE dossier = ? AND entry = ?",
                  DB_BIND (db_text (code), db_text (entry)), &offered, error))
    return FALSE;
  if (offered > 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
               "entry '%s' is not offered to dossier '%s'; 'sohoa review list' shows what is", entry, code);
  return FALSE;
}

static gboolean
answer (SohoaArchive *archive, const char *code, const char *entry, gboolean same, const char *actor,
        GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s is %s%s", code, same ? "" : "not ", entry);
  return check_offered (archive, code, entry, error) &&
         db_run (archive,
                 "INSERT INTO register_answer (code, entry, same, actor, answered) VALUES (?, ?, ?, ?, ?)",
                 DB_BIND (db_text (code), db_text (entry), db_int (same), db_text (actor),
                          db_int (g_get_real_time ())),
                 error) &&
         sohoa_event_add (archive, "register-answered", 0, detail, error) &&
         (!same ||
          db_run_one (archive,
                      "UPDATE dossier SET code = ?2, origin = 'name', code_unread = 0, subjects_stale = 1,"
                      " unit = (SELECT unit FROM register WHERE dossier = ?2) WHERE code = ?1",
                      DB_BIND (db_text (code), db_text (entry)), "such dossier", error));
}

gboolean
sohoa_register_answer (SohoaArchive *archive, const char *code, const char *entry, gboolean same,
                       const char *actor, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, answer (archive, code, entry, same, actor, error), error);
}

gboolean
sohoa_register_answer_load (SohoaArchive *archive, const char *code, char **ret_entry, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT entry FROM register_answer WHERE code = ? AND same", DB_BIND (db_text (code)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_entry = row ? db_column_text (statement, 0) : NULL;
  return TRUE;
}
