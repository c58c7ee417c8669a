/* barcode.c - a code printed in a zone, read from the scan at its own resolution. */
#include "lines.h"

#include <zbar.h>

/* The first code that zbar finds in 8 bpp gray pixels; caller frees; NULL when there is none. */
static char *
scan (const guint8 *pixels, int width, int height)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  char *data = NULL;
  zbar_image_scanner_set_config (scanner, 0, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, pixels, (unsigned long) width * height, NULL);
  if (zbar_scan_image (scanner, image) > 0) {
    const zbar_symbol_t *symbol = zbar_image_first_symbol (image);
    data = g_strndup (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  }
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return data;
}

static SohoaReading *
read_barcode (const SohoaReadContext *context, const SohoaZone *zone, GError **error)
{
  g_autoptr (SohoaReading) reading = sohoa_zone_reading (context, zone);
  int hull[4], quiet_px = (int) (context->prepared->dpi / 5);
  sohoa_quad_hull (&reading->quad, hull);
  g_autoptr (Box) box = boxCreate (hull[0] - quiet_px, hull[1] - quiet_px, hull[2] - hull[0] + 2 * quiet_px,
                                   hull[3] - hull[1] + 2 * quiet_px);
  g_autoptr (Pix) clip = pixClipRectangle (context->prepared->gray, box, NULL);
  reading->confidence = 1;
  if (clip == NULL)
    return g_steal_pointer (&reading);
  int width = pixGetWidth (clip), height = pixGetHeight (clip);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * height);
  for (int y = 0; y < height; y++) {
    const l_uint32 *row = pixGetData (clip) + (size_t) y * pixGetWpl (clip);
    for (int x = 0; x < width; x++)
      pixels[(gsize) y * width + x] = GET_DATA_BYTE (row, x);
  }
  g_autofree char *data = scan (pixels, width, height);
  if (data != NULL)
    sohoa_reading_set (reading, data, 1, "zbar");
  return g_steal_pointer (&reading);
}

const SohoaZoneReader sohoa_read_barcode = {SOHOA_ZONE_BARCODE, "barcode", read_barcode};
