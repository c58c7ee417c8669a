/* chart.h - a chart of a report as an inline SVG: Vietnamese, read without colour, made for A4. Private to
 * this room.
 *
 * Bars are hatched, targets are dashed lines or thick marks, every figure stands as a number beside its mark.
 */
#ifndef SOHOA_PRINT_CHART_H
#define SOHOA_PRINT_CHART_H

#include "../answers/report.h"

G_BEGIN_DECLS

/* Of a chart that is not empty. The page must define the pattern "hatch" (html.c). */
void sohoa_chart_append_svg (GString *html, const SohoaReportChart *chart);
/* What is written at a point: in both languages, where it is a word of the program. Caller frees. */
char *sohoa_chart_name (const SohoaChartPoint *point);

G_END_DECLS

#endif
