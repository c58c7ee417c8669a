/* value.c - `sohoa value`: what a text means, without any paper: for form designers, and for checking lists.
 */
#include <sohoa/address.h>
#include <sohoa/reading.h>

#include "../store/json_line.h"
#include "command.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 64 * 1024 };

static void
add_string (GString *out, const char *name, const char *text)
{
  sohoa_json_member (out, name);
  sohoa_json_string (out, text);
}

static void
add_findings (GString *out, const GPtrArray *findings)
{
  sohoa_json_member (out, "findings");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < findings->len; i++)
    sohoa_json_string (out, ((const SohoaFinding *) g_ptr_array_index (findings, i))->code);
  sohoa_json_close (out, ']');
}

static void
add_communes (GString *out, const GArray *communes)
{
  sohoa_json_member (out, "current");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < communes->len; i++) {
    const SohoaCommune *commune = &g_array_index (communes, SohoaCommune, i);
    sohoa_json_open (out, '{');
    add_string (out, "code", commune->code);
    add_string (out, "name", commune->name);
    add_string (out, "province", commune->province);
    sohoa_json_close (out, '}');
  }
  sohoa_json_close (out, ']');
}

/* The units that an address means today. */
static void
add_units (GString *out, const char *text, const char *date)
{
  static const char *const verdicts[] = {
    [SOHOA_UNIT_FOUND] = "found",
    [SOHOA_UNIT_DIVIDED] = "divided",
    [SOHOA_UNIT_AMBIGUOUS] = "ambiguous",
    [SOHOA_UNIT_UNKNOWN] = "unknown",
  };
  g_autoptr (SohoaAddress) address = sohoa_address_split (text);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, date);
  add_string (out, "unit", verdicts[answer->verdict]);
  add_string (out, "declared", answer->has_declared ? answer->declared.code : NULL);
  add_communes (out, answer->current);
}

static gboolean
print_value (const SohoaFieldType *type, const char *text, const char *date, GError **error)
{
  g_autofree char *folded = sohoa_text_fold (text);
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, folded);
  g_autoptr (GString) out = g_string_new ("{");
  add_string (out, "raw", folded);
  sohoa_json_member (out, "value");
  sohoa_json_raw (out, value->json);
  sohoa_json_member (out, "plausibility");
  sohoa_json_real (out, value->plausibility, 3);
  add_findings (out, value->findings);
  if (g_str_equal (type->name, "address") || g_str_equal (type->name, "administrative_unit"))
    add_units (out, folded, date);
  sohoa_json_close (out, '}');
  g_string_append_c (out, '\n');
  return sohoa_print (out->str, error);
}

static gboolean
print_lines (const SohoaFieldType *type, const char *date, GError **error)
{
  g_autofree char *line = g_malloc (LINE_MAX_BYTES);
  while (fgets (line, LINE_MAX_BYTES, stdin) != NULL) {
    g_autofree char *valid = g_utf8_make_valid (g_strchomp (line), -1);
    if (!print_value (type, valid, date, error))
      return FALSE;
  }
  return TRUE;
}

static const SohoaFieldType *
find_type (const char *name, GError **error)
{
  const SohoaFieldType *found = sohoa_field_type_lookup (name);
  if (found != NULL)
    return found;
  GString *known = g_string_new (NULL);
  for (const SohoaFieldType *const *type = sohoa_field_types (); *type; type++)
    g_string_append_printf (known, "%s%s", known->len ? ", " : "", (*type)->name);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "cannot find field type '%s'; there is: %s", name,
               known->str);
  g_string_free (known, TRUE);
  return NULL;
}

static int
run (const SohoaCommand *command, const char *archive, GStrv *arguments, GError **error)
{
  g_autofree char *date = NULL;
  const GOptionEntry options[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, &date, "Day of the paper (2024-06-30): decides which units are meant",
     "DATE"},
    {0},
  };
  if (!sohoa_command_parse (command, options, arguments, 1, G_MAXUINT, error))
    return -1;
  const SohoaFieldType *type = find_type ((*arguments)[1], error);
  if (type == NULL)
    return -1;
  if ((*arguments)[2] == NULL)
    return print_lines (type, date, error) ? SOHOA_EXIT_CLEAN : -1;
  for (guint i = 2; (*arguments)[i]; i++)
    if (!print_value (type, (*arguments)[i], date, error))
      return -1;
  return SOHOA_EXIT_CLEAN;
}

const SohoaCommand sohoa_command_value = {
  .name = "value",
  .arguments = "TYPE [TEXT…]",
  .summary = "say what a text means: canonical value, doubts, administrative unit",
  .description = "TYPE: a field type, as in form.json. Without TEXT: the lines of stdin.\n"
                 "One JSON object a text. Addresses also get their unit of today: found, divided (an old\n"
                 "commune that went to several), ambiguous, unknown.",
  .example = "sohoa value address '12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM' --date 2024-06-30",
  .run = run,
};
