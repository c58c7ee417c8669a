/* tiff_handle.h - a TIFF file in memory, opened by libtiff, and what libtiff says of it. Private to
 * ocr/decode/. */
#ifndef SOHOA_DECODE_TIFF_HANDLE_H
#define SOHOA_DECODE_TIFF_HANDLE_H

#include <glib.h>
#include <tiffio.h>

G_BEGIN_DECLS

typedef struct {
  TIFF *tiff; /* at no directory when opened */
  GBytes *bytes;
  gsize position;           /* of libtiff's reading */
  guint complaints;         /* errors, and warnings that count; the reader sets it back to 0 */
  gboolean counts_warnings; /* FALSE where libtiff warns of every image of a kind */
  char message[160];        /* the last error, printable; "" when none */
} SohoaTiffHandle;

/* Keeps a reference to bytes. */
SohoaTiffHandle *sohoa_tiff_handle_open (GBytes *bytes, GError **error);
void sohoa_tiff_handle_close (SohoaTiffHandle *handle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTiffHandle, sohoa_tiff_handle_close)

G_END_DECLS

#endif
