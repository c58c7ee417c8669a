/* decode.c - the table of containers, and what all pages have in common once their pixels are there. */
#include "decode.h"

#include "raster.h"
#include "resolution.h"

#include <sohoa/ocr.h>

/* The formats. A new one: see decode.h. Order matters only between equal scores. */
static const SohoaDecoder *const decoders[] = {&sohoa_decoder_tiff, &sohoa_decoder_png, &sohoa_decoder_jpeg,
                                               &sohoa_decoder_pdf};

enum { HEAD_MAX = 1024 };

struct SohoaContainer {
  const SohoaDecoder *decoder;
  gpointer state; /* of the decoder */
};

static const SohoaDecoder *
find_decoder (const guint8 *head, gsize length)
{
  const SohoaDecoder *best = NULL;
  int best_score = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++) {
    int score = decoders[i]->probe (head, length);
    if (score > best_score) {
      best_score = score;
      best = decoders[i];
    }
  }
  return best;
}

SohoaContainer *
sohoa_container_open (GBytes *bytes, GError **error)
{
  setMsgSeverity (L_SEVERITY_NONE);

  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  if (length == 0) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_EMPTY,
                         "cannot open the scan: the file is empty; scan it again");
    return NULL;
  }
  const SohoaDecoder *decoder = find_decoder (data, MIN (length, HEAD_MAX));
  if (decoder == NULL) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_UNSUPPORTED,
      "cannot open the scan: it is none of TIFF, PNG, JPEG, PDF; convert it to one of these");
    return NULL;
  }
  gpointer state = decoder->open (bytes, error);
  if (state == NULL)
    return NULL;
  SohoaContainer *container = g_new0 (SohoaContainer, 1);
  container->decoder = decoder;
  container->state = state;
  return container;
}

const char *
sohoa_container_format (const SohoaContainer *container)
{
  return container->decoder->name;
}

guint
sohoa_container_n_pages (const SohoaContainer *container)
{
  return container->decoder->n_pages (container->state);
}

SohoaPage *
sohoa_container_decode (SohoaContainer *container, guint number, GError **error)
{
  g_assert (number >= 1 && number <= sohoa_container_n_pages (container));

  g_autoptr (SohoaPage) page = container->decoder->decode (container->state, number, error);
  if (page == NULL)
    return NULL;
  page->pix = sohoa_raster_simplify (page->pix);
  if (page->pix == NULL) {
    sohoa_raster_set_memory_error (error);
    return NULL;
  }
  sohoa_resolution_settle (page);
  return g_steal_pointer (&page);
}

void
sohoa_container_free (SohoaContainer *container)
{
  if (container == NULL)
    return;
  container->decoder->close (container->state);
  g_free (container);
}
