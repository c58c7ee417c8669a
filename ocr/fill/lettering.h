/* lettering.h - one line of text on a page that is being printed: how large it must be to fit, and where it
 * stands. Private to this room. Points of 1/72 inch. */
#ifndef SOHOA_FILL_LETTERING_H
#define SOHOA_FILL_LETTERING_H

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double size_pt;
  double squeeze; /* 1: as the font is; less: narrower */
} SohoaLetterSize;

/* All that are tried, the best first. */
extern const SohoaLetterSize sohoa_letter_sizes[];
extern const gsize sohoa_n_letter_sizes;

/* Height of capitals as a share of the size. */
#define SOHOA_CAPITAL_HEIGHT 0.714

/* The width of one line. */
double sohoa_lettering_width (cairo_t *cairo, const char *text, SohoaLetterSize size);
/* Its left end at x, its letters standing on y. */
void sohoa_lettering_draw (cairo_t *cairo, double x, double y, const char *text, SohoaLetterSize size);

/* The best size at which the text breaks into lines of these widths; lines (of char *) get the words of each.
 * FALSE when it does not fit at all. */
gboolean sohoa_lettering_break (cairo_t *cairo, const char *text, const double *widths, guint n_widths,
                                SohoaLetterSize *ret_size, GPtrArray *lines);

G_END_DECLS

#endif
