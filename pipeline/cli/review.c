/* review.c - `sohoa review`: what a person is asked, and the answers. */
#include "../subjects/answer.h"

#include <string.h>

#include "../subjects/subjects.h"
#include "command.h"
#include "desk.h"
#include "review_pictures.h"
#include "review_sheet.h"
#include "subject_json.h"
#include "table.h"

static int
list (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 0, 0, &json, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaListing) listing = open ? sohoa_listing_load (open, "review", error) : NULL;
  return listing ? sohoa_print_listing (listing, json, error) : -1;
}

static int
show (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 1, 1, &json, error))
    return -1;
  const char *id = (*arguments)[1];
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  gboolean subjects = *id == 'S' && g_ascii_isdigit (id[1]);
  if (g_str_has_prefix (id, "S-") && strchr (id, '/') != NULL)
    *strchr ((*arguments)[1], '/') = '\0'; /* the entry that is offered to a dossier: the dossier is shown */
  g_autofree char *found = !open      ? NULL
                           : subjects ? sohoa_subjects_to_json (open, id, error)
                                      : sohoa_show_json (open, id, error);
  return found && sohoa_print_object (found, json, error) ? SOHOA_EXIT_CLEAN : -1;
}

/* What follows from answers: subjects and facts. */
static gboolean
follow (const SohoaDesk *desk, GError **error)
{
  return sohoa_subjects_update (desk->archive, desk->forms, NULL, error);
}

static int
answer (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *as = NULL;
  g_auto (SohoaDesk) desk = {0};
  const GOptionEntry options[] = {SOHOA_DESK_AS (&as), {0}};
  if (!sohoa_command_parse (command, options, arguments, 2, 2, error) ||
      !sohoa_desk_open (&desk, archive, as, error) ||
      !sohoa_answer (desk.archive, desk.forms, (*arguments)[1], (*arguments)[2], desk.actor, error))
    return -1;
  return follow (&desk, error) ? SOHOA_EXIT_CLEAN : -1;
}

static int
export_sheet (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *pictures = NULL;
  const GOptionEntry options[] = {
    {"pictures", 0, 0, G_OPTION_ARG_FILENAME, &pictures, "Also draw what is asked about", "DIR"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 0, 1, error))
    return -1;
  g_auto (GStrv) folders = sohoa_form_folders (archive);
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (SohoaFormSet) forms = open ? sohoa_form_set_load ((const char *const *) folders, error) : NULL;
  g_autofree char *csv = forms ? sohoa_review_sheet (open, forms, error) : NULL;
  const char *file = (*arguments)[1];
  if (!csv || (pictures && !sohoa_review_pictures (open, forms, pictures, error)))
    return -1;
  gboolean done = file ? g_file_set_contents_full (file, csv, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error)
                       : sohoa_print (csv, error);
  return done ? SOHOA_EXIT_CLEAN : -1;
}

static int
import_sheet (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *as = NULL, *csv = NULL;
  g_auto (SohoaDesk) desk = {0};
  SohoaReviewCounts counts;
  const GOptionEntry options[] = {SOHOA_DESK_AS (&as), {0}};
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error) ||
      !g_file_get_contents ((*arguments)[1], &csv, NULL, error))
    return -1;
  if (!g_utf8_validate (csv, -1, NULL)) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                         "cannot read the answers: the file is not UTF-8; save it as such");
    return -1;
  }
  if (!sohoa_desk_open (&desk, archive, as, error) || !sohoa_review_sheet_take (&desk, csv, &counts, error) ||
      !follow (&desk, error))
    return -1;
  g_autofree char *text = g_strdup_printf ("%u answers taken, %u refused\n", counts.taken, counts.refused);
  if (!sohoa_print (text, error))
    return -1;
  return counts.refused > 0 ? SOHOA_EXIT_ATTENTION : SOHOA_EXIT_CLEAN;
}

static const SohoaCommand actions[] = {
  {.name = "review list",
   .arguments = "",
   .summary = "list what a person is asked",
   .example = "sohoa review list",
   .run = list},
  {.name = "review show",
   .arguments = "ID",
   .summary = "show all there is about one question",
   .description = "ID: as 'sohoa review list' shows it. Prints values read from paper.",
   .example = "sohoa review show 12.3/father.full_name",
   .run = show},
  {.name = "review answer",
   .arguments = "ID ANSWER",
   .summary = "say what is right",
   .description =
     "ID: a field (12.3/father.full_name): what stands there, as written; '' when nothing does.\n"
     "Two subjects (S12/S15), a dossier without a code and an entry of the register: same or different. An "
     "element (S12/person.birth_date): the right "
     "value.\nWho answered, when and what was before is kept; an answer outlives rereading.",
   .example = "sohoa review answer 12.3/father.birth_year 1960",
   .run = answer},
  {.name = "review export",
   .arguments = "[FILE.csv]",
   .summary = "write the questions as a table to fill in",
   .description =
     "Values read from paper stand in it. Fill in the column 'answer' and import it.\n"
     "--pictures: the place of each value asked about, cut out of its page, and whole pages; the column\n"
     "'picture' names the files.",
   .example = "sohoa review export questions.csv --pictures questions/",
   .run = export_sheet},
  {.name = "review import",
   .arguments = "FILE.csv",
   .summary = "take the answers from a table that was filled in",
   .description = "Takes every row whose 'answer' is not empty; (blank) says that nothing stands there.",
   .example = "sohoa review import questions.csv --as Lan",
   .run = import_sheet},
};

const SohoaCommand sohoa_command_review = {
  .name = "review",
  .arguments = "list|show|answer|export|import",
  .summary = "what a person is asked, and the answers",
  .description = "'sohoa review list --help' and so on tell more.",
  .example = "sohoa review answer 12.3/father.birth_year 1960",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
