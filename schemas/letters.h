/* letters.h - Vietnamese letters: bare, capital, keys for comparing, and digits among other marks. All
 * results are the caller's.
 */
#ifndef SOHOA_SCHEMAS_LETTERS_H
#define SOHOA_SCHEMAS_LETTERS_H

#include <glib.h>

/* A small letter taken apart: "ế" is base e, form ^, tone 1. */
typedef struct {
  gunichar base; /* the small letter without marks; đ is d */
  char form;     /* '^' â ê ô, '(' ă, '+' ơ ư, '-' đ, 0 */
  char tone;     /* 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng, 0 */
} SohoaLetter;

/* Any letter, capital or small; one that is not Vietnamese is its own base without its marks. */
SohoaLetter sohoa_letter_split (gunichar c);
/* The letter with that base, form and tone, small; 0 when there is none. */
gunichar sohoa_letter_join (SohoaLetter letter);

/* Lower case, without tone and letter marks, đ as d: "Phường Đức" -> "phuong duc". For comparing, not for
 * keeping. */
char *sohoa_letters_bare (const char *text);

/* What two spellings of one name have in common: small letters with their forms, the tone of each syllable
 * behind it, words apart by one space, without zeros before numbers: "Hoà", "Hòa" and "HÒA" -> "hoa2",
 * "Phường 01" -> "phuong2 1". Hyphens, apostrophes and points are spaces. NFC expected. */
char *sohoa_letters_key (const char *text);

/* Where text goes on behind prefix, whatever the case of both; NULL when it does not start with it. */
const char *sohoa_letters_skip (const char *text, const char *prefix);

/* How many bytes of points, commas and spaces hang at the end of text. */
gsize sohoa_letters_dangling (const char *text);

/* The digits of a number in which only marks (ASCII) may stand between them; NULL when anything else does. */
char *sohoa_letters_digits (const char *text, const char *marks);

/* Text with its first letters changed: "TRẦN THỊ YẾN" -> "Trần Thị Yến", a capital after each space, hyphen
 * and apostrophe. */
char *sohoa_letters_title (const char *text);

/* Most letters beside the first of each word are capitals. */
gboolean sohoa_letters_are_capitals (const char *text);

/* text with what, where it stands last, replaced; the same text when it is not in it. Caller frees. */
char *sohoa_letters_replace_last (const char *text, const char *what, const char *with);

#endif
