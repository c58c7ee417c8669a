/* mrz_lines.c - finding and cutting out the three lines of a machine-readable zone.
 *
 * The zone is the only thing on a page that consists of three rows of equal length, evenly set, without gaps.
 * With the gaps between characters closed each row is one long flat component, whose slope straightens it:
 * cards lie askew on the copier's glass.
 */
#include "mrz.h"

#include <math.h>
#include <string.h>

static const double FindDpi = 100, ReadDpi = 300;
static const double DarkShare = 0.5;                /* of the page's brightness; darker is ink */
static const double GapMm = 2.6;                    /* between characters */
static const double LeastMm = 50, MostMm = 105;     /* length of a line; printed 76, copies scale */
static const double LowestMm = 1.5, HighestMm = 12; /* height, with slope */
static const double SideMm = 2.5; /* the ends of the lines agree within that: all have 30 characters */
static const double LeastPitchMm = 3, MostPitchMm = 7;        /* from line to line */
static const double MarginMm = 1, LineMm = 3.4;               /* cut around a line; its height */
static const double PitchesPerLine = SOHOA_MRZ_LENGTH - 0.35; /* ink ends before the last pitch does */
static const double HalfWidth = 0.33;                         /* of a character, in pitches */
static const double OffMiddle = 0.25; /* pitches; farther off, a character is invented */
static const char LettersWithStem[] = "BDEFHKLMNPR";
static const double StemShare = 0.5; /* of the cut's height, that a stem is dark */
static const l_uint32 StemGray = 150;
enum { CUT_HEIGHT = 40, BORDER = 6 }; /* px of a line handed to the recognizer, without and with border */

/* A line on the upright page, in millimetres. */
typedef struct {
  double x, y, w, h; /* box */
  double slope;      /* down per right */
} LongLine;

static gboolean
is_long_line (const LongLine *line)
{
  return line->w >= LeastMm && line->w <= MostMm && line->h >= LowestMm && line->h <= HighestMm;
}

static double
middle_y (const LongLine *line)
{
  return line->y + line->h / 2;
}

/* Slope of a component from the middles of its first and last quarter. */
static double
component_slope (Pix *component)
{
  const int w = pixGetWidth (component), h = pixGetHeight (component), quarter = MAX (1, w / 4);
  double middle[2] = {0, 0};
  for (int side = 0; side < 2; side++) {
    g_autoptr (Box) box = boxCreate (side ? w - quarter : 0, 0, quarter, h);
    g_autoptr (Pix) part = pixClipRectangle (component, box, NULL);
    l_float32 x = 0, y = 0;
    if (part)
      pixCentroid (part, NULL, NULL, &x, &y);
    middle[side] = y;
  }
  return (middle[1] - middle[0]) / (w - quarter);
}

/* All long flat components, from the top. */
static GArray *
long_lines (const SohoaUpright *upright)
{
  const double mm = 25.4 / upright->dpi;
  l_float32 bright = 255;
  pixGetRankValueMasked (upright->pix, NULL, 0, 0, 4, 0.8f, &bright, NULL);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (LongLine));
  g_autoptr (Pix) dark = pixThresholdToBinary (upright->pix, (l_int32) (bright * DarkShare));
  g_autoptr (Pix) closed = dark ? pixCloseSafeBrick (NULL, dark, (l_int32) (GapMm / mm), 1) : NULL;
  Pixa *pixa = NULL;
  g_autoptr (Boxa) boxes = closed ? pixConnComp (closed, &pixa, 8) : NULL;
  g_autoptr (Pixa) components = pixa;
  for (int i = 0; boxes && i < boxaGetCount (boxes); i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry (boxes, i, &x, &y, &w, &h);
    LongLine line = {x * mm, y * mm, w * mm, h * mm, 0};
    if (!is_long_line (&line))
      continue;
    g_autoptr (Pix) component = pixaGetPix (components, i, L_CLONE);
    line.slope = component_slope (component);
    g_array_append_val (lines, line);
  }
  return lines;
}

static gboolean
follows (const LongLine *line, const LongLine *next)
{
  const double pitch = middle_y (next) - middle_y (line);
  return pitch >= LeastPitchMm && pitch <= MostPitchMm && fabs (line->x - next->x) <= SideMm &&
         fabs (line->x + line->w - next->x - next->w) <= SideMm;
}

/* Indices of three lines that follow each other; FALSE when there are none. */
static gboolean
find_three (const GArray *lines, const LongLine *ret_line[SOHOA_MRZ_LINES])
{
  for (guint i = 0; i < lines->len; i++) {
    guint n = 0;
    ret_line[n++] = &g_array_index (lines, LongLine, i);
    for (guint k = 0; k < lines->len && n < SOHOA_MRZ_LINES; k++)
      if (follows (ret_line[n - 1], &g_array_index (lines, LongLine, k))) {
        ret_line[n++] = &g_array_index (lines, LongLine, k);
        k = 0;
      }
    if (n == SOHOA_MRZ_LINES)
      return TRUE;
  }
  return FALSE;
}

/* The line cut out, straight, at the height that recognizers like, on white. */
static Pix *
cut_line (const SohoaUpright *upright, const LongLine *line)
{
  const double px = upright->dpi / 25.4;
  const double w = (line->w + 2 * MarginMm) * px, h = (line->h + 2 * LineMm) * px;
  g_autoptr (Box) around =
    boxCreate ((int) ((line->x - MarginMm) * px), (int) ((middle_y (line) * px) - h / 2), (int) w, (int) h);
  g_autoptr (Pix) slanted = pixClipRectangle (upright->pix, around, NULL);
  g_autoptr (Pix) straight = slanted ? pixRotateAMGray (slanted, (l_float32) -atan (line->slope), 255) : NULL;
  if (!straight)
    return NULL;
  const int height = (int) (LineMm * px);
  g_autoptr (Box) inner =
    boxCreate (0, (pixGetHeight (straight) - height) / 2, pixGetWidth (straight), height);
  g_autoptr (Pix) cut = pixClipRectangle (straight, inner, NULL);
  const l_float32 scale = (l_float32) CUT_HEIGHT / (l_float32) height;
  g_autoptr (Pix) sized = cut ? pixScale (cut, scale, scale) : NULL;
  return sized ? pixAddBorderGeneral (sized, BORDER, BORDER, BORDER, BORDER, 255) : NULL;
}

/* TRUE when some column between x0 and x1 is dark for most of the line's height. */
static gboolean
has_stem (Pix *cut, int x0, int x1)
{
  const int y0 = BORDER, y1 = pixGetHeight (cut) - BORDER;
  for (int x = MAX (0, x0); x <= MIN (x1, pixGetWidth (cut) - 1); x++) {
    int dark = 0;
    for (int y = y0; y < y1; y++) {
      l_uint32 gray = 255;
      pixGetPixel (cut, x, y, &gray);
      dark += gray < StemGray ? 1 : 0;
    }
    if (dark >= StemShare * (y1 - y0))
      return TRUE;
  }
  return FALSE;
}

/* Fillers are often taken for a K or another letter with a stem. */
static gboolean
is_true_glyph (Pix *cut, const SohoaGlyph *glyph)
{
  const char c = *glyph->text;
  if (!g_ascii_isupper (c) && !g_ascii_isdigit (c))
    return FALSE;
  return !strchr (LettersWithStem, c) || has_stem (cut, glyph->x0, glyph->x1);
}

/* What was read, character by character into the cells of the line. */
static char *
place_glyphs (const SohoaLine *read, Pix *cut, double width_mm)
{
  const double px_per_mm = (pixGetWidth (cut) - 2 * BORDER) / (width_mm + 2 * MarginMm);
  const double pitch = width_mm / PitchesPerLine * px_per_mm;
  const double first = BORDER + MarginMm * px_per_mm + HalfWidth * pitch;
  double best[SOHOA_MRZ_LENGTH] = {0};
  char *cells = g_strnfill (SOHOA_MRZ_LENGTH, '<');
  for (guint i = 0; i < read->glyphs->len; i++) {
    const SohoaGlyph *glyph = &g_array_index (read->glyphs, SohoaGlyph, i);
    const double place = ((glyph->x0 + glyph->x1) / 2.0 - first) / pitch, cell = round (place);
    if (glyph->x0 < 0 || cell < 0 || cell >= SOHOA_MRZ_LENGTH || fabs (place - cell) > OffMiddle ||
        glyph->confidence < best[(int) cell] || !is_true_glyph (cut, glyph))
      continue;
    best[(int) cell] = glyph->confidence;
    cells[(int) cell] = *glyph->text;
  }
  return cells;
}

/* From millimetres on the upright page to pixels as decoded; the skew is small and left out. */
static SohoaPoint
decoded_point (const SohoaPrepared *prepared, guint rotation, double x_mm, double y_mm)
{
  const double x = x_mm * prepared->dpi / 25.4, y = y_mm * prepared->dpi / 25.4;
  const double w = pixGetWidth (prepared->gray), h = pixGetHeight (prepared->gray);
  switch (rotation) {
  case 90:
    return (SohoaPoint){w - 1 - y, x};
  case 180:
    return (SohoaPoint){w - 1 - x, h - 1 - y};
  case 270:
    return (SohoaPoint){y, h - 1 - x};
  default:
    return (SohoaPoint){x, y};
  }
}

static SohoaQuad
zone_quad (const SohoaPrepared *prepared, guint rotation, const LongLine *const line[SOHOA_MRZ_LINES])
{
  const LongLine *first = line[0], *last = line[SOHOA_MRZ_LINES - 1];
  const double x0 = MIN (first->x, last->x), x1 = MAX (first->x + first->w, last->x + last->w);
  const double y0 = first->y, y1 = last->y + last->h;
  return (SohoaQuad){{decoded_point (prepared, rotation, x0, y0), decoded_point (prepared, rotation, x1, y0),
                      decoded_point (prepared, rotation, x1, y1),
                      decoded_point (prepared, rotation, x0, y1)}};
}

gboolean
sohoa_mrz_find (const SohoaPrepared *prepared, guint rotation, double skew_deg, SohoaEngine *engine,
                SohoaMrzZone *zone, GError **error)
{
  const LongLine *line[SOHOA_MRZ_LINES];
  g_autoptr (SohoaUpright) coarse = sohoa_upright_new (prepared, rotation, skew_deg, FindDpi);
  g_autoptr (GArray) lines = coarse ? long_lines (coarse) : NULL;
  if (!lines || !find_three (lines, line))
    return TRUE;
  g_autoptr (SohoaUpright) fine = sohoa_upright_new (prepared, rotation, skew_deg, ReadDpi);
  for (int i = 0; fine && i < SOHOA_MRZ_LINES; i++) {
    g_autoptr (Pix) cut = cut_line (fine, line[i]);
    if (!cut)
      break;
    const SohoaLineHints hints = {.charset = SOHOA_CHARSET_MRZ};
    g_autoptr (SohoaLine) read = sohoa_engine_read_line (engine, cut, &hints, error);
    if (!read)
      return FALSE;
    zone->read[i] = place_glyphs (read, cut, line[i]->w);
  }
  zone->quad = zone_quad (prepared, rotation, line);
  return TRUE;
}

void
sohoa_mrz_zone_clear (SohoaMrzZone *zone)
{
  for (int i = 0; i < SOHOA_MRZ_LINES; i++)
    g_clear_pointer (&zone->read[i], g_free);
}
