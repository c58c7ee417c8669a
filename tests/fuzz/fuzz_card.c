/* fuzz_card.c - what a code or a machine-readable zone may hold. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <sohoa/card.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
look_at (SohoaCard *card)
{
  if (card != NULL)
    g_assert_true (strlen (card->citizen_id) == 12 && g_utf8_validate (card->full_name, -1, NULL) &&
                   card->birth_date != NULL && card->expiry_date != NULL);
  sohoa_card_free (card);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  look_at (sohoa_card_from_qr (text));
  look_at (sohoa_card_from_mrz (text));
  return 0;
}
