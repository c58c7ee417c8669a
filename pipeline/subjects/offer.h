/* offer.h - what prefill offers for an item, knowing some claims about a subject. Private to this room.
 *
 * The value of the element itself, or one that follows from others (the dictionary's derivations); of an
 * element that ages, the newer of the two. A value that is older than the dictionary lets it be is not
 * offered.
 */
#ifndef SOHOA_SUBJECTS_OFFER_H
#define SOHOA_SUBJECTS_OFFER_H

#include "survivorship.h"

G_BEGIN_DECLS

typedef struct {
  char *value;     /* canonical, JSON; NULL: nothing is offered */
  const char *how; /* of the derivation; NULL: it is of the element itself. Borrowed from the dictionary */
  const SohoaClaim *claim; /* where it is from, the first source of a derived one; borrowed */
} SohoaOffer;

void sohoa_offer_clear (SohoaOffer *offer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaOffer, sohoa_offer_clear)

/* claims: sorted (survivorship.h). day: on which it would be offered, ISO. strict: nothing derived. */
void sohoa_offer_find (const GArray *claims, const SohoaDictionary *dictionary, const char *element,
                       const char *item, const char *day, gboolean strict, SohoaOffer *ret_offer);
/* A value of a day (ISO; "" when unknown) may still be offered on another; element NULL: it does not age.
 * What ages and is of an unknown day is not fresh. */
gboolean sohoa_offer_is_fresh (const SohoaElement *element, const char *as_of, const char *day);
/* How many days a value of source may be offered as element; 0: for ever. */
guint sohoa_offer_lasts (const SohoaDictionary *dictionary, const char *element, const char *source);
/* One of the elements that this one is, or may follow from. */
gboolean sohoa_offer_may_use (const SohoaDictionary *dictionary, const char *element, const char *source);

G_END_DECLS

#endif
