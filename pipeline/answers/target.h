/* target.h - what the rates are measured against: targets and points, from the archive's settings.
 *
 *   "targets":   {"scanned": 80, "4.2": 100}   percent to reach; a rate without one has no gap
 *   "full_from": {"4.2": 80, "4.3": 80}        percent from which an indicator has all its points (these are
 * the defaults; the others: 100)
 */
#ifndef SOHOA_ANSWERS_TARGET_H
#define SOHOA_ANSWERS_TARGET_H

#include "../store/rate.h"

G_BEGIN_DECLS

typedef struct {
  double percent;   /* to reach; negative: none */
  double full_from; /* percent */
} SohoaTarget;

/* One for each rate. A name that is no rate, or a percentage that is none: SOHOA_ERROR_ARCHIVE. */
gboolean sohoa_target_load (SohoaArchive *archive, SohoaTarget ret_targets[SOHOA_N_RATES],
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "there is no such rate; there is scanned, ...". Caller frees. */
char *sohoa_target_names (void);
/* The points that the national index gives for an indicator at most; 0 for a rate that is none. */
double sohoa_target_points (SohoaRate rate);
/* max x rate, full from full_from on. percent: the rate. */
double sohoa_target_score (SohoaRate rate, const SohoaTarget *target, double percent);

G_END_DECLS

#endif
