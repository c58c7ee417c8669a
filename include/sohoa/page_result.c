/* page_result.c - what a worker says of one page, and the checks on its way to the supervisor. */
#include <sohoa/page_result.h>

#include <math.h>
#include <string.h>

/* Same caps as the decoder's; a page beyond them never left a healthy worker. */
enum {
  PAGE_MAX = 10000,
  SIDE_MAX = 32767,
  PIXELS_MAX = 200 * 1000 * 1000,
  WORD_MAX = 64,
  HEADING_MAX = 1024,
  CODE_MAX = 4096
};

static const char *const page_kind_nicks[] = {
#define X(name, nick) nick,
  SOHOA_PAGE_KIND_LIST (X)
#undef X
};

const char *
sohoa_page_kind_nick (SohoaPageKind kind)
{
  return page_kind_nicks[kind];
}

gboolean
sohoa_page_kind_from_nick (const char *nick, SohoaPageKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_kind_nicks); i++)
    if (strcmp (nick, page_kind_nicks[i]) == 0) {
      *ret_kind = (SohoaPageKind) i;
      return TRUE;
    }
  return FALSE;
}

/* Life cycle */

static void
code_free (gpointer data)
{
  SohoaCode *code = data;

  g_free (code->symbology);
  g_free (code->data);
  g_free (code);
}

static void
warning_free (gpointer data)
{
  SohoaWarning *warning = data;

  g_free (warning->stage);
  g_free (warning->code);
  g_free (warning);
}

SohoaPageResult *
sohoa_page_result_new (guint page)
{
  SohoaPageResult *result = g_new0 (SohoaPageResult, 1);

  result->page = page;
  result->kind = SOHOA_PAGE_UNKNOWN;
  result->codes = g_ptr_array_new_with_free_func (code_free);
  result->warnings = g_ptr_array_new_with_free_func (warning_free);
  result->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_reading_free);
  return result;
}

void
sohoa_page_result_free (SohoaPageResult *result)
{
  if (result == NULL)
    return;
  g_free (result->form);
  g_free (result->form_version);
  g_free (result->heading);
  g_free (result->reason);
  sohoa_transform_free (result->transform);
  g_clear_pointer (&result->signature, g_bytes_unref);
  g_ptr_array_unref (result->codes);
  g_ptr_array_unref (result->warnings);
  g_ptr_array_unref (result->readings);
  g_free (result);
}

void
sohoa_page_result_add_code (SohoaPageResult *result, const char *symbology, const char *data,
                            const SohoaQuad *quad)
{
  SohoaCode *code;

  if (result->codes->len >= SOHOA_CODES_MAX)
    return;
  code = g_new0 (SohoaCode, 1);
  code->symbology = g_strdup (symbology);
  code->data = g_strdup (data);
  code->quad = *quad;
  g_ptr_array_add (result->codes, code);
}

void
sohoa_page_result_add_warning (SohoaPageResult *result, const char *stage, const char *code,
                               gboolean incomplete)
{
  SohoaWarning *warning;

  if (result->warnings->len >= SOHOA_WARNINGS_MAX)
    return;
  warning = g_new0 (SohoaWarning, 1);
  warning->stage = g_strdup (stage);
  warning->code = g_strdup (code);
  warning->incomplete = incomplete;
  g_ptr_array_add (result->warnings, warning);
}

gboolean
sohoa_page_result_incomplete (const SohoaPageResult *result)
{
  for (guint i = 0; i < result->warnings->len; i++)
    if (((const SohoaWarning *) g_ptr_array_index (result->warnings, i))->incomplete)
      return TRUE;
  return FALSE;
}

static gboolean
has_warning (const SohoaPageResult *result, const char *code)
{
  for (guint i = 0; i < result->warnings->len; i++)
    if (strcmp (((const SohoaWarning *) g_ptr_array_index (result->warnings, i))->code, code) == 0)
      return TRUE;
  return FALSE;
}

const char *
sohoa_page_result_review_reason (const SohoaPageResult *result)
{
  if (result->kind == SOHOA_PAGE_UNKNOWN)
    return result->reason != NULL ? result->reason : "unknown";
  if (sohoa_page_result_incomplete (result))
    return "incomplete";
  return has_warning (result, SOHOA_WARNING_UNREGISTERED) ? SOHOA_WARNING_UNREGISTERED : NULL;
}

/* The wire. Three tuples, one a subject, keep the type strings readable. */

#define IDENTITY_TYPE "(uuududumsmsumsms)" /* page .. reason */
#define GEOMETRY_TYPE                                                                                        \
  "(m" SOHOA_TRANSFORM_TYPE "uudu)" /* transform, inliers, anchors, residual, duplicate_of */
#define CONTENT_TYPE "(maya(ss(dddddddd))a(ssb)a" SOHOA_READING_TYPE "ad)"
#define RESULT_TYPE "(" IDENTITY_TYPE GEOMETRY_TYPE CONTENT_TYPE ")"

static GVariant *
identity_to_variant (const SohoaPageResult *result)
{
  return g_variant_new ("(uuududumsmsumsms)", result->page, result->width, result->height, result->dpi,
                        (guint) result->kind, result->kind_confidence, result->rotation, result->form,
                        result->form_version, result->form_page, result->heading, result->reason);
}

static GVariant *
geometry_to_variant (const SohoaPageResult *result)
{
  GVariant *transform = result->transform != NULL ? sohoa_transform_to_variant (result->transform) : NULL;

  return g_variant_new ("(@m" SOHOA_TRANSFORM_TYPE "uudu)",
                        g_variant_new_maybe (G_VARIANT_TYPE (SOHOA_TRANSFORM_TYPE), transform),
                        result->inliers, result->anchors, result->residual_mm, result->duplicate_of);
}

static GVariant *
codes_to_variant (const SohoaPageResult *result)
{
  GVariantBuilder codes;

  g_variant_builder_init (&codes, G_VARIANT_TYPE ("a(ss(dddddddd))"));
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    const SohoaPoint *c = code->quad.corner;

    g_variant_builder_add (&codes, "(ss(dddddddd))", code->symbology, code->data, c[0].x, c[0].y, c[1].x,
                           c[1].y, c[2].x, c[2].y, c[3].x, c[3].y);
  }
  return g_variant_builder_end (&codes);
}

static GVariant *
warnings_to_variant (const SohoaPageResult *result)
{
  GVariantBuilder warnings;

  g_variant_builder_init (&warnings, G_VARIANT_TYPE ("a(ssb)"));
  for (guint i = 0; i < result->warnings->len; i++) {
    const SohoaWarning *warning = g_ptr_array_index (result->warnings, i);

    g_variant_builder_add (&warnings, "(ssb)", warning->stage, warning->code, warning->incomplete);
  }
  return g_variant_builder_end (&warnings);
}

static GVariant *
content_to_variant (const SohoaPageResult *result)
{
  GVariantBuilder readings;
  GVariant *signature = NULL;

  if (result->signature != NULL) {
    gsize n = 0;
    const void *bytes = g_bytes_get_data (result->signature, &n);

    signature = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, n, 1);
  }
  g_variant_builder_init (&readings, G_VARIANT_TYPE ("a" SOHOA_READING_TYPE));
  for (guint i = 0; i < result->readings->len; i++)
    g_variant_builder_add_value (&readings,
                                 sohoa_reading_to_variant (g_ptr_array_index (result->readings, i)));
  return g_variant_new ("(@may@a(ss(dddddddd))@a(ssb)@a" SOHOA_READING_TYPE "@ad)",
                        g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING, signature), codes_to_variant (result),
                        warnings_to_variant (result), g_variant_builder_end (&readings),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, result->cpu_ms,
                                                   G_N_ELEMENTS (result->cpu_ms), sizeof (double)));
}

GVariant *
sohoa_page_result_to_variant (const SohoaPageResult *result)
{
  return g_variant_new ("(@" IDENTITY_TYPE "@" GEOMETRY_TYPE "@" CONTENT_TYPE ")",
                        identity_to_variant (result), geometry_to_variant (result),
                        content_to_variant (result));
}

/* Fallible takers: each fills its part of the result and refuses what is out of range. */

static gboolean
in_range (double value, double low, double high)
{
  return value >= low && value <= high; /* FALSE for NaN */
}

static gboolean
short_enough (const char *text, gsize max)
{
  return text == NULL || strlen (text) <= max;
}

static gboolean
take_identity (SohoaPageResult *result, GVariant *identity)
{
  guint kind;

  g_variant_get (identity, "(uuududumsmsumsms)", &result->page, &result->width, &result->height, &result->dpi,
                 &kind, &result->kind_confidence, &result->rotation, &result->form, &result->form_version,
                 &result->form_page, &result->heading, &result->reason);
  if (kind >= G_N_ELEMENTS (page_kind_nicks))
    return FALSE;
  result->kind = (SohoaPageKind) kind;
  return result->page >= 1 && result->page <= PAGE_MAX && result->width <= SIDE_MAX &&
         result->height <= SIDE_MAX && (guint64) result->width * result->height <= PIXELS_MAX &&
         in_range (result->dpi, 0, 10000) && in_range (result->kind_confidence, 0, 1) &&
         result->rotation < 360 && result->rotation % 90 == 0 && short_enough (result->form, WORD_MAX) &&
         short_enough (result->form_version, WORD_MAX) && short_enough (result->heading, HEADING_MAX) &&
         short_enough (result->reason, WORD_MAX) &&
         (result->form == NULL) == (result->form_version == NULL) &&
         (result->form == NULL) == (result->form_page == 0);
}

static gboolean
take_geometry (SohoaPageResult *result, GVariant *geometry)
{
  g_autoptr (GVariant) transform = NULL;

  g_variant_get (geometry, "(m@" SOHOA_TRANSFORM_TYPE "uudu)", &transform, &result->inliers, &result->anchors,
                 &result->residual_mm, &result->duplicate_of);
  if (transform != NULL) {
    result->transform = sohoa_transform_from_variant (transform);
    if (result->transform == NULL)
      return FALSE;
  }
  return result->inliers <= result->anchors && result->anchors <= 10000 &&
         in_range (result->residual_mm, 0, 1000) && result->duplicate_of < result->page;
}

static gboolean
take_codes (SohoaPageResult *result, GVariantIter *codes)
{
  const char *symbology, *data;
  SohoaQuad quad;
  SohoaPoint *c = quad.corner;

  if (g_variant_iter_n_children (codes) > SOHOA_CODES_MAX)
    return FALSE;
  while (g_variant_iter_next (codes, "(&s&s(dddddddd))", &symbology, &data, &c[0].x, &c[0].y, &c[1].x,
                              &c[1].y, &c[2].x, &c[2].y, &c[3].x, &c[3].y)) {
    if (!short_enough (symbology, WORD_MAX) || !short_enough (data, CODE_MAX))
      return FALSE;
    for (guint i = 0; i < 4; i++)
      if (!in_range (c[i].x, -1e6, 1e6) || !in_range (c[i].y, -1e6, 1e6))
        return FALSE;
    sohoa_page_result_add_code (result, symbology, data, &quad);
  }
  return TRUE;
}

static gboolean
take_warnings (SohoaPageResult *result, GVariantIter *warnings)
{
  const char *stage, *code;
  gboolean incomplete;

  if (g_variant_iter_n_children (warnings) > SOHOA_WARNINGS_MAX)
    return FALSE;
  while (g_variant_iter_next (warnings, "(&s&sb)", &stage, &code, &incomplete)) {
    if (!short_enough (stage, WORD_MAX) || !short_enough (code, WORD_MAX))
      return FALSE;
    sohoa_page_result_add_warning (result, stage, code, incomplete);
  }
  return TRUE;
}

static gboolean
take_readings (SohoaPageResult *result, GVariantIter *readings)
{
  GVariant *child;

  if (g_variant_iter_n_children (readings) > SOHOA_READINGS_MAX)
    return FALSE;
  while ((child = g_variant_iter_next_value (readings)) != NULL) {
    SohoaReading *reading = sohoa_reading_from_variant (child);

    g_variant_unref (child);
    if (reading == NULL)
      return FALSE;
    g_ptr_array_add (result->readings, reading);
  }
  return TRUE;
}

static gboolean
take_cpu (SohoaPageResult *result, GVariant *cpu)
{
  gsize n = 0;
  const double *values = g_variant_get_fixed_array (cpu, &n, sizeof (double));

  if (n != G_N_ELEMENTS (result->cpu_ms))
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    if (!in_range (values[i], 0, 1e9))
      return FALSE;
    result->cpu_ms[i] = values[i];
  }
  return TRUE;
}

static gboolean
take_content (SohoaPageResult *result, GVariant *content)
{
  g_autoptr (GVariant) signature = NULL;
  g_autoptr (GVariantIter) codes = NULL;
  g_autoptr (GVariantIter) warnings = NULL;
  g_autoptr (GVariantIter) readings = NULL;
  g_autoptr (GVariant) cpu = NULL;

  g_variant_get (content, "(m@aya(ss(dddddddd))a(ssb)a" SOHOA_READING_TYPE "@ad)", &signature, &codes,
                 &warnings, &readings, &cpu);
  if (signature != NULL) {
    if (g_variant_get_size (signature) > SOHOA_SIGNATURE_MAX)
      return FALSE;
    result->signature = g_bytes_new (g_variant_get_data (signature), g_variant_get_size (signature));
  }
  return take_codes (result, codes) && take_warnings (result, warnings) && take_readings (result, readings) &&
         take_cpu (result, cpu);
}

SohoaPageResult *
sohoa_page_result_from_variant (GVariant *variant)
{
  g_autoptr (SohoaPageResult) result = NULL;
  g_autoptr (GVariant) identity = NULL;
  g_autoptr (GVariant) geometry = NULL;
  g_autoptr (GVariant) content = NULL;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (RESULT_TYPE)))
    return NULL;
  g_variant_get (variant, "(@" IDENTITY_TYPE "@" GEOMETRY_TYPE "@" CONTENT_TYPE ")", &identity, &geometry,
                 &content);
  result = sohoa_page_result_new (1);
  if (!take_identity (result, identity) || !take_geometry (result, geometry) ||
      !take_content (result, content))
    return NULL;
  return g_steal_pointer (&result);
}
