/* report.h - a report as such: facts, then tables of typed cells with labels in Vietnamese and English.
 *
 * Each report is worked out once, here; how it looks as text, CSV, JSON ... is the business of
 * pipeline/print/, which knows nothing of dossiers. Labels are static and borrowed; texts of cells and facts
 * are copied.
 */
#ifndef SOHOA_ANSWERS_REPORT_H
#define SOHOA_ANSWERS_REPORT_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *en, *vi;
} SohoaLabel;

typedef enum {
  SOHOA_CELLS_TEXT,
  SOHOA_CELLS_DAY,     /* ISO */
  SOHOA_CELLS_COUNT,   /* whole */
  SOHOA_CELLS_NUMBER,  /* two decimals */
  SOHOA_CELLS_PERCENT, /* 0 to 100, two decimals */
} SohoaCellKind;

typedef struct {
  const char *id; /* stable: the name in CSV and JSON */
  SohoaLabel label;
  SohoaCellKind kind;
  gboolean optional; /* may be left out where there is no room, the last first */
} SohoaReportColumn;

typedef struct {
  gboolean told; /* FALSE: there is no such number; text says why in a word ("n/a"), or is NULL */
  double number;
  char *text;
  SohoaLabel label; /* of a text that is a word of the program; NULLs: none */
} SohoaCell;

typedef struct {
  const char *id;
  SohoaLabel title;
  const SohoaReportColumn *columns; /* static, or kept by the report */
  guint n_columns;
  GArray *cells; /* of SohoaCell, row by row */
} SohoaReportTable;

typedef enum {
  SOHOA_CHART_TREND,     /* shares along an axis, each with a target where there is one */
  SOHOA_CHART_RANKED,    /* shares in the order given, each with its gap to the target */
  SOHOA_CHART_WATERFALL, /* counts: the first is the whole, the last what is left; the others are taken away
                          */
  SOHOA_CHART_HEAT,      /* the counts of a table, from one column on */
} SohoaChartKind;

typedef struct {
  char *name;       /* as the data has it */
  SohoaLabel label; /* for people; NULLs: the name */
  double value;
  double target; /* negative: none */
} SohoaChartPoint;

typedef struct {
  SohoaChartKind kind;
  SohoaLabel subject, title;     /* what is shown; by what */
  GArray *points;                /* of SohoaChartPoint; empty for a heat map */
  const SohoaReportTable *table; /* of a heat map: its first column names the rows; borrowed */
  guint first_column;            /* of a heat map */
} SohoaReportChart;

typedef struct {
  const char *id;
  SohoaLabel label;
  char *text;
} SohoaReportFact;

typedef struct {
  const char *id; /* "digitization" */
  SohoaLabel title;
  GPtrArray *facts;  /* of SohoaReportFact */
  GPtrArray *charts; /* of SohoaReportChart: what formats with pictures show */
  GPtrArray *tables; /* of SohoaReportTable; the last is the one that formats of one table show */
} SohoaReport;

SohoaReport *sohoa_report_new (const char *id, SohoaLabel title);
void sohoa_report_free (SohoaReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaReport, sohoa_report_free)

void sohoa_report_add_fact (SohoaReport *report, const char *id, SohoaLabel label, const char *text);
/* columns are copied. Borrowed. */
SohoaReportTable *sohoa_report_add_table (SohoaReport *report, const char *id, SohoaLabel title,
                                          const SohoaReportColumn *columns, guint n_columns);

/* The next cell of a table, row by row. */
void sohoa_report_add_text (SohoaReportTable *table, const char *text);
/* A word of the program: id in data, label for people. */
void sohoa_report_add_label (SohoaReportTable *table, const char *id, SohoaLabel label);
void sohoa_report_add_number (SohoaReportTable *table, double number);
/* why: a word, or NULL. */
void sohoa_report_add_untold (SohoaReportTable *table, const char *why);

/* Borrowed. A chart that has no points in the end is not shown. */
SohoaReportChart *
sohoa_report_add_chart (SohoaReport *report, SohoaChartKind kind, SohoaLabel subject, SohoaLabel title);
/* From table, whose first column names the rows, the columns from first_column on. */
void sohoa_report_add_heat (SohoaReport *report, SohoaLabel subject, SohoaLabel title,
                            const SohoaReportTable *table, guint first_column);
/* Whether there is anything to draw. */
gboolean sohoa_report_chart_is_empty (const SohoaReportChart *chart);
/* name is copied; target negative: none. */
void sohoa_report_add_point (SohoaReportChart *chart, const char *name, SohoaLabel label, double value,
                             double target);

guint sohoa_report_n_rows (const SohoaReportTable *table);
const SohoaCell *sohoa_report_cell (const SohoaReportTable *table, guint row, guint column);

G_END_DECLS

#endif
