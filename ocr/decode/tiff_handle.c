/* tiff_handle.c - see tiff_handle.h. Messages go to handlers of this handle alone: nothing is printed. */
#include "tiff_handle.h"

#include "library_fault.h"

#include <sohoa/error.h>

#include <string.h>

/* The largest single piece of memory libtiff may ask for: a strip that is a whole A3 page at 600 dpi in
 * colour takes 210 MB. */
static const tmsize_t single_alloc_max = 512 * 1024 * 1024;

static int
note_warning (TIFF *tiff, void *user_data, const char *module, const char *format, va_list args)
{
  SohoaTiffHandle *handle = user_data;
  handle->complaints += handle->counts_warnings;
  return 1;
}

G_GNUC_PRINTF (4, 0)
static int
note_error (TIFF *tiff, void *user_data, const char *module, const char *format, va_list args)
{
  SohoaTiffHandle *handle = user_data;
  handle->complaints++;
  g_vsnprintf (handle->message, sizeof handle->message, format, args);
  for (char *c = handle->message; *c != '\0'; c++)
    if (!g_ascii_isprint (*c) || *c == '\'')
      *c = '?';
  return 1;
}

static tmsize_t
read_bytes (thandle_t data, void *target, tmsize_t wanted)
{
  SohoaTiffHandle *handle = data;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (handle->bytes, &length);
  gsize there = handle->position < length ? length - handle->position : 0;
  gsize taken = MIN (there, (gsize) MAX (wanted, 0));
  memcpy (target, bytes + handle->position, taken);
  handle->position += taken;
  return (tmsize_t) taken;
}

static tmsize_t
write_bytes (thandle_t data, void *source, tmsize_t length)
{
  return 0; /* libtiff wants the function, even to read */
}

static toff_t
seek_bytes (thandle_t data, toff_t offset, int whence)
{
  SohoaTiffHandle *handle = data;
  gsize base = whence == SEEK_CUR   ? handle->position
               : whence == SEEK_END ? g_bytes_get_size (handle->bytes)
                                    : 0;
  handle->position = base + offset;
  return handle->position;
}

static int
close_bytes (thandle_t data)
{
  return 0;
}

static toff_t
size_of_bytes (thandle_t data)
{
  SohoaTiffHandle *handle = data;
  return g_bytes_get_size (handle->bytes);
}

/* Mapped reading is not only the faster one: unmapped, libtiff 4.5.0 of Debian 12 refuses uncompressed tiles
 * of less than 1024 bytes ("Invalid tile byte count"). */
static int
map_bytes (thandle_t data, void **ret_base, toff_t *ret_length)
{
  SohoaTiffHandle *handle = data;
  gsize length;
  *ret_base = (void *) g_bytes_get_data (handle->bytes, &length);
  *ret_length = length;
  return 1;
}

static void
unmap_bytes (thandle_t data, void *base, toff_t length)
{
}

/* "h": the header only. The directories are read page by page. */
static TIFF *
open_header (SohoaTiffHandle *handle)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, single_alloc_max);
  TIFFOpenOptionsSetErrorHandlerExtR (options, note_error, handle);
  TIFFOpenOptionsSetWarningHandlerExtR (options, note_warning, handle);
  TIFF *tiff = TIFFClientOpenExt ("scan", "rh", handle, read_bytes, write_bytes, seek_bytes, close_bytes,
                                  size_of_bytes, map_bytes, unmap_bytes, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

SohoaTiffHandle *
sohoa_tiff_handle_open (GBytes *bytes, GError **error)
{
  g_autoptr (SohoaTiffHandle) handle = g_new0 (SohoaTiffHandle, 1);
  handle->bytes = g_bytes_ref (bytes);
  handle->counts_warnings = TRUE;
  handle->tiff = open_header (handle);
  if (handle->tiff == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT,
                 "cannot open the TIFF file: %s; copy or scan it again",
                 sohoa_library_fault (handle->message));
    return NULL;
  }
  return g_steal_pointer (&handle);
}

void
sohoa_tiff_handle_close (SohoaTiffHandle *handle)
{
  if (handle == NULL)
    return;
  if (handle->tiff != NULL)
    TIFFClose (handle->tiff);
  g_bytes_unref (handle->bytes);
  g_free (handle);
}
