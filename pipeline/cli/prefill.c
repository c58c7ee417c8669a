/* prefill.c - `sohoa prefill`: what of a form need not be written again, shown or printed on the blank. */
#include "../store/setting.h"
#include "../subjects/prefill.h"
#include "../subjects/subjects.h"
#include "command.h"
#include "desk.h"
#include "prefill_json.h"
#include "prefill_pdf.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* ---- what was asked ---- */

typedef struct {
  char **subjects, **numbers, **dossiers; /* each "ID" or "ROLE=ID"; NULL: none */
  char *purpose, *version, *day, *format, *pdf;
} Asked;

static void
asked_clear (Asked *asked)
{
  g_strfreev (asked->subjects);
  g_strfreev (asked->numbers);
  g_strfreev (asked->dossiers);
  g_free (asked->purpose);
  g_free (asked->version);
  g_free (asked->day);
  g_free (asked->format);
  g_free (asked->pdf);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, why);
  return FALSE;
}

/* The day asked for, today when none was; in place. */
static gboolean
check_day (Asked *asked, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate day;
  if (asked->day == NULL)
    asked->day = g_date_time_format (now, "%F");
  g_date_set_parse (&day, asked->day);
  return (strlen (asked->day) == strlen ("2026-01-31") && g_date_valid (&day)) ||
         fail (error, "--day needs a day like 2026-01-31");
}

static gboolean
check (Asked *asked, GError **error)
{
  if (asked->format != NULL && !g_str_equal (asked->format, "json") && !g_str_equal (asked->format, "text"))
    return fail (error, "--format is json or text");
  if (asked->subjects == NULL && asked->numbers == NULL && asked->dossiers == NULL)
    return fail (error, "say whose: --subject S12, --citizen-id NUMBER or --dossier CODE of a card");
  if (asked->purpose == NULL)
    return fail (error, "say what for with --purpose; the archive's settings.json lists the purposes");
  return check_day (asked, error);
}

/* Nothing is released for a purpose that the office did not set down. */
static gboolean
check_purpose (SohoaArchive *archive, const char *purpose, GError **error)
{
  g_auto (GStrv) purposes = sohoa_setting_words (archive, "purposes", error);
  if (purposes == NULL || g_strv_contains ((const char *const *) purposes, purpose))
    return purposes != NULL;
  g_autofree char *all = g_strjoinv ("', '", purposes);
  if (*purposes == NULL)
    return sohoa_setting_fail ("purposes", "none is listed; write {\"purposes\": [\"...\"]}", error);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "'%s' is no purpose of this archive, only '%s'; settings.json lists them", purpose, all);
  return FALSE;
}

/* ---- who ---- */

typedef gboolean (*FindFunc) (SohoaArchive *archive, const char *text, gint64 *ret_subject, GError **error);

static gboolean
parse_subject (SohoaArchive *archive, const char *text, gint64 *ret_subject, GError **error)
{
  return sohoa_subject_parse_id (text, ret_subject, error);
}

/* "ROLE=ID" or "ID"; the role stays part of the argument. */
static gboolean
take_who (SohoaArchive *archive, char **arguments, FindFunc find, GArray *who, GError **error)
{
  for (; arguments != NULL && *arguments != NULL; arguments++) {
    char *equals = strchr (*arguments, '=');
    SohoaPrefillPerson person = {.role = equals != NULL ? *arguments : NULL};
    if (equals != NULL)
      *equals = '\0';
    if (!find (archive, equals != NULL ? equals + 1 : *arguments, &person.subject, error))
      return FALSE;
    g_array_append_val (who, person);
  }
  return TRUE;
}

static SohoaPrefill *
make_prefill (const SohoaDesk *desk, const char *form_id, const Asked *asked, gboolean printable,
              GError **error)
{
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (SohoaPrefillPerson));
  const SohoaForm *form =
    sohoa_prefill_version (desk->forms, form_id, asked->version, asked->day, printable, error);
  if (form == NULL || !check_purpose (desk->archive, asked->purpose, error) ||
      !take_who (desk->archive, asked->subjects, parse_subject, who, error) ||
      !take_who (desk->archive, asked->numbers, sohoa_subjects_find_number, who, error) ||
      !take_who (desk->archive, asked->dossiers, sohoa_subjects_find_card_holder, who, error))
    return NULL;
  return sohoa_prefill_new (desk->archive, desk->forms, form, asked->day, who, error);
}

/* ---- out ---- */

static gboolean
print_prefill (const SohoaPrefill *prefill, const char *code, const Asked *asked, GError **error)
{
  if (g_strcmp0 (asked->format, "text") == 0) {
    SohoaListing listing = sohoa_prefill_to_listing (prefill);
    int status = sohoa_print_listing (&listing, FALSE, error);
    g_ptr_array_unref (listing.rows);
    return status == SOHOA_EXIT_CLEAN;
  }
  g_autofree char *json = sohoa_prefill_to_json (prefill, code, asked->purpose);
  return sohoa_print_object (json, TRUE, error);
}

/* A file that is written, but not yet under its name; gone unless it got it. */
typedef struct {
  char *path; /* NULL: none */
} Draft;

static void
draft_clear (Draft *draft)
{
  if (draft->path != NULL)
    g_unlink (draft->path);
  g_clear_pointer (&draft->path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gboolean
fail_to_write (const char *why, GError **error)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot write the form: %s", why);
  return FALSE;
}

static gboolean
draft_write (Draft *draft, const char *file, GBytes *content, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.%08x", file, g_random_int ());
  g_autoptr (GError) why = NULL;
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  if (g_file_test (file, G_FILE_TEST_IS_DIR))
    return fail_to_write (g_strerror (EISDIR), error);
  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_DURABLE, 0600, &why))
    return fail_to_write (why->message, error);
  draft->path = g_steal_pointer (&path);
  return TRUE;
}

static gboolean
draft_name (Draft *draft, const char *file, GError **error)
{
  if (g_rename (draft->path, file) != 0)
    return fail_to_write (g_strerror (errno), error);
  g_clear_pointer (&draft->path, g_free);
  return TRUE;
}

/* Recorded first, seen then: by whoever opens the file, and on the screen. */
static gboolean
release (const SohoaDesk *desk, SohoaPrefill *prefill, const Asked *asked, GError **error)
{
  const char *medium = asked->pdf != NULL ? "pdf" : "json";
  g_autofree char *code = sohoa_prefill_code (desk->archive, prefill, asked->purpose, medium);
  g_auto (Draft) draft = {0};
  if (asked->pdf != NULL) {
    g_autoptr (GBytes) pdf = sohoa_prefill_print (desk->forms, prefill, code, error);
    if (pdf == NULL || !draft_write (&draft, asked->pdf, pdf, error))
      return FALSE;
  }
  return sohoa_prefill_release (desk->archive, prefill, code, asked->purpose, medium, error) &&
         (asked->pdf == NULL || draft_name (&draft, asked->pdf, error)) &&
         print_prefill (prefill, code, asked, error);
}

/* ---- the command ---- */

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_auto (Asked) asked = {0};
  g_auto (SohoaDesk) desk = {0};
  const GOptionEntry options[] = {
    {"subject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &asked.subjects, "Whose data, and in which role",
     "[ROLE=]S12"},
    {"citizen-id", 0, 0, G_OPTION_ARG_STRING_ARRAY, &asked.numbers, "The same by personal number",
     "[ROLE=]NUMBER"},
    {"dossier", 0, 0, G_OPTION_ARG_STRING_ARRAY, &asked.dossiers,
     "The same by the identity card in a dossier", "[ROLE=]CODE"},
    {"purpose", 0, 0, G_OPTION_ARG_STRING, &asked.purpose, "What for: one of the settings' purposes",
     "WORDS"},
    {"version", 0, 0, G_OPTION_ARG_STRING, &asked.version, "Which print (default: the newest in force)", "V"},
    {"day", 0, 0, G_OPTION_ARG_STRING, &asked.day, "On which it is handed in (default: today)", "DAY"},
    {"pdf", 0, 0, G_OPTION_ARG_FILENAME, &asked.pdf, "Print it on the blank, too", "FILE.pdf"},
    {"format", 0, 0, G_OPTION_ARG_STRING, &asked.format, "json (the default) or text", "FORMAT"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error) || !check (&asked, error) ||
      !sohoa_desk_open_beside (&desk, archive, error))
    return -1;
  g_autoptr (SohoaPrefill) prefill = make_prefill (&desk, (*arguments)[1], &asked, asked.pdf != NULL, error);
  return prefill != NULL && release (&desk, prefill, &asked, error) ? SOHOA_EXIT_CLEAN : -1;
}

const SohoaCommand sohoa_command_prefill = {
  .name = "prefill",
  .arguments = "FORM",
  .summary = "what of a form need not be written again, and where it is from",
  .description = "For each item that must be declared: what is held and still fresh, with the paper, page "
                 "and box that it\n"
                 "is from; or why it is left blank. Without ROLE, it is the one who fills the form in "
                 "(applicant). Parents,\n"
                 "spouse and head of household are found where papers name one and no other. Each release is "
                 "recorded, with\n"
                 "its purpose, before it is shown: {\"purposes\": [\"...\"]} in the archive's settings.json. "
                 "--pdf prints the\n"
                 "values on the blank, with a code by which the form is known when it comes back.",
  .example = "sohoa prefill ct01 --subject S12 --purpose 'Đăng ký thường trú'",
  .run = run,
};
