/* correction_internal.h - what the ways to correct share. */
#ifndef SOHOA_SCHEMAS_CORRECTION_INTERNAL_H
#define SOHOA_SCHEMAS_CORRECTION_INTERNAL_H

#include <sohoa/address.h>
#include <sohoa/correction.h>

/* One reading on its way. */
typedef struct {
  const char *raw;
  double confidence;
  const GArray *alternatives; /* of SohoaAlternative; may be NULL */
  double worst;               /* distance of the boldest change so far */
} SohoaCorrecting;

/* How much nearer an entry is because an alternative has it. */
double sohoa_correcting_bonus (const SohoaCorrecting *reading, const char *entry);
/* The recognizer is sure of what it read, and none of its alternatives has entry. */
gboolean sohoa_correcting_is_believed (const SohoaCorrecting *reading, const char *entry);
/* Takes the change's distance into account. */
void sohoa_correcting_note (SohoaCorrecting *reading, double distance);

/* Every word of a name is a surname or a given name that many bear. */
gboolean sohoa_name_is_known (const char *name);

/* Where the unit begins: behind the words of the office. NULL when there is none. */
const char *sohoa_office_unit (const char *text);

/* entry, in capitals where read is. Caller frees. */
char *sohoa_in_the_style_of (const char *read, const char *entry);

/* text with the names of its streets corrected; address is text taken apart. Caller frees. */
char *sohoa_correct_street (SohoaCorrecting *reading, const char *text, const SohoaAddress *address);

/* Each gives the text to normalize, for the caller to free; equal to raw when nothing is to be corrected. */
char *sohoa_correct_address (SohoaCorrecting *reading);
char *sohoa_correct_text (SohoaCorrecting *reading);
char *sohoa_correct_unit (SohoaCorrecting *reading);
char *sohoa_correct_authority (SohoaCorrecting *reading);
char *sohoa_correct_citizen_id (SohoaCorrecting *reading);
char *sohoa_correct_phone (SohoaCorrecting *reading);
char *sohoa_correct_tax_code (SohoaCorrecting *reading);

#endif
