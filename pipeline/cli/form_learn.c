/* form_learn.c - see form_learn.h: scans to a worker, what it learned to a folder that a designer finishes.
 */
#include "form_learn.h"

#include "../crew/supervisor.h"
#include "../store/json_line.h"
#include "hire.h"

#include <glib/gstdio.h>
#include <string.h>

/* Decoding, finding and laying a page on the others, twice. */
static const guint scan_timeout_ms = 60 * 1000;

/* ---- the scans ---- */

static GPtrArray *
read_scans (GStrv files, GError **error)
{
  g_autoptr (GPtrArray) scans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize total = 0;
  for (; *files; files++) {
    char *data;
    gsize length;
    if (!g_file_get_contents (*files, &data, &length, error))
      return NULL;
    g_ptr_array_add (scans, g_bytes_new_take (data, length));
    total += length;
  }
  if (total > SOHOA_LEARN_BYTES_MAX) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT,
                 "cannot learn from more than %d MB at once: give fewer scans, ten to twenty are enough",
                 SOHOA_LEARN_BYTES_MAX >> 20);
    return NULL;
  }
  return g_steal_pointer (&scans);
}

static SohoaLearned *
learn (const GPtrArray *scans, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  SohoaCrewOptions options = sohoa_hire_defaults ();
  options.recognizer = "none";
  options.n_workers = 1;
  options.page_timeout_ms = scan_timeout_ms * (scans->len + 1);
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, none, error);
  if (!crew)
    return NULL;
  sohoa_crew_learn (crew, scans);
  g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, error);
  if (event && event->error)
    g_propagate_error (error, g_steal_pointer (&event->error));
  return event ? g_steal_pointer (&event->learned) : NULL;
}

/* ---- the version ---- */

static void
member_text (GString *json, const char *name, const char *text)
{
  sohoa_json_member (json, name);
  sohoa_json_string (json, text);
}

static void
member_numbers (GString *json, const char *name, const double *numbers, guint n)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  sohoa_json_member (json, name);
  sohoa_json_open (json, '[');
  for (guint i = 0; i < n; i++)
    sohoa_json_raw (json, g_ascii_formatd (text, sizeof text, "%.2f", numbers[i]));
  sohoa_json_close (json, ']');
}

/* A field to be named, bound and labelled by the designer. */
static void
write_field (GString *json, const SohoaLearnedZone *zone, guint number)
{
  const double box[] = {zone->box_mm.x, zone->box_mm.y, zone->box_mm.w, zone->box_mm.h};
  g_autofree char *id = g_strdup_printf ("learned.zone_%u", number),
                  *label = g_strdup_printf ("(zone %u)", number);
  g_string_append (json, number > 1 ? ",\n    " : "\n    ");
  GString *field = g_string_new (NULL);
  sohoa_json_open (field, '{');
  member_text (field, "id", id);
  member_text (field, "label", label);
  gboolean mark = zone->kind == SOHOA_ZONE_CHECKBOX;
  member_text (field, "element", mark ? "dossier.unbound_mark" : "dossier.unbound");
  member_text (field, "type", mark ? "yes_no" : "text");
  sohoa_json_member (field, "declared");
  sohoa_json_bool (field, FALSE);
  member_text (field, "kind", sohoa_zone_kind_nick (zone->kind));
  sohoa_json_member (field, "page");
  sohoa_json_int (field, zone->page);
  member_numbers (field, "box_mm", box, G_N_ELEMENTS (box));
  sohoa_json_close (field, '}');
  g_string_append (json, field->str);
  g_string_free (field, TRUE);
}

static char *
describe (const SohoaLearned *learned, const char *form, const char *version)
{
  GString *json = g_string_new (NULL);
  const double size[] = {learned->width_mm, learned->height_mm};
  g_autofree char *day = g_strndup (version, strlen ("2024-01-01"));
  sohoa_json_open (json, '{');
  member_text (json, "id", form);
  member_text (json, "version", version);
  member_text (json, "title", form);
  member_text (json, "legal_basis", "learned from scans");
  member_text (json, "valid_from", day);
  sohoa_json_member (json, "procedures");
  sohoa_json_raw (json, "[]");
  sohoa_json_member (json, "roles");
  sohoa_json_raw (json, "[]");
  sohoa_json_member (json, "pages");
  sohoa_json_int (json, learned->n_pages);
  member_numbers (json, "page_size_mm", size, G_N_ELEMENTS (size));
  sohoa_json_member (json, "fields");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < learned->zones->len; i++)
    write_field (json, &g_array_index (learned->zones, SohoaLearnedZone, i), i + 1);
  sohoa_json_close (json, ']');
  sohoa_json_close (json, '}');
  g_string_append_c (json, '\n');
  return g_string_free (json, FALSE);
}

/* <form>/<version> are the last two parts of the folder's name. */
static gboolean
write_version (const SohoaLearned *learned, const char *folder, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL), *version = g_path_get_basename (path),
                  *parent = g_path_get_dirname (path), *form = g_path_get_basename (parent);
  g_autofree char *definition = g_build_filename (path, "form.json", NULL),
                  *blank = g_build_filename (path, "blank.pdf", NULL),
                  *json = describe (learned, form, version);
  gsize length;
  const char *pdf = g_bytes_get_data (learned->blank_pdf, &length);
  if (g_file_test (definition, G_FILE_TEST_EXISTS)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "cannot write '%s': it is there already; give another folder", definition);
    return FALSE;
  }
  if (g_mkdir_with_parents (path, 0777) != 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make folder '%s'", path);
    return FALSE;
  }
  return g_file_set_contents (blank, pdf, (gssize) length, error) &&
         g_file_set_contents (definition, json, -1, error);
}

/* ---- the command ---- */

/* Scans of which no page was found are of another form, or of another print of it. Returns how many. */
static guint
name_strangers (const SohoaLearned *learned, GStrv files)
{
  guint n = 0;
  for (guint i = 0; i < learned->fits->len && files[i]; i++)
    if (g_array_index (learned->fits, guint, i) == 0) {
      g_printerr ("sohoa: '%s' does not fit the first scan: another form, or another print of it\n",
                  files[i]);
      n++;
    }
  return n;
}

int
sohoa_form_learn_run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *out = NULL;
  const GOptionEntry options[] = {
    {"out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Where to write the version: .../<form>/<version>", "DIR"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, G_MAXUINT, error))
    return -1;
  if (!out) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "--out DIR must be given");
    return -1;
  }
  g_autoptr (GPtrArray) scans = read_scans (*arguments + 1, error);
  g_autoptr (SohoaLearned) learned = scans ? learn (scans, error) : NULL;
  if (!learned || !write_version (learned, out, error))
    return -1;
  guint strangers = name_strangers (learned, *arguments + 1);
  g_autofree char *told =
    g_strdup_printf ("%s: %u pages, %u zones proposed, from %u of %u scans\n", out, learned->n_pages,
                     learned->zones->len, scans->len - strangers, scans->len);
  if (!sohoa_print (told, error))
    return -1;
  return strangers > 0 ? SOHOA_EXIT_ATTENTION : SOHOA_EXIT_CLEAN;
}
