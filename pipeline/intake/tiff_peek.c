/* tiff_peek.c - see tiff_peek.h. */
#include "tiff_peek.h"

#include <string.h>
#include <unistd.h>

typedef struct {
  int fd;
  gboolean big_endian;
} Tiff;

/* An unsigned number of 2, 4 or 8 bytes at an offset. */
static gboolean
read_number (const Tiff *tiff, guint64 offset, guint size, guint64 *ret_number)
{
  guint8 bytes[8];
  guint64 number = 0;

  if (offset > G_MAXINT64 - 8 || pread (tiff->fd, bytes, size, (off_t) offset) != (gssize) size)
    return FALSE;
  for (guint i = 0; i < size; i++)
    number = number << 8 | bytes[tiff->big_endian ? i : size - 1 - i];
  *ret_number = number;
  return TRUE;
}

gboolean
sohoa_tiff_has_more_pages (int fd)
{
  char order[2];
  guint64 version, directory, n, next;

  if (pread (fd, order, 2, 0) != 2 || (memcmp (order, "II", 2) != 0 && memcmp (order, "MM", 2) != 0))
    return FALSE;
  Tiff tiff = {.fd = fd, .big_endian = order[0] == 'M'};
  if (!read_number (&tiff, 2, 2, &version) || (version != 42 && version != 43))
    return FALSE;
  gboolean big = version == 43;
  guint word = big ? 8 : 4, count = big ? 8 : 2, entry = big ? 20 : 12;
  return read_number (&tiff, big ? 8 : 4, word, &directory) && read_number (&tiff, directory, count, &n) &&
         n <= G_MAXUINT16 && read_number (&tiff, directory + count + n * entry, word, &next) && next != 0;
}
