/* coded.h - values of a closed vocabulary: one way for all types whose values are a code list's names. */
#ifndef SOHOA_SCHEMAS_CODED_H
#define SOHOA_SCHEMAS_CODED_H

#include <sohoa/value.h>

typedef enum {
  SOHOA_CODED_NAME, /* the value is the list's name: "H'Mông" -> "Mông" */
  SOHOA_CODED_WRITTEN, /* the value is the word that was written, as the list spells it: "BỐ ĐẺ" -> "Bố đẻ" */
} SohoaCodedStyle;

/* What the list does not know is kept as written, with a finding "<code_list>-unknown". */
void sohoa_coded_normalize (const char *raw, const char *code_list, SohoaCodedStyle style, SohoaValue *value);

#endif
