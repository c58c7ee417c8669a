/* ocr.c - the warm recognizer: its engine, the index of registered templates and what they say. */
#include "ocr_internal.h"

/* Blanks are compared as an office would scan them. */
static const double TWIN_DPI = 200;

SohoaOcr *
sohoa_ocr_new (const char *recognizer, const SohoaOcrModels *models, GError **error)
{
  g_autoptr (SohoaEngine) engine = NULL;
  SohoaOcr *ocr;

  setMsgSeverity (L_SEVERITY_NONE); /* Leptonica's chatter: failures are seen by their NULL */
  engine = sohoa_engine_new (recognizer, models, error);
  if (engine == NULL)
    return NULL;
  ocr = g_new0 (SohoaOcr, 1);
  ocr->engine = g_steal_pointer (&engine);
  ocr->index = sohoa_template_index_new ();
  ocr->wording = sohoa_wording_new (ocr->index, ocr->engine);
  return ocr;
}

void
sohoa_ocr_free (SohoaOcr *ocr)
{
  if (ocr == NULL)
    return;
  sohoa_wording_free (ocr->wording);
  sohoa_engine_free (ocr->engine);
  sohoa_template_index_free (ocr->index);
  g_free (ocr);
}

const char *
sohoa_ocr_recognizer_id (const SohoaOcr *ocr)
{
  return ocr->engine->id;
}

gboolean
sohoa_ocr_take_template (SohoaOcr *ocr, SohoaTemplate *template, GError **error)
{
  return sohoa_template_index_take (ocr->index, template, error);
}

GBytes *
sohoa_ocr_draw_blank (SohoaOcr *ocr, const char *form, const char *version, guint form_page, double dpi,
                      GError **error)
{
  const SohoaTemplate *template = sohoa_template_index_lookup (ocr->index, form, version);
  Pix *blank;

  if (template == NULL || form_page < 1 || form_page > template->n_pages) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
      "cannot draw page %u of form '%s' version '%s': no such page; 'sohoa form list' shows what there is",
      form_page, form, version);
    return NULL;
  }
  blank = sohoa_template_index_blank (ocr->index, template, form_page, dpi, error);
  if (blank == NULL)
    return NULL;
  return sohoa_evidence_blank (blank, template, form_page, dpi, error);
}

char **
sohoa_ocr_blank_words (SohoaOcr *ocr, const char *form, const char *version, guint form_page, GError **error)
{
  const SohoaTemplate *template = sohoa_template_index_lookup (ocr->index, form, version);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (template == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot look for words on form '%s' version '%s': it has no blank", form, version);
    return NULL;
  }
  g_autoptr (GPtrArray) words = sohoa_blank_words (template->blank_pdf, form_page, error);
  if (words == NULL)
    return NULL;
  for (guint i = 0; i < words->len; i++)
    g_strv_builder_add (texts, ((const SohoaWord *) g_ptr_array_index (words, i))->text);
  return g_strv_builder_end (texts);
}

/* The blank located as if somebody had scanned it. */
static SohoaLocation *
locate_blank (SohoaOcr *ocr, const SohoaTemplate *template, guint form_page, GError **error)
{
  double width_mm, height_mm;
  Pix *blank = sohoa_blank_render (template->blank_pdf, form_page, TWIN_DPI, &width_mm, &height_mm, error);
  if (blank == NULL)
    return NULL;
  g_autoptr (SohoaPage) page = sohoa_page_new (blank, TWIN_DPI, TWIN_DPI);
  g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, error);
  return prepared != NULL ? sohoa_locate (ocr->index, prepared, error) : NULL;
}

char **
sohoa_ocr_blank_twin (SohoaOcr *ocr, const char *form, const char *version, guint form_page, GError **error)
{
  const SohoaTemplate *template = sohoa_template_index_lookup (ocr->index, form, version);
  g_autoptr (GStrvBuilder) twin = g_strv_builder_new ();

  if (template == NULL || form_page < 1 || form_page > template->n_pages) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot compare page %u of form '%s' version '%s' with others: no such page", form_page,
                 form, version);
    return NULL;
  }
  g_autoptr (SohoaLocation) location = locate_blank (ocr, template, form_page, error);
  if (location == NULL)
    return NULL;
  if (location->rival != NULL) {
    const gboolean is_own = location->template == template && location->form_page == form_page;
    const SohoaTemplate *other = is_own ? location->rival : location->template;
    g_autofree char *page = g_strdup_printf ("%u", is_own ? location->rival_page : location->form_page);
    g_strv_builder_add_many (twin, other->form, other->version, page, NULL);
  }
  return g_strv_builder_end (twin);
}

SohoaLearned *
sohoa_ocr_learn (const GPtrArray *scans, GError **error)
{
  return sohoa_learn (scans, error);
}

/* All pages of a template as the printer needs them; the blanks stay the index's. */
static GArray *
list_fill_pages (SohoaOcr *ocr, const SohoaTemplate *template, GError **error)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, TRUE, sizeof (SohoaFillPage));

  for (guint number = 1; number <= template->n_pages; number++) {
    SohoaFillPage page = {0};

    page.blank = sohoa_template_index_blank (ocr->index, template, number, SOHOA_FILL_DPI, error);
    if (page.blank == NULL)
      return NULL;
    page.has_code_place = sohoa_template_index_code_place (ocr->index, template, number, &page.code_place);
    g_array_append_val (pages, page);
  }
  return g_steal_pointer (&pages);
}

GBytes *
sohoa_ocr_fill_blank (SohoaOcr *ocr, const SohoaFilling *filling, GPtrArray *unfit, GError **error)
{
  const SohoaTemplate *template = sohoa_template_index_lookup (ocr->index, filling->form, filling->version);
  g_autoptr (GArray) pages = NULL;

  if (template == NULL) {
    g_set_error (
      error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
      "cannot print on form '%s' version '%s': it has no blank; 'sohoa form list' shows which have",
      filling->form, filling->version);
    return NULL;
  }
  pages = list_fill_pages (ocr, template, error);
  return pages != NULL ? sohoa_fill_blank (template, pages, filling, unfit, error) : NULL;
}
