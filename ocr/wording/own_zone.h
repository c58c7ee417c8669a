/* own_zone.h - a field of a registered version on a page in another print. Private to ocr/wording/. */
#ifndef SOHOA_WORDING_OWN_ZONE_H
#define SOHOA_WORDING_OWN_ZONE_H

#include "placing.h"

G_BEGIN_DECLS

/* The zone on page 1 of the page's own print; NULL when the page has no such field. What somebody writes may
 * stand in the line of its label or below, so that a zone of text reaches from the one to the next print
 * below and beside it, and is read line by line (TABLE_CELL); all others only move. rules: upright lines of
 * the page that part cells, of SohoaRect. */
SohoaZone *sohoa_own_zone_new (const SohoaPlacing *placing, const SohoaZone *zone, const GArray *rules);

G_END_DECLS

#endif
