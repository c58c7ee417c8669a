/* elsewhere.h - what a page says of a field in other places, and the value that follows from it. */
#ifndef SOHOA_TRUST_ELSEWHERE_H
#define SOHOA_TRUST_ELSEWHERE_H

#include <sohoa/form.h>
#include <sohoa/reading.h>
#include <sohoa/value.h>

G_BEGIN_DECLS

/* The canonical value of the i-th of a page's readings (of SohoaReading), which is of a field of form, by
 * what the page says elsewhere: a name, a number or an address that is read much better there, the birth to a
 * citizen number and what that says to the birth and the sex, the commune to an office. Caller frees. */
SohoaValue *sohoa_trust_value (const SohoaForm *form, const GPtrArray *readings, guint i);

G_END_DECLS

#endif
