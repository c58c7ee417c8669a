/* lines.h - reading one line of a zone, whatever the kind. Private to ocr/read/. */
#ifndef SOHOA_READ_LINES_H
#define SOHOA_READ_LINES_H

#include "spelling.h"
#include "writing.h"

G_BEGIN_DECLS

/* A new reading for the zone, its quadrilateral mapped onto the page. */
SohoaReading *sohoa_zone_reading (const SohoaReadContext *context, const SohoaZone *zone);

/* A patch around rect, flattened and cleaned, with only the writing of rect left; margin: how far beyond rect
 * its letters reach. The patch is higher where that shows that large letters are its own. */
SohoaPatch *sohoa_zone_lift (const SohoaReadContext *context, const SohoaRect *rect_mm,
                             const SohoaMargin *margin, GError **error);

/* The same of a line, with the margin that lines have. overflow: follow writing
 * that leaves rect on the right, over white paper. */
SohoaPatch *sohoa_line_lift (const SohoaReadContext *context, const SohoaRect *rect_mm, gboolean overflow,
                             GError **error);

/* Recognizes the patch's ink as one line and appends it to the spelling, after a space where needed; nothing
 * when nothing is written. flags collect what was noticed. */
gboolean sohoa_line_append (const SohoaReadContext *context, const SohoaPatch *patch, SohoaCharset charset,
                            SohoaSpelling *spelling, guint *flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for the line of writing in rect. */
gboolean sohoa_line_read (const SohoaReadContext *context, const SohoaRect *rect_mm, SohoaCharset charset,
                          SohoaSpelling *spelling, guint *flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
