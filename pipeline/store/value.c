/* value.c - see field.h. The only code that reads or writes a personal value: readings, fields, codes.
 *
 * The keyed hash of a field covers where it stands (object hash and page number, not row ids, so that the
 * same scans give the same hashes) and all that is said about it.
 */
#include "field.h"

#include <math.h>
#include <string.h>

#include "archive_internal.h"
#include "db.h"
#include "field_internal.h"
#include "json_line.h"
#include "word.h"

static const char *const state_words[] = {
#define X(name, nick) nick,
  SOHOA_FIELD_STATE_LIST (X)
#undef X
};
/* As columns have them: the first letters of the words. */
static const char *const state_letters[] = {"a", "r", "v", "e"};
G_STATIC_ASSERT (G_N_ELEMENTS (state_letters) == SOHOA_N_FIELD_STATES);
static const char *const severity_words[] = {"info", "warning", "error"};

const char *
sohoa_field_state_nick (guint state)
{
  return state_words[state];
}

void
sohoa_field_row_free (SohoaFieldRow *row)
{
  if (row == NULL)
    return;
  g_free (row->form);
  g_free (row->form_version);
  g_free (row->field);
  g_free (row->recognizer);
  g_free (row->raw);
  g_free (row->alternatives);
  g_free (row->method);
  g_free (row->value);
  g_free (row->findings);
  g_free (row->reason);
  g_free (row->witnesses);
  g_free (row);
}

/* ---- writing ---- */

static char *
alternatives_to_json (const GArray *alternatives)
{
  GString *json = g_string_new (NULL);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < alternatives->len; i++) {
    const SohoaAlternative *alternative = &g_array_index (alternatives, SohoaAlternative, i);
    sohoa_json_open (json, '[');
    sohoa_json_string (json, alternative->raw);
    sohoa_json_real (json, alternative->confidence, 4);
    sohoa_json_close (json, ']');
  }
  sohoa_json_close (json, ']');
  return g_string_free (json, FALSE);
}

static char *
findings_to_json (const GPtrArray *findings)
{
  GString *json = g_string_new (NULL);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < findings->len; i++) {
    const SohoaFinding *finding = g_ptr_array_index (findings, i);
    sohoa_json_open (json, '{');
    sohoa_json_member (json, "severity");
    sohoa_json_string (json, severity_words[finding->severity]);
    sohoa_json_member (json, "code");
    sohoa_json_string (json, finding->code);
    sohoa_json_member (json, "message");
    sohoa_json_string (json, finding->message);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  return g_string_free (json, FALSE);
}

/* Lists that are empty, as most are, take no room. */
static DbValue
list_or_null (const char *json)
{
  return db_text (strcmp (json, "[]") != 0 ? json : NULL);
}

/* What names a reading beside its page. */
typedef struct {
  gint64 field, print, recognizer; /* ids of word and print */
} Names;

static gboolean
put_names (SohoaArchive *archive, const SohoaFieldRow *row, Names *ret_names, GError **error)
{
  return sohoa_word_put (archive, row->field, &ret_names->field, error) &&
         sohoa_word_put (archive, row->recognizer, &ret_names->recognizer, error) &&
         sohoa_word_put_print (archive, row->form, row->form_version, &ret_names->print, error);
}

static gboolean
write_reading (SohoaArchive *archive, gint64 page, const Names *names, const SohoaReading *reading,
               GError **error)
{
  g_autofree char *alternatives = alternatives_to_json (reading->alternatives);
  gint64 method;
  if (!sohoa_word_put (archive, reading->method != NULL ? reading->method : "none", &method, error))
    return FALSE;
  return db_run (
    archive,
    "INSERT INTO reading (page, field, print, recognizer, raw, alternatives, confidence,"
    " x0, y0, x1, y1, x2, y2, x3, y3, method, flags)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET raw = excluded.raw, alternatives = excluded.alternatives,"
    " confidence = excluded.confidence, x0 = excluded.x0, y0 = excluded.y0, x1 = excluded.x1, y1 = "
    "excluded.y1,"
    " x2 = excluded.x2, y2 = excluded.y2, x3 = excluded.x3, y3 = excluded.y3, method = excluded.method,"
    " flags = excluded.flags",
    DB_BIND (db_int (page), db_int (names->field), db_int (names->print), db_int (names->recognizer),
             db_text (reading->raw), list_or_null (alternatives), db_parts (reading->confidence, 10000),
             DB_QUAD_QUARTERS (&reading->quad), db_int (method), db_int (reading->flags)),
    error);
}

/* The hash of a page's place: its source's bytes and its number there. */
typedef struct {
  char *sha256;
  gint64 page_no;
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->sha256, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
load_place (SohoaArchive *archive, gint64 page, Place *ret_place, GError **error)
{
  gboolean row;
  g_autoptr (sqlite3_stmt) statement = db_query (
    archive, "SELECT s.sha256, p.page_no FROM page p JOIN source s ON s.id = p.source WHERE p.id = ?",
    DB_BIND (db_int (page)), error);
  if (statement == NULL || !db_next (archive, statement, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no such page in the archive");
    return FALSE;
  }
  ret_place->sha256 = db_column_text (statement, 0);
  ret_place->page_no = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

static void
seal (SohoaArchive *archive, const Place *place, const SohoaFieldRow *row, guint8 ret_mac[SOHOA_MAC_BYTES])
{
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_VALUE);
  sohoa_mac_add_text (mac, place->sha256);
  sohoa_mac_add_int (mac, place->page_no);
  sohoa_mac_add_text (mac, row->form);
  sohoa_mac_add_text (mac, row->form_version);
  sohoa_mac_add_text (mac, row->field);
  sohoa_mac_add_text (mac, row->recognizer);
  sohoa_mac_add_text (mac, row->raw);
  sohoa_mac_add_text (mac, row->value);
  sohoa_mac_add_text (mac, state_words[row->state]);
  sohoa_mac_finish (mac, ret_mac);
}

static gboolean
write_field (SohoaArchive *archive, const Names *names, const SohoaFieldRow *row, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  g_auto (Place) place = {0};

  if (!load_place (archive, row->page, &place, error))
    return FALSE;
  seal (archive, &place, row, mac);
  g_autoptr (GBytes) mac_bytes = g_bytes_new_static (mac, SOHOA_SEAL_BYTES);
  return db_run (
    archive,
    "INSERT INTO field (page, field, seq, print, recognizer, value, plausibility, findings, state, reason,"
    " probability, witnesses, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (page, field) DO UPDATE SET seq = excluded.seq, print = excluded.print,"
    " recognizer = excluded.recognizer, value = excluded.value,"
    " plausibility = excluded.plausibility, findings = excluded.findings, state = excluded.state,"
    " reason = excluded.reason, probability = excluded.probability, witnesses = excluded.witnesses,"
    " mac = excluded.mac WHERE field.state <> 'v'",
    DB_BIND (db_int (row->page), db_int (names->field), db_int (row->seq), db_int (names->print),
             db_int (names->recognizer), db_text (row->value), db_real (row->plausibility),
             list_or_null (row->findings), db_text (state_letters[row->state]), db_text (row->reason),
             db_parts (row->probability, 1000000), list_or_null (row->witnesses), db_bytes (mac_bytes)),
    error);
}

gboolean
sohoa_field_store (SohoaArchive *archive, gint64 page, const char *form, const char *form_version,
                   const char *recognizer, guint seq, const SohoaReading *reading, const SohoaValue *value,
                   const SohoaFieldJudgement *judgement, GError **error)
{
  g_autofree char *findings = findings_to_json (value->findings);
  SohoaFieldRow row = {.page = page,
                       .seq = seq,
                       .form = (char *) form,
                       .form_version = (char *) form_version,
                       .field = reading->field,
                       .recognizer = (char *) recognizer,
                       .raw = reading->raw,
                       .value = value->json,
                       .plausibility = value->plausibility,
                       .findings = findings,
                       .state = judgement->state,
                       .reason = (char *) judgement->reason,
                       .probability = judgement->probability,
                       .witnesses = (char *) judgement->witnesses};

  Names names;

  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  gboolean ok = put_names (archive, &row, &names, error) &&
                write_reading (archive, page, &names, reading, error) &&
                write_field (archive, &names, &row, error);
  return sohoa_archive_end (archive, ok, error);
}

gboolean
sohoa_field_judge (SohoaArchive *archive, const SohoaFieldRow *row, const SohoaFieldJudgement *judgement,
                   GError **error)
{
  gboolean same = row->state == judgement->state && g_strcmp0 (row->reason, judgement->reason) == 0 &&
                  fabs (row->probability - judgement->probability) < 1e-6 &&
                  strcmp (row->witnesses, judgement->witnesses) == 0;
  SohoaFieldRow judged = *row; /* borrows */
  Names names;

  judged.state = judgement->state;
  judged.reason = (char *) judgement->reason;
  judged.probability = judgement->probability;
  judged.witnesses = (char *) judgement->witnesses;
  return same ||
         (put_names (archive, &judged, &names, error) && write_field (archive, &names, &judged, error));
}

gboolean
sohoa_field_set_verified (SohoaArchive *archive, const SohoaFieldRow *row, const char *value, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  g_auto (Place) place = {0};
  SohoaFieldRow said = *row; /* borrows */

  said.value = (char *) value;
  said.state = SOHOA_FIELD_VERIFIED;
  if (!load_place (archive, row->page, &place, error))
    return FALSE;
  seal (archive, &place, &said, mac);
  g_autoptr (GBytes) mac_bytes = g_bytes_new_static (mac, SOHOA_SEAL_BYTES);
  return db_run_one (
    archive,
    "UPDATE field SET value = ?, plausibility = 1, findings = NULL, state = 'v', reason = NULL,"
    " probability = 1000000, mac = ? WHERE page = ? AND field = (SELECT id FROM word WHERE text = ?)",
    DB_BIND (db_text (value), db_bytes (mac_bytes), db_int (row->page), db_text (row->field)), "such field",
    error);
}

gboolean
sohoa_field_clear_page (SohoaArchive *archive, gint64 page, GError **error)
{
  return db_run (archive, "DELETE FROM field WHERE page = ? AND state <> 'v'", DB_BIND (db_int (page)),
                 error);
}

/* ---- reading ---- */

#define FIELD_COLUMNS                                                                                        \
  "SELECT f.page, p.source, p.page_no, f.seq, t.form, t.version, w.text, y.text, r.raw,"                     \
  " coalesce (r.alternatives, '[]'), r.confidence / 1e4, " DB_FROM_QUARTERS (                                \
    "r") ", m.text, r.flags, f.value, f.plausibility, coalesce (f.findings, '[]'), f.state, f.reason,"       \
         " f.mac, s.sha256, f.probability / 1e6, coalesce (f.witnesses, '[]'), p.residual_mm"                \
         " FROM field f JOIN page p ON p.id = f.page JOIN source s ON s.id = p.source"                       \
         " JOIN reading r ON r.page = f.page AND r.field = f.field AND r.print = f.print"                    \
         "  AND r.recognizer = f.recognizer JOIN print t ON t.id = f.print JOIN word w ON w.id = f.field"    \
         " JOIN word y ON y.id = f.recognizer JOIN word m ON m.id = r.method "

static SohoaFieldRow *
make_row (sqlite3_stmt *statement)
{
  SohoaFieldRow *row = g_new0 (SohoaFieldRow, 1);
  row->page = sqlite3_column_int64 (statement, 0);
  row->source = sqlite3_column_int64 (statement, 1);
  row->page_no = db_column_uint (statement, 2);
  row->seq = db_column_uint (statement, 3);
  row->form = db_column_text (statement, 4);
  row->form_version = db_column_text (statement, 5);
  row->field = db_column_text (statement, 6);
  row->recognizer = db_column_text (statement, 7);
  row->raw = db_column_text (statement, 8);
  row->alternatives = db_column_text (statement, 9);
  row->confidence = sqlite3_column_double (statement, 10);
  row->quad = db_column_quad (statement, 11);
  row->method = db_column_text (statement, 19);
  row->flags = db_column_uint (statement, 20);
  row->value = db_column_text (statement, 21);
  row->plausibility = sqlite3_column_double (statement, 22);
  row->findings = db_column_text (statement, 23);
  row->state = db_column_word (statement, 24, state_letters, SOHOA_N_FIELD_STATES);
  row->reason = db_column_text (statement, 25);
  row->probability = sqlite3_column_double (statement, 28);
  row->witnesses = db_column_text (statement, 29);
  row->residual_mm = sqlite3_column_double (statement, 30);
  return row;
}

static gboolean
check_seal (SohoaArchive *archive, sqlite3_stmt *statement, const SohoaFieldRow *row, GError **error)
{
  guint8 mac[SOHOA_MAC_BYTES];
  g_auto (Place) place = {.sha256 = db_column_text (statement, 27), .page_no = row->page_no};

  seal (archive, &place, row, mac);
  if (db_column_is (statement, 26, mac, SOHOA_SEAL_BYTES))
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
               "field '%s' of page %" G_GINT64_FORMAT ".%u was changed outside the program: restore a backup",
               row->field, row->source, row->page_no);
  return FALSE;
}

static GPtrArray *
list_fields (SohoaArchive *archive, const char *sql, const DbValue *values, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_field_row_free);
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, values, error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&rows);
    g_ptr_array_add (rows, make_row (statement));
    if (!check_seal (archive, statement, g_ptr_array_index (rows, rows->len - 1), error))
      return NULL;
  }
}

GPtrArray *
sohoa_field_list_page (SohoaArchive *archive, gint64 page, GError **error)
{
  return list_fields (archive, FIELD_COLUMNS "WHERE f.page = ? ORDER BY f.seq, w.text",
                      DB_BIND (db_int (page)), error);
}

SohoaFieldRow *
sohoa_field_load (SohoaArchive *archive, gint64 page, const char *field, GError **error)
{
  g_autoptr (GPtrArray) rows = list_fields (archive, FIELD_COLUMNS "WHERE f.page = ? AND w.text = ?",
                                            DB_BIND (db_int (page), db_text (field)), error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND, "there is no field '%s' on that page", field);
  return NULL;
}

/* Page by page, so that an archive of any size is checked in the memory of one page. */
gboolean
sohoa_field_verify_all (SohoaArchive *archive, GError **error)
{
  gint64 page = 0;
  for (;;) {
    if (!db_number (archive, "SELECT min (page) FROM field WHERE page > ?", DB_BIND (db_int (page)), &page,
                    error))
      return FALSE;
    if (page == 0)
      return TRUE;
    g_autoptr (GPtrArray) rows = sohoa_field_list_page (archive, page, error);
    if (rows == NULL)
      return FALSE;
  }
}

/* ---- codes ---- */

static gboolean
replace_codes (SohoaArchive *archive, gint64 page, const GPtrArray *codes, GError **error)
{
  if (!db_run (archive, "DELETE FROM page_code WHERE page = ?", DB_BIND (db_int (page)), error))
    return FALSE;
  for (guint i = 0; i < codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (codes, i);
    if (!db_run (archive, "INSERT INTO page_code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 DB_BIND (db_int (page), db_int (i), db_text (code->symbology), db_text (code->data),
                          DB_QUAD (&code->quad)),
                 error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_field_store_codes (SohoaArchive *archive, gint64 page, const GPtrArray *codes, GError **error)
{
  if (!sohoa_archive_begin (archive, error))
    return FALSE;
  return sohoa_archive_end (archive, replace_codes (archive, page, codes, error), error);
}

static void
code_free (gpointer data)
{
  SohoaCode *code = data;
  g_free (code->symbology);
  g_free (code->data);
  g_free (code);
}

static gpointer
make_code (sqlite3_stmt *statement)
{
  SohoaCode *code = g_new0 (SohoaCode, 1);
  code->symbology = db_column_text (statement, 0);
  code->data = db_column_text (statement, 1);
  code->quad = db_column_quad (statement, 2);
  return code;
}

GPtrArray *
sohoa_field_list_codes (SohoaArchive *archive, gint64 page, GError **error)
{
  return db_collect (
    archive,
    "SELECT symbology, data, x0, y0, x1, y1, x2, y2, x3, y3 FROM page_code WHERE page = ? ORDER BY seq",
    DB_BIND (db_int (page)), make_code, code_free, error);
}
