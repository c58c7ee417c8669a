/* abbreviations.h - writing out what clerks and citizens shorten. */
#ifndef SOHOA_SCHEMAS_ABBREVIATIONS_H
#define SOHOA_SCHEMAS_ABBREVIATIONS_H

#include <glib.h>

/* short_form: a Perl-compatible pattern without captures; it is tried where no letter or digit stands before
 * it, in either case. full_form: what stands there instead. */
typedef struct {
  const char *short_form, *full_form;
} SohoaAbbreviation;

/* Text with every row applied, in order. Caller frees. */
char *sohoa_abbreviations_expand (const char *text, const SohoaAbbreviation *rows, guint n_rows);

#endif
