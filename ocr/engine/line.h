/* line.h - building the line that an engine hands back. Private to ocr/engine/. */
#ifndef SOHOA_ENGINE_LINE_H
#define SOHOA_ENGINE_LINE_H

#include "engine.h"

G_BEGIN_DECLS

/* An empty line: no glyphs, text "", confidence 0. method is static. */
SohoaLine *sohoa_line_new (const char *method);
/* Copies text. Returns the new glyph for the caller to add choices to; valid until the next one is added. */
SohoaGlyph *sohoa_line_add_glyph (SohoaLine *line, const char *text, double confidence, int x0, int x1);
void sohoa_glyph_add_choice (SohoaGlyph *glyph, const char *text, double confidence);

G_END_DECLS

#endif
