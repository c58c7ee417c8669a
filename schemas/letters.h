/* letters.h - Vietnamese letters: bare, capital, and digits among other marks. All results are the caller's.
 */
#ifndef SOHOA_SCHEMAS_LETTERS_H
#define SOHOA_SCHEMAS_LETTERS_H

#include <glib.h>

/* Lower case, without tone and letter marks, đ as d: "Phường Đức" -> "phuong duc". For comparing, not for
 * keeping. */
char *sohoa_letters_bare (const char *text);

/* The digits of a number in which only marks (ASCII) may stand between them; NULL when anything else does. */
char *sohoa_letters_digits (const char *text, const char *marks);

/* Text with its first letters changed: "TRẦN THỊ YẾN" -> "Trần Thị Yến", a capital after each space, hyphen
 * and apostrophe. */
char *sohoa_letters_title (const char *text);

/* Most letters beside the first of each word are capitals. */
gboolean sohoa_letters_are_capitals (const char *text);

#endif
