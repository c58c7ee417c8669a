/* blank.c - the blank of a form: drawn, counted, and its printed words. Blanks are ours, but checked all the
 * same. */
#include "decode.h"

#include "blank_draw.h"
#include "pdf_complaints.h"
#include "pdf_render.h"
#include "pdf_words.h"
#include "raster.h"

static const double mm_per_pt = 25.4 / 72;

static PopplerDocument *
open_blank (GBytes *pdf, GError **error)
{
  g_autoptr (GError) cause = NULL;
  SohoaPdfComplaints unheard;
  sohoa_pdf_complaints_begin (&unheard);
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &cause);
  sohoa_pdf_complaints_end (&unheard);
  if (document == NULL)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "cannot open the blank: '%s'; export it as PDF again",
                 cause->message);
  return document;
}

static PopplerPage *
open_blank_page (GBytes *pdf, guint number, GError **error)
{
  g_autoptr (PopplerDocument) document = open_blank (pdf, error);
  if (document == NULL)
    return NULL;
  int n_pages = poppler_document_get_n_pages (document);
  PopplerPage *page = number >= 1 && number <= (guint) MAX (n_pages, 0)
                        ? poppler_document_get_page (document, (int) number - 1)
                        : NULL;
  if (page == NULL)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "cannot find page %u in the blank, which has %d",
                 number, n_pages);
  return page;
}

guint
sohoa_blank_n_pages (GBytes *pdf, GError **error)
{
  g_autoptr (PopplerDocument) document = open_blank (pdf, error);
  if (document == NULL)
    return 0;
  int n_pages = poppler_document_get_n_pages (document);
  if (n_pages < 1)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "cannot use the blank: it has no page");
  return (guint) MAX (n_pages, 0);
}

Pix *
sohoa_blank_render (GBytes *pdf, guint number, double dpi, double *ret_width_mm, double *ret_height_mm,
                    GError **error)
{
  g_autoptr (PopplerPage) page = open_blank_page (pdf, number, error);
  if (page == NULL)
    return NULL;
  SohoaPdfComplaints unheard;
  sohoa_pdf_complaints_begin (&unheard);
  g_autoptr (Pix) colour = sohoa_pdf_render (page, dpi, error);
  sohoa_pdf_complaints_end (&unheard);
  if (colour == NULL)
    return NULL;
  Pix *gray = sohoa_luminance (colour);
  if (gray == NULL) {
    sohoa_raster_set_memory_error (error);
    return NULL;
  }
  double width_pt, height_pt;
  poppler_page_get_size (page, &width_pt, &height_pt);
  *ret_width_mm = width_pt * mm_per_pt;
  *ret_height_mm = height_pt * mm_per_pt;
  return gray;
}

GPtrArray *
sohoa_blank_words (GBytes *pdf, guint number, GError **error)
{
  g_autoptr (PopplerPage) page = open_blank_page (pdf, number, error);
  if (page == NULL)
    return NULL;
  GPtrArray *words = sohoa_pdf_words (page);
  sohoa_pdf_words_scale (words, mm_per_pt);
  return words;
}

gboolean
sohoa_blank_size (GBytes *pdf, guint number, double *ret_width_pt, double *ret_height_pt, GError **error)
{
  g_autoptr (PopplerPage) page = open_blank_page (pdf, number, error);
  if (page != NULL)
    poppler_page_get_size (page, ret_width_pt, ret_height_pt);
  return page != NULL;
}

gboolean
sohoa_blank_draw (GBytes *pdf, guint number, cairo_t *cairo, GError **error)
{
  g_autoptr (PopplerPage) page = open_blank_page (pdf, number, error);
  SohoaPdfComplaints unheard;
  if (page == NULL)
    return FALSE;
  sohoa_pdf_complaints_begin (&unheard);
  poppler_page_render_for_printing (page, cairo);
  sohoa_pdf_complaints_end (&unheard);
  return TRUE;
}
