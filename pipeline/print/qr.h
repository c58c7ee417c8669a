/* qr.h - a text as the dark and light modules of a QR code (libqrencode). */
#ifndef SOHOA_PRINT_QR_H
#define SOHOA_PRINT_QR_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* side * side bytes, row by row, 1 for dark; some of it may be damaged. */
GBytes *sohoa_qr_new (const char *text, guint *ret_side, GError **error);

G_END_DECLS

#endif
