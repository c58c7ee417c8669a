/* confusion.h - how easily a recognizer takes one text for another. */
#ifndef SOHOA_SCHEMAS_CONFUSION_H
#define SOHOA_SCHEMAS_CONFUSION_H

#include <glib.h>

/* Changing one letter for another that is not the same but for its marks costs this at least. */
#define SOHOA_CONFUSION_LEAST 0.7
/* So much nearer than the second must the best entry be. */
#define SOHOA_CONFUSION_MARGIN 0.3

/* The cheapest way from a to b, case aside: about 0.5 for a lost tone mark, 0.7 for O and 0, more than 1 for
 * letters that do not look alike. Not more than limit is looked for; what is further costs G_MAXDOUBLE. */
double sohoa_confusion_distance (const char *a, const char *b, double limit);

/* The entry of a vocabulary that is nearest to what was read. Start with {.text = …, .limit = …}, consider
 * every entry, then ask. */
typedef struct {
  const char *text; /* that was read */
  double limit;     /* further away is not considered; 1 is one confusion */
  const char *best; /* borrowed; NULL when there is none */
  double distance, second;
} SohoaClosest;

/* The same entry again (in another spelling of the same key) changes nothing. */
void sohoa_closest_consider (SohoaClosest *closest, const char *entry, double bonus);
/* Whether considering entry may change anything; cheap where it may not. */
gboolean sohoa_closest_is_near (const SohoaClosest *closest, const char *entry);
/* There is one, and no other comes near it. */
gboolean sohoa_closest_is_certain (const SohoaClosest *closest);

#endif
