/* describe_internal.h - what the files of this room say to each other. */
#ifndef SOHOA_DESCRIBE_INTERNAL_H
#define SOHOA_DESCRIBE_INTERNAL_H

#include "describe.h"

G_BEGIN_DECLS

/* code_patches.c: places on the page dark and dense enough for a bar code or a QR code, each with its quiet
 * zone around it; in pixels of prepared->gray. Finds too many rather than too few: photographs and stamps are
 * patches too. NULL when out of memory. */
Boxa *sohoa_code_patches (const SohoaPrepared *prepared);

/* card.c: TRUE for the payload of the QR code on an identity card. */
gboolean sohoa_is_card_payload (const char *data);
/* describe.c: TRUE for the code of a dossier. */
gboolean sohoa_is_dossier_code (const char *data);

/* page_text.c: the page turned upright and straight, small enough to read cheaply. */
typedef struct {
  Pix *pix; /* 8 bpp */
  double dpi;
} SohoaUpright;

SohoaUpright *sohoa_upright_new (const SohoaPrepared *prepared, guint rotation, double skew_deg, double dpi);
void sohoa_upright_free (SohoaUpright *upright);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaUpright, sohoa_upright_free)
/* What stands between two heights of the page (0 = top, 1 = bottom), lines joined by "\n"; caller frees. */
char *sohoa_upright_read (const SohoaUpright *upright, double top, double bottom, SohoaEngine *engine,
                          GError **error);

/* heading.c: the line or lines in capitals that name the paper: below the motto and the agency, above the
 * body. NULL when there are none; caller frees. */
char *sohoa_find_heading (const char *text);
/* How much of the text stands in words as languages have them, 0..1; 0 for empty text. What a recognizer
 * reads from a page that lies upside down has few, or is but a few letters. */
double sohoa_text_sense (const char *text);

G_END_DECLS

#endif
