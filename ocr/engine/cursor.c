/* cursor.c - see cursor.h. */
#include "cursor.h"

#include <string.h>

static void
take (SohoaCursor *cursor, void *ret, gsize size)
{
  if (cursor->failed || (gsize) (cursor->end - cursor->at) < size) {
    cursor->failed = TRUE;
    memset (ret, 0, size);
    return;
  }
  memcpy (ret, cursor->at, size);
  cursor->at += size;
}

guint8
sohoa_cursor_take_byte (SohoaCursor *cursor)
{
  guint8 byte;
  take (cursor, &byte, 1);
  return byte;
}

gint32
sohoa_cursor_take_int (SohoaCursor *cursor)
{
  guint32 value;
  take (cursor, &value, sizeof value);
  return (gint32) GUINT32_FROM_LE (value);
}

double
sohoa_cursor_take_double (SohoaCursor *cursor)
{
  guint64 bits;
  double value;
  take (cursor, &bits, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

int
sohoa_cursor_take_count (SohoaCursor *cursor)
{
  gint32 n = sohoa_cursor_take_int (cursor);
  if (n >= 0 && n <= cursor->end - cursor->at)
    return n;
  cursor->failed = TRUE;
  return 0;
}

const char *
sohoa_cursor_take_string (SohoaCursor *cursor, int *ret_length)
{
  *ret_length = sohoa_cursor_take_count (cursor);
  const char *string = (const char *) cursor->at;
  cursor->at += *ret_length;
  return string;
}
