/* fact.c - see fact.h. */
#include "fact.h"

#include "archive_internal.h"
#include "db.h"
#include "word.h"

void
sohoa_fact_free (SohoaFact *fact)
{
  if (fact == NULL)
    return;
  g_free (fact->element);
  g_free (fact->item);
  g_free (fact->value);
  g_free (fact->as_of);
  g_free (fact->field);
  g_free (fact->target);
  g_free (fact);
}

static void
seal (SohoaArchive *archive, gint64 subject, const SohoaFact *fact, guint8 ret_mac[SOHOA_MAC_BYTES])
{
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_VALUE);
  sohoa_mac_add_text (mac, "fact");
  sohoa_mac_add_int (mac, subject);
  sohoa_mac_add_text (mac, fact->element);
  sohoa_mac_add_text (mac, fact->item);
  sohoa_mac_add_int (mac, fact->rank);
  sohoa_mac_add_text (mac, fact->value);
  sohoa_mac_add_text (mac, fact->as_of);
  sohoa_mac_add_int (mac, fact->page);
  sohoa_mac_add_text (mac, fact->field);
  sohoa_mac_add_text (mac, fact->target);
  sohoa_mac_add_int (mac, fact->verified);
  sohoa_mac_finish (mac, ret_mac);
}

gboolean
sohoa_fact_clear (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_run (archive, "DELETE FROM fact WHERE subject = ?", DB_BIND (db_int (subject)), error);
}

gboolean
sohoa_fact_add (SohoaArchive *archive, gint64 subject, const SohoaFact *fact, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  gint64 element, field;
  if (!sohoa_word_put (archive, fact->element, &element, error) ||
      !sohoa_word_put (archive, fact->field, &field, error))
    return FALSE;
  seal (archive, subject, fact, mac);
  g_autoptr (GBytes) mac_bytes = g_bytes_new_static (mac, SOHOA_SEAL_BYTES);
  return db_run (
    archive,
    "INSERT INTO fact (subject, element, item, rank, value, as_of, mention, page, field, target, confidence,"
    " verified, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    DB_BIND (db_int (subject), db_int (element), db_text (fact->item), db_int (fact->rank),
             db_text (fact->value), db_text (fact->as_of), db_int (fact->mention), db_int (fact->page),
             db_id (field), db_text (fact->target), db_parts (fact->confidence, 1000000),
             db_int (fact->verified), db_bytes (mac_bytes)),
    error);
}

static SohoaFact *
make_fact (sqlite3_stmt *statement)
{
  SohoaFact *fact = g_new0 (SohoaFact, 1);
  fact->element = db_column_text (statement, 0);
  fact->item = db_column_text (statement, 1);
  fact->rank = db_column_uint (statement, 2);
  fact->value = db_column_text (statement, 3);
  fact->as_of = db_column_text (statement, 4);
  fact->mention = sqlite3_column_int64 (statement, 5);
  fact->page = sqlite3_column_int64 (statement, 6);
  fact->field = db_column_text (statement, 7);
  fact->target = db_column_text (statement, 8);
  fact->confidence = sqlite3_column_double (statement, 9);
  fact->verified = sqlite3_column_int (statement, 10) != 0;
  fact->source = sqlite3_column_int64 (statement, 11);
  fact->page_no = db_column_uint (statement, 12);
  fact->target_subject = sqlite3_column_int64 (statement, 13);
  fact->subject = sqlite3_column_int64 (statement, 14);
  return fact;
}

static gboolean
check_seal (SohoaArchive *archive, const SohoaFact *fact, sqlite3_stmt *statement, int column, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  seal (archive, fact->subject, fact, mac);
  if (db_column_is (statement, column, mac, SOHOA_SEAL_BYTES))
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "a fact '%s' of S%" G_GINT64_FORMAT " was changed outside the program: restore a backup",
               fact->element, fact->subject);
  return FALSE;
}

#define FACT_COLUMNS                                                                                         \
  "SELECT e.text, f.item, f.rank, f.value, f.as_of, f.mention, f.page, w.text, f.target,"                    \
  " f.confidence / 1e6, f.verified, p.source, p.page_no, t.subject, f.subject, f.mac"
#define FACT_WORDS " JOIN word e ON e.id = f.element LEFT JOIN word w ON w.id = f.field"

static GPtrArray *
list_facts (SohoaArchive *archive, const char *sql, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_fact_free);
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, DB_BIND (db_int (subject)), error);
  gboolean row;

  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      break;
    SohoaFact *fact = make_fact (statement);
    g_ptr_array_add (facts, fact);
    if (!check_seal (archive, fact, statement, 15, error))
      return NULL;
  }
  db_keep (archive, g_steal_pointer (&statement));
  return g_steal_pointer (&facts);
}

GPtrArray *
sohoa_fact_list (SohoaArchive *archive, gint64 subject, GError **error)
{
  return list_facts (archive,
                     FACT_COLUMNS
                     " FROM fact f JOIN page p ON p.id = f.page JOIN mention m ON m.id = f.mention" FACT_WORDS
                     " LEFT JOIN mention t ON t.page = m.page AND t.name = f.target"
                     " WHERE f.subject = ? ORDER BY e.text, f.item, f.rank",
                     subject, error);
}

/* Whoever relates to a mention stands in the same document. */
GPtrArray *
sohoa_fact_list_relatives (SohoaArchive *archive, gint64 subject, GError **error)
{
  return list_facts (archive,
                     FACT_COLUMNS
                     " FROM mention t JOIN mention m ON m.page = t.page"
                     " JOIN fact f ON f.mention = m.id AND f.target IS NOT NULL AND f.target = t.name"
                     " JOIN page p ON p.id = f.page" FACT_WORDS
                     " WHERE t.subject = ? ORDER BY f.as_of DESC, e.text, f.subject, f.item",
                     subject, error);
}
