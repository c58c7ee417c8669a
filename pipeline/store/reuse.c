/* reuse.c - see reuse.h. */
#include "reuse.h"

#include "db.h"
#include "word.h"

/* As columns have them: the first letters of the nicks. */
static const char *const outcome_letters[] = {"r", "d", "n", "u"};
G_STATIC_ASSERT (G_N_ELEMENTS (outcome_letters) == SOHOA_N_REUSE_OUTCOMES);

/* ---- writing ---- */

gboolean
sohoa_reuse_put (SohoaArchive *archive, const SohoaReuse *reuse, GError **error)
{
  gint64 element, how, from_field;
  if (!sohoa_word_put (archive, reuse->element, &element, error) ||
      !sohoa_word_put (archive, reuse->how, &how, error) ||
      !sohoa_word_put (archive, reuse->from_field, &from_field, error))
    return FALSE;
  return db_run (archive,
                 "INSERT OR REPLACE INTO reuse (who, page, field, print, element, outcome, strict, how, "
                 "from_page, from_field)"
                 " SELECT coalesce (?3, -p.dossier), f.page, f.field, f.print, ?4, ?5, ?6, ?7, ?8, ?9"
                 " FROM word w JOIN field f ON f.page = ?1 AND f.field = w.id JOIN page p ON p.id = f.page "
                 "WHERE w.text = ?2",
                 DB_BIND (db_int (reuse->page), db_text (reuse->field), db_id (reuse->subject),
                          db_int (element), db_text (outcome_letters[reuse->outcome]),
                          db_text (outcome_letters[reuse->strict]), db_id (how), db_id (reuse->from_page),
                          db_id (from_field)),
                 error);
}

gboolean
sohoa_reuse_clear_subject (SohoaArchive *archive, gint64 subject, GError **error)
{
  return db_run (archive, "DELETE FROM reuse WHERE who = ?", DB_BIND (db_int (subject)), error);
}

gboolean
sohoa_reuse_clear_dossier (SohoaArchive *archive, gint64 dossier, GError **error)
{
  return db_run (archive, "DELETE FROM reuse WHERE page IN (SELECT id FROM page WHERE dossier = ?)",
                 DB_BIND (db_int (dossier)), error);
}

/* ---- the walk ---- */

typedef struct {
  GPtrArray *words, *forms; /* texts by id, interned; NULL where there is none */
  GByteArray *pages;        /* 1: the page is of a dossier of the period; NULL: all are */
  SohoaReuseVisit visit;
  gpointer data; /* of the visit */
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->words, g_ptr_array_unref);
  g_clear_pointer (&walk->forms, g_ptr_array_unref);
  g_clear_pointer (&walk->pages, g_byte_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* Texts by id. */
static GPtrArray *
load_texts (SohoaArchive *archive, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (sqlite3_stmt) statement = db_query (archive, sql, DB_NOTHING, error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&texts);
    guint id = db_column_uint (statement, 0);
    if (id >= texts->len)
      g_ptr_array_set_size (texts, (int) id + 1);
    texts->pdata[id] = (gpointer) g_intern_string ((const char *) sqlite3_column_text (statement, 1));
  }
}

/* A byte a page: asked twenty million times. */
static GByteArray *
load_pages (SohoaArchive *archive, const char *from, const char *to, GError **error)
{
  g_autoptr (GByteArray) pages = g_byte_array_new ();
  g_autoptr (sqlite3_stmt) statement =
    db_query (archive,
              "SELECT p.id FROM dossier d CROSS JOIN page p ON p.dossier = d.id"
              " WHERE d.received >= coalesce (?1, '') AND d.received <= coalesce (?2, '~')",
              DB_BIND (db_text (from), db_text (to)), error);
  gboolean row;
  for (;;) {
    if (statement == NULL || !db_next (archive, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&pages);
    guint id = db_column_uint (statement, 0), n = pages->len;
    if (id >= n) {
      g_byte_array_set_size (pages, MAX (id + 1, 2 * n));
      memset (pages->data + n, 0, pages->len - n);
    }
    pages->data[id] = 1;
  }
}

static SohoaReuseOutcome
outcome_of (sqlite3_value *value)
{
  const char *letter = (const char *) sqlite3_value_text (value);
  guint i = 0;
  while (i + 1 < SOHOA_N_REUSE_OUTCOMES && *letter != *outcome_letters[i])
    i++;
  return (SohoaReuseOutcome) i;
}

enum { WHO, PAGE, PRINT, ELEMENT, OUTCOME, STRICT };
#define REUSE_COLUMNS "who, page, print, element, outcome, strict"

static void
visit_item (sqlite3_value **row, gpointer data)
{
  const Walk *walk = data;
  if (walk->pages != NULL) {
    gint64 page = sqlite3_value_int64 (row[PAGE]);
    if (page >= walk->pages->len || walk->pages->data[page] == 0)
      return;
  }
  guint print = (guint) sqlite3_value_int64 (row[PRINT]),
        element = (guint) sqlite3_value_int64 (row[ELEMENT]);
  const SohoaReuseItem item = {.form = walk->forms->pdata[print],
                               .element = walk->words->pdata[element],
                               .kind = print * walk->words->len + element,
                               .who = sqlite3_value_int64 (row[WHO]),
                               .outcome = outcome_of (row[OUTCOME]),
                               .strict = outcome_of (row[STRICT])};
  walk->visit (&item, walk->data);
}

gboolean
sohoa_reuse_walk (SohoaArchive *archive, const char *from, const char *to, SohoaReuseVisit visit,
                  gpointer data, GError **error)
{
  g_auto (Walk) walk = {.visit = visit, .data = data};
  gboolean always = from == NULL && to == NULL;
  return (walk.words = load_texts (archive, "SELECT id, text FROM word", error)) != NULL &&
         (walk.forms = load_texts (archive, "SELECT id, form FROM print", error)) != NULL &&
         (always || (walk.pages = load_pages (archive, from, to, error)) != NULL) &&
         /* The table lies in the order of `who`. */
         db_walk (archive, REUSE_COLUMNS, "FROM reuse NOT INDEXED", DB_NOTHING, visit_item, &walk, error);
}
