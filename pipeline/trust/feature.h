/* feature.h - what is known of a field, as numbers. Private to this room. */
#ifndef SOHOA_TRUST_FEATURE_H
#define SOHOA_TRUST_FEATURE_H

#include "case.h"

G_BEGIN_DECLS

/* cases: of SohoaTrustCase, with their witnesses. Fills their features. */
void sohoa_features_measure (const GPtrArray *cases);

G_END_DECLS

#endif
