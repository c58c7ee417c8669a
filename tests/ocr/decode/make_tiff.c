/* make_tiff.c - see make.h: TIFF files, good ones by libtiff, bad ones by patching their bytes. */
#include "make.h"

#include <tiffio.h>

#include <string.h>

typedef struct {
  GByteArray *data;
  gsize position;
} Memory;

static tmsize_t
read_memory (thandle_t handle, void *target, tmsize_t length)
{
  Memory *memory = handle;
  gsize taken = MIN ((gsize) length, memory->data->len - MIN (memory->position, memory->data->len));
  memcpy (target, memory->data->data + memory->position, taken);
  memory->position += taken;
  return (tmsize_t) taken;
}

static tmsize_t
write_memory (thandle_t handle, void *source, tmsize_t length)
{
  Memory *memory = handle;
  if (memory->position + (gsize) length > memory->data->len)
    g_byte_array_set_size (memory->data, (guint) (memory->position + (gsize) length));
  memcpy (memory->data->data + memory->position, source, (gsize) length);
  memory->position += (gsize) length;
  return length;
}

static toff_t
seek_memory (thandle_t handle, toff_t offset, int whence)
{
  Memory *memory = handle;
  gsize base = whence == SEEK_CUR ? memory->position : whence == SEEK_END ? memory->data->len : 0;
  return memory->position = base + offset;
}

static int
close_memory (thandle_t handle)
{
  return 0;
}

static toff_t
size_of_memory (thandle_t handle)
{
  return ((Memory *) handle)->data->len;
}

static TIFF *
open_memory (Memory *memory, const char *mode)
{
  return TIFFClientOpen ("test", mode, memory, read_memory, write_memory, seek_memory, close_memory,
                         size_of_memory, NULL, NULL);
}

/* Samples of a pixel, dark or paper. Dark is red where there is colour. */
static void
tiff_samples (const MakeTiff *page, gboolean dark, guint16 samples[4])
{
  guint16 most = (guint16) ((1 << page->bits) - 1);
  switch (page->photometric) {
  case PHOTOMETRIC_MINISWHITE:
    samples[0] = dark ? most : 0;
    break;
  case PHOTOMETRIC_PALETTE:
    samples[0] = dark ? 0 : 1;
    break;
  case PHOTOMETRIC_SEPARATED:
    samples[0] = samples[3] = 0;
    samples[1] = samples[2] = dark ? most : 0;
    break;
  default:
    samples[0] = page->samples == 1 && dark ? 0 : most;
    samples[1] = samples[2] = dark ? 0 : most;
    samples[3] = most;
  }
}

/* One row, or one row of a tile, from column first on; plane < 0: all samples of a pixel together. */
static void
fill_row (guint8 *row, const MakeTiff *page, guint first, guint count, guint y, int plane)
{
  gsize bit = 0;
  memset (row, 0, (count * (guint) (page->bits * page->samples) + 7) / 8);
  for (guint x = first; x < first + count; x++) {
    guint16 samples[4];
    tiff_samples (page, make_is_stored_dark (page->size, page->orientation, x, y), samples);
    for (int i = 0; i < page->samples; i++) {
      if (plane >= 0 && i != plane)
        continue;
      if (page->bits == 16)
        memcpy (row + bit / 8, &samples[i], 2);
      else
        row[bit / 8] = (guint8) (row[bit / 8] | samples[i] << (8 - (gsize) page->bits - bit % 8));
      bit += (gsize) page->bits;
    }
  }
}

static void
write_tiles (TIFF *tiff, const MakeTiff *page, MakeSize stored)
{
  g_autofree guint8 *tile = g_malloc0 ((gsize) TIFFTileSize (tiff));
  gsize row_size = (gsize) TIFFTileRowSize (tiff);
  for (guint top = 0; top < stored.height; top += page->tile)
    for (guint left = 0; left < stored.width; left += page->tile) {
      for (guint y = 0; y < page->tile; y++)
        fill_row (tile + y * row_size, page, left, page->tile, MIN (top + y, stored.height - 1), -1);
      TIFFWriteTile (tiff, tile, left, top, 0, 0);
    }
}

static void
write_rows (TIFF *tiff, const MakeTiff *page, MakeSize stored)
{
  gboolean separate = page->planar == PLANARCONFIG_SEPARATE;
  g_autofree guint8 *row = g_malloc0 (8 * stored.width + 8);
  for (int plane = separate ? 0 : -1; plane < (separate ? page->samples : 0); plane++)
    for (guint y = 0; y < stored.height; y++) {
      fill_row (row, page, 0, stored.width, y, plane);
      TIFFWriteScanline (tiff, row, y, (guint16) MAX (plane, 0));
    }
}

static void
set_fields (TIFF *tiff, const MakeTiff *page, MakeSize stored)
{
  static guint16 red[256] = {200 << 8, 0xffff}, other[256] = {0, 0xffff};
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, stored.width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, stored.height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, page->bits);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, page->samples);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, page->photometric);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, page->compression == 0 ? COMPRESSION_NONE : page->compression);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, page->planar == 0 ? PLANARCONFIG_CONTIG : page->planar);
  if (page->photometric == PHOTOMETRIC_PALETTE)
    TIFFSetField (tiff, TIFFTAG_COLORMAP, red, other, other);
  if (page->orientation != 0)
    TIFFSetField (tiff, TIFFTAG_ORIENTATION, page->orientation);
  if (page->tile != 0) {
    TIFFSetField (tiff, TIFFTAG_TILEWIDTH, page->tile);
    TIFFSetField (tiff, TIFFTAG_TILELENGTH, page->tile);
  } else {
    TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP,
                  page->rows_per_strip == 0 ? stored.height : page->rows_per_strip);
  }
  if (page->dpi > 0) {
    TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, page->centimetres ? RESUNIT_CENTIMETER : RESUNIT_INCH);
    TIFFSetField (tiff, TIFFTAG_XRESOLUTION, page->centimetres ? page->dpi / 2.54 : page->dpi);
    TIFFSetField (tiff, TIFFTAG_YRESOLUTION, page->centimetres ? page->dpi / 2.54 : page->dpi);
  }
}

GBytes *
make_tiff (const MakeTiff *pages, guint n_pages)
{
  Memory memory = {g_byte_array_new (), 0};
  TIFF *tiff = open_memory (&memory, "wl");
  for (guint i = 0; i < n_pages; i++) {
    MakeSize stored = make_stored_size (pages[i].size, pages[i].orientation);
    set_fields (tiff, &pages[i], stored);
    if (pages[i].tile != 0)
      write_tiles (tiff, &pages[i], stored);
    else
      write_rows (tiff, &pages[i], stored);
    TIFFWriteDirectory (tiff);
  }
  TIFFClose (tiff);
  return g_byte_array_free_to_bytes (memory.data);
}

GBytes *
make_tiff_chessboard (MakeSize size)
{
  Memory memory = {g_byte_array_new (), 0};
  TIFF *tiff = open_memory (&memory, "wl");
  MakeTiff page = {.size = size, .bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX3};
  g_autofree guint8 *row = g_malloc (size.width / 8 + 1);
  set_fields (tiff, &page, size);
  for (guint y = 0; y < size.height; y++) {
    memset (row, y % 2 == 0 ? 0xaa : 0x55, size.width / 8 + 1);
    TIFFWriteScanline (tiff, row, y, 0);
  }
  TIFFClose (tiff);
  return g_byte_array_free_to_bytes (memory.data);
}

static void
append_number (GByteArray *data, guint32 number, guint size)
{
  guint32 little = GUINT32_TO_LE (number);
  g_byte_array_append (data, (const guint8 *) &little, size);
}

/* Tags 513 and 514 say where the JPEG file is. The bits of three samples do not fit into an entry: they come
 * behind. */
GBytes *
make_tiff_old_jpeg (MakeSize size, int components)
{
  gsize length;
  g_autoptr (GBytes) jpeg = make_jpeg (&(MakeJpeg){.size = size, .components = components});
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  enum { ENTRIES = 11, DIRECTORY = 2 + 12 * ENTRIES + 4, BITS = 8 + DIRECTORY, JPEG = BITS + 6 };
  guint photometric = components == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_YCBCR;
  const guint32 entries[ENTRIES][4] = {
    {TIFFTAG_IMAGEWIDTH, TIFF_LONG, 1, size.width},
    {TIFFTAG_IMAGELENGTH, TIFF_LONG, 1, size.height},
    {TIFFTAG_BITSPERSAMPLE, TIFF_SHORT, (guint) components, components == 1 ? 8 : BITS},
    {TIFFTAG_COMPRESSION, TIFF_SHORT, 1, COMPRESSION_OJPEG},
    {TIFFTAG_PHOTOMETRIC, TIFF_SHORT, 1, photometric},
    {TIFFTAG_STRIPOFFSETS, TIFF_LONG, 1, JPEG},
    {TIFFTAG_SAMPLESPERPIXEL, TIFF_SHORT, 1, (guint) components},
    {TIFFTAG_ROWSPERSTRIP, TIFF_LONG, 1, size.height},
    {TIFFTAG_STRIPBYTECOUNTS, TIFF_LONG, 1, (guint32) length},
    {TIFFTAG_JPEGIFOFFSET, TIFF_LONG, 1, JPEG},
    {TIFFTAG_JPEGIFBYTECOUNT, TIFF_LONG, 1, (guint32) length},
  };
  GByteArray *file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "II*\0\10\0\0\0", 8);
  append_number (file, ENTRIES, 2);
  for (guint i = 0; i < ENTRIES; i++) {
    append_number (file, entries[i][0], 2);
    append_number (file, entries[i][1], 2);
    append_number (file, entries[i][2], 4);
    append_number (file, entries[i][3], 4);
  }
  append_number (file, 0, 4);
  for (guint i = 0; i < 3; i++)
    append_number (file, 8, 2);
  g_byte_array_append (file, data, (guint) length);
  return g_byte_array_free_to_bytes (file);
}

static guint32
number_at (const guint8 *data, gsize offset, int size)
{
  guint32 number = 0;
  memcpy (&number, data + offset, (gsize) size);
  return GUINT32_FROM_LE (number);
}

guint32
make_tiff_directory (GBytes *tiff, guint page)
{
  const guint8 *data = g_bytes_get_data (tiff, NULL);
  guint32 offset = number_at (data, 4, 4);
  for (guint i = 0; i < page; i++)
    offset = number_at (data, offset + 2 + 12 * number_at (data, offset, 2), 4);
  return offset;
}

GBytes *
make_tiff_patched (GBytes *tiff, guint page, guint tag, guint32 value)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (tiff, &length);
  guint32 directory = make_tiff_directory (tiff, page), count = number_at (data, directory, 2);
  gsize target = directory + 2 + 12 * count;
  for (guint i = 0; i < count && tag != 0; i++)
    if (number_at (data, directory + 2 + 12 * i, 2) == tag)
      target = directory + 2 + 12 * i + 8;
  guint8 *patched = g_memdup2 (data, length);
  guint32 stored = GUINT32_TO_LE (value);
  memcpy (patched + target, &stored, 4);
  return g_bytes_new_take (patched, length);
}

GBytes *
make_tiff_strip (GBytes *bytes)
{
  Memory memory = {g_bytes_unref_to_array (g_bytes_ref (bytes)), 0};
  TIFF *tiff = open_memory (&memory, "r");
  GBytes *strip =
    g_bytes_new (memory.data->data + TIFFGetStrileOffset (tiff, 0), TIFFGetStrileByteCount (tiff, 0));
  TIFFClose (tiff);
  g_byte_array_unref (memory.data);
  return strip;
}

GBytes *
make_tiff_damaged (GBytes *bytes, guint strip)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  Memory memory = {g_byte_array_new (), 0};
  g_byte_array_append (memory.data, data, (guint) length);
  TIFF *tiff = open_memory (&memory, "r");
  guint64 offset = TIFFGetStrileOffset (tiff, strip), count = TIFFGetStrileByteCount (tiff, strip);
  TIFFClose (tiff);
  memset (memory.data->data + offset, 0xff, count);
  return g_byte_array_free_to_bytes (memory.data);
}
