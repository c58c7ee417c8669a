/* import.c - see import.h. */
#include "import.h"

#include "../csv/csv_read.h"
#include "../store/event.h"
#include "../store/unit.h"
#include "entry.h"
#include "unit_code.h"

typedef struct {
  SohoaArchive *archive;
  SohoaColumns columns;
  SohoaEntryReader *reader;
  SohoaRegisterWriter *writer;
  GHashTable *units;    /* codes that are known; owned */
  GHashTable *dossiers; /* codes that the table had so far; owned */
  SohoaRegisterImport *outcome;
} Import;

void
sohoa_register_import_clear (SohoaRegisterImport *import)
{
  g_clear_pointer (&import->refusals, g_array_unref);
}

static void
import_free (Import *import)
{
  sohoa_entry_reader_free (import->reader);
  sohoa_register_writer_free (import->writer);
  g_hash_table_unref (import->units);
  g_hash_table_unref (import->dossiers);
  g_free (import);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

/* The unit with all above it, topmost first. */
static gboolean
know_unit (Import *import, const char *code, const char *name, GError **error)
{
  if (g_hash_table_contains (import->units, code))
    return TRUE;
  g_autofree char *parent = sohoa_unit_code_parent (code);
  if (parent != NULL && !know_unit (import, parent, NULL, error))
    return FALSE;
  g_hash_table_add (import->units, g_strdup (code));
  return sohoa_unit_put (import->archive, code, name, parent, error);
}

static void
refuse (Import *import, guint line, SohoaRegisterColumn column, const char *reason)
{
  SohoaRegisterRefusal refusal = {line, sohoa_column_code (column), reason};
  g_array_append_val (import->outcome->refusals, refusal);
  import->outcome->refused++;
}

static gboolean
write_entry (Import *import, const SohoaParsedEntry *parsed, GError **error)
{
  gboolean changed;
  if (!know_unit (import, parsed->entry.unit, parsed->unit_name, error) ||
      !sohoa_register_write (import->writer, &parsed->entry, &changed, error))
    return FALSE;
  if (changed)
    import->outcome->changed++; /* those that are new are told apart at the end, by counting */
  else
    import->outcome->same++;
  return TRUE;
}

static gboolean
take_row (Import *import, GStrv row, guint line, GError **error)
{
  g_auto (SohoaParsedEntry) parsed = {0};
  SohoaRegisterColumn column;
  const char *reason;

  import->outcome->rows++;
  if (!sohoa_entry_read (import->reader, row, &parsed, &column, &reason)) {
    refuse (import, line, column, reason);
    return TRUE;
  }
  if (!g_hash_table_add (import->dossiers, g_strdup (parsed.entry.dossier))) {
    refuse (import, line, SOHOA_COLUMN_DOSSIER, "the table has this dossier in an earlier line");
    return TRUE;
  }
  return write_entry (import, &parsed, error);
}

static gboolean
take_rows (Import *import, SohoaCsvReader *reader, GError **error)
{
  for (;;) {
    g_auto (GStrv) row = NULL;
    guint line;
    if (!sohoa_csv_next (reader, &row, &line, error))
      return FALSE;
    if (row == NULL)
      return TRUE;
    if (!take_row (import, row, line, error))
      return FALSE;
  }
}

static Import *
import_new (SohoaArchive *archive, GStrv heading, const char *const *map, SohoaRegisterImport *outcome,
            GError **error)
{
  g_autoptr (Import) import = g_new0 (Import, 1);
  import->archive = archive;
  import->outcome = outcome;
  import->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import->dossiers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!sohoa_columns_find ((const char *const *) heading, map, &import->columns, error))
    return NULL;
  import->reader = sohoa_entry_reader_new (archive, &import->columns);
  import->writer = sohoa_register_writer_new (archive, sohoa_entry_extras (&import->columns), error);
  return import->writer != NULL ? g_steal_pointer (&import) : NULL;
}

static gboolean
take_heading (SohoaCsvReader *reader, GStrv *ret_heading, GError **error)
{
  guint line;
  if (!sohoa_csv_next (reader, ret_heading, &line, error))
    return FALSE;
  if (*ret_heading != NULL)
    return TRUE;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                       "cannot take the register: the file is empty; its first row must name the columns");
  return FALSE;
}

static gboolean
take_table (SohoaArchive *archive, const char *csv, const char *const *map, SohoaRegisterImport *outcome,
            GError **error)
{
  g_auto (GStrv) heading = NULL;
  SohoaCsvReader reader;
  guint before;

  sohoa_csv_begin (&reader, csv);
  if (!take_heading (&reader, &heading, error) || !sohoa_register_count (archive, &before, error))
    return FALSE;
  g_autoptr (Import) import = import_new (archive, heading, map, outcome, error);
  if (import == NULL || !take_rows (import, &reader, error) ||
      !sohoa_register_tally (archive, &outcome->after, error))
    return FALSE;
  outcome->added = outcome->after.entries - before;
  outcome->changed -= outcome->added;
  g_autofree char *detail = g_strdup_printf ("%u added, %u changed, %u same, %u refused", outcome->added,
                                             outcome->changed, outcome->same, outcome->refused);
  return sohoa_event_add (archive, "register-import", 0, detail, error);
}

gboolean
sohoa_register_import (SohoaArchive *archive, const char *csv, const char *const *map, gboolean dry,
                       SohoaRegisterImport *ret_import, GError **error)
{
  g_auto (SohoaRegisterImport)
    outcome = {.refusals = g_array_new (FALSE, FALSE, sizeof (SohoaRegisterRefusal))};

  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = take_table (archive, csv, map, &outcome, error);
  if (!sohoa_archive_end (archive, ok && !dry, error) && !(ok && dry))
    return FALSE;
  *ret_import = outcome;
  outcome.refusals = NULL;
  return TRUE;
}
