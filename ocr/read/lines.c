/* lines.c - one line of writing: lifted, looked at, recognized. */
#include "lines.h"

#include "line_text.h"

/* Around a line: hand writing swings up to a millimetre over its line, and the strokes of neighbours must be
 * seen whole to be told apart. */
static const SohoaMargin line_margin = {.left = 1.5, .top = 1.3, .right = 1.5, .bottom = 1.3};

SohoaReading *
sohoa_zone_reading (const SohoaReadContext *context, const SohoaZone *zone)
{
  SohoaQuad quad = sohoa_transform_map_rect (context->transform, &zone->box_mm);
  return sohoa_reading_new (zone->field, &quad);
}

/* How far writing is followed beyond its place. */
static const double overflow_mm = 25;

/* Places so high are also written in large; in lower ones the lines are close. */
static const double high_mm = 10;
static const double large_mm = 4;   /* how much further large letters and the tails of others reach */
static const guint years_ahead = 1; /* of dates that forms bear */

static const double foreign_all = 0.8;  /* share of strokes from elsewhere from which nothing else is there */
static const double covered_sure = 0.3; /* confidence that a reading among such strokes needs */
/* Mean confidence of the characters of Latin text among such strokes below which it is mostly a signature: on
 * open filings typed text is mostly above 0.99, writing above 0.97. */
static const double scribble = 0.97;
static const guint scribble_length = 4; /* characters; a short word may be as hard to read */

static SohoaPatch *
cleaned (const SohoaReadContext *context, const SohoaRect *rect_mm, const SohoaMargin *margin, GError **error)
{
  SohoaPatch *patch = sohoa_patch_new (context, rect_mm, margin, error);
  if (patch == NULL)
    return NULL;
  sohoa_patch_flatten (patch);
  sohoa_patch_clean (patch);
  return patch;
}

SohoaPatch *
sohoa_zone_lift (const SohoaReadContext *context, const SohoaRect *rect_mm, const SohoaMargin *margin,
                 GError **error)
{
  g_autoptr (SohoaPatch) patch = cleaned (context, rect_mm, margin, error);
  if (patch == NULL)
    return NULL;
  g_autoptr (Box) zone = sohoa_patch_box (patch, rect_mm);
  if (rect_mm->h < high_mm || !sohoa_writing_is_cut (patch, zone)) {
    sohoa_writing_select (patch, zone, pixGetHeight (patch->ink));
    return g_steal_pointer (&patch);
  }
  SohoaMargin higher = *margin;
  higher.top += large_mm;
  higher.bottom += large_mm;
  g_autoptr (SohoaPatch) high = cleaned (context, rect_mm, &higher, error);
  if (high == NULL)
    return NULL;
  g_autoptr (Box) zone_in_high = sohoa_patch_box (high, rect_mm);
  sohoa_writing_select (high, zone_in_high, (int) sohoa_read_px (MIN (margin->top, margin->bottom)));
  return g_steal_pointer (&high);
}

/* TRUE when the ink ends clearly to the right of the zone. */
static gboolean
ends_beyond (const SohoaPatch *patch, const Box *zone)
{
  g_autoptr (Box) hull = NULL;
  return pixClipToForeground (patch->ink, NULL, &hull) == 0 && hull != NULL &&
         hull->x + hull->w > zone->x + zone->w + sohoa_read_px (0.5);
}

SohoaPatch *
sohoa_line_lift (const SohoaReadContext *context, const SohoaRect *rect_mm, gboolean overflow, GError **error)
{
  g_autoptr (SohoaPatch) patch = sohoa_zone_lift (context, rect_mm, &line_margin, error);
  if (patch == NULL || !overflow)
    return g_steal_pointer (&patch);
  g_autoptr (Box) zone = sohoa_patch_box (patch, rect_mm);
  if (!sohoa_writing_runs_on (patch, zone))
    return g_steal_pointer (&patch);
  SohoaMargin wide = line_margin;
  wide.right = overflow_mm;
  SohoaPatch *followed = sohoa_zone_lift (context, rect_mm, &wide, error);
  if (followed != NULL && ends_beyond (followed, zone))
    followed->flags |= SOHOA_READING_OVERFLOW;
  return followed;
}

/* Under a stamp or a signature, a doubtful answer is no answer, and where nearly all ink comes from elsewhere
 * there is no writing; nor is a stray letter any. */
static gboolean
is_answer (const SohoaPatch *patch, const SohoaLine *line, SohoaCharset charset)
{
  if (*line->text == '\0' || sohoa_line_is_stray (line))
    return FALSE;
  if (!(patch->flags & SOHOA_READING_COVERED))
    return TRUE;
  if (charset == SOHOA_CHARSET_LATIN && line->glyphs->len >= scribble_length &&
      sohoa_line_mean_confidence (line) < scribble)
    return FALSE;
  return patch->foreign < foreign_all && line->confidence >= covered_sure;
}

/* What the line cannot mean, by what may stand there. */
static void
settle (SohoaLine *line, SohoaCharset charset, gboolean dotted)
{
  if (charset == SOHOA_CHARSET_TEXT || sohoa_charset_is_latin_text (charset))
    sohoa_line_settle_zeros (line);
  if (charset == SOHOA_CHARSET_TEXT && dotted)
    sohoa_line_restore_dots (line);
  if (charset == SOHOA_CHARSET_TEXT || charset == SOHOA_CHARSET_NUMBER)
    sohoa_line_restore_stops (line);
  if (charset == SOHOA_CHARSET_NUMBER)
    sohoa_line_close_numbers (line);
  if (sohoa_charset_is_latin_text (charset))
    sohoa_line_close_slashes (line);
  if (charset == SOHOA_CHARSET_EMAIL)
    sohoa_line_settle_ones (line);
}

/* Forms are mostly dated when they are filled in: after they were printed (versions are called after the act
 * that printed them), and not far in the future. A page of another print says nothing of when that was. */
static void
expect_years (const SohoaReadContext *context, SohoaLineHints *hints)
{
  if (hints->charset != SOHOA_CHARSET_LATIN_DATE || context->print != NULL)
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  hints->year_from = (guint) g_ascii_strtoull (context->template->version, NULL, 10);
  hints->year_to = (guint) g_date_time_get_year (now) + years_ahead;
}

gboolean
sohoa_line_append (const SohoaReadContext *context, const SohoaPatch *patch, SohoaCharset charset,
                   SohoaSpelling *spelling, guint *flags, GError **error)
{
  g_autoptr (Pix) image = sohoa_writing_present (patch) ? sohoa_writing_image (patch, NULL) : NULL;
  if (image == NULL)
    return TRUE;
  SohoaLineHints hints = {.charset = charset, .on_leader = patch->dotted, .before = spelling->text->str};
  expect_years (context, &hints);
  g_autoptr (SohoaLine) line = sohoa_engine_read_line (context->engine, image, &hints, error);
  if (line == NULL)
    return FALSE;
  *flags |= patch->flags;
  spelling->may_stop = sohoa_charset_is_latin_text (charset);
  if (sohoa_charset_is_latin_text (charset)) {
    sohoa_line_settle_bars (line);
    sohoa_line_settle_marks (line);
  }
  sohoa_line_trim (line, spelling->may_stop);
  settle (line, charset, patch->dotted);
  if (is_answer (patch, line, charset)) {
    sohoa_spelling_append_text (spelling, " ");
    sohoa_spelling_append (spelling, line, 0, -1);
  } else {
    *flags |= SOHOA_READING_DOUBTFUL;
    spelling->confidence = 0;
  }
  return TRUE;
}

gboolean
sohoa_line_read (const SohoaReadContext *context, const SohoaRect *rect_mm, SohoaCharset charset,
                 SohoaSpelling *spelling, guint *flags, GError **error)
{
  g_autoptr (SohoaPatch) patch = sohoa_line_lift (context, rect_mm, TRUE, error);
  if (patch == NULL)
    return FALSE;
  if (charset == SOHOA_CHARSET_LATIN_DIGITS)
    sohoa_writing_keep_number (patch);
  if (sohoa_writing_present (patch))
    sohoa_writing_drop_struck (patch);
  return sohoa_line_append (context, patch, charset, spelling, flags, error);
}
