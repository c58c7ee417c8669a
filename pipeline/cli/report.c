/* report.c - `sohoa report`: the answers that are figures. */
#include "../print/print.h"

#include "../answers/digitization.h"
#include "../answers/night_report.h"
#include "../answers/quality.h"
#include "../answers/reduction.h"
#include "command.h"
#include "report_file.h"
#include "table_file.h"

/* ---- out ---- */

typedef struct {
  char *format, *file; /* as given; NULL: text, to stdout */
  const SohoaPrinter *printer;
} Output;

static void
output_clear (Output *output)
{
  g_free (output->format);
  g_free (output->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

#define OUTPUT_OPTIONS(output)                                                                               \
  {"format", 0, 0, G_OPTION_ARG_STRING, &(output)->format, "text (the default), csv, json, html or xlsx",    \
   "FORMAT"},                                                                                                \
  {                                                                                                          \
    "out", 0, 0, G_OPTION_ARG_FILENAME, &(output)->file, "Write to a file instead of stdout", "FILE"         \
  }

static gboolean
output_check (Output *output, GError **error)
{
  const char *format = output->format != NULL ? output->format : "text";
  output->printer = sohoa_printer_lookup (format);
  if (output->printer != NULL && output->printer->binary && output->file == NULL) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "%s is nothing to print: say where it goes with --out FILE", format);
    return FALSE;
  }
  if (output->printer != NULL)
    return TRUE;
  GString *known = g_string_new (NULL);
  for (const SohoaPrinter *printer = sohoa_printers (); printer->format != NULL; printer++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", printer->format);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot report as '%s'; there is %s", format,
               known->str);
  g_string_free (known, TRUE);
  return FALSE;
}

static int
output_report (const Output *output, const SohoaReport *report, GError **error)
{
  g_autoptr (GBytes) content = report != NULL ? output->printer->print (report, error) : NULL;
  if (content == NULL)
    return -1;
  if (output->file != NULL)
    return sohoa_report_write_file (output->file, content, error) ? SOHOA_EXIT_CLEAN : -1;
  g_autofree char *text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}

/* ---- digitization ---- */

typedef struct {
  char *by, *from, *to, *unit, *procedure, *channel, *rate, *form, *drop, *draft;
} Asked;

static void
asked_clear (Asked *asked)
{
  g_free (asked->by);
  g_free (asked->from);
  g_free (asked->to);
  g_free (asked->unit);
  g_free (asked->procedure);
  g_free (asked->channel);
  g_free (asked->rate);
  g_free (asked->form);
  g_free (asked->drop);
  g_free (asked->draft);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static int
digitization (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Asked) asked = {0};
  g_auto (Output) output = {0};
  SohoaDigitization what = {0};
  const GOptionEntry options[] = {
    {"by", 0, 0, G_OPTION_ARG_STRING, &asked.by, "unit, procedure, month, channel, or several", "WHAT,..."},
    {"from", 0, 0, G_OPTION_ARG_STRING, &asked.from, "Received from this day, month or year on", "DAY"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &asked.to, "Received up to this day, month or year", "DAY"},
    {"unit", 0, 0, G_OPTION_ARG_STRING, &asked.unit, "Only this unit, with all below it", "CODE"},
    {"procedure", 0, 0, G_OPTION_ARG_STRING, &asked.procedure, "Only this procedure", "CODE"},
    {"channel", 0, 0, G_OPTION_ARG_STRING, &asked.channel, "Only direct, online or post", "CHANNEL"},
    {"explain", 0, 0, G_OPTION_ARG_STRING, &asked.rate, "The dossiers behind a rate", "RATE"},
    OUTPUT_OPTIONS (&output),
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 0, error) || !output_check (&output, error) ||
      (asked.by != NULL && !sohoa_by_parse (asked.by, &what.by, error)) ||
      !sohoa_period_parse (asked.from, asked.to, &what.period, error))
    return -1;
  if (asked.by != NULL && asked.rate != NULL) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
      "--explain lists dossiers, not groups: leave --by out, or choose with --unit and so on");
    return -1;
  }
  what.unit = asked.unit;
  what.procedure = asked.procedure;
  what.channel = asked.channel;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  if (open == NULL)
    return -1;
  g_autoptr (SohoaReport) report = asked.rate != NULL
                                     ? sohoa_digitization_explain (open, asked.rate, &what, error)
                                     : sohoa_digitization_report (open, &what, error);
  return output_report (&output, report, error);
}

/* ---- reduction ---- */

static int
reduction (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Asked) asked = {0};
  g_auto (Output) output = {0};
  SohoaReduction what = {0};
  gboolean matrix = FALSE;
  const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &asked.from, "Received from this day, month or year on", "DAY"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &asked.to, "Received up to this day, month or year", "DAY"},
    {"form", 0, 0, G_OPTION_ARG_STRING, &asked.form, "One form, element by element", "FORM"},
    {"matrix", 0, 0, G_OPTION_ARG_NONE, &matrix, "Which forms ask for which elements", NULL},
    {"drop", 0, 0, G_OPTION_ARG_STRING, &asked.drop, "The form without these fields or elements", "ITEM,..."},
    {"with", 0, 0, G_OPTION_ARG_FILENAME, &asked.draft, "The form as this draft of its form.json has it",
     "DRAFT.json"},
    {"suggest", 0, 0, G_OPTION_ARG_NONE, &what.suggest, "The fewest items to change that reach the goal",
     NULL},
    OUTPUT_OPTIONS (&output),
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 0, error) || !output_check (&output, error) ||
      !sohoa_period_parse (asked.from, asked.to, &what.period, error))
    return -1;
  if (matrix && (asked.from != NULL || asked.to != NULL || asked.form != NULL)) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "--matrix is about all forms: leave --form, --from and --to out");
    return -1;
  }
  if (asked.form == NULL && (asked.drop != NULL || asked.draft != NULL || what.suggest)) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "--drop, --with and --suggest are about one form: name it with --form");
    return -1;
  }
  what.form = asked.form;
  what.drop = asked.drop;
  what.draft = asked.draft;
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaFormSet) forms = open ? sohoa_form_set_load ((const char *const *) folders, error) : NULL;
  if (forms == NULL)
    return -1;
  g_autoptr (SohoaReport) report =
    matrix ? sohoa_reduction_matrix (forms, error) : sohoa_reduction_report (open, forms, &what, error);
  return output_report (&output, report, error);
}

/* ---- quality ---- */

static int
quality (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Asked) asked = {0};
  g_auto (Output) output = {0};
  g_autofree char *file = NULL, *truth = NULL;
  SohoaQuality what = {0};
  const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, &asked.from, "Received from this day, month or year on", "DAY"},
    {"to", 0, 0, G_OPTION_ARG_STRING, &asked.to, "Received up to this day, month or year", "DAY"},
    {"form", 0, 0, G_OPTION_ARG_STRING, &asked.form, "One form", "FORM"},
    {"truth", 0, 0, G_OPTION_ARG_FILENAME, &file, "What stands on papers: dossier,form,field,value",
     "FILE.csv"},
    OUTPUT_OPTIONS (&output),
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 0, error) || !output_check (&output, error) ||
      !sohoa_period_parse (asked.from, asked.to, &what.period, error) ||
      (file != NULL && !sohoa_load_table (file, "the truth", &truth, error)))
    return -1;
  what.form = asked.form;
  what.truth = truth;
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaFormSet) forms = open ? sohoa_form_set_load ((const char *const *) folders, error) : NULL;
  g_autoptr (SohoaReport) report = forms ? sohoa_quality_report (open, forms, &what, error) : NULL;
  return output_report (&output, report, error);
}

/* ---- night ---- */

static int
night (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Output) output = {0};
  int run = 0;
  const GOptionEntry options[] = {
    {"run", 0, 0, G_OPTION_ARG_INT, &run, "Another run than the last", "N"},
    OUTPUT_OPTIONS (&output),
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 0, error) || !output_check (&output, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  gboolean balanced = TRUE;
  g_autoptr (SohoaReport) report = open ? sohoa_night_report (open, run, &balanced, error) : NULL;
  int status = output_report (&output, report, error);
  if (status < 0 || balanced)
    return status;
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTEGRITY,
                       "the ledger does not balance; 'sohoa doctor' says where");
  return -1;
}

static const SohoaCommand actions[] = {
  {.name = "report night",
   .arguments = "",
   .summary = "the morning after: what came in, what is done, what needs a person",
   .description =
     "Of the last run, against the nights before. Files and pages are ids; 'sohoa show ID' tells their\n"
     "names. 'sohoa run --report FOLDER' writes it at the end of each night.",
   .example = "sohoa report night --format html --out /srv/reports/last.html",
   .run = night},
  {.name = "report digitization",
   .arguments = "",
   .summary = "how much of what was received is digitized",
   .description =
     "Rates: scanned, checked, extracted, verified, electronic (of finished), and the national\n"
     "indicators 4.1 to 4.4; docs/reports.md defines them. n/a: the register does not tell it of\n"
     "every dossier; empty: there is nothing that it is a rate of. A unit counts with all below it.\n"
     "Targets are in the archive's settings.json: {\"targets\": {\"scanned\": 80}}.",
   .example = "sohoa report digitization --by unit,month --from 2025-07 --to 2025-12",
   .run = digitization},
  {.name = "report reduction",
   .arguments = "",
   .summary = "how much less forms ask for, thanks to what is held",
   .description =
     "Of each declared item on a digitized form: would prefill, knowing only what was received before,\n"
     "have offered exactly this? achieved: reused / (reused + different + not offered); low, high: its\n"
     "95 % interval over persons; the goal is passed by low. coverage: how much of the items is known;\n"
     "harm: offered, but something else was written; potential: what other forms or cards could supply.",
   .example = "sohoa report reduction --form ct01",
   .run = reduction},
  {.name = "report quality",
   .arguments = "",
   .summary = "how well papers are read, and where persons are asked most",
   .description =
     "Fields by state; of those that a person looked at, what the program had accepted and what it had\n"
     "asked about, right or wrong; whether its probabilities hold; the worst forms and fields. --truth\n"
     "holds what was read against a table of what stands there instead (docs/reports.md).",
   .example = "sohoa report quality --form ct01 --from 2025-07",
   .run = quality},
};

const SohoaCommand sohoa_command_report = {
  .name = "report",
  .arguments = "night|digitization|reduction|quality",
  .summary = "the last night; rates of digitization, reduction, reading quality",
  .description = "'sohoa report digitization --help' and so on tell more.",
  .example = "sohoa report digitization --by unit",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
