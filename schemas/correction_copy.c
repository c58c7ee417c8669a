/* correction_copy.c - see correction.h. What is written twice on a page and read differently was misread
 * once. */
#include <sohoa/correction.h>

#include <string.h>

#include "confusion.h"
#include "letters.h"

/* What must be the same: the better reading's chance, and its odds against the other's. */
static const double same_sure = 0.5;
static const double same_odds = 6;
/* What is most likely the same: chances of the better and of the worse reading. */
static const double likely_sure = 0.95;
static const double likely_unsure = 0.7;
static const double confusions_max = 3; /* between the two; and one in so many letters: */
static const double letters_each = 5, letters_each_covered = 4;
/* A reading of which hardly anything is left says nothing against a sure one: chances of the two. */
static const double hopeless = 0.15, hopeless_covered = 0.5;
static const double beyond_doubt = 0.7;
static const guint figures_max = 2; /* misread in the number of one person; two only when they look alike */

/* In how many figures the two differ; G_MAXUINT when one has more. */
static guint
figures_apart (const char *a, const char *b)
{
  for (guint n = 0;; a++, b++) {
    while (*a != '\0' && !g_ascii_isdigit (*a))
      a++;
    while (*b != '\0' && !g_ascii_isdigit (*b))
      b++;
    if (*a == '\0' || *b == '\0')
      return *a == *b ? n : G_MAXUINT;
    n += *a != *b;
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
  return kind == SOHOA_COPY_LIKELY ? copy >= likely_sure && reading < likely_unsure
                                   : copy >= same_sure && odds_of (copy) >= same_odds * odds_of (reading);
}

static gboolean
is_covered (const SohoaReading *reading)
{
  return (reading->flags & SOHOA_READING_COVERED) != 0;
}

/* How far apart two readings of the same may be: under a stamp letters go. */
static double
limit_of (const SohoaReading *reading, const char *copy, SohoaCopyKind kind)
{
  double letters = (double) g_utf8_strlen (copy, -1);
  return kind == SOHOA_COPY_SAME && is_covered (reading) ? letters / letters_each_covered
                                                         : MIN (confusions_max, letters / letters_each);
}

/* A few confusions apart. Figures are as they were read, for the neighbours' number differs by one; only
 * those of one person may be misread. */
static gboolean
are_near (const SohoaReading *reading, const char *raw, const char *copy, SohoaCopyKind kind)
{
  double limit = limit_of (reading, copy, kind), distance = sohoa_confusion_distance (raw, copy, limit);
  /* Capitals are no misreading. */
  return figures_apart (raw, copy) <= (kind == SOHOA_COPY_PERSON ? figures_max : 0) && distance > 0 &&
         distance <= limit;
}

/* Hardly anything is left of a reading. A name that could be one may be another's: who signs for somebody. */
static gboolean
is_lost (const SohoaReading *reading, const SohoaValue *own, SohoaCopyKind kind)
{
  double limit = is_covered (reading) ? hopeless_covered : hopeless;
  if (kind == SOHOA_COPY_LIKELY || sohoa_reading_chance (reading->confidence) >= limit)
    return FALSE;
  return kind == SOHOA_COPY_PERSON || *reading->raw == '\0' || own->plausibility < 1;
}

gboolean
sohoa_names_are_same (const char *a, const char *b)
{
  g_autofree char *one = sohoa_letters_key (a), *other = sohoa_letters_key (b);
  return strcmp (one, other) == 0;
}

SohoaValue *
sohoa_correct_by_copy (const SohoaFieldType *type, const SohoaReading *reading, const SohoaReading *copy,
                       SohoaCopyKind kind)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw), *other = sohoa_text_fold (copy->raw);
  double chance = sohoa_reading_chance (copy->confidence);
  if (*other == '\0' || !is_much_surer (chance, sohoa_reading_chance (reading->confidence), kind))
    return NULL;
  g_autoptr (SohoaValue) own = sohoa_field_type_normalize_reading (type, reading);
  if (!(chance >= beyond_doubt && is_lost (reading, own, kind)) && !are_near (reading, raw, other, kind))
    return NULL;
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize_reading (type, copy);
  if (*raw != '\0' && value->plausibility < own->plausibility)
    return NULL; /* the surer one lost a letter: no name any more */
  value->plausibility *= chance;
  sohoa_value_add_finding (
    value, SOHOA_FINDING_INFO, "corrected",
    "the same is written elsewhere on the page and better read there; the reading is kept");
  return g_steal_pointer (&value);
}
