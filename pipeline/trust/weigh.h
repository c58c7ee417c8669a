/* weigh.h - when a value may be believed without a person. The one place that decides it.
 *
 * empty: nothing is written. accepted: the probability reaches the threshold of the type, the value is
 * understood without an error, no other field contradicts it, and neither a doubtful mark nor a stamp stands
 * in the way. Everything else is review, and the reason says why:
 *   unregistered-version  where the field is was told by words alone, even that it is empty
 *   covered, doubtful     the reader could not see it well
 *   value-error           the type found what cannot be
 *   not-understood        the text is none of its type
 *   contradiction         another field says otherwise, and one of the two was misread
 *   low-confidence        not likely enough
 *   not-calibrated        read by a recognizer that nothing is known of
 * Text that was not recognized but is in the file, and codes, are right as they stand: two of those that
 * contradict each other are no misreading, but a question about the person (the room subjects/).
 */
#ifndef SOHOA_TRUST_WEIGH_H
#define SOHOA_TRUST_WEIGH_H

#include "case.h"

G_BEGIN_DECLS

/* cases: of SohoaTrustCase, together all fields of a dossier or of a page. Fills what weighing finds. */
void sohoa_trust_weigh (const GPtrArray *cases);

G_END_DECLS

#endif
