/* word.c - see word.h. */
#include "word.h"

#include "db.h"

static gboolean
put (SohoaArchive *archive, const char *find, const char *add, const DbValue *values, gint64 *ret_id,
     GError **error)
{
  if (!db_number (archive, find, values, ret_id, error))
    return FALSE;
  if (*ret_id != 0)
    return TRUE;
  if (!db_run (archive, add, values, error))
    return FALSE;
  *ret_id = db_last_id (archive);
  return TRUE;
}

gboolean
sohoa_word_put (SohoaArchive *archive, const char *text, gint64 *ret_id, GError **error)
{
  *ret_id = 0;
  return text == NULL || put (archive, "SELECT id FROM word WHERE text = ?",
                              "INSERT INTO word (text) VALUES (?)", DB_BIND (db_text (text)), ret_id, error);
}

gboolean
sohoa_word_put_print (SohoaArchive *archive, const char *form, const char *version, gint64 *ret_id,
                      GError **error)
{
  return put (archive, "SELECT id FROM print WHERE form = ? AND version = ?",
              "INSERT INTO print (form, version) VALUES (?, ?)", DB_BIND (db_text (form), db_text (version)),
              ret_id, error);
}
