/* separate.c - see separate.h: the rules applied to the archive, one source and one transaction at a time. */
#include "separate.h"

#include "../store/assignment.h"
#include "../store/field.h"
#include "../store/page.h"
#include "../store/register_answer.h"
#include "../store/source.h"
#include "assemble.h"
#include "name.h"

#include <string.h>

#include <sohoa/page_signature.h>

/* ---- copies ---- */

/* Only the same page of the same thing can be a copy: it keeps chance likenesses apart, and it is cheap. */
static gboolean
comparable (const SohoaPageRow *a, const SohoaPageRow *b)
{
  return a->kind == b->kind && g_strcmp0 (a->form, b->form) == 0 &&
         g_strcmp0 (a->form_version, b->form_version) == 0 && a->form_page == b->form_page;
}

static void
signature_free (gpointer signature)
{
  g_clear_pointer (&signature, g_bytes_unref);
}

/* Fingerprints of pages by their ids, which are those of rows that must outlive them. */
static GHashTable *
signatures_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, signature_free);
}

/* Loaded when first asked for; *ret_signature is borrowed, NULL when there is none. */
static gboolean
signature_of (SohoaArchive *archive, GHashTable *signatures, const SohoaPageRow *page, GBytes **ret_signature,
              GError **error)
{
  gpointer known = NULL;
  *ret_signature = NULL;
  if (g_hash_table_lookup_extended (signatures, &page->id, NULL, &known)) {
    *ret_signature = known;
    return TRUE;
  }
  if (!sohoa_page_load_signature (archive, page->id, ret_signature, error))
    return FALSE;
  g_hash_table_insert (signatures, (gpointer) &page->id, *ret_signature);
  return TRUE;
}

static gboolean
is_copy (SohoaArchive *archive, GHashTable *signatures, const SohoaPageRow *page, const SohoaPageRow *earlier,
         gboolean *ret_same, GError **error)
{
  GBytes *a, *b;
  *ret_same = FALSE;
  if (!comparable (page, earlier))
    return TRUE;
  if (!signature_of (archive, signatures, page, &a, error) ||
      !signature_of (archive, signatures, earlier, &b, error))
    return FALSE;
  *ret_same = sohoa_page_signature_same (a, b);
  return TRUE;
}

/* May be, or have, a copy. */
static gboolean
is_original (const SohoaPageRow *page)
{
  return page->state == SOHOA_PAGE_STATE_DONE || page->state == SOHOA_PAGE_STATE_REVIEW;
}

/* The first of pages[0 .. n) that pages[n] is a copy of; 0 when it is none. */
static gboolean
find_original (SohoaArchive *archive, GHashTable *signatures, const GPtrArray *pages, guint n,
               gint64 *ret_original, GError **error)
{
  const SohoaPageRow *page = g_ptr_array_index (pages, n);
  gboolean same = FALSE;
  *ret_original = 0;
  for (guint i = 0; i < n && *ret_original == 0; i++) {
    const SohoaPageRow *earlier = g_ptr_array_index (pages, i);
    if (is_original (earlier) && !is_copy (archive, signatures, page, earlier, &same, error))
      return FALSE;
    if (is_original (earlier) && same)
      *ret_original = earlier->id;
  }
  return TRUE;
}

/* Marks the copies among the pages of a source in a dossier; pages before them may be of earlier sources. */
static gboolean
mark_copies (SohoaArchive *archive, gint64 source, gint64 dossier, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier, error);
  g_autoptr (GHashTable) signatures = signatures_new ();
  gint64 original;

  for (guint i = 0; pages != NULL && i < pages->len; i++) {
    SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->source != source || !is_original (page))
      continue;
    if (!find_original (archive, signatures, pages, i, &original, error) ||
        (original != 0 && !sohoa_page_set_duplicate (archive, page->id, original, error)))
      return FALSE;
    if (original != 0)
      page->state = SOHOA_PAGE_STATE_DUPLICATE;
  }
  return pages != NULL;
}

/* ---- what each page says ---- */

static gboolean
read_cover_code (SohoaArchive *archive, const SohoaFormSet *forms, gint64 page, char **ret_code,
                 GError **error)
{
  g_autoptr (GPtrArray) codes = sohoa_field_list_codes (archive, page, error);
  if (codes == NULL)
    return FALSE;
  for (guint i = 0; i < codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (codes, i);
    g_autofree char *text = sohoa_text_fold (code->data);
    if (sohoa_is_dossier_code (text)) {
      *ret_code = g_steal_pointer (&text);
      return TRUE;
    }
  }
  g_autofree char *printed = NULL;
  if (!sohoa_page_element (archive, forms, page, "dossier.code", &printed, error))
    return FALSE;
  *ret_code = printed != NULL && sohoa_is_dossier_code (printed) ? g_steal_pointer (&printed) : NULL;
  return TRUE;
}

static gboolean
look_at_page (SohoaArchive *archive, const SohoaFormSet *forms, GHashTable *signatures, const GPtrArray *rows,
              guint i, SohoaSeparatePage *page, GError **error)
{
  const SohoaPageRow *row = g_ptr_array_index (rows, i);
  gint64 original = 0;

  page->is_blank = row->kind == SOHOA_PAGE_BLANK;
  page->is_cover = row->kind == SOHOA_PAGE_COVER;
  if (page->is_cover && is_original (row) && !find_original (archive, signatures, rows, i, &original, error))
    return FALSE;
  page->is_copy = original != 0 || row->state == SOHOA_PAGE_STATE_DUPLICATE;
  return !page->is_cover || read_cover_code (archive, forms, row->id, &page->code, error);
}

static void
page_clear (gpointer data)
{
  g_free (((SohoaSeparatePage *) data)->code);
}

static GArray *
look_at_pages (SohoaArchive *archive, const SohoaFormSet *forms, const GPtrArray *rows, GError **error)
{
  g_autoptr (GArray) pages = g_array_sized_new (FALSE, TRUE, sizeof (SohoaSeparatePage), rows->len);
  g_array_set_clear_func (pages, page_clear);
  g_array_set_size (pages, rows->len);
  g_autoptr (GHashTable) signatures = signatures_new ();
  for (guint i = 0; i < rows->len; i++)
    if (!look_at_page (archive, forms, signatures, rows, i, &g_array_index (pages, SohoaSeparatePage, i),
                       error))
      return NULL;
  return g_steal_pointer (&pages);
}

/* ---- one source ---- */

/* The dossier that a person put the page into; *ret_dossier stays where nobody did. */
static gboolean
ask_person (SohoaArchive *archive, gint64 page, gint64 *ret_dossier, GError **error)
{
  g_autoptr (SohoaAssignment) said = NULL;
  if (!sohoa_assignment_load (archive, page, &said, error))
    return FALSE;
  if (said == NULL || said->dossier == NULL)
    return TRUE;
  g_autofree char *unit =
    sohoa_is_dossier_code (said->dossier) ? g_strndup (said->dossier, strcspn (said->dossier, "-")) : NULL;
  return sohoa_dossier_ensure (archive, said->dossier, SOHOA_CODE_NAME, unit, ret_dossier, error);
}

/* A dossier without a code has that of the register's entry that a person said it is. */
static gboolean
fill_dossier (SohoaArchive *archive, const SohoaSeparated *separated, const GPtrArray *rows, GError **error)
{
  g_autofree char *entry = NULL;
  gint64 found;
  if (separated->origin == SOHOA_CODE_ISSUED &&
      !sohoa_register_answer_load (archive, separated->code, &entry, error))
    return FALSE;
  g_autofree char *unit = entry != NULL ? g_strndup (entry, strcspn (entry, "-")) : NULL;
  if (!sohoa_dossier_ensure (archive, entry != NULL ? entry : separated->code,
                             entry != NULL ? SOHOA_CODE_NAME : separated->origin,
                             entry != NULL ? unit : separated->unit, &found, error))
    return FALSE;
  for (guint i = separated->first; i <= separated->last; i++) {
    const SohoaPageRow *row = g_ptr_array_index (rows, i);
    gint64 dossier = found;
    if (!ask_person (archive, row->id, &dossier, error) ||
        !sohoa_dossier_add_page (archive, dossier, row->id, error))
      return FALSE;
  }
  return TRUE;
}

/* In all dossiers that the source lies in. */
static gboolean
mark_all_copies (SohoaArchive *archive, gint64 source, GError **error)
{
  g_autoptr (GArray) dossiers = sohoa_dossier_list_source (archive, source, error);
  for (guint i = 0; dossiers != NULL && i < dossiers->len; i++)
    if (!mark_copies (archive, source, g_array_index (dossiers, gint64, i), error))
      return FALSE;
  return dossiers != NULL;
}

static gboolean
distribute (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaSource *source, GError **error)
{
  g_autoptr (GPtrArray) rows = sohoa_page_list_source (archive, source->id, error);
  g_autoptr (GArray) pages = rows != NULL ? look_at_pages (archive, forms, rows, error) : NULL;
  g_autofree char *name_code = sohoa_path_dossier_code (source->path);

  if (pages == NULL)
    return FALSE;
  g_autoptr (GPtrArray) dossiers = sohoa_separate_pages ((const SohoaSeparatePage *) (gpointer) pages->data,
                                                         pages->len, name_code, source->sha256);
  for (guint i = 0; i < dossiers->len; i++)
    if (!fill_dossier (archive, g_ptr_array_index (dossiers, i), rows, error))
      return FALSE;
  return TRUE;
}

static gboolean
assemble_all (SohoaArchive *archive, const SohoaFormSet *forms, const GArray *dossiers, GError **error)
{
  for (guint i = 0; i < dossiers->len; i++)
    if (!sohoa_assemble_dossier (archive, forms, g_array_index (dossiers, gint64, i), error))
      return FALSE;
  return TRUE;
}

static void
add_missing (GArray *ids, const GArray *more)
{
  for (guint i = 0; i < more->len; i++) {
    gint64 id = g_array_index (more, gint64, i);
    gboolean there = FALSE;
    for (guint k = 0; k < ids->len && !there; k++)
      there = g_array_index (ids, gint64, k) == id;
    if (!there)
      g_array_append_val (ids, id);
  }
}

/* Those it was in before are assembled anew too: pages may have left them. */
static gboolean
separate_source (SohoaArchive *archive, const SohoaFormSet *forms, gint64 id, GError **error)
{
  g_autoptr (SohoaSource) source = sohoa_source_load (archive, id, error);
  g_autoptr (GArray) touched = source != NULL ? sohoa_dossier_list_source (archive, id, error) : NULL;

  if (touched == NULL || !sohoa_dossier_clear_source (archive, id, error) ||
      !distribute (archive, forms, source, error) || !mark_all_copies (archive, id, error))
    return FALSE;
  g_autoptr (GArray) now = sohoa_dossier_list_source (archive, id, error);
  if (now == NULL)
    return FALSE;
  add_missing (touched, now);
  return assemble_all (archive, forms, touched, error) && sohoa_dossier_finish_source (archive, id, error);
}

gboolean
sohoa_separate_ready (SohoaArchive *archive, const SohoaFormSet *forms, guint *ret_sources, GError **error)
{
  guint n = 0;
  for (;;) {
    gint64 source;
    if (!sohoa_dossier_next_source (archive, &source, error))
      return FALSE;
    if (source == 0)
      break;
    if (!sohoa_archive_begin (archive, error) ||
        !sohoa_archive_end (archive, separate_source (archive, forms, source, error), error))
      return FALSE;
    n++;
  }
  if (ret_sources != NULL)
    *ret_sources = n;
  return TRUE;
}
