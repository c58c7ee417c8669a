/* email.c - e-mail addresses: no spaces, the domain in small letters, the part before the @ as written. */
#include "field_types.h"

#include <string.h>

static const char pattern[] = "^[A-Za-z0-9][A-Za-z0-9._%+-]*@[a-z0-9-]+(\\.[a-z0-9-]+)+$";

static char *
without_spaces (const char *raw)
{
  GString *text = g_string_new (raw);

  g_string_replace (text, " ", "", 0);
  return g_string_free (text, FALSE);
}

static void
normalize_email (const char *raw, SohoaValue *value)
{
  g_autofree char *address = without_spaces (raw);
  char *at = strchr (address, '@');

  for (char *p = at != NULL ? at : address + strlen (address); *p != '\0'; p++)
    *p = g_ascii_tolower (*p);
  if (g_regex_match_simple (pattern, address, G_REGEX_RAW, 0) && strstr (address, "..") == NULL)
    sohoa_value_set_string (value, address, 1);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "email-shape", "not an e-mail address");
}

const SohoaFieldType sohoa_type_email = {
  .name = "email",
  .description = "e-mail address",
  .charset = SOHOA_CHARSET_EMAIL,
  .normalize = normalize_email,
};
