/* export.c - `sohoa export`: hand data on. */
#include "../answers/export.h"
#include "command.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

static int
fail_unknown (const char *what, const char *format, GError **error)
{
  GString *known = g_string_new (NULL);
  for (const SohoaExport *row = sohoa_exports (); row->what; row++)
    g_string_append_printf (known, "%s%s as %s", known->len ? ", " : "", row->what, row->format);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot export '%s' as '%s'; there is: %s", what,
               format, known->str);
  g_string_free (known, TRUE);
  return -1;
}

static int
write_export (const SohoaExport *export, SohoaArchive *archive, const SohoaFormSet *forms, GError **error)
{
  g_autoptr (GOutputStream) raw = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GOutputStream) out = g_buffered_output_stream_new_sized (raw, 64 * 1024);
  return export->write (archive, forms, out, error) && g_output_stream_flush (out, NULL, error)
           ? SOHOA_EXIT_CLEAN
           : -1;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *format = NULL;
  const GOptionEntry options[] = {
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, "jsonl (what other programs read; the default) or csv",
     "FORMAT"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error))
    return -1;
  const char *what = (*arguments)[1], *as = format ? format : "jsonl";
  const SohoaExport *export = sohoa_export_lookup (what, as);
  if (!export)
    return fail_unknown (what, as, error);
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaFormSet) forms = open ? sohoa_form_set_load ((const char *const *) folders, error) : NULL;
  return forms ? write_export (export, open, forms, error) : -1;
}

const SohoaCommand sohoa_command_export = {
  .name = "export",
  .arguments = "fields|dossiers|facts|trust",
  .summary = "hand data on, to stdout",
  .description = "fields, dossiers: what was read. facts: what is known of each person and thing.\n"
                 "trust: what each field is believed for, without its value.\n"
                 "The same archive always gives the same bytes: dossiers in order of receipt, fields in form "
                 "order.",
  .example = "sohoa export fields --format jsonl > fields.jsonl",
  .run = run,
};
