/* cursor.h - reading little-endian bytes in order; fails once and for all. Private to ocr/engine/. */
#ifndef SOHOA_ENGINE_CURSOR_H
#define SOHOA_ENGINE_CURSOR_H

#include <glib.h>

G_BEGIN_DECLS

/* Borrows its bytes. After a failure everything read is 0. */
typedef struct {
  const guint8 *at, *end;
  gboolean failed;
} SohoaCursor;

guint8 sohoa_cursor_take_byte (SohoaCursor *cursor);
gint32 sohoa_cursor_take_int (SohoaCursor *cursor);
double sohoa_cursor_take_double (SohoaCursor *cursor);
/* A count of things that the rest can hold, each at least a byte. */
int sohoa_cursor_take_count (SohoaCursor *cursor);
/* A counted string; borrowed, not terminated. */
const char *sohoa_cursor_take_string (SohoaCursor *cursor, int *ret_length);

G_END_DECLS

#endif
