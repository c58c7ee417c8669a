/* xlsx_chart.h - the charts of a report in a workbook: a sheet of charts, each beside its figures, and shades
 * on the table of a heat map. Private to this room.
 */
#ifndef SOHOA_PRINT_XLSX_CHART_H
#define SOHOA_PRINT_XLSX_CHART_H

#include <xlsxwriter.h>

#include "../answers/report.h"

G_BEGIN_DECLS

/* Adds the sheet, when there is anything to draw. */
void sohoa_xlsx_add_charts (lxw_workbook *book, const SohoaReport *report);
/* Shades the cells of a table that a heat map is of; heading: the row of its headings. */
void sohoa_xlsx_shade (lxw_worksheet *sheet, const SohoaReport *report, const SohoaReportTable *table,
                       guint heading);

G_END_DECLS

#endif
