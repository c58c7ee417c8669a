/* describe_internal.h - what the files of this room say to each other. */
#ifndef SOHOA_DESCRIBE_INTERNAL_H
#define SOHOA_DESCRIBE_INTERNAL_H

#include "describe.h"
#include "page_text.h"

G_BEGIN_DECLS

/* code_patches.c: places on the page dark and dense enough for a bar code or a QR code, each with its quiet
 * zone around it; in pixels of prepared->gray. Finds too many rather than too few: photographs and stamps are
 * patches too. NULL when out of memory. */
Boxa *sohoa_code_patches (const SohoaPrepared *prepared);

/* card.c: TRUE for the payload of the QR code on an identity card. */
gboolean sohoa_is_card_payload (const char *data);
/* describe.c: TRUE for the code of a dossier. */
gboolean sohoa_is_dossier_code (const char *data);

/* heading.c: the line or lines in capitals that name the paper: below the motto and the agency, above the
 * body. NULL when there are none; caller frees. */
char *sohoa_find_heading (const char *text);
/* How much of the text stands in words as languages have them, 0..1; 0 for empty text. What a recognizer
 * reads from a page that lies upside down has few, or is but a few letters. */
double sohoa_text_sense (const char *text);

G_END_DECLS

#endif
