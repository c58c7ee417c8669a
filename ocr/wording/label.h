/* label.h - the label of a field, on the blank and on a page. Private to ocr/wording/. */
#ifndef SOHOA_WORDING_LABEL_H
#define SOHOA_WORDING_LABEL_H

#include "pairing.h"
#include "compared_words.h"

G_BEGIN_DECLS

typedef enum {
  SOHOA_LABEL_NOT_PRINTED, /* the blank has no such words near the field: they are the designer's own */
  SOHOA_LABEL_NOT_SEEN,    /* the blank prints them, the page does not anywhere near */
  SOHOA_LABEL_FOUND,
} SohoaLabelState;

/* Finds the label's words on the blank and on the page; *ret_pairs: of SohoaWordPair (pairing.h), empty
 * unless FOUND. zone: the field's place on the blank, near which the label is. around: how far the print
 * around it moved. */
SohoaLabelState sohoa_label_find (const char *label, const SohoaRect *zone, const GArray *printed,
                                  const GArray *seen, SohoaPoint around, GArray **ret_pairs);

/* How many of the labels of a page of a version stand anywhere on a page that shows seen; *ret_printed: how
 * many the blank prints that say enough to be known by. */
guint sohoa_label_count (const SohoaTemplate *template, guint page, const GArray *printed, const GArray *seen,
                         guint *ret_printed);

G_END_DECLS

#endif
