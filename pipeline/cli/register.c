/* register.c - `sohoa register`: what the units received, from another system. */
#include "../register/import.h"

#include <stdio.h>

#include "../store/json_line.h"
#include "command.h"
#include "table_file.h"

/* So many refused rows are told one by one; --json tells all. */
enum { REFUSALS_SHOWN = 50 };

static void
tell_refusals (const SohoaRegisterImport *import)
{
  guint n = MIN (import->refusals->len, REFUSALS_SHOWN);
  for (guint i = 0; i < n; i++) {
    const SohoaRegisterRefusal *refusal = &g_array_index (import->refusals, SohoaRegisterRefusal, i);
    fprintf (stderr, "sohoa: line %u, '%s': %s\n", refusal->line, refusal->column, refusal->reason);
  }
  if (import->refusals->len > n)
    fprintf (stderr, "sohoa: and %u more; --json tells all\n", import->refusals->len - n);
}

static char *
outcome_to_text (const SohoaRegisterImport *import, gboolean dry)
{
  return g_strdup_printf ("rows       %7u = %u added + %u changed + %u same + %u refused%s\n"
                          "register   %7u entries, %u without a scan ('sohoa list unscanned')\n"
                          "archive    %7u dossiers without an entry ('sohoa list unregistered')\n",
                          import->rows, import->added, import->changed, import->same, import->refused,
                          dry ? "; nothing was kept" : "", import->after.entries, import->after.unscanned,
                          import->after.unregistered);
}

static void
append_count (GString *json, const char *name, guint count)
{
  sohoa_json_member (json, name);
  sohoa_json_int (json, count);
}

static char *
outcome_to_json (const SohoaRegisterImport *import, gboolean dry)
{
  GString *json = g_string_new ("{\"v\":1");
  sohoa_json_member (json, "dry_run");
  sohoa_json_bool (json, dry);
  append_count (json, "rows", import->rows);
  append_count (json, "added", import->added);
  append_count (json, "changed", import->changed);
  append_count (json, "same", import->same);
  append_count (json, "refused", import->refused);
  append_count (json, "entries", import->after.entries);
  append_count (json, "unscanned", import->after.unscanned);
  append_count (json, "unregistered", import->after.unregistered);
  sohoa_json_member (json, "refusals");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < import->refusals->len; i++) {
    const SohoaRegisterRefusal *refusal = &g_array_index (import->refusals, SohoaRegisterRefusal, i);
    sohoa_json_open (json, '{');
    append_count (json, "line", refusal->line);
    sohoa_json_member (json, "column");
    sohoa_json_string (json, refusal->column);
    sohoa_json_member (json, "reason");
    sohoa_json_string (json, refusal->reason);
    sohoa_json_close (json, '}');
  }
  g_string_append (json, "]}\n");
  return g_string_free (json, FALSE);
}

static int
import_register (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json = FALSE, dry = FALSE;
  g_auto (GStrv) map = NULL;
  g_autofree char *csv = NULL;
  g_auto (SohoaRegisterImport) import = {0};
  const GOptionEntry options[] = {
    {"map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &map, "The column with that heading is COLUMN (may be repeated)",
     "COLUMN=HEADING"},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, "Tell what would be taken, keep nothing", NULL},
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error) ||
      !sohoa_load_table ((*arguments)[1], "the register", &csv, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_WRITE, error);
  if (!open || !sohoa_register_import (open, csv, (const char *const *) map, dry, &import, error))
    return -1;
  g_autofree char *text = json ? outcome_to_json (&import, dry) : outcome_to_text (&import, dry);
  if (!json)
    tell_refusals (&import);
  if (!sohoa_print (text, error))
    return -1;
  return import.refused > 0 ? SOHOA_EXIT_ATTENTION : SOHOA_EXIT_CLEAN;
}

static const SohoaCommand actions[] = {
  {.name = "register import",
   .arguments = "FILE.csv",
   .summary = "take over a table of received dossiers",
   .description =
     "UTF-8; comma, semicolon or tab. Columns are known by their headings (docs/reports.md lists them):\n"
     "dossier_code, received_at, procedure_code are needed; unit_code, channel, due_date, result_date,\n"
     "electronic_result, reused ... make more figures available. Importing again updates, never doubles:\n"
     "what a later table does not have stays. Rows that are refused are told with line, column and reason.",
   .example = "sohoa register import received.csv --map received_at='Ngày nộp'",
   .run = import_register},
};

const SohoaCommand sohoa_command_register = {
  .name = "register",
  .arguments = "import",
  .summary = "the dossiers that were received: what every rate is of",
  .description = "'sohoa register import --help' tells more.",
  .example = "sohoa register import received.csv",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
