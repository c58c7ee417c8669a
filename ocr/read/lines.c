/* lines.c - one line of writing: lifted, looked at, recognized. */
#include "lines.h"

/* Around a line: hand writing swings up to a millimetre over its line, and the strokes of neighbours must be
 * seen whole to be told apart. */
static const SohoaMargin line_margin = {.left = 1.5, .top = 1.3, .right = 1.5, .bottom = 1.3};

SohoaReading *
sohoa_zone_reading (const SohoaReadContext *context, const SohoaZone *zone)
{
  SohoaQuad quad = sohoa_transform_map_rect (context->transform, &zone->box_mm);
  return sohoa_reading_new (zone->field, &quad);
}

SohoaPatch *
sohoa_line_lift (const SohoaReadContext *context, const SohoaRect *rect_mm, GError **error)
{
  SohoaPatch *patch = sohoa_patch_new (context, rect_mm, &line_margin, error);
  if (patch == NULL)
    return NULL;
  g_autoptr (Box) zone = sohoa_patch_box (patch, rect_mm);
  sohoa_patch_flatten (patch);
  sohoa_patch_clean (patch);
  sohoa_writing_select (patch, zone);
  return patch;
}

gboolean
sohoa_line_read (const SohoaReadContext *context, const SohoaRect *rect_mm, SohoaCharset charset,
                 SohoaSpelling *spelling, guint *flags, GError **error)
{
  g_autoptr (SohoaPatch) patch = sohoa_line_lift (context, rect_mm, error);
  if (patch == NULL)
    return FALSE;
  if (!sohoa_writing_present (patch))
    return TRUE;
  g_autoptr (Pix) image = sohoa_writing_image (patch, NULL);
  const SohoaLineHints hints = {.charset = charset};
  g_autoptr (SohoaLine) line = sohoa_engine_read_line (context->engine, image, &hints, error);
  if (line == NULL)
    return FALSE;
  *flags |= patch->flags;
  if (*line->text != '\0') {
    sohoa_spelling_append_text (spelling, " ");
    sohoa_spelling_append (spelling, line, 0, -1);
  }
  return TRUE;
}
