/* review.c - see review.h. The questions themselves are the view v_review. */
#include "review.h"

#include "db.h"

static const char *const kind_words[] = {"page", "field", "dossier", "subject", "register"};

const char *
sohoa_review_kind_nick (SohoaReviewKind kind)
{
  return kind_words[kind];
}

void
sohoa_review_item_free (SohoaReviewItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->reason);
  g_free (item->dossier);
  g_free (item->form);
  g_free (item);
}

static char *
make_id (sqlite3_stmt *statement, SohoaReviewKind kind)
{
  gint64 source = sqlite3_column_int64 (statement, 0);
  guint page_no = db_column_uint (statement, 1);

  switch (kind) {
  case SOHOA_REVIEW_PAGE:
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", source, page_no);
  case SOHOA_REVIEW_FIELD:
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%u/%s", source, page_no,
                            (const char *) sqlite3_column_text (statement, 3));
  case SOHOA_REVIEW_SUBJECT:
    return db_column_text (statement, 3);
  case SOHOA_REVIEW_REGISTER:
    return g_strdup_printf ("%s/%s", (const char *) sqlite3_column_text (statement, 6),
                            (const char *) sqlite3_column_text (statement, 3));
  case SOHOA_REVIEW_DOSSIER:
    break;
  }
  return db_column_text (statement, 6);
}

static gpointer
make_item (sqlite3_stmt *statement)
{
  SohoaReviewItem *item = g_new0 (SohoaReviewItem, 1);
  item->kind = db_column_word (statement, 2, kind_words, G_N_ELEMENTS (kind_words));
  item->id = make_id (statement, item->kind);
  item->form = db_column_text (statement, 4);
  item->reason = db_column_text (statement, 5);
  item->dossier = db_column_text (statement, 6);
  return item;
}

GPtrArray *
sohoa_review_list (SohoaArchive *archive, guint limit, GError **error)
{
  return db_collect (archive,
                     "SELECT source, page_no, kind, field, form, reason, dossier FROM v_review"
                     " ORDER BY source, page_no, seq, dossier, field LIMIT ?",
                     DB_BIND (db_int (limit > 0 ? (gint64) limit : -1)), make_item,
                     (GDestroyNotify) sohoa_review_item_free, error);
}

gboolean
sohoa_review_count (SohoaArchive *archive, guint *ret_count, GError **error)
{
  gint64 n;
  if (!db_number (archive, "SELECT count (*) FROM v_review", DB_NOTHING, &n, error))
    return FALSE;
  *ret_count = (guint) n;
  return TRUE;
}
