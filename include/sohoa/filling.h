/* filling.h - what is to be printed on a blank: texts for its zones, and a code for a corner.
 *
 * Goes from pipeline/ (which knows whose values they are) to ocr/ (which knows where the zones lie).
 */
#ifndef SOHOA_FILLING_H
#define SOHOA_FILLING_H

#include <glib.h>

G_BEGIN_DECLS

/* Sides of the QR codes that exist: 21, 25 .. 177 modules. */
enum { SOHOA_CODE_SIDE_MAX = 177 };

typedef struct {
  char *field; /* field id on the form version */
  char *text;  /* as one writes it; the option of a choice, "true" for a box */
} SohoaFillingText;

typedef struct {
  char *form, *version;
  char *day;        /* ISO; the PDF says that it was made then */
  GPtrArray *texts; /* of SohoaFillingText */
  guint code_side;  /* modules */
  GBytes *code;     /* code_side * code_side bytes, row by row; 1: dark */
  char *caption;    /* under the code */
} SohoaFilling;

SohoaFilling *sohoa_filling_new (const char *form, const char *version, const char *day);
void sohoa_filling_free (SohoaFilling *filling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaFilling, sohoa_filling_free)

void sohoa_filling_add_text (SohoaFilling *filling, const char *field, const char *text);
/* Takes a reference to code. */
void sohoa_filling_set_code (SohoaFilling *filling, guint side, GBytes *code, const char *caption);
/* NULL: nothing is printed in that field. Borrowed. */
const char *sohoa_filling_peek_text (const SohoaFilling *filling, const char *field);

/* The wire. from_variant checks everything; NULL on anything odd. */
#define SOHOA_FILLING_TYPE "(sssa(ss)uays)"
GVariant *sohoa_filling_to_variant (const SohoaFilling *filling);
SohoaFilling *sohoa_filling_from_variant (GVariant *variant);

G_END_DECLS

#endif
