/* columns.c - see columns.h. */
#include "columns.h"

#include <string.h>

#include <sohoa/codelist.h>

static const char *const codes[] = {
#define X(name, code) code,
  SOHOA_REGISTER_COLUMN_LIST (X)
#undef X
};

const char *
sohoa_column_code (SohoaRegisterColumn column)
{
  return codes[column];
}

static int
find_code (const char *code)
{
  for (int i = 0; i < SOHOA_N_COLUMNS; i++)
    if (strcmp (codes[i], code) == 0)
      return i;
  return -1;
}

static gboolean G_GNUC_PRINTF (2, 3) fail (GError **error, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot take the register: %s", what);
  return FALSE;
}

static gboolean
find_heading (const char *const *heading, const char *text, int *ret_place)
{
  for (int i = 0; heading[i] != NULL; i++)
    if (strcmp (heading[i], text) == 0) {
      *ret_place = i;
      return TRUE;
    }
  return FALSE;
}

/* One "code=Heading". */
static gboolean
take_mapped (const char *mapped, const char *const *heading, SohoaColumns *columns, GError **error)
{
  const char *equals = strchr (mapped, '=');
  g_autofree char *code = g_strndup (mapped, equals != NULL ? (gsize) (equals - mapped) : strlen (mapped));
  int column = find_code (code);
  if (equals == NULL || column < 0)
    return fail (error, "--map '%s' must be COLUMN=HEADING, as in --map dossier_code='Mã hồ sơ'", mapped);
  return find_heading (heading, equals + 1, &columns->place[column]) ||
         fail (error, "--map '%s': the first row has no such heading", mapped);
}

/* A heading that is one of the columns, by code, name or alias. */
static int
known_heading (const SohoaCodeList *list, const char *heading)
{
  int row = sohoa_code_list_match (list, heading);
  if (row < 0)
    return find_code (heading);
  return find_code (sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "code")));
}

static gboolean
is_mapped (const SohoaColumns *mapped, int place)
{
  for (int i = 0; i < SOHOA_N_COLUMNS; i++)
    if (mapped->place[i] == place)
      return TRUE;
  return FALSE;
}

static gboolean
take_headings (const char *const *heading, const SohoaColumns *mapped, SohoaColumns *columns, GError **error)
{
  const SohoaCodeList *list = sohoa_code_list_lookup ("register_columns");
  if (list == NULL) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_SETUP,
      "the code list 'register_columns' is missing: install the schemas, or set SOHOA_SCHEMAS");
    return FALSE;
  }
  for (int i = 0; heading[i] != NULL; i++) {
    int column = known_heading (list, heading[i]);
    if (column < 0 || mapped->place[column] >= 0 || is_mapped (mapped, i))
      continue;
    if (columns->place[column] >= 0)
      return fail (error, "two columns are '%s'; say which with --map %s=HEADING", codes[column],
                   codes[column]);
    columns->place[column] = i;
  }
  return TRUE;
}

gboolean
sohoa_columns_find (const char *const *heading, const char *const *map, SohoaColumns *ret_columns,
                    GError **error)
{
  static const SohoaRegisterColumn needed[] = {SOHOA_COLUMN_DOSSIER, SOHOA_COLUMN_RECEIVED,
                                               SOHOA_COLUMN_PROCEDURE};
  SohoaColumns mapped, columns;

  for (int i = 0; i < SOHOA_N_COLUMNS; i++)
    mapped.place[i] = columns.place[i] = -1;
  for (guint i = 0; map != NULL && map[i] != NULL; i++)
    if (!take_mapped (map[i], heading, &mapped, error))
      return FALSE;
  if (!take_headings (heading, &mapped, &columns, error))
    return FALSE;
  for (int i = 0; i < SOHOA_N_COLUMNS; i++)
    if (mapped.place[i] >= 0)
      columns.place[i] = mapped.place[i];
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (columns.place[needed[i]] < 0)
      return fail (error, "no column is '%s'; head one so, or say which with --map %s=HEADING",
                   codes[needed[i]], codes[needed[i]]);
  *ret_columns = columns;
  return TRUE;
}

const char *
sohoa_columns_cell (const SohoaColumns *columns, const char *const *row, guint n_cells,
                    SohoaRegisterColumn column)
{
  int place = columns->place[column];
  return place >= 0 && (guint) place < n_cells ? row[place] : "";
}
