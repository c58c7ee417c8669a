/* words.h - words at places, as the tests of this room write them down. */
#ifndef TESTS_WORDING_WORDS_H
#define TESTS_WORDING_WORDS_H

#include "../../../ocr/wording/compared_words.h"

/* Appends the words of a line, from (x, y) on: two millimetres a letter, three high. */
void add_line (GArray *words, double x_mm, double y_mm, const char *line);

#endif
