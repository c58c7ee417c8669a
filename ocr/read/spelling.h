/* spelling.h - a value put together from recognized lines, with what else it could spell. Private to
 * ocr/read/. */
#ifndef SOHOA_READ_SPELLING_H
#define SOHOA_READ_SPELLING_H

#include "read.h"

G_BEGIN_DECLS

typedef struct {
  GString *text;
  GArray *places;     /* of a private type: where another character is thinkable */
  double confidence;  /* of the weakest line so far */
  const char *method; /* static; of the last line */
  gboolean may_stop;  /* a full stop at its end is writing, and stays */
} SohoaSpelling;

SohoaSpelling *sohoa_spelling_new (void);
void sohoa_spelling_free (SohoaSpelling *spelling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaSpelling, sohoa_spelling_free)

/* Appends the line's glyphs first .. first + n - 1, with their choices; -1 = to the end. */
void sohoa_spelling_append (SohoaSpelling *spelling, const SohoaLine *line, guint first, int n);
/* Appends fixed text, such as the "/" of a date; a space only between other text. */
void sohoa_spelling_append_text (SohoaSpelling *spelling, const char *text);
/* Takes marks off its end. Sets raw, confidence, method and alternatives of the reading. */
void sohoa_spelling_finish (SohoaSpelling *spelling, SohoaReading *reading);

G_END_DECLS

#endif
