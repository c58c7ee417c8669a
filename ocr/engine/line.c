/* line.c - a recognized line and its glyphs. */
#include "line.h"

#include <sohoa/reading.h>

static void
choice_free (gpointer data)
{
  SohoaAlternative *choice = data;
  g_free (choice->raw);
  g_free (choice);
}

static void
glyph_clear (gpointer data)
{
  SohoaGlyph *glyph = data;
  g_free (glyph->text);
  if (glyph->choices != NULL)
    g_ptr_array_unref (glyph->choices);
}

SohoaLine *
sohoa_line_new (const char *method)
{
  SohoaLine *line = g_new0 (SohoaLine, 1);
  line->text = g_strdup ("");
  line->glyphs = g_array_new (FALSE, TRUE, sizeof (SohoaGlyph));
  g_array_set_clear_func (line->glyphs, glyph_clear);
  line->method = method;
  return line;
}

SohoaGlyph *
sohoa_line_add_glyph (SohoaLine *line, const char *text, double confidence, int x0, int x1)
{
  SohoaGlyph glyph = {.text = g_strdup (text), .confidence = confidence, .x0 = x0, .x1 = x1};
  g_array_append_val (line->glyphs, glyph);
  return &g_array_index (line->glyphs, SohoaGlyph, line->glyphs->len - 1);
}

void
sohoa_glyph_add_choice (SohoaGlyph *glyph, const char *text, double confidence)
{
  SohoaAlternative *choice = g_new (SohoaAlternative, 1);
  choice->raw = g_strdup (text);
  choice->confidence = confidence;
  if (glyph->choices == NULL)
    glyph->choices = g_ptr_array_new_with_free_func (choice_free);
  g_ptr_array_add (glyph->choices, choice);
}

void
sohoa_glyph_replace (SohoaGlyph *glyph, const char *text)
{
  sohoa_glyph_add_choice (glyph, glyph->text, glyph->confidence);
  g_free (glyph->text);
  glyph->text = g_strdup (text);
}

double
sohoa_line_mean_confidence (const SohoaLine *line)
{
  double sum = 0;
  for (guint i = 0; i < line->glyphs->len; i++)
    sum += g_array_index (line->glyphs, SohoaGlyph, i).confidence;
  return line->glyphs->len > 0 ? sum / line->glyphs->len : 0;
}

void
sohoa_line_free (SohoaLine *line)
{
  if (line == NULL)
    return;
  g_free (line->text);
  g_array_unref (line->glyphs);
  g_free (line);
}
