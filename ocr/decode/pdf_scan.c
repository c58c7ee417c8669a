/* pdf_scan.c - see pdf_scan.h: ISO 32000-1, 7.7.3 (pages), 8.3 (coordinates), 8.8 (external objects).
 *
 * qpdf finds the objects and inflates contents of a few kilobytes; it never touches the data of images, which
 * could be bombs. It traps its own exceptions, running out of memory included, and a complaint stays until it
 * is asked for: after the first, this way is closed for the whole document.
 */
#include "pdf_scan.h"

#include "pdf_content.h"
#include "pdf_object.h"
#include "pdf_xobject.h"
#include "raster.h"

#include <math.h>
#include <stdlib.h>

static const double cover_least = 0.95; /* of the page's width and height */
static const double beyond_most = 1;    /* points of the image that the page crops, at an edge */
static const double skew_most = 0.01;   /* points by which an upright image may lean */
static const double dpi_least = 52;     /* coarser images look better drawn */
/* Stored; deflate makes 1032 times as much at most. The invisible text of a full page takes some 20 KB. */
enum { CONTENT_BYTES_MAX = 65536, CONTENT_STREAMS_MAX = 8 };

struct SohoaPdfScan {
  GBytes *bytes;
  qpdf_data file;
};

/* In points, y upwards. */
typedef struct {
  double left, bottom, right, top;
} Area;

static gboolean
has_complained (const SohoaPdfScan *scan)
{
  return qpdf_has_error (scan->file) || qpdf_more_warnings (scan->file);
}

static gboolean
read_file (SohoaPdfScan *scan, guint n_pages)
{
  gsize length;
  const char *data = g_bytes_get_data (scan->bytes, &length);
  qpdf_silence_errors (scan->file);
  qpdf_set_suppress_warnings (scan->file, QPDF_TRUE);
  qpdf_set_attempt_recovery (scan->file, QPDF_FALSE);
  return qpdf_read_memory (scan->file, "scan", data, length, NULL) == QPDF_SUCCESS &&
         !qpdf_is_encrypted (scan->file) && qpdf_get_num_pages (scan->file) == (int) n_pages &&
         qpdf_push_inherited_attributes_to_page (scan->file) == QPDF_SUCCESS && !has_complained (scan);
}

SohoaPdfScan *
sohoa_pdf_scan_open (GBytes *bytes, guint n_pages)
{
  g_autoptr (SohoaPdfScan) scan = g_new0 (SohoaPdfScan, 1);
  scan->bytes = g_bytes_ref (bytes);
  scan->file = qpdf_init ();
  return read_file (scan, n_pages) ? g_steal_pointer (&scan) : NULL;
}

void
sohoa_pdf_scan_close (SohoaPdfScan *scan)
{
  if (scan == NULL)
    return;
  (void) qpdf_get_error (scan->file); /* qpdf prints an error that nobody asked for */
  qpdf_cleanup (&scan->file);
  g_bytes_unref (scan->bytes);
  g_free (scan);
}

/* The bytes of a stream that is so short, and so plainly stored, that its data can be asked for; else more
 * than any content may have. */
static int
modest_length (SohoaPdfObject stream)
{
  static const char *const keys[] = {"/Length", "/Filter", NULL};
  SohoaPdfObject filter = sohoa_pdf_object_unwrap (sohoa_pdf_object_lookup (stream, "/Filter"));
  int length = sohoa_pdf_object_integer (stream, "/Length", -1);
  gboolean modest =
    qpdf_oh_is_stream (stream.file, stream.handle) && sohoa_pdf_object_has_only (stream, keys) &&
    (sohoa_pdf_object_is_null (filter) || sohoa_pdf_object_is_name (filter, "/FlateDecode")) && length >= 0;
  return modest ? MIN (length, CONTENT_BYTES_MAX + 1) : CONTENT_BYTES_MAX + 1;
}

static gboolean
contents_are_modest (SohoaPdfObject contents)
{
  if (!qpdf_oh_is_array (contents.file, contents.handle))
    return modest_length (contents) <= CONTENT_BYTES_MAX;
  int count = qpdf_oh_get_array_n_items (contents.file, contents.handle), bytes = 0;
  if (count > CONTENT_STREAMS_MAX)
    return FALSE;
  for (int i = 0; i < count; i++)
    bytes += modest_length (
      (SohoaPdfObject){contents.file, qpdf_oh_get_array_item (contents.file, contents.handle, i)});
  return bytes <= CONTENT_BYTES_MAX;
}

static gboolean
read_content (SohoaPdfObject page, SohoaPdfContent *ret_content)
{
  unsigned char *text = NULL;
  size_t length = 0;
  if (!contents_are_modest (sohoa_pdf_object_lookup (page, "/Contents")))
    return FALSE;
  gboolean parsed = qpdf_oh_get_page_content_data (page.file, page.handle, &text, &length) == QPDF_SUCCESS &&
                    sohoa_pdf_content_parse ((const char *) text, length, ret_content);
  free (text);
  return parsed;
}

static gboolean
read_box (SohoaPdfObject array, Area *ret_box)
{
  double sides[4];
  if (!sohoa_pdf_object_read_numbers (array, sides, 4))
    return FALSE;
  *ret_box = (Area){fmin (sides[0], sides[2]), fmin (sides[1], sides[3]), fmax (sides[0], sides[2]),
                    fmax (sides[1], sides[3])};
  return TRUE;
}

/* What a viewer shows of the page. */
static gboolean
read_visible_box (SohoaPdfObject page, Area *ret_box)
{
  SohoaPdfObject crop = sohoa_pdf_object_lookup (page, "/CropBox");
  Area box, cropped;
  if (!read_box (sohoa_pdf_object_lookup (page, "/MediaBox"), &box))
    return FALSE;
  if (!sohoa_pdf_object_is_null (crop)) {
    if (!read_box (crop, &cropped))
      return FALSE;
    box = (Area){fmax (box.left, cropped.left), fmax (box.bottom, cropped.bottom),
                 fmin (box.right, cropped.right), fmin (box.top, cropped.top)};
  }
  *ret_box = box;
  return box.left < box.right && box.bottom < box.top;
}

/* A quarter turn clockwise: (x, y) goes to (y, -x). */
static void
turn (Area *box, SohoaPdfMatrix *matrix)
{
  *box = (Area){box->bottom, -box->right, box->top, -box->left};
  *matrix = (SohoaPdfMatrix){matrix->b, -matrix->a, matrix->d, -matrix->c, matrix->f, -matrix->e};
}

/* How TIFF calls the way in which matrix shows an image: page 36 of TIFF 6.0. 0 = at an angle. The image's
 * columns run along (a, b), its rows against (c, d). */
static int
find_orientation (const SohoaPdfMatrix *matrix)
{
  if (fabs (matrix->b) <= skew_most && fabs (matrix->c) <= skew_most)
    return matrix->d > 0 ? (matrix->a > 0 ? 1 : 2) : (matrix->a > 0 ? 4 : 3);
  if (fabs (matrix->a) <= skew_most && fabs (matrix->d) <= skew_most)
    return matrix->b < 0 ? (matrix->c < 0 ? 5 : 6) : (matrix->c < 0 ? 8 : 7);
  return 0;
}

/* Where matrix lays an image that is not at an angle. */
static Area
place_of (const SohoaPdfMatrix *matrix)
{
  double x = matrix->e + matrix->a + matrix->c, y = matrix->f + matrix->b + matrix->d;
  return (Area){fmin (matrix->e, x), fmin (matrix->f, y), fmax (matrix->e, x), fmax (matrix->f, y)};
}

static gboolean
covers (const Area *image, const Area *page)
{
  gboolean within = image->left >= page->left - beyond_most && image->right <= page->right + beyond_most &&
                    image->bottom >= page->bottom - beyond_most && image->top <= page->top + beyond_most;
  return within && image->right - image->left >= cover_least * (page->right - page->left) &&
         image->top - image->bottom >= cover_least * (page->top - page->bottom);
}

/* Nothing that is drawn besides the content, and nothing that changes how it is drawn. */
static gboolean
is_plain (SohoaPdfObject page)
{
  SohoaPdfObject annotations = sohoa_pdf_object_lookup (page, "/Annots");
  SohoaPdfObject blending = sohoa_pdf_object_lookup (sohoa_pdf_object_lookup (page, "/Group"), "/CS");
  return sohoa_pdf_object_is_null (sohoa_pdf_object_unwrap (annotations)) &&
         sohoa_pdf_object_is_null (sohoa_pdf_object_lookup (page, "/UserUnit")) &&
         (sohoa_pdf_object_is_null (blending) || sohoa_pdf_object_is_name (blending, "/DeviceRGB") ||
          sohoa_pdf_object_is_name (blending, "/DeviceGray"));
}

/* All fonts are of the sorts that know invisible text: glyphs of Type 3 are drawings. */
static gboolean
fonts_can_hide (SohoaPdfObject page, const SohoaPdfContent *content)
{
  static const char *const sorts[] = {"/Type0", "/Type1", "/TrueType"};
  SohoaPdfObject fonts = sohoa_pdf_object_lookup (sohoa_pdf_object_lookup (page, "/Resources"), "/Font");
  for (guint i = 0; i < content->n_fonts; i++) {
    SohoaPdfObject sort =
      sohoa_pdf_object_lookup (sohoa_pdf_object_lookup (fonts, content->fonts[i]), "/Subtype");
    gboolean known = FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS (sorts); k++)
      known = known || sohoa_pdf_object_is_name (sort, sorts[k]);
    if (!known)
      return FALSE;
  }
  return TRUE;
}

/* Where the page shows its one image, and how: 0 when it shows anything else. */
static int
find_image (SohoaPdfObject page, char **ret_name, Area *ret_place)
{
  SohoaPdfContent content;
  Area box;
  int rotation = sohoa_pdf_object_integer (page, "/Rotate", 0);
  if (rotation % 90 != 0 || !is_plain (page) || !read_visible_box (page, &box) ||
      !read_content (page, &content) || !fonts_can_hide (page, &content))
    return 0;
  for (int turns = (rotation / 90 % 4 + 4) % 4; turns > 0; turns--)
    turn (&box, &content.matrix);
  *ret_place = place_of (&content.matrix);
  *ret_name = g_strdup (content.name);
  return covers (ret_place, &box) ? find_orientation (&content.matrix) : 0;
}

static SohoaPage *
read_page (SohoaPdfObject page)
{
  g_autofree char *name = NULL;
  Area place;
  int orientation = find_image (page, &name, &place);
  if (orientation == 0)
    return NULL;
  SohoaPdfObject resources = sohoa_pdf_object_lookup (page, "/Resources");
  SohoaPdfObject image = sohoa_pdf_object_lookup (sohoa_pdf_object_lookup (resources, "/XObject"), name);
  Pix *stored = sohoa_pdf_xobject_pixels (image, resources);
  g_autoptr (Pix) pix = stored == NULL ? NULL : sohoa_raster_orient (stored, orientation);
  if (pix == NULL)
    return NULL;
  double dpi_x = pixGetWidth (pix) / (place.right - place.left) * 72;
  double dpi_y = pixGetHeight (pix) / (place.top - place.bottom) * 72;
  if (fmin (dpi_x, dpi_y) < dpi_least)
    return NULL;
  return sohoa_page_new (g_steal_pointer (&pix), dpi_x, dpi_y);
}

SohoaPage *
sohoa_pdf_scan_page (SohoaPdfScan *scan, guint number)
{
  if (has_complained (scan))
    return NULL;
  SohoaPdfObject page = {scan->file, qpdf_get_page_n (scan->file, number - 1)};
  g_autoptr (SohoaPage) read = read_page (page);
  qpdf_oh_release_all (scan->file);
  return has_complained (scan) ? NULL : g_steal_pointer (&read);
}
