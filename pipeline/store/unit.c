/* unit.c - see unit.h. */
#include "unit.h"

#include "db.h"

void
sohoa_unit_free (SohoaUnit *unit)
{
  g_free (unit->code);
  g_free (unit->name);
  g_free (unit->parent);
  g_free (unit);
}

gboolean
sohoa_unit_put (SohoaArchive *archive, const char *code, const char *name, const char *parent, GError **error)
{
  return db_run (archive,
                 "INSERT INTO unit (code, name, parent) VALUES (?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET name = coalesce (excluded.name, name)",
                 DB_BIND (db_text (code), db_text (name), db_text (parent)), error);
}

static gpointer
make_unit (sqlite3_stmt *statement)
{
  SohoaUnit *unit = g_new0 (SohoaUnit, 1);
  unit->code = db_column_text (statement, 0);
  unit->name = db_column_text (statement, 1);
  unit->parent = db_column_text (statement, 2);
  return unit;
}

GPtrArray *
sohoa_unit_list (SohoaArchive *archive, GError **error)
{
  return db_collect (archive, "SELECT code, name, parent FROM unit ORDER BY code", DB_NOTHING, make_unit,
                     (GDestroyNotify) sohoa_unit_free, error);
}
