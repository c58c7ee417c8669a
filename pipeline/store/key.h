/* key.h - the archive's key, and the keyed hashes made with it (libsodium: BLAKE2b-256).
 *
 * 32 random bytes in a file of mode 0600: `key` in the archive, or the file SOHOA_KEY_FILE names. Each
 * purpose has a key of its own, derived from it. Private to this room; the key never leaves it.
 */
#ifndef SOHOA_STORE_KEY_H
#define SOHOA_STORE_KEY_H

#include <sohoa/error.h>

G_BEGIN_DECLS

/* A whole hash; as much of it as is kept with each field and fact: to forge one takes 2^128 tries. */
enum { SOHOA_MAC_BYTES = 32, SOHOA_SEAL_BYTES = 16 };

/* Numbers are stored in every hash: they only grow. */
typedef enum { SOHOA_PURPOSE_EVENT = 1, SOHOA_PURPOSE_VALUE = 2, SOHOA_PURPOSE_INDEX = 3 } SohoaPurpose;

typedef struct SohoaKey SohoaKey;

/* Writes a new key, durably, where it belongs for an archive in folder. A key file that SOHOA_KEY_FILE names
 * and that exists is used as it is. */
gboolean sohoa_key_create (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* SOHOA_ERROR_ARCHIVE when it is missing, of the wrong size, or readable by others. */
SohoaKey *sohoa_key_load (const char *folder, GError **error);
/* Writes it to a new file, durably. */
gboolean sohoa_key_copy_out (const SohoaKey *key, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the key of a file where it belongs for an archive in folder, unless it lies there already. */
gboolean sohoa_key_copy_in (const char *path, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Wipes it. */
void sohoa_key_free (SohoaKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaKey, sohoa_key_free)

/* A keyed hash over a list of parts; each part goes in with its length, so no two lists run together. */
typedef struct SohoaMac SohoaMac;
SohoaMac *sohoa_mac_new (const SohoaKey *key, SohoaPurpose purpose);
void sohoa_mac_add (SohoaMac *mac, const void *data, gsize size);
/* NULL differs from "". */
void sohoa_mac_add_text (SohoaMac *mac, const char *text);
void sohoa_mac_add_int (SohoaMac *mac, gint64 number);
/* Frees the mac. */
void sohoa_mac_finish (SohoaMac *mac, guint8 ret_hash[SOHOA_MAC_BYTES]);

G_END_DECLS

#endif
