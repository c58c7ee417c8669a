/* card.c - the identity cards of Viet Nam: what their QR code says.
 *
 * Citizen identity cards since 2021 and identity cards since July 2024 carry the same first seven items,
 * divided by "|": number | older number | full name | birth ddmmyyyy | sex | residence | issue ddmmyyyy.
 * Later cards append items; the tail is not looked at.
 */
#include "describe_internal.h"

#include <string.h>

enum { ITEM_NUMBER, ITEM_OLDER_NUMBER, ITEM_NAME, ITEM_BIRTH, ITEM_SEX, ITEM_RESIDENCE, ITEM_ISSUE, N_ITEMS };
enum { NUMBER_LENGTH = 12, DATE_LENGTH = 8 };

static gboolean
is_digits (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

gboolean
sohoa_is_card_payload (const char *data)
{
  g_auto (GStrv) item = g_strsplit (data, "|", -1);
  return g_strv_length (item) >= N_ITEMS && is_digits (item[ITEM_NUMBER], NUMBER_LENGTH) &&
         *item[ITEM_NAME] && is_digits (item[ITEM_BIRTH], DATE_LENGTH) &&
         (g_str_equal (item[ITEM_SEX], "Nam") || g_str_equal (item[ITEM_SEX], "Nữ"));
}
