/* pdf_complaints.h - what poppler and the libraries below it say during a call. Private to ocr/decode/.
 *
 * poppler speaks through the log domain "Poppler"; libjpeg, openjpeg and fontconfig below it print to stderr.
 * Both are caught between begin and end: nothing is printed, and what was said can mark the page. Not nested.
 */
#ifndef SOHOA_DECODE_PDF_COMPLAINTS_H
#define SOHOA_DECODE_PDF_COMPLAINTS_H

#include <glib.h>

#include <stdio.h>

G_BEGIN_DECLS

typedef struct {
  guint errors;   /* content that was not drawn, or not as it should be */
  guint warnings; /* odd, but drawn */
  guint handler;  /* private from here on */
  FILE *real_stderr, *caught_stderr;
  char *printed;
  size_t printed_length;
} SohoaPdfComplaints;

void sohoa_pdf_complaints_begin (SohoaPdfComplaints *complaints);
void sohoa_pdf_complaints_end (SohoaPdfComplaints *complaints);

G_END_DECLS

#endif
