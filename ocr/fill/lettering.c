/* lettering.c - see lettering.h. */
#include "lettering.h"

/* Complete in Vietnamese, and unlike the print of forms: what was filled in can be told from it. */
static const char font_family[] = "Noto Sans";

/* 8 points are capitals of 2 mm, 16 pixels at 200 dpi: smaller ones are misread. Narrow letters cost less
 * than small ones. */
const SohoaLetterSize sohoa_letter_sizes[] = {
  {11, 1}, {10.5, 1}, {10, 1}, {9.5, 1}, {9, 1}, {9, 0.92}, {8.5, 0.92}, {8.5, 0.86}, {8, 0.86},
};
const gsize sohoa_n_letter_sizes = G_N_ELEMENTS (sohoa_letter_sizes);

/* cairo's own way with text, and no layout engine: Vietnamese in composed letters needs none, and pango would
 * start a thread, which a worker in its cage must not. */
static void
choose_font (cairo_t *cairo, double size_pt)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  /* Shapes and widths as they are designed: no screen has a say in what is printed. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_select_font_face (cairo, font_family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_options (cairo, options);
  cairo_set_font_size (cairo, size_pt);
  cairo_font_options_destroy (options);
}

static char *
compose (const char *text)
{
  return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
}

double
sohoa_lettering_width (cairo_t *cairo, const char *text, SohoaLetterSize size)
{
  g_autofree char *composed = compose (text);
  cairo_text_extents_t extents;
  choose_font (cairo, size.size_pt);
  cairo_text_extents (cairo, composed != NULL ? composed : "", &extents);
  return size.squeeze * extents.x_advance;
}

void
sohoa_lettering_draw (cairo_t *cairo, double x, double y, const char *text, SohoaLetterSize size)
{
  g_autofree char *composed = compose (text);
  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_scale (cairo, size.squeeze, 1);
  choose_font (cairo, size.size_pt);
  cairo_move_to (cairo, 0, 0);
  cairo_show_text (cairo, composed != NULL ? composed : "");
  cairo_restore (cairo);
}

/* Word after word; FALSE when some do not find room. */
static gboolean
fill_lines (cairo_t *cairo, char **words, const double *widths, guint n_widths, SohoaLetterSize size,
            GPtrArray *lines)
{
  g_autoptr (GString) line = g_string_new (NULL);
  for (char **word = words; *word != NULL; word++) {
    const gsize before = line->len;
    g_string_append_printf (line, "%s%s", before > 0 ? " " : "", *word);
    if (lines->len < n_widths && sohoa_lettering_width (cairo, line->str, size) <= widths[lines->len])
      continue;
    g_string_truncate (line, before);
    g_ptr_array_add (lines, g_strdup (line->str));
    g_string_assign (line, *word);
    if (lines->len >= n_widths || sohoa_lettering_width (cairo, *word, size) > widths[lines->len])
      return FALSE;
  }
  g_ptr_array_add (lines, g_strdup (line->str));
  return lines->len <= n_widths;
}

gboolean
sohoa_lettering_break (cairo_t *cairo, const char *text, const double *widths, guint n_widths,
                       SohoaLetterSize *ret_size, GPtrArray *lines)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (gsize i = 0; i < sohoa_n_letter_sizes; i++) {
    *ret_size = sohoa_letter_sizes[i];
    g_ptr_array_set_size (lines, 0);
    if (fill_lines (cairo, words, widths, n_widths, *ret_size, lines))
      return TRUE;
  }
  return FALSE;
}
