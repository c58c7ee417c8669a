/* json_line.c - see json_line.h. Strings: RFC 8259, section 7; only what must be is escaped. */
#include "json_line.h"

#include <math.h>
#include <string.h>

/* A comma, unless the value is the first of its array or object, or belongs to a member's name. */
static void
separate (GString *out)
{
  if (out->len > 0 && strchr ("{[:,", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
}

void
sohoa_json_open (GString *out, char bracket)
{
  separate (out);
  g_string_append_c (out, bracket);
}

void
sohoa_json_close (GString *out, char bracket)
{
  g_string_append_c (out, bracket);
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

void
sohoa_json_member (GString *out, const char *name)
{
  separate (out);
  append_quoted (out, name);
  g_string_append_c (out, ':');
}

void
sohoa_json_string (GString *out, const char *text)
{
  separate (out);
  if (text != NULL)
    append_quoted (out, text);
  else
    g_string_append (out, "null");
}

void
sohoa_json_int (GString *out, gint64 number)
{
  separate (out);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

void
sohoa_json_real (GString *out, double number, int decimals)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE + 320];

  separate (out);
  if (!isfinite (number)) {
    g_string_append (out, "null");
    return;
  }
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (text, sizeof text, format, number);
  if (strchr (text, '.') != NULL) {
    gsize end = strlen (text);
    while (text[end - 1] == '0')
      end--;
    text[text[end - 1] == '.' ? end - 1 : end] = '\0';
  }
  g_string_append (out, strcmp (text, "-0") == 0 ? "0" : text);
}

void
sohoa_json_bool (GString *out, gboolean value)
{
  separate (out);
  g_string_append (out, value ? "true" : "false");
}

void
sohoa_json_raw (GString *out, const char *json)
{
  separate (out);
  g_string_append (out, json != NULL && *json != '\0' ? json : "null");
}

void
sohoa_json_quad (GString *out, const SohoaQuad *quad)
{
  sohoa_json_open (out, '[');
  for (int i = 0; i < 4; i++) {
    sohoa_json_real (out, quad->corner[i].x, 1);
    sohoa_json_real (out, quad->corner[i].y, 1);
  }
  sohoa_json_close (out, ']');
}

void
sohoa_json_box (GString *out, const SohoaQuad *quad)
{
  int box[4];
  sohoa_quad_hull (quad, box);
  sohoa_json_open (out, '[');
  for (int i = 0; i < 4; i++)
    sohoa_json_int (out, box[i]);
  sohoa_json_close (out, ']');
}
