/* sheet.h - writing in the zones of one page. Private to this room. */
#ifndef SOHOA_FILL_SHEET_H
#define SOHOA_FILL_SHEET_H

#include <cairo.h>

#include "fill.h"

G_BEGIN_DECLS

typedef struct {
  cairo_t *cairo; /* one unit a millimetre's 72/25.4: points */
  Pix *blank;     /* 8 bpp at SOHOA_FILL_DPI */
} SohoaSheet;

/* Writes text as the zone's kind wants it. FALSE: it does not fit; nothing is drawn. */
gboolean sohoa_sheet_write (SohoaSheet *sheet, const SohoaZone *zone, const char *text);

G_END_DECLS

#endif
