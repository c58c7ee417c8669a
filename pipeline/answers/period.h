/* period.h - from which day to which, as people say it: days, months or years, both ends included. */
#ifndef SOHOA_ANSWERS_PERIOD_H
#define SOHOA_ANSWERS_PERIOD_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* ISO days, "" where there is no end. */
typedef struct {
  char from[11], to[11];
} SohoaPeriod;

/* from, to: NULL, or "2025-08-01", "01/08/2025", "2025-08", "2025": a month or year is from its first day to
 * its last. SOHOA_ERROR_USAGE. */
gboolean sohoa_period_parse (const char *from, const char *to, SohoaPeriod *ret_period,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
