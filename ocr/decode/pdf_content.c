/* pdf_content.c - see pdf_content.h. The syntax: ISO 32000-1, 7.2 and 7.3; text: 9.3 and 9.4; the operators:
 * annex A. Comments, dictionaries, escaped names, marked content and inline images have no place in such a
 * content. Strings are only passed over: nobody can see them.
 */
#include "pdf_content.h"

#include <math.h>
#include <string.h>

enum { OPERANDS_MAX = 6, DEPTH_MAX = 16, TOKEN_MAX = SOHOA_PDF_NAME_SIZE - 1 };
enum { MODE_INVISIBLE = 3 };
static const double number_most = 1e6;
static const char text_token[] = "(";

/* What q saves and Q restores. */
typedef struct {
  SohoaPdfMatrix matrix;
  gboolean invisible; /* text */
} Graphics;

typedef struct {
  const char *at, *end;
  char token[TOKEN_MAX + 1]; /* "" at the end of the content; text_token for a string or an array of them */
  double operands[OPERANDS_MAX];
  guint n_operands, n_texts;
  char name[TOKEN_MAX + 1]; /* the operand of Do or Tf, "" when there is none */
  Graphics stack[DEPTH_MAX];
  guint depth;      /* stack[depth] is current */
  gboolean in_text; /* between BT and ET */
  gboolean shown;
} Parser;

/* Where an operator may stand. */
typedef enum { ANYWHERE, OUTSIDE_TEXT, INSIDE_TEXT } Place;

typedef struct {
  const char *token;
  Place place;
  guint n_operands, n_names, n_texts;
  gboolean (*run) (Parser *parser, SohoaPdfContent *content);
} Operator;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/* Letters, digits and what stands in numbers, operators and plain names. */
static gboolean
is_regular (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("+-.*'\"_", c) != NULL);
}

/* What begins a token even where no space is before it. */
static gboolean
is_opening (char c)
{
  return c != '\0' && strchr ("/(<[", c) != NULL;
}

static void
skip_spaces (Parser *parser)
{
  while (parser->at < parser->end && is_space (*parser->at))
    parser->at++;
}

/* Behind the bracket that closes the string: brackets within come in pairs, or behind a backslash. */
static gboolean
skip_string (Parser *parser)
{
  guint open = 0;
  for (; parser->at < parser->end; parser->at++) {
    if (*parser->at == '\\')
      parser->at++;
    else if (*parser->at == '(')
      open++;
    else if (*parser->at == ')' && --open == 0) {
      parser->at++;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
skip_hex_string (Parser *parser)
{
  for (parser->at++; parser->at < parser->end; parser->at++)
    if (*parser->at == '>') {
      parser->at++;
      return TRUE;
    } else if (!g_ascii_isxdigit (*parser->at) && !is_space (*parser->at)) {
      return FALSE;
    }
  return FALSE;
}

/* Strings and the numbers that move them apart. */
static gboolean
skip_array (Parser *parser)
{
  for (parser->at++; parser->at < parser->end;) {
    const char c = *parser->at;
    if (c == ']') {
      parser->at++;
      return TRUE;
    }
    if (c == '(' || c == '<') {
      if (!(c == '(' ? skip_string (parser) : skip_hex_string (parser)))
        return FALSE;
    } else if (is_space (c) || g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.') {
      parser->at++;
    } else {
      return FALSE;
    }
  }
  return FALSE;
}

static gboolean
take_text (Parser *parser)
{
  g_strlcpy (parser->token, text_token, sizeof parser->token);
  switch (*parser->at) {
  case '(':
    return skip_string (parser);
  case '<':
    return skip_hex_string (parser);
  default:
    return skip_array (parser);
  }
}

static gboolean
next_token (Parser *parser)
{
  gsize length = 0;
  skip_spaces (parser);
  if (parser->at < parser->end && *parser->at != '/' && is_opening (*parser->at))
    return take_text (parser);
  for (; parser->at < parser->end && !is_space (*parser->at); parser->at++) {
    if (length > 0 && is_opening (*parser->at))
      break;
    if (length == TOKEN_MAX || !(*parser->at == '/' || is_regular (*parser->at)))
      return FALSE;
    parser->token[length++] = *parser->at;
  }
  parser->token[length] = '\0';
  return TRUE;
}

static gboolean
read_number (const char *token, double *ret_number)
{
  const char *digits = token + (*token == '-' || *token == '+');
  const char *point = strchr (digits, '.');
  gsize length = strlen (digits);
  if (strspn (digits, "0123456789.") != length || length == (point != NULL) ||
      (point != NULL && strchr (point + 1, '.') != NULL))
    return FALSE;
  *ret_number = g_ascii_strtod (token, NULL);
  return fabs (*ret_number) <= number_most;
}

static gboolean
save (Parser *parser, SohoaPdfContent *content)
{
  if (parser->depth + 1 == DEPTH_MAX)
    return FALSE;
  parser->stack[parser->depth + 1] = parser->stack[parser->depth];
  parser->depth++;
  return TRUE;
}

static gboolean
restore (Parser *parser, SohoaPdfContent *content)
{
  if (parser->depth == 0)
    return FALSE;
  parser->depth--;
  return TRUE;
}

/* What cm multiplies acts before what was there. */
static gboolean
transform (Parser *parser, SohoaPdfContent *content)
{
  const double *m = parser->operands;
  SohoaPdfMatrix old = parser->stack[parser->depth].matrix;
  parser->stack[parser->depth].matrix = (SohoaPdfMatrix){
    .a = m[0] * old.a + m[1] * old.c,
    .b = m[0] * old.b + m[1] * old.d,
    .c = m[2] * old.a + m[3] * old.c,
    .d = m[2] * old.b + m[3] * old.d,
    .e = m[4] * old.a + m[5] * old.c + old.e,
    .f = m[4] * old.b + m[5] * old.d + old.f,
  };
  return TRUE;
}

static gboolean
show (Parser *parser, SohoaPdfContent *content)
{
  if (parser->shown)
    return FALSE;
  parser->shown = TRUE;
  g_strlcpy (content->name, parser->name, sizeof content->name);
  content->matrix = parser->stack[parser->depth].matrix;
  return TRUE;
}

static gboolean
begin_text (Parser *parser, SohoaPdfContent *content)
{
  parser->in_text = TRUE;
  return TRUE;
}

static gboolean
end_text (Parser *parser, SohoaPdfContent *content)
{
  parser->in_text = FALSE;
  return TRUE;
}

static gboolean
set_mode (Parser *parser, SohoaPdfContent *content)
{
  parser->stack[parser->depth].invisible = parser->operands[0] == MODE_INVISIBLE;
  return TRUE;
}

static gboolean
set_font (Parser *parser, SohoaPdfContent *content)
{
  for (guint i = 0; i < content->n_fonts; i++)
    if (strcmp (content->fonts[i], parser->name) == 0)
      return TRUE;
  if (content->n_fonts == SOHOA_PDF_FONTS_MAX)
    return FALSE;
  g_strlcpy (content->fonts[content->n_fonts++], parser->name, SOHOA_PDF_NAME_SIZE);
  return TRUE;
}

static gboolean
show_text (Parser *parser, SohoaPdfContent *content)
{
  return parser->stack[parser->depth].invisible;
}

static gboolean
pass_over (Parser *parser, SohoaPdfContent *content)
{
  return TRUE;
}

static const Operator operators[] = {
  {"q", OUTSIDE_TEXT, 0, 0, 0, save},        {"Q", OUTSIDE_TEXT, 0, 0, 0, restore},
  {"cm", OUTSIDE_TEXT, 6, 0, 0, transform},  {"Do", OUTSIDE_TEXT, 0, 1, 0, show},
  {"BT", OUTSIDE_TEXT, 0, 0, 0, begin_text}, {"ET", INSIDE_TEXT, 0, 0, 0, end_text},
  {"Tr", ANYWHERE, 1, 0, 0, set_mode},       {"Tf", ANYWHERE, 1, 1, 0, set_font},
  {"Tj", INSIDE_TEXT, 0, 0, 1, show_text},   {"TJ", INSIDE_TEXT, 0, 0, 1, show_text},
  {"'", INSIDE_TEXT, 0, 0, 1, show_text},    {"\"", INSIDE_TEXT, 2, 0, 1, show_text},
  {"Td", INSIDE_TEXT, 2, 0, 0, pass_over},   {"TD", INSIDE_TEXT, 2, 0, 0, pass_over},
  {"Tm", INSIDE_TEXT, 6, 0, 0, pass_over},   {"T*", INSIDE_TEXT, 0, 0, 0, pass_over},
  {"Tc", ANYWHERE, 1, 0, 0, pass_over},      {"Tw", ANYWHERE, 1, 0, 0, pass_over},
  {"Tz", ANYWHERE, 1, 0, 0, pass_over},      {"TL", ANYWHERE, 1, 0, 0, pass_over},
  {"Ts", ANYWHERE, 1, 0, 0, pass_over},      {"g", ANYWHERE, 1, 0, 0, pass_over},
  {"G", ANYWHERE, 1, 0, 0, pass_over},       {"rg", ANYWHERE, 3, 0, 0, pass_over},
  {"RG", ANYWHERE, 3, 0, 0, pass_over},      {"w", ANYWHERE, 1, 0, 0, pass_over},
  {"J", ANYWHERE, 1, 0, 0, pass_over},       {"j", ANYWHERE, 1, 0, 0, pass_over},
  {"M", ANYWHERE, 1, 0, 0, pass_over},
};

static gboolean
may_stand_here (const Operator *operator, const Parser * parser)
{
  const guint n_names = parser->name[0] != '\0';
  return (operator->place == ANYWHERE || (operator->place == INSIDE_TEXT) == parser->in_text) &&
         parser->n_operands ==
           operator->n_operands && n_names == operator->n_names && parser->n_texts == operator->n_texts;
}

static gboolean
run_operator (Parser *parser, SohoaPdfContent *content)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (parser->token, operators[i].token) == 0) {
      if (!may_stand_here (&operators[i], parser) || !operators[i].run (parser, content))
        return FALSE;
      parser->n_operands = parser->n_texts = 0;
      parser->name[0] = '\0';
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_token (Parser *parser, SohoaPdfContent *content)
{
  double number;
  if (strcmp (parser->token, text_token) == 0) {
    parser->n_texts++;
    return TRUE;
  }
  if (parser->token[0] == '/') {
    if (parser->name[0] != '\0' || parser->n_operands > 0)
      return FALSE;
    memcpy (parser->name, parser->token, sizeof parser->name);
    return TRUE;
  }
  if (!read_number (parser->token, &number))
    return run_operator (parser, content);
  if (parser->n_operands == OPERANDS_MAX)
    return FALSE;
  parser->operands[parser->n_operands++] = number;
  return TRUE;
}

gboolean
sohoa_pdf_content_parse (const char *text, gsize length, SohoaPdfContent *ret_content)
{
  Parser parser = {.at = text, .end = text + length, .stack[0].matrix = {.a = 1, .d = 1}};
  SohoaPdfContent content = {0};

  do
    if (!next_token (&parser))
      return FALSE;
  while (parser.token[0] != '\0' && take_token (&parser, &content));
  gboolean complete = parser.token[0] == '\0' && parser.n_operands == 0 && parser.n_texts == 0 &&
                      parser.name[0] == '\0' && !parser.in_text;
  if (!complete || !parser.shown || parser.depth != 0)
    return FALSE;
  *ret_content = content;
  return TRUE;
}
