/* interval.c - see interval.h. */
#include "interval.h"

#include <math.h>
#include <stdlib.h>

enum { DRAWS = 2000, LARGE = 5000 };
static const guint32 seed = 20250701;
static const double normal_95 = 1.959964; /* standard deviations on each side of 95 % */

static double
draw_share (const GArray *clusters, GRand *random)
{
  guint64 good = 0, all = 0;
  for (guint i = 0; i < clusters->len; i++) {
    guint drawn = (guint) g_rand_int_range (random, 0, (gint32) clusters->len);
    const SohoaCluster *cluster = &g_array_index (clusters, SohoaCluster, drawn);
    good += cluster->good;
    all += cluster->all;
  }
  return all > 0 ? (double) good / (double) all : 0;
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

static void
draw_interval (const GArray *clusters, double *ret_low, double *ret_high)
{
  double shares[DRAWS];
  GRand *random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < DRAWS; i++)
    shares[i] = draw_share (clusters, random);
  g_rand_free (random);
  qsort (shares, DRAWS, sizeof *shares, compare_shares);
  *ret_low = shares[(guint) (0.025 * DRAWS)];
  *ret_high = shares[(guint) (0.975 * DRAWS) - 1];
}

static void
approximate (const GArray *clusters, double share, double all, double *ret_low, double *ret_high)
{
  double squares = 0, n = clusters->len;
  for (guint i = 0; i < clusters->len; i++) {
    const SohoaCluster *cluster = &g_array_index (clusters, SohoaCluster, i);
    squares += pow (cluster->good - share * cluster->all, 2);
  }
  double spread = normal_95 * sqrt (squares * n / (n - 1)) / all;
  *ret_low = MAX (0, share - spread);
  *ret_high = MIN (1, share + spread);
}

gboolean
sohoa_interval (const GArray *clusters, double *ret_low, double *ret_high)
{
  double good = 0, all = 0;
  for (guint i = 0; i < clusters->len; i++) {
    good += g_array_index (clusters, SohoaCluster, i).good;
    all += g_array_index (clusters, SohoaCluster, i).all;
  }
  if (clusters->len < SOHOA_INTERVAL_PERSONS_MIN || all <= 0)
    return FALSE;
  if (clusters->len <= LARGE)
    draw_interval (clusters, ret_low, ret_high);
  else
    approximate (clusters, good / all, all, ret_low, ret_high);
  return TRUE;
}
