/* date_text.h - dates as Vietnamese papers write them: day first, perhaps only month and year, or the year.
 */
#ifndef SOHOA_SCHEMAS_DATE_TEXT_H
#define SOHOA_SCHEMAS_DATE_TEXT_H

#include <glib.h>

/* Month and day are 0 where the paper does not give them; the precision of the paper is kept, never padded.
 */
typedef struct {
  guint year, month, day;
} SohoaDate;

typedef enum {
  SOHOA_DATE_GOOD,
  SOHOA_DATE_NONE,       /* not written like a date */
  SOHOA_DATE_SHORT_YEAR, /* two digits: the century would be a guess */
  SOHOA_DATE_IMPOSSIBLE, /* 31 February, month 13, year 0 */
} SohoaDateVerdict;

/* The whole of text must be one date. ret_date is filled when good. */
SohoaDateVerdict sohoa_date_parse (const char *text, SohoaDate *ret_date);
/* "1960-05-17", "1960-05" or "1960". */
char *sohoa_date_to_iso (const SohoaDate *date);
/* A full ISO date that exists. */
gboolean sohoa_date_is_iso (const char *text);

#endif
