/* listing.c - see listing.h. A new listing is a function that fills rows, and one row of the table at the
 * end. */
#include "listing.h"

#include "../store/dossier.h"
#include "../store/json_line.h"
#include "../store/page.h"
#include "../store/quarantine.h"
#include "../store/register.h"
#include "../store/review.h"
#include "remedy.h"

void
sohoa_listing_free (SohoaListing *listing)
{
  if (listing == NULL)
    return;
  g_ptr_array_unref (listing->rows);
  g_free (listing);
}

/* Cells up to a NULL that ends the list; each is copied, a missing one is given as "". */
static void
add_row (SohoaListing *listing, const char *const *cells)
{
  g_ptr_array_add (listing->rows, g_strdupv ((char **) cells));
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* ---- dossiers ---- */

static const char *const dossier_columns[] = {"dossier",   "code_from", "procedure", "unit",
                                              "documents", "pages",     "question",  NULL};

static gboolean
fill_dossiers (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (archive, error);
  for (guint i = 0; dossiers != NULL && i < dossiers->len; i++) {
    const SohoaDossier *dossier = g_ptr_array_index (dossiers, i);
    g_autofree char *documents = g_strdup_printf ("%u", dossier->n_documents);
    g_autofree char *pages = g_strdup_printf ("%u", dossier->n_pages);
    const char *cells[] = {dossier->code,
                           sohoa_code_origin_nick (dossier->origin),
                           or_empty (dossier->procedure),
                           or_empty (dossier->unit),
                           documents,
                           pages,
                           dossier->code_unread ? "code-unread" : "",
                           NULL};
    add_row (listing, cells);
  }
  return dossiers != NULL;
}

/* ---- pages ---- */

static const char *const page_columns[] = {"page",      "state",   "kind",   "form",
                                           "form_page", "dossier", "reason", NULL};

/* dossier id -> code; keys point into the dossiers. */
static GHashTable *
index_codes (const GPtrArray *dossiers)
{
  GHashTable *codes = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < dossiers->len; i++) {
    SohoaDossier *dossier = g_ptr_array_index (dossiers, i);
    g_hash_table_insert (codes, &dossier->id, dossier->code);
  }
  return codes;
}

static void
add_page (SohoaListing *listing, const SohoaPageRow *page, GHashTable *codes)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT ".%u", page->source, page->page_no);
  g_autofree char *form_page = page->form != NULL ? g_strdup_printf ("%u", page->form_page) : g_strdup ("");
  const char *cells[] = {id,
                         sohoa_page_state_nick (page->state),
                         sohoa_page_kind_nick (page->kind),
                         or_empty (page->form),
                         form_page,
                         or_empty (g_hash_table_lookup (codes, &page->dossier)),
                         or_empty (page->reason),
                         NULL};
  add_row (listing, cells);
}

static gboolean
add_pages (SohoaArchive *archive, SohoaListing *listing, const GPtrArray *pages, GError **error)
{
  g_autoptr (GPtrArray) dossiers = sohoa_dossier_list (archive, error);
  if (dossiers == NULL)
    return FALSE;
  g_autoptr (GHashTable) codes = index_codes (dossiers);
  for (guint i = 0; i < pages->len; i++)
    add_page (listing, g_ptr_array_index (pages, i), codes);
  return TRUE;
}

static gboolean
fill_pages (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_all (archive, error);
  return pages != NULL && add_pages (archive, listing, pages, error);
}

/* ---- quarantine: pages, and sources that never had one ---- */

static const char *const quarantine_columns[] = {"id", "state", "reason", "tried", "what", "remedy", NULL};

static void
add_quarantined (SohoaListing *listing, const SohoaQuarantined *one)
{
  g_autofree char *what = NULL, *remedy = NULL;
  g_autofree char *id = one->page_no ? g_strdup_printf ("%" G_GINT64_FORMAT ".%u", one->source, one->page_no)
                                     : g_strdup_printf ("%" G_GINT64_FORMAT, one->source);
  g_autofree char *attempts = g_strdup_printf ("%u", MAX (one->attempts, 1));
  sohoa_remedy_find (one->reason, one->explanation, &what, &remedy);
  const char *cells[] = {id, one->state, or_empty (one->reason), attempts, what, remedy, NULL};
  add_row (listing, cells);
}

static gboolean
fill_quarantine (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  g_autoptr (GPtrArray) all = sohoa_quarantine_list (archive, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    add_quarantined (listing, g_ptr_array_index (all, i));
  return all != NULL;
}

/* ---- review ---- */

static const char *const review_columns[] = {"id", "about", "reason", "form", "dossier", NULL};

static gboolean
fill_review (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  g_autoptr (GPtrArray) items = sohoa_review_list (archive, 0, error);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const SohoaReviewItem *item = g_ptr_array_index (items, i);
    const char *cells[] = {item->id,
                           sohoa_review_kind_nick (item->kind),
                           or_empty (item->reason),
                           or_empty (item->form),
                           or_empty (item->dossier),
                           NULL};
    add_row (listing, cells);
  }
  return items != NULL;
}

/* ---- the register against the scans ---- */

static const char *const unscanned_columns[] = {"dossier", "received", "procedure", "unit", NULL};
static const char *const unregistered_columns[] = {"dossier", "code_from", "procedure", "unit", NULL};

static gboolean
add_gaps (SohoaListing *listing, GPtrArray *taken)
{
  g_autoptr (GPtrArray) gaps = taken;
  for (guint i = 0; gaps != NULL && i < gaps->len; i++) {
    const SohoaRegisterGap *gap = g_ptr_array_index (gaps, i);
    const char *cells[] = {gap->dossier, gap->since, or_empty (gap->procedure), or_empty (gap->unit), NULL};
    add_row (listing, cells);
  }
  return gaps != NULL;
}

static gboolean
fill_unscanned (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  return add_gaps (listing, sohoa_register_list_unscanned (archive, error));
}

static gboolean
fill_unregistered (SohoaArchive *archive, SohoaListing *listing, GError **error)
{
  return add_gaps (listing, sohoa_register_list_unregistered (archive, error));
}

/* ---- the table ---- */

static const struct {
  const char *what;
  const char *const *columns;
  gboolean (*fill) (SohoaArchive *, SohoaListing *, GError **);
} table[] = {
  {"dossiers", dossier_columns, fill_dossiers},     {"pages", page_columns, fill_pages},
  {"review", review_columns, fill_review},          {"quarantine", quarantine_columns, fill_quarantine},
  {"unscanned", unscanned_columns, fill_unscanned}, {"unregistered", unregistered_columns, fill_unregistered},
};

static int
find_listing (const char *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].what, what) == 0)
      return (int) i;
  return -1;
}

SohoaListing *
sohoa_listing_load (SohoaArchive *archive, const char *what, GError **error)
{
  int which = find_listing (what);
  if (which < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "cannot list '%s': there is dossiers, pages, review, quarantine, unscanned and unregistered",
                 what);
    return NULL;
  }
  g_autoptr (SohoaListing) listing = g_new0 (SohoaListing, 1);
  listing->columns = table[which].columns;
  listing->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (!sohoa_archive_begin (archive, error) ||
      !sohoa_archive_end (archive, table[which].fill (archive, listing, error), error))
    return NULL;
  return g_steal_pointer (&listing);
}

char *
sohoa_listing_to_json (const SohoaListing *listing)
{
  GString *json = g_string_new ("[");
  for (guint i = 0; i < listing->rows->len; i++) {
    char **cells = g_ptr_array_index (listing->rows, i);
    sohoa_json_open (json, '{');
    for (guint k = 0; listing->columns[k] != NULL; k++) {
      sohoa_json_member (json, listing->columns[k]);
      sohoa_json_string (json, cells[k]);
    }
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  return g_string_free (json, FALSE);
}
