/* correction_copy.c - see correction.h. What is written twice on a page and read differently was misread
 * once. */
#include <sohoa/correction.h>

#include "confusion.h"

/* What must be the same: the better reading's chance, and its odds against the other's. */
static const double same_sure = 0.5;
static const double same_odds = 6;
/* What is most likely the same: chances of the better and of the worse reading. */
static const double likely_sure = 0.95;
static const double likely_unsure = 0.7;
static const double confusions_max = 3; /* between the two; and one in so many letters: */
static const double letters_each = 5;

/* Figures are as they were read: the neighbours' number differs by one. */
static gboolean
has_same_figures (const char *a, const char *b)
{
  for (;; a++, b++) {
    while (*a != '\0' && !g_ascii_isdigit (*a))
      a++;
    while (*b != '\0' && !g_ascii_isdigit (*b))
      b++;
    if (*a != *b || *a == '\0')
      return *a == *b;
  }
}

static double
odds_of (double chance)
{
  return chance / MAX (1 - chance, 1e-6);
}

static gboolean
is_much_surer (double copy, double reading, SohoaCopyKind kind)
{
  return kind == SOHOA_COPY_SAME ? copy >= same_sure && odds_of (copy) >= same_odds * odds_of (reading)
                                 : copy >= likely_sure && reading < likely_unsure;
}

SohoaValue *
sohoa_correct_by_copy (const SohoaFieldType *type, const SohoaReading *reading, const SohoaReading *copy,
                       SohoaCopyKind kind)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw), *other = sohoa_text_fold (copy->raw);
  double chance = sohoa_reading_chance (copy->confidence);
  double limit = MIN (confusions_max, (double) g_utf8_strlen (other, -1) / letters_each);
  if (!is_much_surer (chance, sohoa_reading_chance (reading->confidence), kind) ||
      !has_same_figures (raw, other) || sohoa_confusion_distance (raw, other, limit) > limit)
    return NULL;
  SohoaValue *value = sohoa_field_type_normalize_reading (type, copy);
  g_autoptr (SohoaValue) own = sohoa_field_type_normalize_reading (type, reading);
  if (value->plausibility < own->plausibility) { /* the surer one lost a letter: no name any more */
    sohoa_value_free (value);
    return NULL;
  }
  value->plausibility *= chance;
  sohoa_value_add_finding (
    value, SOHOA_FINDING_INFO, "corrected",
    "the same is written elsewhere on the page and better read there; the reading is kept");
  return value;
}
