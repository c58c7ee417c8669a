/* mention.c - see mention.h. */
#include "mention.h"

#include <string.h>

#include "db.h"

void
sohoa_mention_free (SohoaMention *mention)
{
  if (mention == NULL)
    return;
  g_free (mention->name);
  g_free (mention->role);
  g_free (mention->as_of);
  g_free (mention->same_as);
  g_free (mention->doubt);
  g_clear_pointer (&mention->number, g_bytes_unref);
  g_clear_pointer (&mention->label, g_bytes_unref);
  g_clear_pointer (&mention->birth, g_bytes_unref);
  g_clear_pointer (&mention->birth_year, g_bytes_unref);
  g_clear_pointer (&mention->read_number, g_bytes_unref);
  g_clear_pointer (&mention->read_label, g_bytes_unref);
  g_clear_pointer (&mention->read_birth, g_bytes_unref);
  g_clear_pointer (&mention->near_number, g_bytes_unref);
  g_clear_pointer (&mention->near_label, g_bytes_unref);
  g_free (mention->sha256);
  g_free (mention);
}

int
sohoa_mention_compare (gconstpointer a, gconstpointer b)
{
  const SohoaMention *one = *(SohoaMention *const *) a, *other = *(SohoaMention *const *) b;
  int order = g_strcmp0 (one->sha256, other->sha256);
  if (order == 0)
    order = (one->page_no > other->page_no) - (one->page_no < other->page_no);
  return order != 0 ? order : strcmp (one->name, other->name);
}

/* ---- writing ---- */

gboolean
sohoa_mention_put (SohoaArchive *archive, SohoaMention *mention, GError **error)
{
  return db_run (archive,
                 "INSERT INTO mention (page, name, role, kind, dossier, as_of, same_as, doubt, number, "
                 "label, birth, birth_year, read_number, read_label, read_birth, near_number,"
                 " near_label)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (page, name) DO UPDATE SET role = excluded.role, kind = excluded.kind,"
                 " dossier = excluded.dossier, as_of = excluded.as_of, same_as = excluded.same_as,"
                 " doubt = excluded.doubt, number = excluded.number, label = excluded.label,"
                 " birth = excluded.birth, birth_year = excluded.birth_year,"
                 " read_number = excluded.read_number, read_label = excluded.read_label,"
                 " read_birth = excluded.read_birth, near_number = excluded.near_number,"
                 " near_label = excluded.near_label",
                 DB_BIND (db_int (mention->page), db_text (mention->name), db_text (mention->role),
                          db_text (sohoa_subject_kind_nick (mention->kind)), db_id (mention->dossier),
                          db_text (mention->as_of), db_text (mention->same_as), db_text (mention->doubt),
                          db_bytes (mention->number), db_bytes (mention->label), db_bytes (mention->birth),
                          db_bytes (mention->birth_year), db_bytes (mention->read_number),
                          db_bytes (mention->read_label), db_bytes (mention->read_birth),
                          db_bytes (mention->near_number), db_bytes (mention->near_label)),
                 error) &&
         db_number (archive, "SELECT id FROM mention WHERE page = ? AND name = ?",
                    DB_BIND (db_int (mention->page), db_text (mention->name)), &mention->id, error);
}

gboolean
sohoa_mention_lose (SohoaArchive *archive, gint64 mention, GError **error)
{
  return db_run_one (archive, "UPDATE mention SET dossier = NULL WHERE id = ?", DB_BIND (db_int (mention)),
                     "such mention", error);
}

gboolean
sohoa_mention_remove (SohoaArchive *archive, gint64 mention, GError **error)
{
  return db_run_one (archive, "DELETE FROM mention WHERE id = ?", DB_BIND (db_int (mention)), "such mention",
                     error);
}

gboolean
sohoa_mention_settle (SohoaArchive *archive, const SohoaMention *mention, GError **error)
{
  return db_run_one (
    archive, "UPDATE mention SET party = ?, home = ?, subject = ? WHERE id = ?",
    DB_BIND (db_int (mention->party), db_id (mention->home), db_id (mention->subject), db_int (mention->id)),
    "such mention", error);
}

/* ---- loading ---- */

#define MENTION_COLUMNS                                                                                      \
  "SELECT m.id, m.page, m.name, m.role, m.kind, m.dossier, m.as_of, m.same_as, m.doubt, m.number, m.label,"  \
  " m.birth, m.birth_year, m.party, m.home, m.subject, s.sha256, p.source, p.page_no, m.read_number,"        \
  " m.read_label, m.read_birth, m.near_number, m.near_label"                                                 \
  " FROM mention m JOIN page p ON p.id = m.page JOIN source s ON s.id = p.source WHERE "

static gpointer
make_mention (sqlite3_stmt *statement)
{
  SohoaMention *mention = g_new0 (SohoaMention, 1);
  mention->id = sqlite3_column_int64 (statement, 0);
  mention->page = sqlite3_column_int64 (statement, 1);
  mention->name = db_column_text (statement, 2);
  mention->role = db_column_text (statement, 3);
  if (!sohoa_subject_kind_from_nick ((const char *) sqlite3_column_text (statement, 4), &mention->kind))
    mention->kind = SOHOA_SUBJECT_PERSON;
  mention->dossier = sqlite3_column_int64 (statement, 5);
  mention->as_of = db_column_text (statement, 6);
  mention->same_as = db_column_text (statement, 7);
  mention->doubt = db_column_text (statement, 8);
  mention->number = db_column_bytes (statement, 9);
  mention->label = db_column_bytes (statement, 10);
  mention->birth = db_column_bytes (statement, 11);
  mention->birth_year = db_column_bytes (statement, 12);
  mention->party = sqlite3_column_int64 (statement, 13);
  mention->home = sqlite3_column_int64 (statement, 14);
  mention->subject = sqlite3_column_int64 (statement, 15);
  mention->sha256 = db_column_text (statement, 16);
  mention->source = sqlite3_column_int64 (statement, 17);
  mention->page_no = db_column_uint (statement, 18);
  mention->read_number = db_column_bytes (statement, 19);
  mention->read_label = db_column_bytes (statement, 20);
  mention->read_birth = db_column_bytes (statement, 21);
  mention->near_number = db_column_bytes (statement, 22);
  mention->near_label = db_column_bytes (statement, 23);
  return mention;
}

static GPtrArray *
list_mentions (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  return db_collect (archive, sql, values, make_mention, (GDestroyNotify) sohoa_mention_free, error);
}

GPtrArray *
sohoa_mention_list_dossier (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.dossier = ? ORDER BY m.id", DB_BIND (db_int (dossier)),
                        error);
}

GPtrArray *
sohoa_mention_list_lost (SohoaArchive *archive, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.dossier IS NULL ORDER BY m.id", DB_NOTHING, error);
}

GPtrArray *
sohoa_mention_list_subject (SohoaArchive *archive, gint64 subject, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.subject = ? ORDER BY m.id", DB_BIND (db_int (subject)),
                        error);
}

GPtrArray *
sohoa_mention_list_home (SohoaArchive *archive, gint64 home, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.home = ? ORDER BY m.id", DB_BIND (db_int (home)), error);
}

GPtrArray *
sohoa_mention_list_number (SohoaArchive *archive, GBytes *number, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.number = ? ORDER BY m.id", DB_BIND (db_bytes (number)),
                        error);
}

GPtrArray *
sohoa_mention_list_read_number (SohoaArchive *archive, GBytes *number, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "(m.number = ?1 OR m.read_number = ?1) ORDER BY m.id",
                        DB_BIND (db_bytes (number)), error);
}

GPtrArray *
sohoa_mention_list_label (SohoaArchive *archive, GBytes *label, GBytes *birth, GError **error)
{
  return list_mentions (archive,
                        MENTION_COLUMNS "m.label = ?1 AND (?2 IS NULL OR m.birth = ?2) ORDER BY m.id",
                        DB_BIND (db_bytes (label), db_bytes (birth)), error);
}

static gpointer
make_namesake (sqlite3_stmt *statement)
{
  SohoaNamesake *namesake = g_new0 (SohoaNamesake, 1);
  namesake->id = sqlite3_column_int64 (statement, 0);
  namesake->near_number = db_column_bytes (statement, 1);
  return namesake;
}

static void
namesake_free (gpointer data)
{
  SohoaNamesake *namesake = data;
  g_bytes_unref (namesake->near_number);
  g_free (namesake);
}

GPtrArray *
sohoa_mention_list_namesakes (SohoaArchive *archive, GBytes *label, gboolean unbelieved, GError **error)
{
  return db_collect (archive,
                     unbelieved
                       ? "SELECT id, near_number FROM mention WHERE coalesce (label, read_label) = ?1"
                         " AND number IS NULL AND near_number IS NOT NULL ORDER BY id"
                       : "SELECT id, near_number FROM mention WHERE (label = ?1 OR read_label = ?1)"
                         " AND near_number IS NOT NULL ORDER BY id",
                     DB_BIND (db_bytes (label)), make_namesake, namesake_free, error);
}

GPtrArray *
sohoa_mention_list_id (SohoaArchive *archive, gint64 id, GError **error)
{
  return list_mentions (archive, MENTION_COLUMNS "m.id = ?", DB_BIND (db_int (id)), error);
}

gboolean
sohoa_mention_load (SohoaArchive *archive, gint64 page, const char *name, SohoaMention **ret_mention,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = list_mentions (archive, MENTION_COLUMNS "m.page = ? AND m.name = ?",
                                              DB_BIND (db_int (page), db_text (name)), error);
  if (rows == NULL)
    return FALSE;
  *ret_mention = rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
  return TRUE;
}
