/* interval.c - see interval.h. */
#include "interval.h"

#include <math.h>
#include <stdlib.h>

enum { DRAWS = 2000 };
static const guint32 seed = 20250701;
static const double normal_95 = 1.959964; /* standard deviations on each side of 95 % */

void
sohoa_clusters_add (SohoaClusters *clusters, SohoaCluster cluster)
{
  if (clusters->drawn == NULL)
    clusters->drawn = g_array_new (FALSE, FALSE, sizeof (SohoaCluster));
  if (clusters->drawn->len < SOHOA_INTERVAL_DRAWN)
    g_array_append_val (clusters->drawn, cluster);
  double good = cluster.good, all = cluster.all;
  clusters->persons++;
  clusters->good += good;
  clusters->all += all;
  clusters->good_good += good * good;
  clusters->good_all += good * all;
  clusters->all_all += all * all;
}

void
sohoa_clusters_clear (SohoaClusters *clusters)
{
  g_clear_pointer (&clusters->drawn, g_array_unref);
}

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

/* Of each person, what is good less what the share would have: squared, added up over all. */
static void
approximate (const SohoaClusters *clusters, double *ret_low, double *ret_high)
{
  double share = clusters->good / clusters->all, n = clusters->persons;
  double squares = clusters->good_good - 2 * share * clusters->good_all + share * share * clusters->all_all;
  double spread = normal_95 * sqrt (MAX (0, squares) * n / (n - 1)) / clusters->all;
  *ret_low = MAX (0, share - spread);
  *ret_high = MIN (1, share + spread);
}

gboolean
sohoa_interval (const SohoaClusters *clusters, double *ret_low, double *ret_high)
{
  if (clusters->persons < SOHOA_INTERVAL_PERSONS_MIN || clusters->all <= 0)
    return FALSE;
  if (clusters->persons <= SOHOA_INTERVAL_DRAWN)
    draw_interval (clusters->drawn, ret_low, ret_high);
  else
    approximate (clusters, ret_low, ret_high);
  return TRUE;
}
