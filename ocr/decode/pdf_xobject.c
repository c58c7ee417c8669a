/* pdf_xobject.c - see pdf_xobject.h: ISO 32000-1, 7.4 (filters), 8.6 (colours), 8.9.5 (images).
 *
 * Keys that are not on the list (masks, optional content, alternates, data in other files) change what a
 * viewer shows, so they refuse the image. Colour profiles and the gamma of calibrated colours are passed
 * over, as in all other containers: samples are what the scanner measured.
 */
#include "pdf_xobject.h"

#include "jpeg.h"
#include "pdf_data.h"
#include "raster.h"

static const char *const harmless_keys[] = {"/Type",       "/Subtype",          "/Width",     "/Height",
                                            "/ColorSpace", "/BitsPerComponent", "/Filter",    "/DecodeParms",
                                            "/Decode",     "/Length",           "/Name",      "/Interpolate",
                                            "/Intent",     "/Metadata",         "/ImageMask", NULL};

/* 1 gray, 3 RGB, 0 = another. */
static guint
read_channels (SohoaPdfObject space, SohoaPdfObject resources)
{
  static const struct {
    const char *name, *default_name;
    guint channels;
    gboolean plain; /* a name alone; else the first item of an array */
  } rows[] = {{"/DeviceGray", "/DefaultGray", 1, TRUE},
              {"/DeviceRGB", "/DefaultRGB", 3, TRUE},
              {"/CalGray", NULL, 1, FALSE},
              {"/CalRGB", NULL, 3, FALSE}};
  SohoaPdfObject named = sohoa_pdf_object_lookup (resources, "/ColorSpace");
  gboolean is_pair =
    qpdf_oh_is_array (space.file, space.handle) && qpdf_oh_get_array_n_items (space.file, space.handle) == 2;
  SohoaPdfObject family = {space.file, is_pair ? qpdf_oh_get_array_item (space.file, space.handle, 0)
                                               : sohoa_pdf_object_unwrap (space).handle};
  if (is_pair && sohoa_pdf_object_is_name (family, "/ICCBased")) {
    SohoaPdfObject profile = {space.file, qpdf_oh_get_array_item (space.file, space.handle, 1)};
    int channels = sohoa_pdf_object_integer (profile, "/N", 0);
    return channels == 1 || channels == 3 ? (guint) channels : 0;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (is_pair == rows[i].plain || !sohoa_pdf_object_is_name (family, rows[i].name))
      continue;
    gboolean redefined =
      rows[i].plain && !(sohoa_pdf_object_is_null (sohoa_pdf_object_lookup (named, rows[i].name)) &&
                         sohoa_pdf_object_is_null (sohoa_pdf_object_lookup (named, rows[i].default_name)));
    return redefined ? 0 : rows[i].channels;
  }
  return 0;
}

/* FALSE when samples mean anything but their plain values or, in gray, the inverted ones. */
static gboolean
read_inversion (SohoaPdfObject decode, guint channels, gboolean *ret_inverted)
{
  double ranges[6] = {0, 1, 0, 1, 0, 1};
  if (!sohoa_pdf_object_is_null (decode) &&
      !sohoa_pdf_object_read_numbers (decode, ranges, 2 * (int) channels))
    return FALSE;
  *ret_inverted = channels == 1 && ranges[0] == 1 && ranges[1] == 0;
  for (int i = 0; i < 6; i += 2)
    if (!*ret_inverted && !(ranges[i] == 0 && ranges[i + 1] == 1))
      return FALSE;
  return TRUE;
}

static gboolean
read_shape (SohoaPdfObject image, SohoaPdfObject resources, SohoaPdfShape *ret_shape)
{
  int width = sohoa_pdf_object_integer (image, "/Width", 0);
  int height = sohoa_pdf_object_integer (image, "/Height", 0);
  int bits = sohoa_pdf_object_integer (image, "/BitsPerComponent", 0);
  guint channels = read_channels (sohoa_pdf_object_lookup (image, "/ColorSpace"), resources);
  if (width <= 0 || height <= 0 || !sohoa_raster_check_size ((guint64) width, (guint64) height, NULL))
    return FALSE;
  if (channels == 0 || !(bits == 8 || (bits == 1 && channels == 1)))
    return FALSE;
  *ret_shape = (SohoaPdfShape){(guint) width, (guint) height, (guint) bits, channels};
  return TRUE;
}

/* Of deflated samples. */
static const char *const predictor_keys[] = {"/Predictor", "/Colors", "/BitsPerComponent", "/Columns", NULL};

/* Some programs, Tesseract among them, give JPEG data the parameters of deflated samples, which mean nothing
 * there. */
static Pix *
decode_jpeg (GBytes *data, SohoaPdfObject parameters, const SohoaPdfShape *shape)
{
  guint channels;
  if (shape->bits != 8 ||
      !(sohoa_pdf_object_is_null (parameters) || sohoa_pdf_object_has_only (parameters, predictor_keys)))
    return NULL;
  g_autoptr (Pix) pix = sohoa_jpeg_pixels (data, &channels);
  gboolean as_declared = pix != NULL && channels == shape->channels &&
                         (guint) pixGetWidth (pix) == shape->width &&
                         (guint) pixGetHeight (pix) == shape->height;
  return as_declared ? g_steal_pointer (&pix) : NULL;
}

static Pix *
decode_flate (GBytes *data, SohoaPdfObject parameters, const SohoaPdfShape *shape)
{
  int predictor = sohoa_pdf_object_integer (parameters, "/Predictor", 1);
  if (!sohoa_pdf_object_is_null (parameters) && !sohoa_pdf_object_has_only (parameters, predictor_keys))
    return NULL;
  if (predictor == 1)
    return sohoa_pdf_data_from_flate (data, shape, FALSE);
  gboolean as_declared = sohoa_pdf_object_integer (parameters, "/Colors", 1) == (int) shape->channels &&
                         sohoa_pdf_object_integer (parameters, "/BitsPerComponent", 8) == (int) shape->bits &&
                         sohoa_pdf_object_integer (parameters, "/Columns", 1) == (int) shape->width;
  return predictor >= 10 && predictor <= 15 && as_declared ? sohoa_pdf_data_from_flate (data, shape, TRUE)
                                                           : NULL;
}

static Pix *
decode_fax (GBytes *data, SohoaPdfObject parameters, const SohoaPdfShape *shape)
{
  static const char *const keys[] = {"/K",
                                     "/Columns",
                                     "/Rows",
                                     "/BlackIs1",
                                     "/EndOfLine",
                                     "/EndOfBlock",
                                     "/EncodedByteAlign",
                                     "/DamagedRowsBeforeError",
                                     NULL};
  int k = sohoa_pdf_object_integer (parameters, "/K", 0);
  int rows = sohoa_pdf_object_integer (parameters, "/Rows", 0);
  int black_is_1 = sohoa_pdf_object_boolean (parameters, "/BlackIs1", FALSE);
  if (shape->bits != 1 || !sohoa_pdf_object_has_only (parameters, keys) || k > 0 || k == G_MININT ||
      (rows != 0 && rows != (int) shape->height) || black_is_1 == G_MININT ||
      sohoa_pdf_object_integer (parameters, "/Columns", 1728) != (int) shape->width ||
      sohoa_pdf_object_boolean (parameters, "/EncodedByteAlign", FALSE) != 0)
    return NULL;
  Pix *pix = sohoa_pdf_data_from_fax (data, shape, k < 0);
  if (pix != NULL && black_is_1)
    pixInvert (pix, pix);
  return pix;
}

static const struct {
  const char *filter;
  Pix *(*decode) (GBytes *data, SohoaPdfObject parameters, const SohoaPdfShape *shape);
} decoders[] = {{"/DCTDecode", decode_jpeg}, {"/FlateDecode", decode_flate}, {"/CCITTFaxDecode", decode_fax}};

/* One filter, alone or in an array of one; its parameters must stand in an array where the filter does: of
 * other mixtures every viewer makes something else. */
static Pix *
decode_data (SohoaPdfObject image, const SohoaPdfShape *shape)
{
  SohoaPdfObject filters = sohoa_pdf_object_lookup (image, "/Filter");
  SohoaPdfObject all_parameters = sohoa_pdf_object_lookup (image, "/DecodeParms");
  SohoaPdfObject filter = sohoa_pdf_object_unwrap (filters);
  SohoaPdfObject parameters = sohoa_pdf_object_unwrap (all_parameters);
  if (!sohoa_pdf_object_is_null (all_parameters) &&
      qpdf_oh_is_array (filters.file, filters.handle) !=
        qpdf_oh_is_array (all_parameters.file, all_parameters.handle))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    if (sohoa_pdf_object_is_name (filter, decoders[i].filter)) {
      g_autoptr (GBytes) data = sohoa_pdf_object_raw_data (image);
      return data == NULL ? NULL : decoders[i].decode (data, parameters, shape);
    }
  return NULL;
}

Pix *
sohoa_pdf_xobject_pixels (SohoaPdfObject image, SohoaPdfObject resources)
{
  SohoaPdfShape shape;
  gboolean inverted;
  if (!qpdf_oh_is_stream (image.file, image.handle) || !sohoa_pdf_object_has_only (image, harmless_keys) ||
      !sohoa_pdf_object_is_name (sohoa_pdf_object_lookup (image, "/Subtype"), "/Image") ||
      sohoa_pdf_object_boolean (image, "/ImageMask", FALSE) != 0 || !read_shape (image, resources, &shape) ||
      !read_inversion (sohoa_pdf_object_lookup (image, "/Decode"), shape.channels, &inverted))
    return NULL;
  Pix *pix = decode_data (image, &shape);
  if (pix != NULL && inverted)
    pixInvert (pix, pix);
  return pix;
}
