/* single.h - containers that hold exactly one image: their state is the file itself. Private to ocr/decode/.
 */
#ifndef SOHOA_DECODE_SINGLE_H
#define SOHOA_DECODE_SINGLE_H

#include <glib.h>

static inline gpointer
sohoa_single_open (GBytes *bytes, GError **error)
{
  return g_bytes_ref (bytes);
}

static inline guint
sohoa_single_n_pages (gpointer state)
{
  return 1;
}

static inline void
sohoa_single_close (gpointer state)
{
  g_bytes_unref (state);
}

#endif
