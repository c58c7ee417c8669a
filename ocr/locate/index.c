/* index.c - the template index: blanks rendered once, reduced to what finds them on a scan.
 *
 * Owns the templates, their profiles and anchors, and the blanks that readers asked for. Of the anchor
 * rendering only the anchors are kept: some 350 KB a page.
 */
#include "index.h"

#include "../decode/decode.h"
#include "anchors.h"
#include "code_place.h"
#include "strips.h"

/* Fewer cannot carry a map and prove the form. */
enum { ANCHORS_MIN = 12 };
/* Row profiles so much alike, at nearly the same place: prints that share most of their lines. */
static const double KIN_MIN = 0.60, KIN_SHIFT_MM = 6;

struct SohoaTemplateIndex {
  GPtrArray *templates; /* of SohoaTemplate */
  GPtrArray *pages;     /* of SohoaIndexPage */
  GHashTable *blanks;   /* "form version page dpi" -> Pix */
};

static void
index_page_free (SohoaIndexPage *page)
{
  sohoa_profile_clear (&page->rows);
  sohoa_profile_clear (&page->columns);
  sohoa_profile_clear (&page->rough_rows);
  sohoa_profile_clear (&page->rough_columns);
  g_array_unref (page->anchors);
  g_ptr_array_unref (page->kin);
  g_free (page);
}

static void
free_template (gpointer template)
{
  sohoa_template_free (template);
}

static void
free_page (gpointer page)
{
  index_page_free (page);
}

static void
free_pix (gpointer pix)
{
  sohoa_pix_free (pix);
}

SohoaTemplateIndex *
sohoa_template_index_new (void)
{
  SohoaTemplateIndex *index = g_new (SohoaTemplateIndex, 1);
  index->templates = g_ptr_array_new_with_free_func (free_template);
  index->pages = g_ptr_array_new_with_free_func (free_page);
  index->blanks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_pix);
  return index;
}

void
sohoa_template_index_free (SohoaTemplateIndex *index)
{
  if (!index)
    return;
  g_hash_table_unref (index->blanks);
  g_ptr_array_unref (index->pages);
  g_ptr_array_unref (index->templates);
  g_free (index);
}

const GPtrArray *
sohoa_template_index_pages (const SohoaTemplateIndex *index)
{
  return index->pages;
}

static void
init_profile (SohoaProfile *profile, const SohoaStrips *strips, gboolean columns, double size_mm)
{
  g_autofree guint32 *ink = g_new (guint32, strips->length);
  sohoa_strips_profile (strips, columns, 0, ink);
  sohoa_profile_init (profile, ink, strips->length, size_mm / strips->length,
                      (int) (size_mm / SOHOA_PROFILE_PITCH_MM), FALSE);
}

static void
set_out_of_memory (GError **error, const SohoaTemplate *template)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "not enough memory to index form '%s'",
               template->form);
}

static SohoaIndexPage *
index_page_new (const SohoaTemplate *template, guint number, GError **error)
{
  double width_mm, height_mm;
  g_autoptr (Pix) blank =
    sohoa_blank_render (template->blank_pdf, number, SOHOA_ANCHOR_DPI, &width_mm, &height_mm, error);
  if (!blank)
    return NULL;
  g_autoptr (SohoaPlane) fine = sohoa_plane_new (blank);
  g_autoptr (SohoaPlane) coarse = fine ? sohoa_plane_new_half (fine) : NULL;
  g_autoptr (SohoaPageStrips) strips = coarse ? sohoa_page_strips_new (coarse) : NULL;
  if (!strips) {
    set_out_of_memory (error, template);
    return NULL;
  }
  g_autoptr (GArray) anchors = sohoa_anchors_choose (fine, template, number);
  if (anchors->len < ANCHORS_MIN) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_FORM,
      "page %u of the blank of form '%s' version '%s' prints too little to be found by: it needs words "
      "or rules outside its fields, all over the page",
      number, template->form, template->version);
    return NULL;
  }
  SohoaIndexPage *page = g_new0 (SohoaIndexPage, 1);
  page->template = template;
  page->page = number;
  page->width_mm = width_mm, page->height_mm = height_mm;
  page->anchors = g_steal_pointer (&anchors);
  page->kin = g_ptr_array_new ();
  page->has_code_place = sohoa_code_place_find (fine, SOHOA_ANCHOR_DPI, template, number, &page->code_place);
  init_profile (&page->rows, &strips->down, FALSE, height_mm);
  init_profile (&page->columns, &strips->across, TRUE, width_mm);
  sohoa_profile_init_half (&page->rough_rows, &page->rows);
  sohoa_profile_init_half (&page->rough_columns, &page->columns);
  return page;
}

/* Lines in the same places, or nearly so: another print of the same form, most likely. */
static gboolean
are_kin (const SohoaIndexPage *a, const SohoaIndexPage *b)
{
  int range = (int) (KIN_SHIFT_MM / (2 * SOHOA_PROFILE_PITCH_MM));
  return ABS (a->rough_rows.length - b->rough_rows.length) <= range &&
         sohoa_profile_fit (&a->rough_rows, &b->rough_rows, range).score >= KIN_MIN;
}

static void
introduce (GPtrArray *pages, SohoaIndexPage *page)
{
  for (guint i = 0; i < pages->len; i++) {
    SohoaIndexPage *other = g_ptr_array_index (pages, i);
    if (are_kin (page, other)) {
      g_ptr_array_add (page->kin, other);
      g_ptr_array_add (other->kin, page);
    }
  }
}

/* All pages or none. */
static GPtrArray *
index_pages_new (const SohoaTemplate *template, GError **error)
{
  g_autoptr (GError) cause = NULL;
  guint n_pages = sohoa_blank_n_pages (template->blank_pdf, &cause);
  if (cause) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM,
                 "cannot render the blank of form '%s' version '%s': %s", template->form, template->version,
                 cause->message);
    return NULL;
  }
  if (n_pages != template->n_pages) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_FORM,
      "the blank of form '%s' version '%s' has %u pages, its definition says %u: correct one of them",
      template->form, template->version, n_pages, template->n_pages);
    return NULL;
  }
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (free_page);
  for (guint number = 1; number <= n_pages; number++) {
    SohoaIndexPage *page = index_page_new (template, number, error);
    if (!page)
      return NULL;
    g_ptr_array_add (pages, page);
  }
  return g_steal_pointer (&pages);
}

gboolean
sohoa_template_index_take (SohoaTemplateIndex *index, SohoaTemplate *template, GError **error)
{
  g_autoptr (SohoaTemplate) taken = template;
  GPtrArray *pages = index_pages_new (taken, error);
  if (!pages)
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    introduce (index->pages, g_ptr_array_index (pages, i));
  g_ptr_array_extend_and_steal (index->pages, pages);
  g_ptr_array_add (index->templates, g_steal_pointer (&taken));
  return TRUE;
}

const SohoaTemplate *
sohoa_template_index_lookup (const SohoaTemplateIndex *index, const char *form, const char *version)
{
  for (guint i = 0; i < index->templates->len; i++) {
    const SohoaTemplate *template = g_ptr_array_index (index->templates, i);
    if (g_str_equal (template->form, form) && g_str_equal (template->version, version))
      return template;
  }
  return NULL;
}

Pix *
sohoa_template_index_blank (SohoaTemplateIndex *index, const SohoaTemplate *template, guint form_page,
                            double dpi, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s %u %.3f", template->form, template->version, form_page, dpi);
  Pix *pix = g_hash_table_lookup (index->blanks, key);
  if (!pix) {
    double width_mm, height_mm;
    pix = sohoa_blank_render (template->blank_pdf, form_page, dpi, &width_mm, &height_mm, error);
    if (pix)
      g_hash_table_insert (index->blanks, g_steal_pointer (&key), pix);
  }
  return pix;
}

const GPtrArray *
sohoa_template_index_templates (const SohoaTemplateIndex *index)
{
  return index->templates;
}

const SohoaIndexPage *
sohoa_template_index_page (const SohoaTemplateIndex *index, const SohoaTemplate *template, guint form_page)
{
  for (guint i = 0; i < index->pages->len; i++) {
    const SohoaIndexPage *page = g_ptr_array_index (index->pages, i);
    if (page->template == template && page->page == form_page)
      return page;
  }
  return NULL;
}

gboolean
sohoa_template_index_code_place (const SohoaTemplateIndex *index, const SohoaTemplate *template,
                                 guint form_page, SohoaRect *ret_mm)
{
  const SohoaIndexPage *page = sohoa_template_index_page (index, template, form_page);
  if (!page || !page->has_code_place)
    return FALSE;
  *ret_mm = page->code_place;
  return TRUE;
}
