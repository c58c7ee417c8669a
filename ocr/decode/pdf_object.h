/* pdf_object.h - looking into the objects of a PDF file without asking for trouble. Private to ocr/decode/.
 *
 * qpdf complains when a value is taken for what it is not, and any complaint sends the page to poppler: so
 * every type is checked first. Absent and null are the same, as in PDF. Objects are borrowed: they live until
 * qpdf_oh_release_all().
 */
#ifndef SOHOA_DECODE_PDF_OBJECT_H
#define SOHOA_DECODE_PDF_OBJECT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

typedef struct {
  qpdf_data file;
  qpdf_oh handle;
} SohoaPdfObject;

/* The value of a key of a dictionary or a stream's dictionary; null when object is neither. */
SohoaPdfObject sohoa_pdf_object_lookup (SohoaPdfObject object, const char *key);
/* The item of an array of one; null of an empty one; anything else itself. */
SohoaPdfObject sohoa_pdf_object_unwrap (SohoaPdfObject object);
gboolean sohoa_pdf_object_is_null (SohoaPdfObject object);
gboolean sohoa_pdf_object_is_name (SohoaPdfObject object, const char *name);
/* The integer under a key; fallback when it is absent, G_MININT when it is no integer. */
int sohoa_pdf_object_integer (SohoaPdfObject object, const char *key, int fallback);
/* A boolean likewise, as 0 or 1. */
int sohoa_pdf_object_boolean (SohoaPdfObject object, const char *key, gboolean fallback);
/* TRUE when it is an array of exactly so many numbers. */
gboolean sohoa_pdf_object_read_numbers (SohoaPdfObject object, double *ret_numbers, int count);
/* Whether a dictionary, or a stream's, has no key but these; NULL-terminated. */
gboolean sohoa_pdf_object_has_only (SohoaPdfObject object, const char *const *keys);
/* The data of a stream as stored; NULL when qpdf cannot give them. */
GBytes *sohoa_pdf_object_raw_data (SohoaPdfObject stream);

G_END_DECLS

#endif
