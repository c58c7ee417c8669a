/* opinion.h - what another network says of a line, beside what was chosen. Private to ocr/engine/. */
#ifndef SOHOA_ENGINE_OPINION_H
#define SOHOA_ENGINE_OPINION_H

#include "line.h"

G_BEGIN_DECLS

/* Where `other` reads something else than `line`, that becomes a choice of the line's glyph: how much it
 * counts is half its own probability. The line's text and its glyphs' confidences stay; gaps are not
 * compared. A line without glyphs is no opinion. */
void sohoa_line_hear (SohoaLine *line, const SohoaLine *other);

G_END_DECLS

#endif
