/* pdf_content.c - see pdf_content.h. The syntax: ISO 32000-1, 7.2 and 7.3; the operators: annex A. Comments,
 * strings, arrays, dictionaries, escaped names and inline images have no place in such a content. */
#include "pdf_content.h"

#include <math.h>
#include <string.h>

enum { OPERANDS_MAX = 6, DEPTH_MAX = 16, TOKEN_MAX = 63 };
static const double number_most = 1e6;

typedef struct {
  const char *at, *end;
  char token[TOKEN_MAX + 1]; /* "" at the end of the content */
  double operands[OPERANDS_MAX];
  guint n_operands;
  char name[TOKEN_MAX + 1]; /* the operand of Do, "" when there is none */
  SohoaPdfMatrix stack[DEPTH_MAX];
  guint depth; /* stack[depth] is the current matrix */
  gboolean shown;
} Parser;

typedef struct {
  const char *name;
  guint n_operands;
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

static gboolean
next_token (Parser *parser)
{
  gsize length = 0;
  while (parser->at < parser->end && is_space (*parser->at))
    parser->at++;
  for (; parser->at < parser->end && !is_space (*parser->at); parser->at++) {
    gboolean starts_name = *parser->at == '/';
    if (starts_name && length > 0)
      break;
    if (length == TOKEN_MAX || !(starts_name || is_regular (*parser->at)))
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
  SohoaPdfMatrix old = parser->stack[parser->depth];
  parser->stack[parser->depth] = (SohoaPdfMatrix){
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
  if (parser->shown || parser->name[0] == '\0')
    return FALSE;
  parser->shown = TRUE;
  g_strlcpy (content->name, parser->name, sizeof content->name);
  content->matrix = parser->stack[parser->depth];
  return TRUE;
}

static gboolean
pass_over (Parser *parser, SohoaPdfContent *content)
{
  return TRUE;
}

static const Operator operators[] = {
  {"q", 0, save},      {"Q", 0, restore},   {"cm", 6, transform}, {"Do", 0, show},
  {"g", 1, pass_over}, {"G", 1, pass_over}, {"rg", 3, pass_over}, {"RG", 3, pass_over},
  {"w", 1, pass_over}, {"J", 1, pass_over}, {"j", 1, pass_over},  {"M", 1, pass_over},
};

static gboolean
run_operator (Parser *parser, SohoaPdfContent *content)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (parser->token, operators[i].name) == 0) {
      gboolean wants_name = operators[i].run == show, has_name = parser->name[0] != '\0';
      if (parser->n_operands != operators[i].n_operands || has_name != wants_name ||
          !operators[i].run (parser, content))
        return FALSE;
      parser->n_operands = 0;
      parser->name[0] = '\0';
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_token (Parser *parser, SohoaPdfContent *content)
{
  double number;
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
  Parser parser = {.at = text, .end = text + length, .stack[0] = {.a = 1, .d = 1}};
  SohoaPdfContent content = {0};

  do
    if (!next_token (&parser))
      return FALSE;
  while (parser.token[0] != '\0' && take_token (&parser, &content));
  gboolean complete = parser.token[0] == '\0' && parser.n_operands == 0 && parser.name[0] == '\0';
  if (!complete || !parser.shown || parser.depth != 0)
    return FALSE;
  *ret_content = content;
  return TRUE;
}
