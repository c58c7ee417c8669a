/* pdf_xobject.h - an image of a PDF file, decoded from its own data. Private to ocr/decode/. */
#ifndef SOHOA_DECODE_PDF_XOBJECT_H
#define SOHOA_DECODE_PDF_XOBJECT_H

#include "../page.h"
#include "pdf_object.h"

G_BEGIN_DECLS

/* The pixels as stored, 1 bpp, 8 bpp gray or 32 bpp RGB. NULL (no error) when the object is anything but an
 * opaque gray or RGB image in one of the common filters. resources: of the page; they may redefine colours.
 */
Pix *sohoa_pdf_xobject_pixels (SohoaPdfObject image, SohoaPdfObject resources);

G_END_DECLS

#endif
