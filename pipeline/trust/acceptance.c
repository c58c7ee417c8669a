/* acceptance.c - see acceptance.h.
 *
 * A recognizer's own confidence does not see one wrong diacritic, so this rule is only as good as its
 * threshold: it stands until calibrated probabilities take its place, behind the same function.
 */
#include "acceptance.h"

/* The recognizer's confidence of the weakest word. Not calibrated: a first, cautious cut. */
static const double confidence_min = 0.90;
/* The field type understood the value, if with a doubt. */
static const double plausibility_min = 0.5;

static gboolean
has_error (const SohoaValue *value)
{
  for (guint i = 0; i < value->findings->len; i++) {
    const SohoaFinding *finding = g_ptr_array_index (value->findings, i);
    if (finding->severity == SOHOA_FINDING_ERROR)
      return TRUE;
  }
  return FALSE;
}

static const char *
review_reason (const SohoaReading *reading, const SohoaValue *value)
{
  if (reading->flags & SOHOA_READING_COVERED)
    return "covered";
  if (reading->flags & SOHOA_READING_DOUBTFUL)
    return "doubtful";
  if (reading->raw[0] == '\0')
    return NULL;
  if (has_error (value))
    return "value-error";
  if (value->plausibility < plausibility_min)
    return "not-understood";
  return reading->confidence < confidence_min ? "low-confidence" : NULL;
}

SohoaFieldState
sohoa_trust_state (const SohoaReading *reading, const SohoaValue *value, const char **ret_reason)
{
  *ret_reason = review_reason (reading, value);
  if (*ret_reason != NULL)
    return SOHOA_FIELD_REVIEW;
  return reading->raw[0] == '\0' ? SOHOA_FIELD_EMPTY : SOHOA_FIELD_ACCEPTED;
}
