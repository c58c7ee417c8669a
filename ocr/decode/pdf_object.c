/* pdf_object.c - see pdf_object.h. */
#include "pdf_object.h"

#include <stdlib.h>

static SohoaPdfObject
dictionary_of (SohoaPdfObject object)
{
  if (qpdf_oh_is_stream (object.file, object.handle))
    object.handle = qpdf_oh_get_dict (object.file, object.handle);
  return object;
}

SohoaPdfObject
sohoa_pdf_object_lookup (SohoaPdfObject object, const char *key)
{
  SohoaPdfObject dictionary = dictionary_of (object);
  object.handle = qpdf_oh_is_dictionary (dictionary.file, dictionary.handle)
                    ? qpdf_oh_get_key (dictionary.file, dictionary.handle, key)
                    : qpdf_oh_new_null (dictionary.file);
  return object;
}

SohoaPdfObject
sohoa_pdf_object_unwrap (SohoaPdfObject object)
{
  if (!qpdf_oh_is_array (object.file, object.handle))
    return object;
  int count = qpdf_oh_get_array_n_items (object.file, object.handle);
  if (count <= 1)
    object.handle =
      count == 0 ? qpdf_oh_new_null (object.file) : qpdf_oh_get_array_item (object.file, object.handle, 0);
  return object;
}

gboolean
sohoa_pdf_object_is_null (SohoaPdfObject object)
{
  return qpdf_oh_is_null (object.file, object.handle);
}

gboolean
sohoa_pdf_object_is_name (SohoaPdfObject object, const char *name)
{
  return qpdf_oh_is_name_and_equals (object.file, object.handle, name);
}

int
sohoa_pdf_object_integer (SohoaPdfObject object, const char *key, int fallback)
{
  SohoaPdfObject value = sohoa_pdf_object_lookup (object, key);
  long long number;
  if (sohoa_pdf_object_is_null (value))
    return fallback;
  if (!qpdf_oh_get_value_as_longlong (value.file, value.handle, &number) || number < -G_MAXINT ||
      number > G_MAXINT)
    return G_MININT;
  return (int) number;
}

int
sohoa_pdf_object_boolean (SohoaPdfObject object, const char *key, gboolean fallback)
{
  SohoaPdfObject value = sohoa_pdf_object_lookup (object, key);
  QPDF_BOOL flag;
  if (sohoa_pdf_object_is_null (value))
    return fallback;
  return qpdf_oh_get_value_as_bool (value.file, value.handle, &flag) ? flag : G_MININT;
}

gboolean
sohoa_pdf_object_read_numbers (SohoaPdfObject object, double *ret_numbers, int count)
{
  if (!qpdf_oh_is_array (object.file, object.handle) ||
      qpdf_oh_get_array_n_items (object.file, object.handle) != count)
    return FALSE;
  for (int i = 0; i < count; i++)
    if (!qpdf_oh_get_value_as_number (object.file, qpdf_oh_get_array_item (object.file, object.handle, i),
                                      &ret_numbers[i]))
      return FALSE;
  return TRUE;
}

gboolean
sohoa_pdf_object_has_only (SohoaPdfObject object, const char *const *keys)
{
  SohoaPdfObject dictionary = dictionary_of (object);
  if (!qpdf_oh_is_dictionary (dictionary.file, dictionary.handle))
    return FALSE;
  gboolean known = TRUE;
  qpdf_oh_begin_dict_key_iter (dictionary.file, dictionary.handle);
  while (qpdf_oh_dict_more_keys (dictionary.file)) /* to the end: the iteration belongs to the file */
    known = g_strv_contains (keys, qpdf_oh_dict_next_key (dictionary.file)) && known;
  return known;
}

GBytes *
sohoa_pdf_object_raw_data (SohoaPdfObject stream)
{
  guint8 *data = NULL;
  size_t length = 0;
  if (!qpdf_oh_is_stream (stream.file, stream.handle) ||
      qpdf_oh_get_stream_data (stream.file, stream.handle, qpdf_dl_none, NULL, &data, &length) !=
        QPDF_SUCCESS) {
    free (data);
    return NULL;
  }
  return g_bytes_new_with_free_func (data, length, free, data);
}
