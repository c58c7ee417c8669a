/* model.c - see model.h. A model file is a table of offsets and, behind it, components: of those, the
 * network, the list of characters (text) and the list of their codes are used. Little endian. */
#include "model.h"

#include <string.h>

/* Places of the components in the table. */
enum { NETWORK = 17, CHARACTERS = 21, CODES = 22 };
enum { COMPONENTS_MAX = 64 };

typedef struct {
  const guint8 *data;
  gsize size;
} Component;

static guint64
little_endian (const guint8 *at, int n_bytes)
{
  guint64 value = 0;
  for (int i = n_bytes - 1; i >= 0; i--)
    value = value << 8 | at[i];
  return value;
}

/* A component reaches up to the next one that exists. */
static gboolean
find_component (const guint8 *file, gsize size, guint which, Component *ret)
{
  guint64 n = size >= 4 ? little_endian (file, 4) : 0;
  if (n <= which || n > COMPONENTS_MAX || size < 4 + 8 * n)
    return FALSE;
  guint64 begin = little_endian (file + 4 + 8 * which, 8), end = size;
  for (guint i = 0; i < n; i++) {
    guint64 other = little_endian (file + 4 + 8 * i, 8);
    if (other > begin && other < end)
      end = other;
  }
  if (begin < 4 + 8 * n || begin >= end)
    return FALSE;
  *ret = (Component){file + begin, (gsize) (end - begin)};
  return TRUE;
}

/* The characters in their order: each line begins with one, after a line that counts them. */
static char **
list_characters (const Component *component)
{
  g_autofree char *all = g_strndup ((const char *) component->data, component->size);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  g_autoptr (GPtrArray) characters = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    g_autofree char *character = g_strndup (lines[i], strcspn (lines[i], " "));
    g_ptr_array_add (characters, g_strdup (g_str_equal (character, "NULL") ? " " : character));
  }
  g_ptr_array_add (characters, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&characters), FALSE);
}

/* For each character its code: a flag, a length, and as many labels. Those of one label are of use. */
static gboolean
name_labels (SohoaModel *self, const Component *codes, char **characters)
{
  const guint8 *at = codes->data + 4, *end = codes->data + codes->size;
  guint n = codes->size >= 4 ? (guint) little_endian (codes->data, 4) : 0;
  guint blank = sohoa_network_blank (self->network);
  g_ptr_array_set_size (self->text, (int) sohoa_network_n_labels (self->network));
  for (guint i = 0; i < n && i < g_strv_length (characters); i++) {
    if (end - at < 5)
      return FALSE;
    guint64 length = little_endian (at + 1, 4);
    if (length > 16 || (guint64) (end - at) < 5 + 4 * length)
      return FALSE;
    guint64 label = length == 1 ? little_endian (at + 5, 4) : G_MAXUINT64;
    if (label < self->text->len && label != blank && g_utf8_validate (characters[i], -1, NULL)) {
      g_free (self->text->pdata[label]);
      self->text->pdata[label] = g_strdup (characters[i]);
    }
    at += 5 + 4 * length;
  }
  return n > 0;
}

SohoaModel *
sohoa_model_new (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *file = g_bytes_get_data (bytes, &size);
  Component network, characters, codes;
  g_autoptr (SohoaModel) self = g_new0 (SohoaModel, 1);
  self->text = g_ptr_array_new_with_free_func (g_free);
  if (!find_component (file, size, NETWORK, &network) ||
      !find_component (file, size, CHARACTERS, &characters) || !find_component (file, size, CODES, &codes)) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "no model of a line recognizer");
    return NULL;
  }
  if ((self->network = sohoa_network_new (network.data, network.size, error)) == NULL)
    return NULL;
  g_auto (GStrv) names = list_characters (&characters);
  if (name_labels (self, &codes, names))
    return g_steal_pointer (&self);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_SETUP, "the characters of the model are damaged");
  return NULL;
}

void
sohoa_model_free (SohoaModel *model)
{
  if (model == NULL)
    return;
  sohoa_network_free (model->network);
  g_ptr_array_unref (model->text);
  g_free (model);
}
