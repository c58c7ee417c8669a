/* tiff_chain.c - see tiff_chain.h. Layout: TIFF 6.0, section 2; BigTIFF as libtiff describes it (8-byte
 * counts and offsets, 20-byte entries). */
#include "tiff_chain.h"

#include <sohoa/error.h>
#include <sohoa/ocr.h>

typedef struct {
  const guint8 *data;
  gsize length;
  gboolean big_endian;
  gboolean big; /* BigTIFF */
} File;

/* An unsigned number of 2, 4 or 8 bytes; FALSE outside of the file. */
static gboolean
read_number (const File *file, guint64 offset, guint size, guint64 *ret_number)
{
  if (offset > file->length || size > file->length - offset)
    return FALSE;
  guint64 number = 0;
  for (guint i = 0; i < size; i++)
    number = number << 8 | file->data[offset + (file->big_endian ? i : size - 1 - i)];
  *ret_number = number;
  return TRUE;
}

gboolean
sohoa_tiff_chain_probe (const guint8 *head, gsize length)
{
  static const guint8 marks[][4] = {
    {'I', 'I', 42, 0}, {'M', 'M', 0, 42}, {'I', 'I', 43, 0}, {'M', 'M', 0, 43}};
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= 4 && memcmp (head, marks[i], 4) == 0)
      return TRUE;
  return FALSE;
}

/* Where the directory at offset says that the next one is; 0 = nowhere, also when the directory is cut off.
 */
static guint64
next_directory (const File *file, guint64 offset)
{
  guint count_size = file->big ? 8 : 2, entry_size = file->big ? 20 : 12;
  guint64 count, next;

  if (!read_number (file, offset, count_size, &count) || count > file->length / entry_size)
    return 0;
  if (!read_number (file, offset + count_size + count * entry_size, file->big ? 8 : 4, &next))
    return 0;
  return next;
}

static gboolean
find_first (const File *file, guint64 *ret_offset, GError **error)
{
  if (!read_number (file, file->big ? 8 : 4, file->big ? 8 : 4, ret_offset)) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
      "cannot open the TIFF file: it is truncated within its header; copy or scan it again");
    return FALSE;
  }
  if (*ret_offset == 0) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_EMPTY,
                         "cannot open the TIFF file: it has no page; scan it again");
    return FALSE;
  }
  if (*ret_offset >= file->length) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
      "cannot open the TIFF file: it is truncated, its list of pages lies beyond its end; copy or "
      "scan it again");
    return FALSE;
  }
  return TRUE;
}

static gboolean
follow (const File *file, SohoaTiffChain *chain, GError **error)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint64 offset;

  if (!find_first (file, &offset, error))
    return FALSE;
  g_autofree guint64 *keys = g_new (guint64, SOHOA_PAGES_MAX);
  while (offset != 0) {
    if (g_hash_table_contains (visited, &offset)) {
      chain->loops = TRUE;
      return TRUE;
    }
    guint page = chain->offsets->len;
    if (page == SOHOA_PAGES_MAX) {
      g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                   "cannot open the TIFF file: it has more than %d pages; split it", SOHOA_PAGES_MAX);
      return FALSE;
    }
    keys[page] = offset;
    g_hash_table_add (visited, &keys[page]);
    g_array_append_val (chain->offsets, offset);
    offset = next_directory (file, offset);
  }
  return TRUE;
}

SohoaTiffChain *
sohoa_tiff_chain_read (GBytes *bytes, GError **error)
{
  File file = {0};
  file.data = g_bytes_get_data (bytes, &file.length);
  file.big_endian = file.length > 0 && file.data[0] == 'M';
  file.big = file.length >= 4 && (file.data[2] == 43 || file.data[3] == 43);

  g_autoptr (SohoaTiffChain) chain = g_new0 (SohoaTiffChain, 1);
  chain->offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  return follow (&file, chain, error) ? g_steal_pointer (&chain) : NULL;
}

void
sohoa_tiff_chain_free (SohoaTiffChain *chain)
{
  if (chain == NULL)
    return;
  g_array_unref (chain->offsets);
  g_free (chain);
}
