/* acceptance.h - when a value may be believed without a person. The one place that decides it. */
#ifndef SOHOA_ACCEPTANCE_H
#define SOHOA_ACCEPTANCE_H

#include <sohoa/reading.h>
#include <sohoa/value.h>

#include "../store/field.h"

G_BEGIN_DECLS

/* empty: nothing is written. accepted: the recognizer is sure, the value is understood without an error, and
 * neither a doubtful mark nor a stamp stands in the way. Everything else: review, and ret_reason says why
 * ("covered", "doubtful", "value-error", "not-understood", "low-confidence"); NULL otherwise. Static. */
SohoaFieldState
sohoa_trust_state (const SohoaReading *reading, const SohoaValue *value, const char **ret_reason);

G_END_DECLS

#endif
