/* subject.c - `sohoa subject`: who is who, and what a person has to say about it. */
#include "../store/fact.h"
#include "../subjects/subjects.h"
#include "command.h"
#include "desk.h"
#include "subject_json.h"
#include "table.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static char *
subject_name (gint64 id)
{
  return g_strdup_printf ("S%" G_GINT64_FORMAT, id);
}

/* ---- find ---- */

/* The current text of an element; "" when there is none. */
static char *
current_text (const GPtrArray *facts, const char *element)
{
  for (guint i = 0; i < facts->len; i++) {
    const SohoaFact *fact = g_ptr_array_index (facts, i);
    if (fact->rank != 0 || fact->value == NULL || !g_str_equal (fact->element, element))
      continue;
    g_autoptr (JsonNode) value = json_from_string (fact->value, NULL);
    if (value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
      return json_node_dup_string (value);
  }
  return g_strdup ("");
}

static gboolean
add_found (SohoaArchive *archive, gint64 id, GPtrArray *rows, GError **error)
{
  SohoaSubject subject;
  g_autoptr (GPtrArray) facts = sohoa_fact_list (archive, id, error);
  g_autoptr (GPtrArray) mentions = facts ? sohoa_mention_list_subject (archive, id, error) : NULL;
  if (mentions == NULL || !sohoa_subject_load (archive, id, &subject, error))
    return FALSE;
  gboolean person = subject.kind == SOHOA_SUBJECT_PERSON;
  char **cells = g_new0 (char *, 6);
  cells[0] = subject_name (id);
  cells[1] = g_strdup (sohoa_subject_kind_nick (subject.kind));
  cells[2] = current_text (facts, person ? "person.full_name" : "business.name");
  cells[3] = current_text (facts, "person.birth_date");
  cells[4] = g_strdup_printf ("%u", mentions->len);
  g_ptr_array_add (rows, cells);
  return TRUE;
}

static const char *const found_columns[] = {"subject", "kind", "name", "birth_date", "mentions", NULL};

static int
find (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 1, G_MAXUINT, &json, error))
    return -1;
  g_autofree char *text = g_strjoinv (" ", *arguments + 1);
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autoptr (GArray) found = open ? sohoa_subjects_find (open, text, error) : NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; found && i < found->len; i++)
    if (!add_found (open, g_array_index (found, gint64, i), rows, error))
      return -1;
  if (!found)
    return -1;
  return sohoa_print_listing (&(SohoaListing){found_columns, rows}, json, error);
}

/* ---- show ---- */

static int
show (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  gboolean json;
  if (!sohoa_command_parse_query (command, arguments, 1, 1, &json, error))
    return -1;
  g_autoptr (SohoaArchive) open = sohoa_archive_open (archive, SOHOA_ARCHIVE_READ, error);
  g_autofree char *found = open ? sohoa_subjects_to_json (open, (*arguments)[1], error) : NULL;
  return found && sohoa_print_object (found, json, error) ? SOHOA_EXIT_CLEAN : -1;
}

/* ---- deciding ---- */

static int
say_decision (gint64 decision, const char *what, gint64 subject, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%s S%" G_GINT64_FORMAT "\n", what, subject);
  fprintf (stderr, "decision %" G_GINT64_FORMAT "; 'sohoa subject undo %" G_GINT64_FORMAT "' takes it back\n",
           decision, decision);
  return sohoa_print (text, error) ? SOHOA_EXIT_CLEAN : -1;
}

static int
merge (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *as = NULL;
  g_auto (SohoaDesk) desk = {0};
  gint64 subject, other, decision;
  const GOptionEntry options[] = {SOHOA_DESK_AS (&as), {0}};
  if (!sohoa_command_parse (command, options, arguments, 2, 2, error) ||
      !sohoa_subject_parse_id ((*arguments)[1], &subject, error) ||
      !sohoa_subject_parse_id ((*arguments)[2], &other, error) ||
      !sohoa_desk_open (&desk, archive, as, error) ||
      !sohoa_subjects_merge (desk.archive, desk.forms, subject, other, desk.actor, &decision, error))
    return -1;
  return say_decision (decision, "merged into", subject, error);
}

static gboolean
parse_number (const char *text, gint64 *ret_number, GError **error)
{
  guint64 number;
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL)) {
    *ret_number = (gint64) number;
    return TRUE;
  }
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "'%s' is no number; 'sohoa subject show' lists mentions and decisions by number", text);
  return FALSE;
}

static int
split (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *as = NULL;
  g_auto (SohoaDesk) desk = {0};
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 subject, other, decision, mention;
  const GOptionEntry options[] = {SOHOA_DESK_AS (&as), {0}};
  if (!sohoa_command_parse (command, options, arguments, 2, G_MAXUINT, error) ||
      !sohoa_subject_parse_id ((*arguments)[1], &subject, error))
    return -1;
  for (char **argument = *arguments + 2; *argument; argument++) {
    if (!parse_number (*argument, &mention, error))
      return -1;
    g_array_append_val (mentions, mention);
  }
  if (!sohoa_desk_open (&desk, archive, as, error) ||
      !sohoa_subjects_split (desk.archive, desk.forms, subject, mentions, desk.actor, &other, &decision,
                             error))
    return -1;
  return say_decision (decision, "split off", other, error);
}

static int
undo (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *as = NULL;
  g_auto (SohoaDesk) desk = {0};
  gint64 decision;
  const GOptionEntry options[] = {SOHOA_DESK_AS (&as), {0}};
  if (!sohoa_command_parse (command, options, arguments, 1, 1, error) ||
      !parse_number ((*arguments)[1], &decision, error) || !sohoa_desk_open (&desk, archive, as, error))
    return -1;
  return sohoa_subjects_undo (desk.archive, desk.forms, decision, desk.actor, error) ? SOHOA_EXIT_CLEAN : -1;
}

/* ---- the command ---- */

static const SohoaCommand actions[] = {
  {.name = "subject find",
   .arguments = "NUMBER|NAME",
   .summary = "find persons and things by personal number or name",
   .description = "A personal number has 12 digits. Names are found whatever their case and marks.",
   .example = "sohoa subject find Nguyễn Văn An",
   .run = find},
  {.name = "subject show",
   .arguments = "SUBJECT",
   .summary = "show all facts about one, where they are from and what superseded them",
   .example = "sohoa subject show S12",
   .run = show},
  {.name = "subject merge",
   .arguments = "SUBJECT OTHER",
   .summary = "say that OTHER is SUBJECT: all its facts go there",
   .example = "sohoa subject merge S12 S15",
   .run = merge},
  {.name = "subject split",
   .arguments = "SUBJECT MENTION...",
   .summary = "say that some mentions are not SUBJECT but somebody else",
   .description = "'sohoa subject show' lists the mentions by number.",
   .example = "sohoa subject split S12 31 32",
   .run = split},
  {.name = "subject undo",
   .arguments = "DECISION",
   .summary = "take a merge, a split or an answer back",
   .description = "'sohoa subject show' lists the decisions by number.",
   .example = "sohoa subject undo 7",
   .run = undo},
};

const SohoaCommand sohoa_command_subject = {
  .name = "subject",
  .arguments = "find|show|merge|split|undo",
  .summary = "who is who: find, show, merge and split persons and things",
  .description = "'sohoa subject find --help' and so on tell more.",
  .example = "sohoa subject find Nguyễn Văn An",
  .run = sohoa_command_act,
  .actions = actions,
  .n_actions = G_N_ELEMENTS (actions),
};
