/* number_text.h - numbers as Vietnamese papers write them: "." between thousands, "," before decimals. */
#ifndef SOHOA_SCHEMAS_NUMBER_TEXT_H
#define SOHOA_SCHEMAS_NUMBER_TEXT_H

#include <glib.h>

typedef struct {
  char *whole;        /* digits, without thousands separators and leading zeros; "0" at least */
  char *decimals;     /* digits as written, "" when there are none */
  char *unit;         /* what follows, in small letters without marks: "dong", "m2", "" */
  gboolean ambiguous; /* one point and three digits: thousands by rule, but some write decimals so */
} SohoaNumber;

/* FALSE when text is no number with perhaps a unit behind it; then nothing is to be cleared. */
gboolean sohoa_number_parse (const char *text, SohoaNumber *ret_number) G_GNUC_WARN_UNUSED_RESULT;
void sohoa_number_clear (SohoaNumber *number);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaNumber, sohoa_number_clear)

#endif
