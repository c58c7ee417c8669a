/* verification.c - see verification.h. */
#include "verification.h"

#include "archive_internal.h"
#include "db.h"
#include "event.h"
#include "field_internal.h"

void
sohoa_verification_free (SohoaVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->actor);
  g_free (verification->state_before);
  g_free (verification->value_before);
  g_free (verification->value_after);
  g_free (verification);
}

static void
seal (SohoaArchive *archive, gint64 page, const char *field, const SohoaVerification *verification,
      guint8 ret_mac[SOHOA_MAC_BYTES])
{
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_VALUE);
  sohoa_mac_add_text (mac, "verification");
  sohoa_mac_add_int (mac, page);
  sohoa_mac_add_text (mac, field);
  sohoa_mac_add_text (mac, verification->state_before);
  sohoa_mac_add_text (mac, verification->value_before);
  sohoa_mac_add_text (mac, verification->value_after);
  sohoa_mac_add_text (mac, verification->actor);
  sohoa_mac_add_int (mac, verification->verified);
  sohoa_mac_finish (mac, ret_mac);
}

static gboolean
announce (SohoaArchive *archive, gint64 source, gint64 id, const guint8 mac[SOHOA_MAC_BYTES], GError **error)
{
  GString *detail = g_string_new (NULL);
  g_string_printf (detail, "verification %" G_GINT64_FORMAT " ", id);
  for (guint i = 0; i < SOHOA_MAC_BYTES; i++)
    g_string_append_printf (detail, "%02x", mac[i]);
  g_autofree char *text = g_string_free (detail, FALSE);
  return sohoa_event_add (archive, "field-verified", source, text, error);
}

static gboolean
verify (SohoaArchive *archive, gint64 page, const char *field, const char *value, const char *actor,
        GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  g_autoptr (SohoaFieldRow) row = sohoa_field_load (archive, page, field, error);
  if (row == NULL)
    return FALSE;
  const SohoaVerification said = {.actor = (char *) actor,
                                  .verified = g_get_real_time (),
                                  .state_before = (char *) sohoa_field_state_nick (row->state),
                                  .value_before = row->value,
                                  .value_after = (char *) value};
  seal (archive, page, field, &said, mac);
  g_autoptr (GBytes) mac_bytes = g_bytes_new_static (mac, sizeof mac);
  return db_run (archive,
                 "INSERT INTO verification (page, field, form, form_version, state_before, value_before,"
                 " value_after, actor, verified, mac, probability) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 DB_BIND (db_int (page), db_text (field), db_text (row->form), db_text (row->form_version),
                          db_text (said.state_before), db_text (said.value_before),
                          db_text (said.value_after), db_text (actor), db_int (said.verified),
                          db_bytes (mac_bytes), db_real (row->probability)),
                 error) &&
         announce (archive, row->source, db_last_id (archive), mac, error) &&
         sohoa_field_set_verified (archive, row, value, error);
}

gboolean
sohoa_field_verify (SohoaArchive *archive, gint64 page, const char *field, const char *value,
                    const char *actor, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, verify (archive, page, field, value, actor, error), error);
}

static gpointer
make_verification (sqlite3_stmt *statement)
{
  SohoaVerification *verification = g_new0 (SohoaVerification, 1);
  verification->id = sqlite3_column_int64 (statement, 0);
  verification->actor = db_column_text (statement, 1);
  verification->verified = sqlite3_column_int64 (statement, 2);
  verification->state_before = db_column_text (statement, 3);
  verification->value_before = db_column_text (statement, 4);
  verification->value_after = db_column_text (statement, 5);
  return verification;
}

static gboolean
check_seal (SohoaArchive *archive, gint64 page, const char *field, const SohoaVerification *said,
            sqlite3_stmt *statement, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  seal (archive, page, field, said, mac);
  if (db_column_is (statement, 6, mac, sizeof mac))
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "verification %" G_GINT64_FORMAT " was changed outside the program: restore a backup",
               said->id);
  return FALSE;
}

GPtrArray *
sohoa_verification_list (SohoaArchive *archive, gint64 page, const char *field, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_verification_free);
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive,
              "SELECT id, actor, verified, state_before, value_before, value_after, mac FROM verification"
              " WHERE page = ? AND field = ? ORDER BY id",
              DB_BIND (db_int (page), db_text (field)), error);
  gboolean row;

  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&rows);
    SohoaVerification *said = make_verification (statement);
    g_ptr_array_add (rows, said);
    if (!check_seal (archive, page, field, said, statement, error))
      return NULL;
  }
}
