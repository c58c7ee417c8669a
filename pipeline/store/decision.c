/* decision.c - see decision.h. */
#include "decision.h"

#include "db.h"
#include "event.h"

static const char *const kind_words[] = {
#define X(name, nick) nick,
  SOHOA_DECISION_KIND_LIST (X)
#undef X
};

const char *
sohoa_decision_kind_nick (SohoaDecisionKind kind)
{
  return kind_words[kind];
}

static void
mention_free (gpointer data)
{
  SohoaDecisionMention *mention = data;
  g_free (mention->name);
  g_free (mention);
}

SohoaDecision *
sohoa_decision_new (SohoaDecisionKind kind, gint64 subject, gint64 other, const char *actor)
{
  SohoaDecision *decision = g_new0 (SohoaDecision, 1);
  decision->kind = kind;
  decision->subject = subject;
  decision->other = other;
  decision->actor = g_strdup (actor);
  decision->mentions = g_ptr_array_new_with_free_func (mention_free);
  return decision;
}

static void
take_mention (SohoaDecision *decision, guint side, gint64 page, char *name)
{
  SohoaDecisionMention *place = g_new0 (SohoaDecisionMention, 1);
  *place = (SohoaDecisionMention){.side = side, .page = page, .name = name};
  g_ptr_array_add (decision->mentions, place);
}

void
sohoa_decision_add_mention (SohoaDecision *decision, guint side, const SohoaMention *mention)
{
  take_mention (decision, side, mention->page, g_strdup (mention->name));
}

void
sohoa_decision_free (SohoaDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->actor);
  g_free (decision->undone_by);
  g_ptr_array_unref (decision->mentions);
  g_free (decision);
}

/* ---- writing ---- */

/* The event names ids only: who decided is in the row. */
static gboolean
add_event (SohoaArchive *archive, const char *what, const SohoaDecision *decision, GError **error)
{
  g_autofree char *kind = g_strdup_printf ("subject-%s", what);
  g_autofree char *detail =
    g_strdup_printf ("decision %" G_GINT64_FORMAT " S%" G_GINT64_FORMAT " S%" G_GINT64_FORMAT, decision->id,
                     decision->subject, decision->other);
  return sohoa_event_add (archive, kind, 0, detail, error);
}

static gboolean
store (SohoaArchive *archive, SohoaDecision *decision, GError **error)
{
  decision->decided = g_get_real_time ();
  if (!db_run (archive, "INSERT INTO decision (kind, subject, other, actor, decided) VALUES (?, ?, ?, ?, ?)",
               DB_BIND (db_text (kind_words[decision->kind]), db_int (decision->subject),
                        db_int (decision->other), db_text (decision->actor), db_int (decision->decided)),
               error))
    return FALSE;
  decision->id = db_last_id (archive);
  for (guint i = 0; i < decision->mentions->len; i++) {
    const SohoaDecisionMention *mention = g_ptr_array_index (decision->mentions, i);
    if (!db_run (archive, "INSERT INTO decision_mention (decision, side, page, name) VALUES (?, ?, ?, ?)",
                 DB_BIND (db_int (decision->id), db_int (mention->side), db_int (mention->page),
                          db_text (mention->name)),
                 error))
      return FALSE;
  }
  return add_event (archive, kind_words[decision->kind], decision, error);
}

gboolean
sohoa_decision_store (SohoaArchive *archive, SohoaDecision *decision, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, store (archive, decision, error), error);
}

static gboolean
undo (SohoaArchive *archive, gint64 id, const char *actor, GError **error)
{
  g_autoptr (SohoaDecision) decision = sohoa_decision_load (archive, id, error);
  return decision != NULL &&
         db_run_one (archive,
                     "UPDATE decision SET undone_by = ?, undone = ? WHERE id = ? AND undone_by IS NULL",
                     DB_BIND (db_text (actor), db_int (g_get_real_time ()), db_int (id)),
                     "such decision that still holds", error) &&
         add_event (archive, "undo", decision, error);
}

gboolean
sohoa_decision_undo (SohoaArchive *archive, gint64 decision, const char *actor, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, undo (archive, decision, actor, error), error);
}

/* ---- loading ---- */

#define DECISION_COLUMNS                                                                                     \
  "SELECT d.id, d.kind, d.subject, d.other, d.actor, d.decided, d.undone_by, d.undone FROM decision d "

static gpointer
make_decision (sqlite3_stmt *statement)
{
  SohoaDecisionKind kind = db_column_word (statement, 1, kind_words, SOHOA_N_DECISION_KINDS);
  SohoaDecision *decision =
    sohoa_decision_new (kind, sqlite3_column_int64 (statement, 2), sqlite3_column_int64 (statement, 3),
                        (const char *) sqlite3_column_text (statement, 4));
  decision->id = sqlite3_column_int64 (statement, 0);
  decision->decided = sqlite3_column_int64 (statement, 5);
  decision->undone_by = db_column_text (statement, 6);
  decision->undone = sqlite3_column_int64 (statement, 7);
  return decision;
}

static gboolean
load_mentions (SohoaArchive *archive, SohoaDecision *decision, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT side, page, name FROM decision_mention WHERE decision = ? ORDER BY side, page, name",
    DB_BIND (db_int (decision->id)), error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    take_mention (decision, db_column_uint (statement, 0), sqlite3_column_int64 (statement, 1),
                  db_column_text (statement, 2));
  }
}

static GPtrArray *
list_decisions (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  g_autoptr (GPtrArray) rows =
    db_collect (archive, sql, values, make_decision, (GDestroyNotify) sohoa_decision_free, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!load_mentions (archive, g_ptr_array_index (rows, i), error))
      return NULL;
  return g_steal_pointer (&rows);
}

SohoaDecision *
sohoa_decision_load (SohoaArchive *archive, gint64 decision, GError **error)
{
  g_autoptr (GPtrArray) rows =
    list_decisions (archive, DECISION_COLUMNS "WHERE d.id = ?", DB_BIND (db_int (decision)), error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no decision %" G_GINT64_FORMAT, decision);
  return NULL;
}

GPtrArray *
sohoa_decision_list_subject (SohoaArchive *archive, gint64 subject, GError **error)
{
  return list_decisions (archive, DECISION_COLUMNS "WHERE d.subject = ?1 OR d.other = ?1 ORDER BY d.id",
                         DB_BIND (db_int (subject)), error);
}

GPtrArray *
sohoa_decision_list_mention (SohoaArchive *archive, gint64 page, const char *name, GError **error)
{
  return list_decisions (archive,
                         DECISION_COLUMNS
                         "WHERE d.undone_by IS NULL AND d.id IN"
                         " (SELECT decision FROM decision_mention WHERE page = ? AND name = ?) ORDER BY d.id",
                         DB_BIND (db_int (page), db_text (name)), error);
}

gboolean
sohoa_decision_are_apart (SohoaArchive *archive, gint64 one, gint64 other, gboolean *ret_apart,
                          GError **error)
{
  gint64 n;
  if (!db_number (archive,
                  "SELECT count (*) FROM decision WHERE kind IN ('split', 'apart') AND undone_by IS NULL"
                  " AND ((subject = ?1 AND other = ?2) OR (subject = ?2 AND other = ?1))",
                  DB_BIND (db_int (one), db_int (other)), &n, error))
    return FALSE;
  *ret_apart = n > 0;
  return TRUE;
}
