/* tiff_peek.h - whether a TIFF says that it has more than one page. */
#ifndef SOHOA_TIFF_PEEK_H
#define SOHOA_TIFF_PEEK_H

#include <glib.h>

/* Reads the header and the first directory's link to a next one (TIFF 6.0, section 2; BigTIFF), nothing else:
 * a hint for grouping files, never for decoding. FALSE for anything that is not a TIFF. */
gboolean sohoa_tiff_has_more_pages (int fd);

#endif
