/* qr.c - see qr.h. */
#include "qr.h"

#include <qrencode.h>

GBytes *
sohoa_qr_new (const char *text, guint *ret_side, GError **error)
{
  /* Level M: 15 % of it may be lost. More would need more, and so smaller, modules in the same place. */
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL,
                         "cannot make a QR code: its text is too long");
    return NULL;
  }
  gsize n = (gsize) code->width * (gsize) code->width;
  guint8 *modules = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    modules[i] = code->data[i] & 1;
  *ret_side = (guint) code->width;
  QRcode_free (code);
  return g_bytes_new_take (modules, n);
}
