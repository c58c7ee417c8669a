/* pdf.c - PDF from memory, through poppler-glib where qpdf does not do.
 *
 * A page that is one scanned image gives that image at its own resolution: when the structure of a sound file
 * proves it (pdf_scan.h), or when a small drawing of the page shows the same (pdf_image.h). Every other page
 * is drawn at 300 dpi; when no large image is on it, the words that it visibly carries as text come along.
 * What poppler says through its log domain is data: it marks the page.
 */
#include "decode.h"

#include "library_fault.h"
#include "pdf_complaints.h"
#include "pdf_image.h"
#include "pdf_render.h"
#include "pdf_scan.h"
#include "pdf_words.h"
#include "raster.h"

#include <sohoa/ocr.h>

#include <string.h>

static const double render_dpi = 300;
/* A page with more image than this may carry a text layer that nobody can see. */
static const double image_share_most = 0.25;

typedef struct {
  PopplerDocument *document;
  gboolean repaired;  /* poppler found the file damaged when it opened it */
  GBytes *unread;     /* the file, until the first page is asked for */
  SohoaPdfScan *scan; /* NULL: every page goes through poppler */
} State;

static int
probe (const guint8 *head, gsize length)
{
  static const char mark[] = "%PDF-";
  const guint8 *found = memmem (head, length, mark, strlen (mark));
  return found == NULL ? 0 : found == head ? 100 : 60;
}

static void
close_pdf (gpointer data)
{
  State *state = data;
  g_clear_object (&state->document);
  g_clear_pointer (&state->unread, g_bytes_unref);
  sohoa_pdf_scan_close (state->scan);
  g_free (state);
}

static void
set_open_error (const GError *cause, GError **error)
{
  if (g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_ENCRYPTED,
                         "cannot open the PDF file: it is protected by a password; save it without one");
  else
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                 "cannot open the PDF file: %s; copy or scan it again", sohoa_library_fault (cause->message));
}

static gboolean
check_page_count (PopplerDocument *document, GError **error)
{
  int n_pages = poppler_document_get_n_pages (document);
  if (n_pages < 1)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_EMPTY,
                         "cannot open the PDF file: it has no page; scan it again");
  else if (n_pages > SOHOA_PAGES_MAX)
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                 "cannot open the PDF file: it declares %d pages, more than %d; split it", n_pages,
                 SOHOA_PAGES_MAX);
  return n_pages >= 1 && n_pages <= SOHOA_PAGES_MAX;
}

static gpointer
open_pdf (GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  SohoaPdfComplaints complaints;

  sohoa_pdf_complaints_begin (&complaints);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &cause);
  gboolean usable = document != NULL && check_page_count (document, error);
  sohoa_pdf_complaints_end (&complaints);
  if (document == NULL)
    set_open_error (cause, error);
  if (!usable) {
    g_clear_object (&document);
    return NULL;
  }
  State *state = g_new0 (State, 1);
  state->document = document;
  state->repaired = complaints.errors > 0;
  state->unread = g_bytes_ref (bytes);
  return state;
}

static guint
n_pages (gpointer data)
{
  const State *state = data;
  return (guint) poppler_document_get_n_pages (state->document);
}

/* Images on top of each other count twice. */
static double
image_share (PopplerPage *source, const GArray *image_areas)
{
  double width, height, area = 0;
  poppler_page_get_size (source, &width, &height);
  for (guint i = 0; i < image_areas->len; i++) {
    const PopplerRectangle *box = &g_array_index (image_areas, PopplerRectangle, i);
    area += (box->x2 - box->x1) * (box->y2 - box->y1);
  }
  return area / (width * height);
}

/* Draws the page; words when it is no scan. */
static SohoaPage *
draw_page (PopplerPage *source, GError **error)
{
  Pix *pix = sohoa_pdf_render (source, render_dpi, error);
  if (pix == NULL)
    return NULL;
  SohoaPage *page = sohoa_page_new (pix, render_dpi, render_dpi);
  g_autoptr (GArray) image_areas = sohoa_pdf_image_areas (source);
  g_autoptr (Pix) gray = NULL;
  if (image_share (source, image_areas) <= image_share_most)
    gray = sohoa_page_gray (page);
  if (gray != NULL) {
    page->words = sohoa_pdf_words (source);
    sohoa_pdf_words_keep_visible (page->words, image_areas, gray, render_dpi / 72);
    sohoa_pdf_words_scale (page->words, render_dpi / 72);
  }
  return page;
}

static SohoaPage *
decode_page (PopplerPage *source, GError **error)
{
  SohoaPage *page = sohoa_pdf_image_page (source);
  return page != NULL ? page : draw_page (source, error);
}

/* Whether nothing at all was drawn. */
static gboolean
is_white (Pix *pix)
{
  l_int32 nothing = FALSE;
  Pix *seen = sohoa_raster_simplify (pixClone (pix));
  if (seen != NULL && pixGetDepth (seen) == 1)
    pixZero (seen, &nothing);
  pixDestroy (&seen);
  return nothing;
}

/* What was said marks the page: poppler draws on when an image, a font or an operator fails. A warning is
 * harmless, unless it is all that is left of the page. */
static void
mark_page (SohoaPage *page, const State *state, const SohoaPdfComplaints *complaints)
{
  if (complaints->errors > 0)
    sohoa_page_add_warning (page, "pdf-error", TRUE);
  if (complaints->warnings > 0)
    sohoa_page_add_warning (page, "pdf-warning", is_white (page->pix));
  if (state->repaired)
    sohoa_page_add_warning (page, "pdf-repaired", TRUE);
}

/* What poppler makes of the page. */
static SohoaPage *
decode_watched (const State *state, guint number, GError **error)
{
  SohoaPdfComplaints complaints;
  SohoaPage *page = NULL;

  sohoa_pdf_complaints_begin (&complaints);
  PopplerPage *source = poppler_document_get_page (state->document, (int) number - 1);
  if (source == NULL)
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
      "cannot decode the page: the PDF file declares it but does not contain it; export it again");
  else
    page = decode_page (source, error);
  g_clear_object (&source);
  sohoa_pdf_complaints_end (&complaints);
  if (page != NULL)
    mark_page (page, state, &complaints);
  return page;
}

static SohoaPage *
decode (gpointer data, guint number, GError **error)
{
  State *state = data;
  g_autoptr (GBytes) unread = g_steal_pointer (&state->unread);

  if (unread != NULL && !state->repaired)
    state->scan = sohoa_pdf_scan_open (unread, n_pages (state));
  SohoaPage *page = state->scan == NULL ? NULL : sohoa_pdf_scan_page (state->scan, number);
  return page != NULL ? page : decode_watched (state, number, error);
}

const SohoaDecoder sohoa_decoder_pdf = {
  .name = "pdf",
  .probe = probe,
  .open = open_pdf,
  .n_pages = n_pages,
  .decode = decode,
  .close = close_pdf,
};
