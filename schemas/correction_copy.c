/* correction_copy.c - see correction.h. What is written twice on a page and read differently was misread
 * once. */
#include <sohoa/correction.h>

#include "confusion.h"

static const double good_enough = 0.5;  /* chance of the better reading */
static const double much_better = 2;    /* times the chance of the other */
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

SohoaValue *
sohoa_correct_by_copy (const SohoaFieldType *type, const SohoaReading *reading, const SohoaReading *copy)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw), *other = sohoa_text_fold (copy->raw);
  double chance = sohoa_reading_chance (copy->confidence);
  double limit = MIN (confusions_max, (double) g_utf8_strlen (other, -1) / letters_each);
  if (!has_same_figures (raw, other) ||
      chance < MAX (good_enough, much_better * sohoa_reading_chance (reading->confidence)) ||
      sohoa_confusion_distance (raw, other, limit) > limit)
    return NULL;
  SohoaValue *value = sohoa_field_type_normalize_reading (type, copy);
  value->plausibility *= chance;
  sohoa_value_add_finding (
    value, SOHOA_FINDING_INFO, "corrected",
    "the same is written elsewhere on the page and better read there; the reading is kept");
  return value;
}
