/* blind_index.c - see blind_index.h. 128 bits are enough: a chance meeting among 10^9 values is 10^-21. */
#include "blind_index.h"

#include "archive_internal.h"

enum { INDEX_BYTES = 16 };

GBytes *
sohoa_blind_index (SohoaArchive *archive, const char *sort, const char *text)
{
  guint8 hash[SOHOA_MAC_BYTES];
  if (text == NULL || *text == '\0')
    return NULL;
  SohoaMac *mac = sohoa_mac_new (sohoa_archive_key (archive), SOHOA_PURPOSE_INDEX);
  sohoa_mac_add_text (mac, sort);
  sohoa_mac_add_text (mac, text);
  sohoa_mac_finish (mac, hash);
  return g_bytes_new (hash, INDEX_BYTES);
}
