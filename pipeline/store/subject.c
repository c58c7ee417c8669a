/* subject.c - see subject.h. */
#include "subject.h"

#include <string.h>

#include "db.h"

static const char *const kind_words[] = {
#define X(name, nick) nick,
  SOHOA_SUBJECT_KIND_LIST (X)
#undef X
};

const char *
sohoa_subject_kind_nick (SohoaSubjectKind kind)
{
  return kind_words[kind];
}

gboolean
sohoa_subject_kind_from_nick (const char *nick, SohoaSubjectKind *ret_kind)
{
  for (guint i = 0; i < SOHOA_N_SUBJECT_KINDS; i++)
    if (strcmp (nick, kind_words[i]) == 0) {
      *ret_kind = (SohoaSubjectKind) i;
      return TRUE;
    }
  return FALSE;
}

gboolean
sohoa_subject_new (SohoaArchive *archive, SohoaSubjectKind kind, gint64 *ret_subject, GError **error)
{
  if (!db_run (archive, "INSERT INTO subject (kind) VALUES (?)", DB_BIND (db_text (kind_words[kind])), error))
    return FALSE;
  *ret_subject = db_last_id (archive);
  return TRUE;
}

gboolean
sohoa_subject_load (SohoaArchive *archive, gint64 id, SohoaSubject *ret_subject, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT kind, joined FROM subject WHERE id = ?", DB_BIND (db_int (id)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "there is no subject S%" G_GINT64_FORMAT "; 'sohoa subject find' looks for them", id);
    return FALSE;
  }
  *ret_subject = (SohoaSubject){.id = id,
                                .kind = db_column_word (statement, 0, kind_words, SOHOA_N_SUBJECT_KINDS),
                                .joined = sqlite3_column_int64 (statement, 1)};
  db_keep (archive, g_steal_pointer (&statement));
  return TRUE;
}

static gpointer
make_subject (sqlite3_stmt *statement)
{
  SohoaSubject *subject = g_new0 (SohoaSubject, 1);
  subject->id = sqlite3_column_int64 (statement, 0);
  subject->kind = db_column_word (statement, 1, kind_words, SOHOA_N_SUBJECT_KINDS);
  return subject;
}

GPtrArray *
sohoa_subject_list (SohoaArchive *archive, GError **error)
{
  return db_collect (
    archive,
    "SELECT id, kind FROM subject s WHERE EXISTS (SELECT 1 FROM mention WHERE subject = s.id)"
    " ORDER BY id",
    DB_NOTHING, make_subject, g_free, error);
}

gboolean
sohoa_subject_set_joined (SohoaArchive *archive, gint64 subject, gint64 joined, GError **error)
{
  return db_run_one (archive, "UPDATE subject SET joined = ? WHERE id = ?",
                     DB_BIND (db_id (joined), db_int (subject)), "such subject", error);
}

gboolean
sohoa_subject_next_stale (SohoaArchive *archive, gint64 *ret_dossier, GError **error)
{
  return db_number (archive, "SELECT min (id) FROM dossier WHERE subjects_stale = 1", DB_NOTHING, ret_dossier,
                    error);
}

gboolean
sohoa_subject_set_fresh (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_run_one (
    archive,
    "UPDATE dossier SET subjects_stale = 0, (standing, scanned_on) ="
    " (SELECT standing, scanned_on FROM v_dossier_standing WHERE dossier_id = ?1) WHERE id = ?1",
    DB_BIND (db_int (dossier)), "such dossier", error);
}

gboolean
sohoa_subject_set_all_stale (SohoaArchive *archive, GError **error)
{
  return db_run (archive, "UPDATE dossier SET subjects_stale = 1", DB_NOTHING, error);
}
