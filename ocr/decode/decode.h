/* decode.h - containers of scans: TIFF, PNG, JPEG, PDF, told apart by content, never by name.
 *
 * To add a format: one file with its `const SohoaDecoder`, one row in the table of decode.c, tests for a
 * good, a truncated and a lying file. When done, `sohoa read` takes the format and the README's list names
 * it.
 */
#ifndef SOHOA_DECODE_H
#define SOHOA_DECODE_H

#include "../page.h"

G_BEGIN_DECLS

typedef struct SohoaDecoder {
  const char *name; /* "tiff" */
  /* How surely these first bytes (up to 1024, maybe fewer) start such a file: 0 = no .. 100. */
  int (*probe) (const guint8 *head, gsize length);
  /* Opens the container. Keeps a reference to bytes. Refuses: damaged beyond finding pages, encrypted, no
   * page. */
  gpointer (*open) (GBytes *bytes, GError **error);
  guint (*n_pages) (gpointer state); /* as declared: broken ones count */
  /* One page, 1-based. An item error says why this page cannot be shown; the other pages stay readable. */
  SohoaPage *(*decode) (gpointer state, guint page, GError **error);
  void (*close) (gpointer state);
} SohoaDecoder;

extern const SohoaDecoder sohoa_decoder_tiff, sohoa_decoder_png, sohoa_decoder_jpeg, sohoa_decoder_pdf;

typedef struct SohoaContainer SohoaContainer;

SohoaContainer *sohoa_container_open (GBytes *bytes, GError **error);
const char *sohoa_container_format (const SohoaContainer *container);
guint sohoa_container_n_pages (const SohoaContainer *container);
SohoaPage *sohoa_container_decode (SohoaContainer *container, guint page, GError **error);
void sohoa_container_free (SohoaContainer *container);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaContainer, sohoa_container_free)

/* One page of a blank PDF as 8 bpp gray at dpi, with its size in millimetres. Everything on it is drawn. */
Pix *sohoa_blank_render (GBytes *pdf, guint page, double dpi, double *ret_width_mm, double *ret_height_mm,
                         GError **error);
guint sohoa_blank_n_pages (GBytes *pdf, GError **error); /* 0 on error */
/* The printed words of a blank, boxes in MILLIMETRES; of SohoaWord. */
GPtrArray *sohoa_blank_words (GBytes *pdf, guint page, GError **error);

G_END_DECLS

#endif
