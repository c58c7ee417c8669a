/* feature.c - see the list in case.h.
 *
 * The recognizer says how sure it is of a word; how much that is worth shows in the company: on a paper where
 * the other words were hardly read, or make no sense, a sure word is wrong more often.
 */
#include "feature.h"

#include <math.h>

/* More nines than these say nothing more. */
static const double nines = 4;
/* Other writing below this chance was hardly read. */
static const double hardly_read = 0.2;
/* So many fields of average company are taken for granted: one neighbour says little. */
static const double prior_fields = 2, prior_company = 0.7;

/* Sums over the recognized writing of one paper. */
typedef struct {
  double n, confidence, weak, trouble;
} Company;

static gboolean
is_writing (const SohoaTrustCase *self)
{
  return self->means == SOHOA_MEANS_RECOGNIZED &&
         (!self->is_blank || (self->flags & SOHOA_READING_DOUBTFUL) != 0);
}

static Company
share_of (const SohoaTrustCase *self)
{
  gboolean is_hidden = (self->flags & (SOHOA_READING_DOUBTFUL | SOHOA_READING_COVERED)) != 0;
  return (Company){.n = 1,
                   .confidence = self->chance,
                   .weak = self->chance < hardly_read,
                   .trouble = is_hidden || self->n_errors + self->n_warnings > 0};
}

static Company *
company_of (GHashTable *papers, const SohoaTrustCase *self)
{
  Company *company = g_hash_table_lookup (papers, &self->paper);
  if (company == NULL) {
    company = g_new0 (Company, 1);
    g_hash_table_insert (papers, g_memdup2 (&self->paper, sizeof self->paper), company);
  }
  return company;
}

static void
measure_company (SohoaTrustCase *self, const Company *all)
{
  Company own = is_writing (self) ? share_of (self) : (Company){0};
  double n = all->n - own.n + prior_fields;
  self->features[SOHOA_FEATURE_COMPANY] =
    (all->confidence - own.confidence + prior_fields * prior_company) / n;
  self->features[SOHOA_FEATURE_WEAKEST] = (all->weak - own.weak) / n;
  self->features[SOHOA_FEATURE_TROUBLE] = (all->trouble - own.trouble) / n;
}

static void
measure_reading (SohoaTrustCase *self)
{
  double *x = self->features;
  int charset = self->field != NULL ? self->field->type->charset : SOHOA_CHARSET_TEXT;
  gboolean is_text = charset == SOHOA_CHARSET_TEXT || sohoa_charset_is_latin_text ((SohoaCharset) charset);
  x[is_text ? SOHOA_FEATURE_SURE : SOHOA_FEATURE_FIGURES] = self->confidence;
  x[is_text ? SOHOA_FEATURE_SURER : SOHOA_FEATURE_CLEARER] = self->chance;
  x[is_text ? SOHOA_FEATURE_SUREST : SOHOA_FEATURE_CLEAREST] =
    MIN (-log10 (1 - self->chance + 1e-6), nines) / nines;
  x[SOHOA_FEATURE_RIVAL] = self->rival;
  x[SOHOA_FEATURE_SPREAD] = MIN (self->spread, 3);
  x[SOHOA_FEATURE_LENGTH] = log1p (self->length);
}

static void
measure_value (SohoaTrustCase *self)
{
  double *x = self->features;
  SohoaZoneKind kind = self->field != NULL ? self->field->kind : SOHOA_ZONE_TEXT;
  x[SOHOA_FEATURE_UNDERSTOOD] = self->plausibility;
  x[SOHOA_FEATURE_WARNED] = self->n_warnings > 0;
  x[SOHOA_FEATURE_CORRECTED] = self->is_corrected;
  x[SOHOA_FEATURE_STRUCK] = (self->flags & SOHOA_READING_STRUCK) != 0;
  x[SOHOA_FEATURE_OVERFLOW] = (self->flags & SOHOA_READING_OVERFLOW) != 0;
  x[SOHOA_FEATURE_RESIDUAL] = MIN (self->residual_mm, 1);
  x[SOHOA_FEATURE_LINES] = kind == SOHOA_ZONE_MULTILINE || kind == SOHOA_ZONE_TABLE_CELL;
  x[SOHOA_FEATURE_CELLS] = kind == SOHOA_ZONE_COMB || kind == SOHOA_ZONE_DATE;
}

static void
measure_witnesses (SohoaTrustCase *self)
{
  for (guint i = 0; i < self->witnesses->len; i++) {
    const SohoaWitness *witness = &g_array_index (self->witnesses, SohoaWitness, i);
    double *feature = &self->features[witness->repeats  ? SOHOA_FEATURE_REPEATED
                                      : witness->agrees ? SOHOA_FEATURE_FITS
                                                        : SOHOA_FEATURE_DIFFERS];
    *feature = MAX (*feature, witness->strength);
  }
}

void
sohoa_features_measure (const GPtrArray *cases)
{
  g_autoptr (GHashTable) papers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < cases->len; i++) {
    const SohoaTrustCase *self = g_ptr_array_index (cases, i);
    Company *company = company_of (papers, self), own = share_of (self);
    if (!is_writing (self))
      continue;
    company->n += own.n;
    company->confidence += own.confidence;
    company->weak += own.weak;
    company->trouble += own.trouble;
  }
  for (guint i = 0; i < cases->len; i++) {
    SohoaTrustCase *self = g_ptr_array_index (cases, i);
    if (self->means == SOHOA_MEANS_RECOGNIZED)
      measure_reading (self);
    else
      self->features[SOHOA_FEATURE_MARK] = self->confidence;
    measure_value (self);
    measure_company (self, company_of (papers, self));
    measure_witnesses (self);
  }
}
