/* rate_group.h - sums of the rates for groups of entries, a unit with all below it. Private to this room. */
#ifndef SOHOA_ANSWERS_RATE_GROUP_H
#define SOHOA_ANSWERS_RATE_GROUP_H

#include "digitization.h"

G_BEGIN_DECLS

typedef struct {
  char *unit, *procedure, *month, *channel; /* NULL: all of them together */
  gint64 entries;
  SohoaRateSum sum[SOHOA_N_RATES];
} SohoaRateGroup;

/* cells: of SohoaRateCell; units: of SohoaUnit. An entry counts once in each group that has its unit or one
 * above it. Of SohoaRateGroup, in order of what they are by. */
GPtrArray *sohoa_rate_group (const GPtrArray *cells, const GPtrArray *units, guint by);

G_END_DECLS

#endif
