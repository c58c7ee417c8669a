/* correction.h - readings corrected by what is known: units, offices, groups, relations, names.
 *
 * Only where the vocabulary is closed, or nearly so, and exactly one entry is one confusion of a recognizer
 * away (or is one of its own alternatives). What is ambiguous is left as it was read. The reading itself is
 * never changed: raw stays beside the value.
 */
#ifndef SOHOA_CORRECTION_H
#define SOHOA_CORRECTION_H

#include <sohoa/reading.h>
#include <sohoa/value.h>

G_BEGIN_DECLS

typedef struct {
  char *text; /* what to normalize; equal to raw when nothing was corrected */
  gboolean changed;
  double certainty; /* 0..1: how sure the change is; 1 when nothing was changed */
} SohoaCorrection;

/* raw: folded. confidence: the recognizer's for raw. alternatives: of SohoaAlternative, may be NULL. */
SohoaCorrection *
sohoa_correct (const SohoaFieldType *type, const char *raw, double confidence, const GArray *alternatives);
void sohoa_correction_free (SohoaCorrection *correction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCorrection, sohoa_correction_free)

/* The canonical value of a reading: corrected, then normalized; a change is the finding "corrected". */
SohoaValue *sohoa_field_type_normalize_reading (const SohoaFieldType *type, const SohoaReading *reading);

typedef enum {
  SOHOA_COPY_SAME,   /* a name, and the same person's name under the signature */
  SOHOA_COPY_PERSON, /* what one person has one of, in two roles: a number, an address */
  SOHOA_COPY_LIKELY, /* most likely the same: an address and that of a relative; a signer's name and one that
                        the form names */
} SohoaCopyKind;

/* The canonical value of a reading by another reading of the same. NULL unless copy is much the surer, and
 * the two differ by a few confusions and in no figure (of one person: in one, or in two that look alike), or
 * nothing legible is left of the reading; a change is the finding "corrected". */
SohoaValue *sohoa_correct_by_copy (const SohoaFieldType *type, const SohoaReading *reading,
                                   const SohoaReading *copy, SohoaCopyKind kind);

/* Two names are one, but for capitals and the place of the tone mark: Hùng and Hưng are brothers. NFC. */
gboolean sohoa_names_are_same (const char *a, const char *b);

/* The commune that an address, an office or a unit names: "phường Bến Thành"; NULL when there is none that is
 * known. Caller frees. */
char *sohoa_commune_of_reading (const SohoaFieldType *type, const SohoaReading *reading);
/* The same of the province. */
char *sohoa_province_of_reading (const SohoaFieldType *type, const SohoaReading *reading);

/* What was read of an office or a unit is in doubt, and names no unit that there is. */
gboolean sohoa_unit_is_doubtful (const SohoaFieldType *type, const SohoaReading *reading);

/* The canonical value of an office of a unit, or of a unit, in doubt, that is said to be that one: NULL
 * unless all but a third of its letters were read; a change is the finding "corrected". Caller frees. */
SohoaValue *sohoa_correct_by_unit (const SohoaFieldType *type, const SohoaReading *reading, const char *unit);

/* The canonical value of a doubtful citizen number whose figures of sex and year are not those of the same
 * person's birth date, which is surely read. sex: NULL when the form does not ask for it. NULL where nothing
 * is to be corrected; a change is the finding "corrected". */
SohoaValue *
sohoa_correct_by_birth (const SohoaReading *number, const SohoaReading *birth, const SohoaReading *sex);

/* The sex, the day or the year of birth of who bears a citizen number, or an identity document with one, that
 * is well read: where the reading is not understood, or is a day of another year. NULL where nothing is to be
 * corrected; a change is the finding "corrected". */
SohoaValue *sohoa_correct_by_number (const SohoaFieldType *type, const SohoaReading *reading,
                                     const SohoaFieldType *number_type, const SohoaReading *number);

G_END_DECLS

#endif
