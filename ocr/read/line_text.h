/* line_text.h - what a recognized line cannot mean: what leaders leave behind and what they hide, digits in
 * words. Private to ocr/read/. */
#ifndef SOHOA_READ_LINE_TEXT_H
#define SOHOA_READ_LINE_TEXT_H

#include "../engine/engine.h"

G_BEGIN_DECLS

/* Takes dots, dashes and other marks off both ends, and words that hold neither letter nor digit: leftovers
 * of leaders, folds and strokes; but a comma, semicolon or colon that surely ends a word stays, and so does a
 * full stop where may_stop says that sentences and abbreviations are written. The line's text and confidence
 * become those of what stays. */
void sohoa_line_trim (SohoaLine *line, gboolean may_stop);

/* Is it one letter only, and not surely read? A stroke of something else then, not writing: a letter has no
 * company that speaks for it. */
gboolean sohoa_line_is_stray (const SohoaLine *line);

/* Zeros in words that otherwise hold letters, small ones among them, are the letter O. */
void sohoa_line_settle_zeros (SohoaLine *line);

/* An exclamation mark or a bar before a capital, at the beginning of a word, is the letter I. */
void sohoa_line_settle_bars (SohoaLine *line);

/* Marks on letters that were not surely seen are specks. */
void sohoa_line_settle_marks (SohoaLine *line);

/* Between groups of three digits, one of which has a full stop beside it, a gap is a full stop, too. */
void sohoa_line_restore_stops (SohoaLine *line);

/* In a number no gap follows a full stop or a comma. */
void sohoa_line_close_numbers (SohoaLine *line);

/* Between digits no gap stands beside a slash. */
void sohoa_line_close_slashes (SohoaLine *line);

/* In an address of electronic mail a 1 before a letter that no digit precedes is an l. */
void sohoa_line_settle_ones (SohoaLine *line);

/* Gives back dots below that lay on the dots of a leader: a Vietnamese syllable that ends in c, ch, p or t
 * carries either an acute or a dot below, and an acute is not hidden by a leader. What was read stays as a
 * choice. */
void sohoa_line_restore_dots (SohoaLine *line);

G_END_DECLS

#endif
