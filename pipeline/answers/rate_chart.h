/* rate_chart.h - rates as charts: by month against their targets, units and the like from the lowest on.
 * Private to this room.
 */
#ifndef SOHOA_ANSWERS_RATE_CHART_H
#define SOHOA_ANSWERS_RATE_CHART_H

#include "rate_group.h"
#include "target.h"

G_BEGIN_DECLS

/* A chart for each of what the report is by, and each rate with a target (without any: scanned and 4.2).
 * cells: of SohoaRateCell; units: of SohoaUnit. */
void sohoa_rate_chart_add (SohoaReport *report, const GPtrArray *cells, const GPtrArray *units,
                           const SohoaTarget targets[SOHOA_N_RATES], guint by);

G_END_DECLS

#endif
