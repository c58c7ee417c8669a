/* reading.c - one field's reading, and its way over the wire. */
#include <sohoa/reading.h>

#include <math.h>
#include <string.h>

static void
alternative_clear (gpointer data)
{
  g_free (((SohoaAlternative *) data)->raw);
}

SohoaReading *
sohoa_reading_new (const char *field, const SohoaQuad *quad)
{
  SohoaReading *reading = g_new0 (SohoaReading, 1);

  reading->field = g_strdup (field);
  reading->raw = g_strdup ("");
  reading->method = g_strdup ("none");
  reading->quad = *quad;
  reading->alternatives = g_array_new (FALSE, FALSE, sizeof (SohoaAlternative));
  g_array_set_clear_func (reading->alternatives, alternative_clear);
  return reading;
}

void
sohoa_reading_set (SohoaReading *reading, const char *raw, double confidence, const char *method)
{
  g_autofree char *folded = sohoa_text_fold (raw);

  g_free (reading->raw);
  reading->raw = g_steal_pointer (&folded);
  reading->confidence = confidence;
  if (reading->method != method) {
    g_free (reading->method);
    reading->method = g_strdup (method);
  }
}

void
sohoa_reading_add_alternative (SohoaReading *reading, const char *raw, double confidence)
{
  SohoaAlternative alternative = {sohoa_text_fold (raw), confidence};

  if (reading->alternatives->len < SOHOA_READING_ALTERNATIVES_MAX)
    g_array_append_val (reading->alternatives, alternative);
  else
    g_free (alternative.raw);
}

void
sohoa_reading_free (SohoaReading *reading)
{
  if (reading == NULL)
    return;
  g_free (reading->field);
  g_free (reading->raw);
  g_free (reading->method);
  g_array_unref (reading->alternatives);
  g_free (reading);
}

double
sohoa_reading_chance (double confidence)
{
  return exp (20 * (confidence - 1));
}

char *
sohoa_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *folded = g_string_sized_new (strlen (composed));
  gboolean space = FALSE;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c) || g_unichar_iscntrl (c)) {
      space = folded->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (folded, ' ');
    space = FALSE;
    g_string_append_unichar (folded, c);
  }
  return g_string_free (folded, FALSE);
}

/* The wire */

GVariant *
sohoa_reading_to_variant (const SohoaReading *reading)
{
  GVariantBuilder alternatives;
  double corners[8];

  g_variant_builder_init (&alternatives, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < reading->alternatives->len; i++) {
    const SohoaAlternative *alternative = &g_array_index (reading->alternatives, SohoaAlternative, i);

    g_variant_builder_add (&alternatives, "(sd)", alternative->raw, alternative->confidence);
  }
  for (guint i = 0; i < 4; i++) {
    corners[2 * i] = reading->quad.corner[i].x;
    corners[2 * i + 1] = reading->quad.corner[i].y;
  }
  return g_variant_new ("(ssda(sd)@adsu)", reading->field, reading->raw, reading->confidence, &alternatives,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, corners, 8, sizeof (double)),
                        reading->method, reading->flags);
}

static gboolean
is_probability (double value)
{
  return value >= 0 && value <= 1;
}

static gboolean
quad_from_variant (GVariant *array, SohoaQuad *ret_quad)
{
  gsize n = 0;
  const double *values = g_variant_get_fixed_array (array, &n, sizeof (double));

  if (n != 8)
    return FALSE;
  for (guint i = 0; i < 8; i++)
    if (!isfinite (values[i]) || fabs (values[i]) > 1e6)
      return FALSE;
  for (guint i = 0; i < 4; i++)
    ret_quad->corner[i] = (SohoaPoint){values[2 * i], values[2 * i + 1]};
  return TRUE;
}

static gboolean
take_alternatives (SohoaReading *reading, GVariantIter *alternatives)
{
  const char *raw;
  double confidence;

  if (g_variant_iter_n_children (alternatives) > SOHOA_READING_ALTERNATIVES_MAX)
    return FALSE;
  while (g_variant_iter_next (alternatives, "(&sd)", &raw, &confidence)) {
    if (!is_probability (confidence) || strlen (raw) > SOHOA_READING_TEXT_MAX)
      return FALSE;
    sohoa_reading_add_alternative (reading, raw, confidence);
  }
  return TRUE;
}

SohoaReading *
sohoa_reading_from_variant (GVariant *variant)
{
  g_autoptr (GVariantIter) alternatives = NULL;
  g_autoptr (GVariant) corners = NULL;
  g_autoptr (SohoaReading) reading = NULL;
  const char *field, *raw, *method;
  double confidence;
  guint flags;
  SohoaQuad quad;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (SOHOA_READING_TYPE)))
    return NULL;
  g_variant_get (variant, "(&s&sda(sd)@ad&su)", &field, &raw, &confidence, &alternatives, &corners, &method,
                 &flags);
  if (field[0] == '\0' || strlen (field) > 200 || strlen (method) > 60 ||
      strlen (raw) > SOHOA_READING_TEXT_MAX || !is_probability (confidence) ||
      (flags & ~(guint) SOHOA_READING_ALL) != 0 || !quad_from_variant (corners, &quad))
    return NULL;
  reading = sohoa_reading_new (field, &quad);
  sohoa_reading_set (reading, raw, confidence, method);
  reading->flags = flags;
  if (!take_alternatives (reading, alternatives))
    return NULL;
  return g_steal_pointer (&reading);
}
