/* weigh.c - see weigh.h. */
#include "weigh.h"

#include <string.h>

#include "calibration.h"
#include "feature.h"
#include "witness.h"

/* The field type understood the value, if with a doubt. */
static const double plausibility_min = 0.5;
/* What was not recognized is as sure as its reader says. */
static const double exact_min = 0.9;
/* A witness below this was hardly read itself. */
static const double witness_min = 0.3;

static double
probability_of (const SohoaTrustCase *self)
{
  if (self->means == SOHOA_MEANS_PERSON)
    return 1;
  if (self->means == SOHOA_MEANS_EXACT || self->is_blank)
    return self->confidence;
  return sohoa_calibration_probability (self->field->type->name, self->features);
}

static gboolean
is_contradicted (const SohoaTrustCase *self)
{
  for (guint i = 0; i < self->witnesses->len; i++) {
    const SohoaWitness *witness = &g_array_index (self->witnesses, SohoaWitness, i);
    if (!witness->agrees && witness->strength >= witness_min)
      return TRUE;
  }
  return FALSE;
}

/* Why a value that was not recognized may not be right. */
static const char *
doubt_exact (const SohoaTrustCase *self)
{
  return self->confidence < exact_min ? "low-confidence" : NULL;
}

static const char *
doubt_recognized (const SohoaTrustCase *self)
{
  if (self->means == SOHOA_MEANS_RECOGNIZED &&
      strcmp (self->recognizer, sohoa_calibration_recognizer ()) != 0)
    return "not-calibrated";
  if (is_contradicted (self))
    return "contradiction";
  return self->probability < sohoa_calibration_threshold (self->field->type->name) ? "low-confidence" : NULL;
}

static const char *
doubt (const SohoaTrustCase *self)
{
  if (self->flags & SOHOA_READING_UNREGISTERED)
    return "unregistered-version";
  if (self->flags & SOHOA_READING_COVERED)
    return "covered";
  if (self->flags & SOHOA_READING_DOUBTFUL)
    return "doubtful";
  if (self->is_blank)
    return NULL;
  if (self->n_errors > 0)
    return "value-error";
  if (self->plausibility < plausibility_min)
    return "not-understood";
  return self->means == SOHOA_MEANS_EXACT ? doubt_exact (self) : doubt_recognized (self);
}

static void
decide (SohoaTrustCase *self)
{
  self->probability = probability_of (self);
  self->reason = self->means == SOHOA_MEANS_PERSON ? NULL : doubt (self);
  self->state = self->means == SOHOA_MEANS_PERSON ? SOHOA_FIELD_VERIFIED
                : self->reason != NULL            ? SOHOA_FIELD_REVIEW
                : self->is_blank                  ? SOHOA_FIELD_EMPTY
                                                  : SOHOA_FIELD_ACCEPTED;
}

void
sohoa_trust_weigh (const GPtrArray *cases)
{
  sohoa_witness_find (cases);
  sohoa_features_measure (cases);
  for (guint i = 0; i < cases->len; i++) {
    SohoaTrustCase *self = g_ptr_array_index (cases, i);
    if (self->field != NULL)
      decide (self);
  }
}
