/* prefill.c - see prefill.h. */
#include "prefill.h"

#include "archive_internal.h"
#include "db.h"
#include "event.h"

/* ---- the code ---- */

/* Characters that no person and no printer takes for another; as many as five bits tell apart. */
static const char code_letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
enum { CODE_LENGTH = 12 }; /* 60 bits: a chance meeting among 10^6 releases is one in 10^6 */

char *
sohoa_release_code (SohoaArchive *archive, const SohoaRelease *release)
{
  guint8 hash[SOHOA_MAC_BYTES];
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_INDEX);
  const char *parts[] = {"prefill",    release->form,    release->form_version,
                         release->day, release->purpose, release->medium};
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    sohoa_mac_add_text (mac, parts[i]);
  for (guint i = 0; i < release->items->len; i++) {
    const SohoaReleasedItem *item = &g_array_index (release->items, SohoaReleasedItem, i);
    sohoa_mac_add_text (mac, item->field);
    sohoa_mac_add_int (mac, item->subject);
    sohoa_mac_add_text (mac, item->value);
  }
  sohoa_mac_finish (mac, hash);
  char *code = g_new0 (char, CODE_LENGTH + 1);
  for (guint i = 0; i < CODE_LENGTH; i++)
    code[i] = code_letters[hash[i] % 32];
  return code;
}

/* ---- storing ---- */

static void
seal (SohoaArchive *archive, const char *field, const char *value, guint8 ret_mac[SOHOA_MAC_BYTES])
{
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_VALUE);
  sohoa_mac_add_text (mac, "prefill");
  sohoa_mac_add_text (mac, field);
  sohoa_mac_add_text (mac, value);
  sohoa_mac_finish (mac, ret_mac);
}

static gboolean
store_item (SohoaArchive *archive, gint64 prefill, const SohoaReleasedItem *item, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  seal (archive, item->field, item->value, mac);
  g_autoptr (GBytes) bytes = g_bytes_new_static (mac, sizeof mac);
  return db_run (
    archive,
    "INSERT INTO prefill_item (prefill, field, element, subject, how, from_page, from_field, mac)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    DB_BIND (db_int (prefill), db_text (item->field), db_text (item->element), db_int (item->subject),
             db_text (item->how), db_int (item->from_page), db_text (item->from_field), db_bytes (bytes)),
    error);
}

static gboolean
store_new (SohoaArchive *archive, const SohoaRelease *release, const char *code, GError **error)
{
  if (!db_run (archive,
               "INSERT INTO prefill (code, form, form_version, day, purpose, made) VALUES (?, ?, ?, ?, ?, ?)",
               DB_BIND (db_text (code), db_text (release->form), db_text (release->form_version),
                        db_text (release->day), db_text (release->purpose), db_int (g_get_real_time ())),
               error))
    return FALSE;
  gint64 prefill = db_last_id (archive);
  for (guint i = 0; i < release->items->len; i++)
    if (!store_item (archive, prefill, &g_array_index (release->items, SohoaReleasedItem, i), error))
      return FALSE;
  return TRUE;
}

/* Whose data went where and what for: "prefill 5ND7... ct01 2023-11-17 pdf 9 items of S12 S15, purpose '..'".
 */
static char *
describe (const SohoaRelease *release, const char *code)
{
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);
  GString *text = g_string_new (NULL);
  g_string_printf (text, "%s %s %s %s %u items of", code, release->form, release->form_version,
                   release->medium, release->items->len);
  for (guint i = 0; i < release->items->len; i++) {
    gint64 subject = g_array_index (release->items, SohoaReleasedItem, i).subject;
    if (g_hash_table_add (said, GSIZE_TO_POINTER (subject)))
      g_string_append_printf (text, " S%" G_GINT64_FORMAT, subject);
  }
  g_string_append_printf (text, ", purpose '%s'", release->purpose);
  return g_string_free (text, FALSE);
}

static gboolean
store_and_tell (SohoaArchive *archive, const char *code, const SohoaRelease *release, GError **error)
{
  g_autofree char *detail = describe (release, code);
  gint64 known;
  return sohoa_release_find (archive, code, &known, error) &&
         (known != 0 || store_new (archive, release, code, error)) &&
         sohoa_event_add (archive, "prefill", 0, detail, error);
}

gboolean
sohoa_release_store (SohoaArchive *archive, const char *code, const SohoaRelease *release, GError **error)
{
  return sohoa_archive_begin (archive, error) &&
         sohoa_archive_end (archive, store_and_tell (archive, code, release, error), error);
}

/* ---- asking ---- */

gboolean
sohoa_release_find (SohoaArchive *archive, const char *code, gint64 *ret_prefill, GError **error)
{
  return db_number (archive, "SELECT id FROM prefill WHERE code = ?", DB_BIND (db_text (code)), ret_prefill,
                    error);
}

gboolean
sohoa_release_compare (SohoaArchive *archive, gint64 prefill, const char *field, const char *value,
                       SohoaOffered *ret_offered, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT mac FROM prefill_item WHERE prefill = ? AND field = ?",
              DB_BIND (db_int (prefill), db_text (field)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  seal (archive, field, value, mac);
  *ret_offered = !row                                           ? SOHOA_OFFERED_NOTHING
                 : db_column_is (statement, 0, mac, sizeof mac) ? SOHOA_OFFERED_THIS
                                                                : SOHOA_OFFERED_OTHER;
  return TRUE;
}

/* ---- what came back ---- */

static const char *const outcome_words[] = {
#define X(name, nick) nick,
  SOHOA_RETURNED_LIST (X)
#undef X
};

gboolean
sohoa_returned_clear (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_run (archive, "DELETE FROM returned WHERE dossier = ?", DB_BIND (db_int (dossier)), error);
}

gboolean
sohoa_returned_put (SohoaArchive *archive, gint64 page, const char *field, const char *element,
                    gint64 prefill, SohoaReturnedOutcome outcome, GError **error)
{
  return db_run (archive,
                 "INSERT OR REPLACE INTO returned (page, field, dossier, prefill, form, element, outcome)"
                 " SELECT p.id, ?2, p.dossier, f.id, f.form, ?4, ?5 FROM page p JOIN prefill f"
                 " WHERE p.id = ?1 AND f.id = ?3",
                 DB_BIND (db_int (page), db_text (field), db_int (prefill), db_text (element),
                          db_text (outcome_words[outcome])),
                 error);
}

void
sohoa_returned_sum_free (SohoaReturnedSum *sum)
{
  g_free (sum->form);
  g_free (sum);
}

static gpointer
make_sum (sqlite3_stmt *statement)
{
  SohoaReturnedSum *sum = g_new0 (SohoaReturnedSum, 1);
  sum->form = db_column_text (statement, 0);
  sum->papers = db_column_uint (statement, 1);
  for (int i = 0; i < SOHOA_N_RETURNED; i++)
    sum->outcome[i] = db_column_uint (statement, 2 + i);
  return sum;
}

GPtrArray *
sohoa_returned_list (SohoaArchive *archive, const char *from, const char *to, GError **error)
{
  return db_collect (archive,
                     "SELECT form, count (DISTINCT page), sum (outcome = 'unchanged'),"
                     " sum (outcome = 'corrected'), sum (outcome = 'declared'), sum (outcome = 'unknown')"
                     " FROM returned WHERE (?1 IS NULL AND ?2 IS NULL) OR dossier IN"
                     "  (SELECT dossier_id FROM v_dossier_day"
                     "    WHERE (?1 IS NULL OR received >= ?1) AND (?2 IS NULL OR received <= ?2))"
                     " GROUP BY form ORDER BY form",
                     DB_BIND (db_text (from), db_text (to)), make_sum,
                     (GDestroyNotify) sohoa_returned_sum_free, error);
}
