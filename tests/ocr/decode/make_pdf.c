/* make_pdf.c - see make.h: PDF files written by hand. */
#include "make.h"

#include <string.h>
#include <zlib.h>

typedef struct {
  GString *file, *table;
  guint n_objects;
} Writer;

static Writer
begin_file (void)
{
  return (Writer){g_string_new ("%PDF-1.4\n"), g_string_new ("0000000000 65535 f \n"), 0};
}

/* data: of a stream, or NULL. */
static void
add_object (Writer *writer, const char *object, GBytes *data)
{
  g_string_append_printf (writer->table, "%010u 00000 n \n", (guint) writer->file->len);
  g_string_append_printf (writer->file, "%u 0 obj\n%s\n", ++writer->n_objects, object);
  if (data != NULL) {
    gsize length;
    const char *bytes = g_bytes_get_data (data, &length);
    g_string_append (writer->file, "stream\n");
    g_string_append_len (writer->file, bytes, (gssize) length);
    g_string_append (writer->file, "\nendstream\n");
  }
  g_string_append (writer->file, "endobj\n");
}

static GBytes *
end_file (Writer *writer, const char *trailer)
{
  gsize start = writer->file->len;
  g_string_append_printf (
    writer->file, "xref\n0 %u\n%strailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%u\n%%%%EOF\n",
    writer->n_objects + 1, writer->table->str, writer->n_objects + 1, trailer, (guint) start);
  g_string_free (writer->table, TRUE);
  return g_string_free_to_bytes (writer->file);
}

GBytes *
make_pdf_objects (const char *const *objects, guint n_objects, const char *trailer)
{
  Writer writer = begin_file ();
  for (guint i = 0; i < n_objects; i++)
    add_object (&writer, objects[i], NULL);
  return end_file (&writer, trailer);
}

GBytes *
make_pdf_scan (const MakeScan *scan)
{
  return make_pdf_masked (scan, NULL, NULL);
}

GBytes *
make_pdf_masked (const MakeScan *scan, const char *mask, GBytes *mask_data)
{
  Writer writer = begin_file ();
  g_autoptr (GBytes) content = g_bytes_new (scan->content, strlen (scan->content));
  g_autofree char *page = g_strdup_printf (
    "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> %s >> %s >>",
    scan->resources == NULL ? "" : scan->resources, scan->page);
  g_autofree char *stream = g_strdup_printf ("<< /Length %u >>", (guint) strlen (scan->content));
  g_autofree char *image = g_strdup_printf ("<< /Type /XObject /Subtype /Image /Length %u %s >>",
                                            (guint) g_bytes_get_size (scan->data), scan->image);
  add_object (&writer, "<< /Type /Catalog /Pages 2 0 R >>", NULL);
  add_object (&writer, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", NULL);
  add_object (&writer, page, NULL);
  add_object (&writer, stream, content);
  add_object (&writer, image, scan->data);
  if (mask != NULL) {
    g_autofree char *entries = g_strdup_printf ("<< /Type /XObject /Subtype /Image /Length %u %s >>",
                                                (guint) g_bytes_get_size (mask_data), mask);
    add_object (&writer, entries, mask_data);
  }
  return end_file (&writer, "");
}

/* PNG specification, 9.4. */
static guint8
predict (guint kind, int left, int above, int corner)
{
  int to_left = abs (above - corner), to_above = abs (left - corner);
  int to_corner = abs (left + above - 2 * corner);
  switch (kind) {
  case 1:
    return (guint8) left;
  case 2:
    return (guint8) above;
  case 3:
    return (guint8) ((left + above) / 2);
  case 4:
    return (guint8) (to_left <= to_above && to_left <= to_corner ? left
                     : to_above <= to_corner                     ? above
                                                                 : corner);
  default:
    return 0;
  }
}

static void
append_predicted (GByteArray *rows, const guint8 *samples, gsize row_bytes, guint y, gsize pixel_bytes)
{
  guint8 kind = (guint8) (y % 5);
  const guint8 *row = samples + y * row_bytes, *above = y == 0 ? NULL : row - row_bytes;
  g_byte_array_append (rows, &kind, 1);
  for (gsize i = 0; i < row_bytes; i++) {
    gboolean has_left = i >= pixel_bytes;
    int left = has_left ? row[i - pixel_bytes] : 0, up = above == NULL ? 0 : above[i];
    int corner = has_left && above != NULL ? above[i - pixel_bytes] : 0;
    guint8 rest = (guint8) (row[i] - predict (kind, left, up, corner));
    g_byte_array_append (rows, &rest, 1);
  }
}

GBytes *
make_deflated (const guint8 *samples, gsize row_bytes, guint n_rows, gsize pixel_bytes)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  if (pixel_bytes == 0)
    g_byte_array_append (rows, samples, (guint) (row_bytes * n_rows));
  for (guint y = 0; pixel_bytes != 0 && y < n_rows; y++)
    append_predicted (rows, samples, row_bytes, y, pixel_bytes);
  uLongf length = compressBound (rows->len);
  guint8 *data = g_malloc (length);
  g_assert (compress (data, &length, rows->data, rows->len) == Z_OK);
  return g_bytes_new_take (data, length);
}
