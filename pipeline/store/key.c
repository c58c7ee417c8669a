/* key.c - see key.h. */
#include "key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "durable.h"

struct SohoaKey {
  guint8 master[crypto_kdf_KEYBYTES];
};

struct SohoaMac {
  crypto_generichash_state state;
};

G_STATIC_ASSERT (crypto_generichash_BYTES == SOHOA_MAC_BYTES);

/* Eight characters by which libsodium tells this program's derived keys from others'. */
static const char derivation[crypto_kdf_CONTEXTBYTES] = {'s', 'o', 'h', 'o', 'a', '-', 'v', '1'};

static char *
key_path (const char *folder)
{
  const char *named = g_getenv ("SOHOA_KEY_FILE");
  return named != NULL && *named != '\0' ? g_strdup (named) : g_build_filename (folder, "key", NULL);
}

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "cannot start libsodium: no source of random numbers");
  return FALSE;
}

gboolean
sohoa_key_create (const char *folder, GError **error)
{
  g_autofree char *path = key_path (folder);
  SohoaKey key;

  if (!start_sodium (error))
    return FALSE;
  if (g_getenv ("SOHOA_KEY_FILE") != NULL && g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (SohoaKey) existing = sohoa_key_load (folder, error);
    return existing != NULL;
  }
  crypto_kdf_keygen (key.master);
  gboolean ok = sohoa_durable_create (path, key.master, sizeof key.master, error);
  sodium_memzero (&key, sizeof key);
  return ok;
}

static gboolean
read_key (int fd, SohoaKey *key, GError **error)
{
  struct stat status;
  if (fstat (fd, &status) < 0 || !S_ISREG (status.st_mode) || status.st_size != sizeof key->master ||
      read (fd, key->master, sizeof key->master) != sizeof key->master) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
                 "the archive's key is damaged: it must be %zu bytes; restore it from a backup",
                 sizeof key->master);
    return FALSE;
  }
  if ((status.st_mode & 077) != 0 || status.st_uid != geteuid ()) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
                 "the archive's key can be read by others: make it yours alone with chmod 600");
    return FALSE;
  }
  return TRUE;
}

static SohoaKey *
load_file (const char *path, GError **error)
{
  g_autoptr (SohoaKey) key = g_new0 (SohoaKey, 1);

  if (!start_sodium (error))
    return NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
                 "cannot open the archive's key: %s; set SOHOA_KEY_FILE or restore it", g_strerror (errno));
    return NULL;
  }
  gboolean ok = read_key (fd, key, error);
  close (fd);
  return ok ? g_steal_pointer (&key) : NULL;
}

SohoaKey *
sohoa_key_load (const char *folder, GError **error)
{
  g_autofree char *path = key_path (folder);
  return load_file (path, error);
}

gboolean
sohoa_key_copy_out (const SohoaKey *key, const char *path, GError **error)
{
  return sohoa_durable_create (path, key->master, sizeof key->master, error);
}

gboolean
sohoa_key_copy_in (const char *path, const char *folder, GError **error)
{
  g_autofree char *place = key_path (folder);
  g_autoptr (SohoaKey) key = load_file (path, error);
  if (key == NULL || !g_file_test (place, G_FILE_TEST_EXISTS))
    return key != NULL && sohoa_key_copy_out (key, place, error);
  g_autoptr (SohoaKey) there = load_file (place, error);
  if (there == NULL || sodium_memcmp (there->master, key->master, sizeof key->master) == 0)
    return there != NULL;
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_ARCHIVE,
               "another key is there already: set SOHOA_KEY_FILE to a new file, or move the old one away");
  return FALSE;
}

void
sohoa_key_free (SohoaKey *key)
{
  if (key == NULL)
    return;
  sodium_memzero (key, sizeof *key);
  g_free (key);
}

SohoaMac *
sohoa_mac_new (const SohoaKey *key, SohoaPurpose purpose)
{
  guint8 derived[crypto_generichash_KEYBYTES];
  SohoaMac *mac = g_aligned_alloc (1, sizeof *mac, G_ALIGNOF (crypto_generichash_state));

  crypto_kdf_derive_from_key (derived, sizeof derived, (guint64) purpose, derivation, key->master);
  crypto_generichash_init (&mac->state, derived, sizeof derived, SOHOA_MAC_BYTES);
  sodium_memzero (derived, sizeof derived);
  return mac;
}

void
sohoa_mac_add (SohoaMac *mac, const void *data, gsize size)
{
  guint64 length = GUINT64_TO_LE ((guint64) size);
  crypto_generichash_update (&mac->state, (const guint8 *) &length, sizeof length);
  crypto_generichash_update (&mac->state, data, size);
}

void
sohoa_mac_add_text (SohoaMac *mac, const char *text)
{
  guint8 present = text != NULL;
  sohoa_mac_add (mac, &present, 1);
  if (text != NULL)
    sohoa_mac_add (mac, text, strlen (text));
}

void
sohoa_mac_add_int (SohoaMac *mac, gint64 number)
{
  gint64 little = GINT64_TO_LE (number);
  sohoa_mac_add (mac, &little, sizeof little);
}

void
sohoa_mac_finish (SohoaMac *mac, guint8 ret_hash[SOHOA_MAC_BYTES])
{
  crypto_generichash_final (&mac->state, ret_hash, SOHOA_MAC_BYTES);
  sodium_memzero (mac, sizeof *mac);
  g_aligned_free (mac);
}
