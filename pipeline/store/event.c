/* event.c - see event.h. hash = BLAKE2b (key of events; previous hash, seq, ts, kind, source, detail). */
#include "event.h"

#include <string.h>

#include "archive_internal.h"
#include "db.h"

typedef struct {
  gint64 seq, ts, source;
  const char *kind, *detail;
} Event;

static void
hash_event (SohoaArchive *archive, const guint8 previous[SOHOA_MAC_BYTES], const Event *event,
            guint8 ret_hash[SOHOA_MAC_BYTES])
{
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_EVENT);
  sohoa_mac_add (mac, previous, SOHOA_MAC_BYTES);
  sohoa_mac_add_int (mac, event->seq);
  sohoa_mac_add_int (mac, event->ts);
  sohoa_mac_add_text (mac, event->kind);
  sohoa_mac_add_int (mac, event->source);
  sohoa_mac_add_text (mac, event->detail);
  sohoa_mac_finish (mac, ret_hash);
}

/* The last event's number and hash; 0 and zeros before the first. */
static gboolean
load_head (SohoaArchive *archive, gint64 *ret_seq, guint8 ret_hash[SOHOA_MAC_BYTES], GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", DB_NOTHING, error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  *ret_seq = row ? sqlite3_column_int64 (statement, 0) : 0;
  memset (ret_hash, 0, SOHOA_MAC_BYTES);
  if (row && sqlite3_column_bytes (statement, 1) == SOHOA_MAC_BYTES)
    memcpy (ret_hash, sqlite3_column_blob (statement, 1), SOHOA_MAC_BYTES);
  return TRUE;
}

static gboolean
append (SohoaArchive *archive, const char *kind, gint64 source, const char *detail, GError **error)
{
  guint8 previous[SOHOA_MAC_BYTES], hash[SOHOA_MAC_BYTES];
  Event event = {.ts = g_get_real_time (), .source = source, .kind = kind, .detail = detail};

  if (!load_head (archive, &event.seq, previous, error))
    return FALSE;
  event.seq++;
  hash_event (archive, previous, &event, hash);
  g_autoptr (GBytes) previous_bytes = g_bytes_new_static (previous, sizeof previous);
  g_autoptr (GBytes) hash_bytes = g_bytes_new_static (hash, sizeof hash);
  return db_run (
    archive,
    "INSERT INTO event (seq, ts, kind, source, detail, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
    DB_BIND (db_int (event.seq), db_int (event.ts), db_text (kind), db_id (source), db_text (detail),
             db_bytes (previous_bytes), db_bytes (hash_bytes)),
    error);
}

gboolean
sohoa_event_add (SohoaArchive *archive, const char *kind, gint64 source, const char *detail, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, append (archive, kind, source, detail, error), error);
}

/* One row against the running number and hash; moves both on. */
static gboolean
follow (SohoaArchive *archive, sqlite3_stmt *statement, gint64 *seq, guint8 hash[SOHOA_MAC_BYTES])
{
  Event event = {.seq = sqlite3_column_int64 (statement, 0),
                 .ts = sqlite3_column_int64 (statement, 1),
                 .kind = (const char *) sqlite3_column_text (statement, 2),
                 .source = sqlite3_column_int64 (statement, 3),
                 .detail = (const char *) sqlite3_column_text (statement, 4)};

  if (event.seq != ++*seq || !db_column_is (statement, 5, hash, SOHOA_MAC_BYTES))
    return FALSE;
  hash_event (archive, hash, &event, hash);
  return db_column_is (statement, 6, hash, SOHOA_MAC_BYTES);
}

static char *
to_hex (const guint8 *bytes, gsize size)
{
  GString *hex = g_string_sized_new (2 * size);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

gboolean
sohoa_event_verify (SohoaArchive *archive, char **ret_head, GError **error)
{
  guint8 hash[SOHOA_MAC_BYTES] = {0};
  gint64 seq = 0;
  gboolean row;
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive, "SELECT seq, ts, kind, source, detail, prev_hash, hash FROM event ORDER BY seq",
              DB_NOTHING, error);

  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    if (follow (archive, statement, &seq, hash))
      continue;
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
                 "the record of events was changed at number %" G_GINT64_FORMAT ": restore a backup", seq);
    return FALSE;
  }
  if (ret_head != NULL)
    *ret_head = to_hex (hash, sizeof hash);
  return TRUE;
}
