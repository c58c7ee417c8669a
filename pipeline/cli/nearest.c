/* nearest.c - the word that was probably meant: the one with the fewest letters to change, add, drop or swap
 * (optimal string alignment distance), if these are at most a third of the word, or one that it begins. */
#include "command.h"

#include <string.h>

enum { WORD_MAX = 32 }; /* bytes; command names are shorter */

static guint
word_distance (const char *a, const char *b)
{
  guint cost[WORD_MAX + 1][WORD_MAX + 1];
  guint n = (guint) strlen (a), m = (guint) strlen (b);
  for (guint i = 0; i <= n; i++)
    for (guint k = 0; k <= m; k++) {
      if (i == 0 || k == 0) {
        cost[i][k] = i + k;
        continue;
      }
      guint change = cost[i - 1][k - 1] + (a[i - 1] != b[k - 1]);
      cost[i][k] = MIN (change, MIN (cost[i - 1][k], cost[i][k - 1]) + 1);
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        cost[i][k] = MIN (cost[i][k], cost[i - 2][k - 2] + 1);
    }
  return cost[n][m];
}

const char *
sohoa_nearest_word (const char *typed, const char *const *candidates)
{
  const char *nearest = NULL;
  guint least = G_MAXUINT;
  if (*typed == '\0' || strlen (typed) > WORD_MAX)
    return NULL;
  for (; *candidates; candidates++) {
    guint distance = g_str_has_prefix (*candidates, typed) ? 1 : word_distance (typed, *candidates);
    if (distance < least && distance * 3 <= MAX (strlen (*candidates), 3)) {
      least = distance;
      nearest = *candidates;
    }
  }
  return nearest;
}
