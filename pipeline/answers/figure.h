/* figure.h - one rate of one group as cells of a report: numerator, denominator, rate, target, gap, score,
 * pace. Private to this room.
 *
 * A rate of nothing is "empty"; one that the register does not carry is "n/a". Neither is a number.
 */
#ifndef SOHOA_ANSWERS_FIGURE_H
#define SOHOA_ANSWERS_FIGURE_H

#include "report.h"
#include "target.h"

G_BEGIN_DECLS

/* The pace is that of the last four weeks. */
enum { SOHOA_PACE_DAYS = 28, SOHOA_N_FIGURE_COLUMNS = 12 };

typedef struct {
  SohoaRate rate;
  SohoaRateSum sum;
  SohoaTarget target;
  const char *day; /* ISO: that the pace is counted up to */
} SohoaFigure;

SohoaLabel sohoa_figure_name (SohoaRate rate);

extern const SohoaReportColumn sohoa_figure_columns[SOHOA_N_FIGURE_COLUMNS];
/* Adds its cells, in the order of the columns. */
void sohoa_figure_add (SohoaReportTable *table, const SohoaFigure *figure);

G_END_DECLS

#endif
