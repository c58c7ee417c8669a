/* filling.c - see filling.h. */
#include "filling.h"

#include <string.h>

static void
text_free (gpointer data)
{
  SohoaFillingText *text = data;
  g_free (text->field);
  g_free (text->text);
  g_free (text);
}

SohoaFilling *
sohoa_filling_new (const char *form, const char *version, const char *day)
{
  SohoaFilling *filling = g_new0 (SohoaFilling, 1);
  filling->form = g_strdup (form);
  filling->version = g_strdup (version);
  filling->day = g_strdup (day);
  filling->texts = g_ptr_array_new_with_free_func (text_free);
  filling->code = g_bytes_new_static ("", 0);
  filling->caption = g_strdup ("");
  return filling;
}

void
sohoa_filling_free (SohoaFilling *filling)
{
  if (filling == NULL)
    return;
  g_free (filling->form);
  g_free (filling->version);
  g_free (filling->day);
  g_ptr_array_unref (filling->texts);
  g_bytes_unref (filling->code);
  g_free (filling->caption);
  g_free (filling);
}

void
sohoa_filling_add_text (SohoaFilling *filling, const char *field, const char *text)
{
  SohoaFillingText *row = g_new0 (SohoaFillingText, 1);
  row->field = g_strdup (field);
  row->text = g_strdup (text);
  g_ptr_array_add (filling->texts, row);
}

void
sohoa_filling_set_code (SohoaFilling *filling, guint side, GBytes *code, const char *caption)
{
  g_return_if_fail (side <= SOHOA_CODE_SIDE_MAX && g_bytes_get_size (code) == (gsize) side * side);
  g_bytes_ref (code);
  g_bytes_unref (filling->code);
  g_free (filling->caption);
  filling->code = code;
  filling->code_side = side;
  filling->caption = g_strdup (caption);
}

const char *
sohoa_filling_peek_text (const SohoaFilling *filling, const char *field)
{
  for (guint i = 0; i < filling->texts->len; i++) {
    const SohoaFillingText *text = g_ptr_array_index (filling->texts, i);
    if (strcmp (text->field, field) == 0)
      return text->text;
  }
  return NULL;
}

GVariant *
sohoa_filling_to_variant (const SohoaFilling *filling)
{
  GVariantBuilder texts;
  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < filling->texts->len; i++) {
    const SohoaFillingText *text = g_ptr_array_index (filling->texts, i);
    g_variant_builder_add (&texts, "(ss)", text->field, text->text);
  }
  GVariant *code = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, filling->code, TRUE);
  return g_variant_new ("(sssa(ss)u@ays)", filling->form, filling->version, filling->day, &texts,
                        filling->code_side, code, filling->caption);
}

SohoaFilling *
sohoa_filling_from_variant (GVariant *variant)
{
  const char *form, *version, *day, *field, *text, *caption;
  g_autoptr (GVariantIter) texts = NULL;
  g_autoptr (GVariant) code = NULL;
  guint side;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (SOHOA_FILLING_TYPE)))
    return NULL;
  g_variant_get (variant, "(&s&s&sa(ss)u@ay&s)", &form, &version, &day, &texts, &side, &code, &caption);
  if (side > SOHOA_CODE_SIDE_MAX || g_variant_get_size (code) != (gsize) side * side)
    return NULL;
  SohoaFilling *filling = sohoa_filling_new (form, version, day);
  while (g_variant_iter_next (texts, "(&s&s)", &field, &text))
    sohoa_filling_add_text (filling, field, text);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (code);
  sohoa_filling_set_code (filling, side, bytes, caption);
  return filling;
}
