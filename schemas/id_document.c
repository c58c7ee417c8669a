/* id_document.c - an identity paper in one line, taken apart:
 * "CCCD số 079… do … cấp ngày 15/08/2024" -> {"type":"cccd","number":"079…","issued":"2024-08-15"}.
 *
 * The date is found first and cut out, so that the rest holds one long number. What is not there is "". Who
 * issued the paper is not kept: it follows from type and date.
 */
#include "field_types.h"

#include <string.h>

#include "date_text.h"
#include "letters.h"
#include "value_internal.h"

typedef struct {
  char *type, *number, *issued; /* never NULL */
} IdDocument;

static void
id_document_clear (IdDocument *document)
{
  g_free (document->type);
  g_free (document->number);
  g_free (document->issued);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IdDocument, id_document_clear)

/* Words in the text without marks; the first that is there wins. Số định danh is the number of a citizen
 * card. */
static const struct {
  const char *word, *type;
} words[] = {
  {"ho chieu", "passport"}, {"passport", "passport"}, {"cmnd", "cmnd"},     {"chung minh", "cmnd"},
  {"cmt", "cmnd"},          {"cccd", "cccd"},         {"can cuoc", "cccd"}, {"dinh danh", "cccd"},
};

/* Cuts the first match of pattern out of text; NULL when there is none. */
static char *
cut_out (char **text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (!g_regex_match (regex, *text, 0, &match))
    return NULL;
  g_match_info_fetch_pos (match, 0, &start, &end);
  g_autofree char *whole = *text;
  g_autofree char *head = g_strndup (whole, (gsize) start);
  *text = g_strconcat (head, " ; ", whole + end, NULL);
  return g_strndup (whole + start, (gsize) (end - start));
}

/* Day, month and year; where each is full, a separator may be lost. */
static const char a_date[] =
  "(?<!\\d)(?:\\d{1,2}\\s*(?:[/.-]|thang)\\s*\\d{1,2}\\s*(?:[/.-]|,?\\s*nam)\\s*\\d{4}"
  "|\\d{2}[/.-]\\d{2} ?\\d{4}|\\d{2} ?\\d{2}[/.-]\\d{4})(?!\\d)";

/* "" when there is no date, or one that does not exist. */
static char *
take_date (char **text, SohoaValue *value)
{
  g_autofree char *found = cut_out (text, a_date);
  SohoaDate date;

  if (found == NULL) {
    sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "id-document-undated", "no day of issue");
    return g_strdup ("");
  }
  if (sohoa_date_parse (found, &date) != SOHOA_DATE_GOOD) {
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "date-impossible", "there is no such day");
    return g_strdup ("");
  }
  return sohoa_date_to_iso (&date);
}

static char *
take_number (char **text)
{
  static const char *const patterns[] = {
    "(?<![\\d/.-])\\d(?:[ .]?\\d){11}(?![ .]?\\d)", /* citizen card */
    "(?<![\\d/.-])\\d(?:[ .]?\\d){8}(?![ .]?\\d)",  /* identity card before 2016 */
    "(?<![a-z\\d])[a-z] ?\\d{7,8}(?!\\d)",          /* passport */
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *found = cut_out (text, patterns[i]);

    if (found != NULL) {
      g_auto (GStrv) pieces = g_strsplit_set (found, " .", -1);
      g_autofree char *number = g_strjoinv ("", pieces);

      return g_ascii_strup (number, -1);
    }
  }
  return g_strdup ("");
}

/* By the word that names it, else by the shape of its number. */
static const char *
tell_type (const char *bare, const char *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (bare, words[i].word) != NULL)
      return words[i].type;
  if (strlen (number) == 12)
    return "cccd";
  return g_ascii_isalpha (*number) ? "passport" : "cmnd";
}

static JsonNode *
to_node (const IdDocument *document)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, document->type);
  json_builder_set_member_name (builder, "number");
  json_builder_add_string_value (builder, document->number);
  json_builder_set_member_name (builder, "issued");
  json_builder_add_string_value (builder, document->issued);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* How well the number fits the paper it is said to be. */
static double
judge (const IdDocument *document, SohoaValue *value)
{
  gsize length = strlen (document->number);
  gboolean fits = strcmp (document->type, "cccd") == 0   ? length == 12
                  : strcmp (document->type, "cmnd") == 0 ? length == 9 || length == 12
                                                         : g_ascii_isalpha (*document->number);

  if (!fits)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "id-document-number",
                             "the number is not that paper's kind");
  else if (strcmp (document->type, "cccd") == 0 && !sohoa_citizen_id_has_known_province (document->number))
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "citizen-id-province",
                             "starts with the code of no province; births abroad have others");
  else
    return *document->issued != '\0' ? 1 : 0.7;
  return 0.3;
}

static void
normalize_id_document (const char *raw, SohoaValue *value)
{
  g_autofree char *bare = sohoa_letters_bare (raw);
  g_autofree char *rest = g_strdup (bare);
  g_auto (IdDocument) document = {0};

  document.issued = take_date (&rest, value);
  document.number = take_number (&rest);
  document.type = g_strdup (tell_type (bare, document.number));
  if (*document.number == '\0') {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "id-document-shape",
                             "no number of an identity paper");
    return;
  }
  g_autoptr (JsonNode) node = to_node (&document);
  sohoa_value_set_node (value, node, judge (&document, value));
}

/* "CCCD số 079…, cấp ngày 15/08/2024". */
static char *
write_id_document (const char *text)
{
  static const struct {
    const char *type, *words;
  } papers[] = {{"cccd", "CCCD số"}, {"cmnd", "CMND số"}, {"passport", "Hộ chiếu số"}};
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL)
    return NULL;
  const char *type = json_object_get_string_member_with_default (object, "type", "");
  const char *number = json_object_get_string_member_with_default (object, "number", "");
  const char *issued = json_object_get_string_member_with_default (object, "issued", "");
  g_autofree char *day = *issued != '\0' ? sohoa_type_date.write (issued) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].type, type) == 0)
      return g_strdup_printf ("%s %s%s%s", papers[i].words, number, day != NULL ? ", cấp ngày " : "",
                              day != NULL ? day : "");
  return NULL;
}

const SohoaFieldType sohoa_type_id_document = {
  .name = "id_document",
  .description = "an identity paper: {type (cccd, cmnd, passport), number, issued}",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_id_document,
  .write = write_id_document,
};
