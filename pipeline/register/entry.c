/* entry.c - see entry.h. Each column has one reader; values are never quoted in a refusal. */
#include "entry.h"

#include <string.h>

#include <sohoa/codelist.h>
#include <sohoa/value.h>

#include "../subjects/subjects.h"
#include "unit_code.h"

enum { UNIT_MAX_BYTES = 64 };

void
sohoa_parsed_entry_clear (SohoaParsedEntry *parsed)
{
  for (guint i = 0; i < SOHOA_N_COLUMNS; i++)
    g_free (parsed->texts[i]);
  g_free (parsed->unit_name);
  g_clear_pointer (&parsed->entry.applicant_number, g_bytes_unref);
  g_clear_pointer (&parsed->entry.applicant_label, g_bytes_unref);
}

/* ---- readers: NULL and a reason when the cell cannot be taken; *ret_text NULL when it is empty ---- */

typedef SohoaEntryReader Reader;
struct SohoaEntryReader {
  SohoaArchive *archive;
  const SohoaColumns *columns;
  GHashTable *read[SOHOA_N_COLUMNS]; /* cells -> texts, of columns whose cells repeat; NULL for others */
  SohoaParsedEntry *parsed;          /* the one that is being filled; borrowed */
};

/* The canonical text of a type whose values are plain ASCII; NULL when it is not understood. */
static char *
normalize (const char *type, const char *raw)
{
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (sohoa_field_type_lookup (type), raw);
  gsize length = strlen (value->json);
  return value->plausibility > 0 && length > 2 ? g_strndup (value->json + 1, length - 2) : NULL;
}

/* "2025-07-11T14:06:00" and "11/07/2025 14:06" without their hour. */
static char *
without_hour (const char *text)
{
  GString *day = g_string_new (NULL);
  const char *hour = strchr (text, 'T');
  g_autofree char *first =
    hour != NULL && g_ascii_isdigit (hour[1]) ? g_strndup (text, (gsize) (hour - text)) : NULL;
  g_auto (GStrv) words = g_strsplit (first != NULL ? first : text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strchr (words[i], ':') == NULL)
      g_string_append_printf (day, "%s%s", day->len > 0 ? " " : "", words[i]);
  return g_string_free (day, FALSE);
}

static const char *
read_day (Reader *reader, const char *cell, char **ret_text)
{
  g_autofree char *day = without_hour (cell);
  g_autofree char *iso = normalize ("date", day);
  if (iso == NULL)
    return "not a day: day, month and a year of four digits are needed";
  if (strlen (iso) != strlen ("2025-07-11"))
    return "not a full day";
  *ret_text = g_steal_pointer (&iso);
  return NULL;
}

static const char *
read_dossier (Reader *reader, const char *cell, char **ret_text)
{
  *ret_text = normalize ("dossier_code", cell);
  return *ret_text != NULL ? NULL : "not a dossier code: unit, day and number are needed";
}

static const char *
read_procedure (Reader *reader, const char *cell, char **ret_text)
{
  *ret_text = normalize ("procedure_code", cell);
  return *ret_text != NULL ? NULL : "not a procedure code like 1.004222";
}

static const char *
read_unit (Reader *reader, const char *cell, char **ret_text)
{
  if (strlen (cell) > UNIT_MAX_BYTES || strpbrk (cell, " \t\r\n") != NULL)
    return "not the code of a unit";
  *ret_text = g_ascii_strup (cell, -1);
  return NULL;
}

static const char *
read_name (Reader *reader, const char *cell, char **ret_text)
{
  reader->parsed->unit_name = g_strdup (cell);
  return NULL;
}

static const char *
read_channel (Reader *reader, const char *cell, char **ret_text)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("channels");
  int row = list != NULL ? sohoa_code_list_find (list, sohoa_code_list_column (list, "code"), cell) : -1;
  if (list != NULL && row < 0)
    row = sohoa_code_list_match (list, cell);
  if (row < 0)
    return "not a channel: direct (1), online (2) or post (3)";
  *ret_text = g_strdup (sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "word")));
  return NULL;
}

static const char *
read_told (Reader *reader, const char *cell, char **ret_text)
{
  if (strcmp (cell, "0") == 0 || strcmp (cell, "1") == 0) {
    *ret_text = g_strdup (cell);
    return NULL;
  }
  g_autoptr (SohoaValue) said = sohoa_field_type_normalize (sohoa_field_type_lookup ("yes_no"), cell);
  if (said->plausibility <= 0)
    return "neither 1 (có) nor 0 (không)";
  *ret_text = g_strdup (strcmp (said->json, "true") == 0 ? "1" : "0");
  return NULL;
}

/* An applicant that cannot be indexed is nobody that a scan could be matched with; the entry counts all the
 * same. */
static const char *
read_applicant_name (Reader *reader, const char *cell, char **ret_text)
{
  reader->parsed->entry.applicant_label = sohoa_label_index (reader->archive, cell);
  return NULL;
}

static const char *
read_applicant_number (Reader *reader, const char *cell, char **ret_text)
{
  reader->parsed->entry.applicant_number = sohoa_number_index (reader->archive, cell);
  return NULL;
}

enum { NEEDED = 1 << 0, REPEATS = 1 << 1 };

static const struct {
  const char *(*read) (Reader *, const char *, char **);
  guint flags;
} readers[SOHOA_N_COLUMNS] = {
  [SOHOA_COLUMN_DOSSIER] = {read_dossier, NEEDED},
  [SOHOA_COLUMN_RECEIVED] = {read_day, NEEDED | REPEATS},
  [SOHOA_COLUMN_UNIT] = {read_unit, 0},
  [SOHOA_COLUMN_UNIT_NAME] = {read_name, 0},
  [SOHOA_COLUMN_PROCEDURE] = {read_procedure, NEEDED | REPEATS},
  [SOHOA_COLUMN_APPLICANT_NAME] = {read_applicant_name, 0},
  [SOHOA_COLUMN_APPLICANT_NUMBER] = {read_applicant_number, 0},
  [SOHOA_COLUMN_CHANNEL] = {read_channel, REPEATS},
  [SOHOA_COLUMN_DUE] = {read_day, REPEATS},
  [SOHOA_COLUMN_FINISHED] = {read_day, REPEATS},
  [SOHOA_COLUMN_ELECTRONIC_RESULT] = {read_told, REPEATS},
  [SOHOA_COLUMN_YIELDS_DOCUMENT] = {read_told, REPEATS},
  [SOHOA_COLUMN_REUSED] = {read_told, REPEATS},
  [SOHOA_COLUMN_FROM_STORE] = {read_told, REPEATS},
  [SOHOA_COLUMN_SYNCED] = {read_told, REPEATS},
};

/* Different cells of a column that are remembered: the days of ten years. */
enum { MEMORY_MAX = 4096 };

SohoaEntryReader *
sohoa_entry_reader_new (SohoaArchive *archive, const SohoaColumns *columns)
{
  SohoaEntryReader *reader = g_new0 (SohoaEntryReader, 1);
  reader->archive = archive;
  reader->columns = columns;
  for (guint i = 0; i < SOHOA_N_COLUMNS; i++)
    if (readers[i].flags & REPEATS)
      reader->read[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reader;
}

void
sohoa_entry_reader_free (SohoaEntryReader *reader)
{
  if (reader == NULL)
    return;
  for (guint i = 0; i < SOHOA_N_COLUMNS; i++)
    g_clear_pointer (&reader->read[i], g_hash_table_unref);
  g_free (reader);
}

/* A day stands in thousands of rows: it is worked out once. NULL, or why the cell is refused. */
static const char *
read_cell (SohoaEntryReader *reader, guint column, const char *cell, char **ret_text)
{
  GHashTable *memory = reader->read[column];
  const char *known = memory != NULL ? g_hash_table_lookup (memory, cell) : NULL;
  const char *reason = NULL;

  if (known != NULL)
    *ret_text = g_strdup (known);
  else
    reason = readers[column].read (reader, cell, ret_text);
  if (known != NULL || reason != NULL || memory == NULL)
    return reason;
  if (g_hash_table_size (memory) >= MEMORY_MAX)
    g_hash_table_remove_all (memory);
  g_hash_table_insert (memory, g_strdup (cell), g_strdup (*ret_text));
  return NULL;
}

/* ---- the entry ---- */

guint
sohoa_entry_extras (const SohoaColumns *columns)
{
  static const struct {
    SohoaRegisterColumn column;
    SohoaRegisterExtra extra;
  } pairs[] = {
    {SOHOA_COLUMN_DUE, SOHOA_REGISTER_DUE},
    {SOHOA_COLUMN_FINISHED, SOHOA_REGISTER_FINISHED},
    {SOHOA_COLUMN_CHANNEL, SOHOA_REGISTER_CHANNEL},
    {SOHOA_COLUMN_ELECTRONIC_RESULT, SOHOA_REGISTER_ELECTRONIC_RESULT},
    {SOHOA_COLUMN_REUSED, SOHOA_REGISTER_REUSED},
    {SOHOA_COLUMN_FROM_STORE, SOHOA_REGISTER_FROM_STORE},
    {SOHOA_COLUMN_SYNCED, SOHOA_REGISTER_SYNCED},
    {SOHOA_COLUMN_APPLICANT_NUMBER, SOHOA_REGISTER_APPLICANT_NUMBER},
    {SOHOA_COLUMN_APPLICANT_NAME, SOHOA_REGISTER_APPLICANT_LABEL},
  };
  guint extras = 1u << SOHOA_REGISTER_YIELDS_DOCUMENT;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (columns->place[pairs[i].column] >= 0)
      extras |= 1u << pairs[i].extra;
  return extras;
}

/* Of the national procedure; an office's variant ("1.000656.000.00.00.H29") is the same. */
static SohoaTold
procedure_yields_document (const char *procedure)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("procedures");
  g_autofree char *national = g_strndup (procedure, strlen ("1.004222"));
  const char *told = list != NULL ? sohoa_code_list_text (list, national, "yields_document") : NULL;
  return told == NULL || *told == '\0' ? SOHOA_UNTOLD : strcmp (told, "1") == 0 ? SOHOA_YES : SOHOA_NO;
}

static SohoaTold
told_by (const char *text)
{
  return text == NULL ? SOHOA_UNTOLD : *text == '1' ? SOHOA_YES : SOHOA_NO;
}

static void
fill_entry (SohoaParsedEntry *parsed)
{
  char **texts = parsed->texts;
  SohoaRegisterEntry *entry = &parsed->entry;

  if (texts[SOHOA_COLUMN_UNIT] == NULL)
    texts[SOHOA_COLUMN_UNIT] = sohoa_unit_code_of_dossier (texts[SOHOA_COLUMN_DOSSIER]);
  entry->dossier = texts[SOHOA_COLUMN_DOSSIER];
  entry->unit = texts[SOHOA_COLUMN_UNIT];
  entry->procedure = texts[SOHOA_COLUMN_PROCEDURE];
  entry->received = texts[SOHOA_COLUMN_RECEIVED];
  entry->due = texts[SOHOA_COLUMN_DUE];
  entry->finished = texts[SOHOA_COLUMN_FINISHED];
  entry->channel = texts[SOHOA_COLUMN_CHANNEL];
  entry->told[SOHOA_TELLS_ELECTRONIC_RESULT] = told_by (texts[SOHOA_COLUMN_ELECTRONIC_RESULT]);
  entry->told[SOHOA_TELLS_YIELDS_DOCUMENT] = texts[SOHOA_COLUMN_YIELDS_DOCUMENT] != NULL
                                               ? told_by (texts[SOHOA_COLUMN_YIELDS_DOCUMENT])
                                               : procedure_yields_document (entry->procedure);
  entry->told[SOHOA_TELLS_REUSED] = told_by (texts[SOHOA_COLUMN_REUSED]);
  entry->told[SOHOA_TELLS_FROM_STORE] = told_by (texts[SOHOA_COLUMN_FROM_STORE]);
  entry->told[SOHOA_TELLS_SYNCED] = told_by (texts[SOHOA_COLUMN_SYNCED]);
}

gboolean
sohoa_entry_read (SohoaEntryReader *reader, GStrv row, SohoaParsedEntry *parsed,
                  SohoaRegisterColumn *ret_column, const char **ret_reason)
{
  guint n_cells = g_strv_length (row);

  reader->parsed = parsed;
  for (guint i = 0; i < SOHOA_N_COLUMNS; i++) {
    const char *cell =
      sohoa_columns_cell (reader->columns, (const char *const *) row, n_cells, (SohoaRegisterColumn) i);
    g_autofree char *text = g_strstrip (g_strdup (cell));
    const char *reason = NULL;
    if (*text != '\0')
      reason = read_cell (reader, i, text, &parsed->texts[i]);
    else if (readers[i].flags & NEEDED)
      reason = "nothing stands there";
    if (reason != NULL) {
      *ret_column = (SohoaRegisterColumn) i;
      *ret_reason = reason;
      return FALSE;
    }
  }
  fill_entry (parsed);
  return TRUE;
}
