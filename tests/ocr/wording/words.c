#include "words.h"

#include <string.h>

void
add_line (GArray *words, double x_mm, double y_mm, const char *line)
{
  g_autoptr (GArray) text = sohoa_text_words (line);
  double x = x_mm;
  for (guint i = 0; i < text->len; i++) {
    SohoaComparedWord word = g_array_index (text, SohoaComparedWord, i);
    word.folded = g_strdup (word.folded);
    word.width_mm = 2.0 * (double) strlen (word.folded), word.height_mm = 3;
    word.mm = (SohoaPoint){x + word.width_mm / 2, y_mm + 1.5};
    x += word.width_mm + 2;
    g_array_append_val (words, word);
  }
}
