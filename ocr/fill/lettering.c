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

static PangoLayout *
layout_new (cairo_t *cairo, const char *text, double size_pt)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string (font_family);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Shapes and widths as they are designed: no screen has a say in what is printed. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_layout_context_changed (layout);
  pango_font_description_set_absolute_size (font, size_pt * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  return layout;
}

double
sohoa_lettering_width (cairo_t *cairo, const char *text, SohoaLetterSize size)
{
  g_autoptr (PangoLayout) layout = layout_new (cairo, text, size.size_pt);
  PangoRectangle logical;
  pango_layout_get_extents (layout, NULL, &logical);
  return size.squeeze * logical.width / PANGO_SCALE;
}

void
sohoa_lettering_draw (cairo_t *cairo, double x, double y, const char *text, SohoaLetterSize size)
{
  g_autoptr (PangoLayout) layout = layout_new (cairo, text, size.size_pt);
  const double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  cairo_save (cairo);
  cairo_translate (cairo, x, y - baseline);
  cairo_scale (cairo, size.squeeze, 1);
  cairo_move_to (cairo, 0, 0);
  pango_cairo_show_layout (cairo, layout);
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
