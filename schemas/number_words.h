/* number_words.h - numbers and dates in Vietnamese words, as forms ask for them beside the figures. */
#ifndef SOHOA_SCHEMAS_NUMBER_WORDS_H
#define SOHOA_SCHEMAS_NUMBER_WORDS_H

#include "date_text.h"

/* "hai mươi mốt" -> 21; Northern and Southern ways ("linh" or "lẻ", "nghìn" or "ngàn"). The whole of text
 * must be one number below 10^15. */
gboolean sohoa_number_words_parse (const char *text, guint64 *ret_number) G_GNUC_WARN_UNUSED_RESULT;
/* In the Northern way: 205 -> "hai trăm linh năm". Below 10^12; caller frees. */
char *sohoa_number_to_words (guint64 number);

/* The same with "đồng", "đồng chẵn", "đồng Việt Nam" behind it. */
gboolean sohoa_money_words_parse (const char *text, guint64 *ret_amount) G_GNUC_WARN_UNUSED_RESULT;

/* "ngày mồng hai tháng giêng năm hai nghìn không trăm linh ba". FALSE when it is no day that exists. */
gboolean sohoa_date_words_parse (const char *text, SohoaDate *ret_date) G_GNUC_WARN_UNUSED_RESULT;
/* "ngày hai mươi tháng năm năm hai nghìn"; caller frees. */
char *sohoa_date_to_words (const SohoaDate *date);

#endif
