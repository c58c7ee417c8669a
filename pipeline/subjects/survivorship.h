/* survivorship.h - of all that was said of one subject, what counts now. Private to this room.
 *
 * An element that ages (the dictionary gives it a time to stay fresh: an address, a telephone) counts as the
 * newest paper has it. One that does not (a date of birth, a name) counts as it is best proved: by a person,
 * a card's code, a declaration, most dossiers; and papers that contradict each other are a question, until a
 * person has verified one. Ties are broken by the place in the scans, never by the order of receipt.
 */
#ifndef SOHOA_SUBJECTS_SURVIVORSHIP_H
#define SOHOA_SUBJECTS_SURVIVORSHIP_H

#include <sohoa/dictionary.h>

#include "sighting.h"

G_BEGIN_DECLS

/* A value and the mention that it was said of; both borrowed. */
typedef struct {
  const SohoaMention *mention;
  const SohoaSightedValue *value;
} SohoaClaim;

/* Sorts claims (of SohoaClaim, all of one subject) by element and item, best first. */
void sohoa_survivorship_sort (GArray *claims, const SohoaDictionary *dictionary);
/* The claims from first on that are of the same element and item. */
guint sohoa_survivorship_span (const GArray *claims, guint first);
/* A sorted span of an element holds values that contradict, and nobody verified the best. */
gboolean
sohoa_survivorship_conflict (const GArray *claims, guint first, guint n, const SohoaDictionary *dictionary);

G_END_DECLS

#endif
