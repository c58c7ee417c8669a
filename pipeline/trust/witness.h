/* witness.h - fields that speak for or against each other. Private to this room.
 *
 * For each other: the same name, number, address ... read twice in a dossier; a citizen number and the sex,
 * the year and the province of birth beside it; a day and the same day in words. Against each other: what
 * cannot both be true of one person. Two mentions are taken for one person here when number or name are the
 * same; who is who for good is the room subjects/.
 */
#ifndef SOHOA_TRUST_WITNESS_H
#define SOHOA_TRUST_WITNESS_H

#include "case.h"

G_BEGIN_DECLS

/* cases: of SohoaTrustCase. Fills their witnesses. */
void sohoa_witness_find (const GPtrArray *cases);

G_END_DECLS

#endif
