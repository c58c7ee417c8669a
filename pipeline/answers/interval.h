/* interval.h - how sure a share is that was measured on the papers of persons. Private to this room.
 *
 * The items of one person are alike, so persons are drawn again, not items: the 2.5th and 97.5th percentile
 * of shares of as many persons drawn with replacement (bootstrap; Efron and Tibshirani, An Introduction to
 * the Bootstrap, 1993, chapter 13). The draw is fixed: the same papers give the same interval. Above 5000
 * persons the normal approximation of a ratio of sums says the same and costs nothing (Cochran, Sampling
 * Techniques, 1977, section 6.3).
 */
#ifndef SOHOA_ANSWERS_INTERVAL_H
#define SOHOA_ANSWERS_INTERVAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Fewer persons say nothing of how others would do. */
enum { SOHOA_INTERVAL_PERSONS_MIN = 10 };

typedef struct {
  guint good, all; /* items of one person */
} SohoaCluster;

/* Persons, one after the other, of whom only the first SOHOA_INTERVAL_DRAWN are kept: of more, sums say
 * enough. */
enum { SOHOA_INTERVAL_DRAWN = 5000 };
typedef struct {
  GArray *drawn;                                           /* of SohoaCluster; NULL: none yet */
  double persons, good, all, good_good, good_all, all_all; /* sums over all persons */
} SohoaClusters;

void sohoa_clusters_add (SohoaClusters *clusters, SohoaCluster cluster);
void sohoa_clusters_clear (SohoaClusters *clusters);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaClusters, sohoa_clusters_clear)

/* low, high: shares, 0 to 1, of 95 %. FALSE when there are too few persons or no items. */
gboolean
sohoa_interval (const SohoaClusters *clusters, double *ret_low, double *ret_high) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
