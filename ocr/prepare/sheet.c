/* sheet.c - where the sheet of paper lies in a photograph.
 *
 * From each border of the image scan lines run inwards; on each, places are noted where a stretch of dark
 * ends and paper begins: the middle of what follows is lighter than the light part of what came before, so
 * that writing on paper is no such place, nor is the grain of a desk. One line is laid through the places of
 * each side (random samples, fixed seed), then bent as the places say. Light is a factor: steps are ratios,
 * and a shadow or a lamp's falloff changes none of them. Fingers, pens and a clipped corner cost some places.
 * A side without a line is taken to be cut off. Misleading: white desks, which show no step at all.
 */
#include "sheet.h"

#include <math.h>

enum {
  SIDE_MAX = 512, /* pixels of the longer side of the image that is looked at */
  LINES = 56,     /* scan lines a side */
  PLACES = 3,     /* noted on each */
  WINDOW = 7,     /* pixels before and behind a place */
  SAMPLES = 300,
};

static const double STEP_MIN = 1.14, STEP_FULL = 1.6; /* paper over ground */
static const double REACH = 0.46;                     /* how far in scan lines go, of the image */
static const double SLOPE_MAX = 0.36;                 /* of a side against the image's border: 20 degrees */
static const double TOLERANCE = 0.016;                /* of a side's bulge, of the image's longer side */
static const double COVERED_MIN = 0.55; /* share of a side that must be seen, within the image */
static const double SHEET_MIN = 0.15;   /* of the image's area */
static const double SURE_SHARE = 0.75;  /* of a side seen, before it is believed to bulge */

typedef struct {
  double t;    /* along the scan line, from the border */
  double step; /* logarithm of the ratio */
} Place;

/* What the scan lines of one side saw. Positions along the side are s, inwards t, both in small pixels. */
typedef struct {
  int length, depth; /* of the image, along s and t */
  double s[LINES];
  Place place[LINES][PLACES]; /* step 0: none */
} Scan;

typedef struct {
  double at, slope; /* t = at + slope * s */
} Line;

static int
scan_pixel (Pix *small, guint side, int s, int t)
{
  int w = pixGetWidth (small), h = pixGetHeight (small);
  int x = side == SOHOA_SHEET_LEFT ? t : side == SOHOA_SHEET_RIGHT ? w - 1 - t : s;
  int y = side == SOHOA_SHEET_TOP ? t : side == SOHOA_SHEET_BOTTOM ? h - 1 - t : s;
  return GET_DATA_BYTE (pixGetData (small) + (gsize) y * pixGetWpl (small), x);
}

/* The value that `share` of the n values (at most WINDOW) do not exceed. */
static double
ranked (const int *values, int n, double share)
{
  int sorted[WINDOW];
  for (int i = 0; i < n; i++) {
    int j = i;
    for (; j > 0 && sorted[j - 1] > values[i]; j--)
      sorted[j] = sorted[j - 1];
    sorted[j] = values[i];
  }
  return sorted[(int) (share * (n - 1) + 0.5)];
}

static double
step_at (const int *gray, int t)
{
  int before = MIN (t, WINDOW);
  double dark = ranked (gray + t - before, before, 0.75), light = ranked (gray + t, WINDOW, 0.5);
  return log ((light + 8) / (dark + 8));
}

static void
note_place (Place *places, double t, double step)
{
  for (guint i = 0; i < PLACES; i++)
    if (step > places[i].step) {
      Place worse = places[i];
      places[i] = (Place){t, step};
      t = worse.t, step = worse.step;
    }
}

static void
scan_line (Pix *small, guint side, int s, int length, int depth, Place *places)
{
  int reach = (int) (depth * REACH) + WINDOW;
  int gray[SIDE_MAX + WINDOW];
  double step[SIDE_MAX + WINDOW] = {0};
  for (int t = 0; t < reach; t++)
    gray[t] = (scan_pixel (small, side, MAX (s - 1, 0), t) + scan_pixel (small, side, s, t) +
               scan_pixel (small, side, MIN (s + 1, length - 1), t)) /
              3;
  for (int t = 1; t + WINDOW <= reach; t++)
    step[t] = step_at (gray, t);
  for (int t = 1; t + WINDOW < reach; t++)
    if (step[t] >= log (STEP_MIN) && step[t] >= step[t - 1] && step[t] > step[t + 1]) {
      double bend = step[t - 1] - 2 * step[t] + step[t + 1];
      double offset = t > 1 && bend < 0 ? (step[t - 1] - step[t + 1]) / (2 * bend) : 0;
      note_place (places, t - 0.5 + CLAMP (offset, -0.5, 0.5), step[t]);
    }
}

static void
scan_side (Pix *small, guint side, Scan *ret_scan)
{
  gboolean across = side == SOHOA_SHEET_TOP || side == SOHOA_SHEET_BOTTOM;
  int w = pixGetWidth (small), h = pixGetHeight (small);
  *ret_scan = (Scan){.length = across ? w : h, .depth = across ? h : w};
  for (guint i = 0; i < LINES; i++) {
    int s = (int) ((i + 0.5) * ret_scan->length / LINES);
    ret_scan->s[i] = s;
    scan_line (small, side, s, ret_scan->length, ret_scan->depth, ret_scan->place[i]);
  }
}

/* The place of scan line i that lies nearest to t, within tolerance; NULL when none does. */
static const Place *
place_near (const Scan *scan, guint i, double t, double tolerance)
{
  const Place *best = NULL;
  for (guint p = 0; p < PLACES; p++) {
    const Place *place = &scan->place[i][p];
    double distance = fabs (place->t - t);
    if (place->step > 0 && distance <= tolerance && (!best || distance < fabs (best->t - t)))
      best = place;
  }
  return best;
}

static double
line_score (const Scan *scan, const Line *line, double tolerance)
{
  double score = 0;
  for (guint i = 0; i < LINES; i++) {
    const Place *place = place_near (scan, i, line->at + line->slope * scan->s[i], tolerance);
    score += place ? MIN (place->step, log (STEP_FULL)) : 0;
  }
  return score;
}

/* A linear congruential generator (constants of Numerical Recipes). */
static guint
next_random (guint32 *state, guint below)
{
  *state = *state * 1664525u + 1013904223u;
  return (guint) (((guint64) *state * below) >> 32);
}

/* Least squares over the places near the line. FALSE when they are too few. */
static gboolean
refine_line (const Scan *scan, double from, double to, double tolerance, Line *line)
{
  double n = 0, ms = 0, mt = 0, ss = 0, st = 0;
  for (guint i = 0; i < LINES; i++) {
    const Place *place = place_near (scan, i, line->at + line->slope * scan->s[i], tolerance);
    if (place && scan->s[i] >= from && scan->s[i] <= to)
      n++, ms += scan->s[i], mt += place->t, ss += scan->s[i] * scan->s[i], st += scan->s[i] * place->t;
  }
  double spread = n * ss - ms * ms;
  if (n < 4 || spread <= 0)
    return FALSE;
  line->slope = (n * st - ms * mt) / spread;
  line->at = (mt - line->slope * ms) / n;
  return TRUE;
}

static gboolean
find_line (const Scan *scan, double tolerance, Line *ret_line)
{
  guint32 random = 1;
  double best = 0;
  for (guint k = 0; k < SAMPLES; k++) {
    guint i = next_random (&random, LINES), j = next_random (&random, LINES);
    const Place *a = &scan->place[i][next_random (&random, PLACES)],
                *b = &scan->place[j][next_random (&random, PLACES)];
    if (ABS ((int) i - (int) j) < LINES / 6 || a->step <= 0 || b->step <= 0)
      continue;
    double slope = (b->t - a->t) / (scan->s[j] - scan->s[i]);
    Line line = {a->t - slope * scan->s[i], slope};
    double score = fabs (slope) <= SLOPE_MAX ? line_score (scan, &line, tolerance) : 0;
    if (score > best)
      best = score, *ret_line = line;
  }
  return best > 0 && refine_line (scan, 0, scan->length, tolerance, ret_line);
}

/* Share of the scan lines between from and to, where the line is inside the image, that see it. */
static double
line_seen (const Scan *scan, const Line *line, double from, double to, double tolerance)
{
  guint inside = 0, seen = 0;
  for (guint i = 0; i < LINES; i++) {
    double t = line->at + line->slope * scan->s[i];
    if (scan->s[i] < from || scan->s[i] > to || t < 1)
      continue;
    inside++;
    seen += place_near (scan, i, t, tolerance) != NULL;
  }
  return inside >= LINES / 6 ? (double) seen / inside : 0;
}

/* From scan coordinates to pixels of the small image. */
static SohoaPoint
scan_point (const Scan *scan, guint side, double s, double t)
{
  double far = scan->depth - 1 - t;
  switch (side) {
  case SOHOA_SHEET_LEFT:
    return (SohoaPoint){t, s};
  case SOHOA_SHEET_RIGHT:
    return (SohoaPoint){far, s};
  case SOHOA_SHEET_TOP:
    return (SohoaPoint){s, t};
  default:
    return (SohoaPoint){s, far};
  }
}

/* Where an upright side (left or right) meets a lying one. */
static SohoaPoint
meet (const Scan *scans, const Line *lines, guint upright, guint lying)
{
  SohoaPoint point = {0, 0};
  for (guint round = 0; round < 24; round++) {
    point.x =
      scan_point (&scans[upright], upright, point.y, lines[upright].at + lines[upright].slope * point.y).x;
    point.y = scan_point (&scans[lying], lying, point.x, lines[lying].at + lines[lying].slope * point.x).y;
  }
  return point;
}

static void
set_corners (SohoaSheet *sheet, const Scan *scans, const Line *lines)
{
  sheet->corner[0] = meet (scans, lines, SOHOA_SHEET_LEFT, SOHOA_SHEET_TOP);
  sheet->corner[1] = meet (scans, lines, SOHOA_SHEET_RIGHT, SOHOA_SHEET_TOP);
  sheet->corner[2] = meet (scans, lines, SOHOA_SHEET_RIGHT, SOHOA_SHEET_BOTTOM);
  sheet->corner[3] = meet (scans, lines, SOHOA_SHEET_LEFT, SOHOA_SHEET_BOTTOM);
}

/* First and last corner of a side, in reading order. */
static const guint ENDS[SOHOA_SHEET_SIDES][2] = {{0, 1}, {1, 2}, {3, 2}, {0, 3}};

static double
along (guint side, SohoaPoint point)
{
  return side == SOHOA_SHEET_TOP || side == SOHOA_SHEET_BOTTOM ? point.x : point.y;
}

/* Fits how a side bulges between its corners; the corners stay where they are. */
static void
fit_bulge (SohoaSheet *sheet, const Scan *scan, guint side, const Line *line, double tolerance)
{
  double from = along (side, sheet->corner[ENDS[side][0]]), to = along (side, sheet->corner[ENDS[side][1]]);
  double sign = side == SOHOA_SHEET_RIGHT || side == SOHOA_SHEET_BOTTOM ? -1 : 1, *bulge = sheet->bulge[side];
  for (double near = tolerance; near > tolerance / 5; near /= 2) {
    double aa = 1e-3, ab = 0, bb = 1e-3, at = 0, bt = 0;
    for (guint i = 0; i < LINES; i++) {
      double s = (scan->s[i] - from) / (to - from), a = s * (1 - s), b = a * (1 - 2 * s);
      double straight = line->at + line->slope * scan->s[i], now = sign * (bulge[0] * a + bulge[1] * b);
      const Place *place = s > 0 && s < 1 ? place_near (scan, i, straight + now, near) : NULL;
      double d = place ? sign * (place->t - straight) : 0;
      if (place)
        aa += a * a, ab += a * b, bb += b * b, at += a * d, bt += b * d;
    }
    double det = aa * bb - ab * ab;
    bulge[0] = (at * bb - bt * ab) / det;
    bulge[1] = (bt * aa - at * ab) / det;
  }
}

static double
quad_area (const SohoaPoint *corner)
{
  double area = 0;
  for (guint i = 0; i < 4; i++) {
    SohoaPoint a = corner[i], b = corner[(i + 1) % 4];
    area += (a.x * b.y - b.x * a.y) / 2;
  }
  return area;
}

/* The unit square onto four corners (Heckbert, 1989, section 2.2.3). */
static void
set_homography (SohoaSheet *sheet)
{
  const SohoaPoint *c = sheet->corner;
  double sx = c[0].x - c[1].x + c[2].x - c[3].x, sy = c[0].y - c[1].y + c[2].y - c[3].y;
  double dx1 = c[1].x - c[2].x, dx2 = c[3].x - c[2].x, dy1 = c[1].y - c[2].y, dy2 = c[3].y - c[2].y;
  double det = dx1 * dy2 - dx2 * dy1;
  double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det;
  const double map[9] = {c[1].x - c[0].x + g * c[1].x,
                         c[3].x - c[0].x + h * c[3].x,
                         c[0].x,
                         c[1].y - c[0].y + g * c[1].y,
                         c[3].y - c[0].y + h * c[3].y,
                         c[0].y,
                         g,
                         h,
                         1};
  memcpy (sheet->h, map, sizeof map);
}

/* From small pixels to those of the image: (0, 0) is a pixel's centre at both sizes. */
static void
enlarge (SohoaSheet *sheet, double factor)
{
  for (guint i = 0; i < 4; i++) {
    sheet->corner[i].x = (sheet->corner[i].x + 0.5) * factor - 0.5;
    sheet->corner[i].y = (sheet->corner[i].y + 0.5) * factor - 0.5;
  }
  for (guint side = 0; side < SOHOA_SHEET_SIDES; side++)
    sheet->bulge[side][0] *= factor, sheet->bulge[side][1] *= factor;
}

/* One pixel in so many that no side is longer than SIDE_MAX. */
static Pix *
shrink (Pix *gray, double *ret_factor)
{
  Pix *small = pixClone (gray);
  for (*ret_factor = 1; small && MAX (pixGetWidth (small), pixGetHeight (small)) > SIDE_MAX;
       *ret_factor *= 2) {
    Pix *half = pixScaleAreaMap2 (small);
    pixDestroy (&small);
    small = half;
  }
  return small;
}

/* Lines for all sides; a side without one lies along the image's border. Returns how many were seen. */
static guint
find_lines (Scan *scans, double tolerance, Line *lines, SohoaSheet *sheet)
{
  guint seen = 0;
  for (guint side = 0; side < SOHOA_SHEET_SIDES; side++) {
    lines[side] = (Line){0, 0};
    sheet->cut[side] = !find_line (&scans[side], tolerance, &lines[side]);
    if (sheet->cut[side])
      lines[side] = (Line){0, 0};
  }
  /* A side is judged between the corners that all four make. */
  for (guint round = 0; round < 2; round++) {
    set_corners (sheet, scans, lines);
    seen = 0;
    for (guint side = 0; side < SOHOA_SHEET_SIDES; side++) {
      double from = along (side, sheet->corner[ENDS[side][0]]),
             to = along (side, sheet->corner[ENDS[side][1]]);
      if (!sheet->cut[side] && line_seen (&scans[side], &lines[side], from, to, tolerance) < COVERED_MIN) {
        sheet->cut[side] = TRUE;
        lines[side] = (Line){0, 0};
      } else if (!sheet->cut[side] && !refine_line (&scans[side], from, to, tolerance, &lines[side])) {
        return 0;
      }
      seen += !sheet->cut[side];
    }
  }
  set_corners (sheet, scans, lines);
  return seen;
}

gboolean
sohoa_sheet_find (Pix *gray, SohoaSheet *ret_sheet)
{
  double factor;
  g_autoptr (Pix) small = shrink (gray, &factor);
  if (!small || MIN (pixGetWidth (small), pixGetHeight (small)) < 4 * WINDOW)
    return FALSE;
  Scan scans[SOHOA_SHEET_SIDES];
  Line lines[SOHOA_SHEET_SIDES];
  SohoaSheet sheet = {.h = {0}};
  int w = pixGetWidth (small), h = pixGetHeight (small);
  double tolerance = TOLERANCE * MAX (w, h);
  for (guint side = 0; side < SOHOA_SHEET_SIDES; side++)
    scan_side (small, side, &scans[side]);
  if (find_lines (scans, tolerance, lines, &sheet) < 2 || quad_area (sheet.corner) < SHEET_MIN * w * h)
    return FALSE;
  for (guint side = 0; side < SOHOA_SHEET_SIDES; side++) {
    double from = along (side, sheet.corner[ENDS[side][0]]), to = along (side, sheet.corner[ENDS[side][1]]);
    if (!sheet.cut[side] && line_seen (&scans[side], &lines[side], from, to, tolerance) >= SURE_SHARE)
      fit_bulge (&sheet, &scans[side], side, &lines[side], tolerance);
  }
  enlarge (&sheet, factor);
  set_homography (&sheet);
  *ret_sheet = sheet;
  return TRUE;
}

static double
bulge_at (const double *bulge, double s)
{
  s = CLAMP (s, 0, 1);
  return s * (1 - s) * (bulge[0] + bulge[1] * (1 - 2 * s));
}

SohoaPoint
sohoa_sheet_map (const SohoaSheet *sheet, double u, double v)
{
  const double *h = sheet->h;
  double w = h[6] * u + h[7] * v + 1;
  SohoaPoint point = {(h[0] * u + h[1] * v + h[2]) / w, (h[3] * u + h[4] * v + h[5]) / w};
  /* Bulges of opposite sides, each fading out towards the other (Coons, 1967). */
  point.x += (1 - u) * bulge_at (sheet->bulge[SOHOA_SHEET_LEFT], v) +
             u * bulge_at (sheet->bulge[SOHOA_SHEET_RIGHT], v);
  point.y += (1 - v) * bulge_at (sheet->bulge[SOHOA_SHEET_TOP], u) +
             v * bulge_at (sheet->bulge[SOHOA_SHEET_BOTTOM], u);
  return point;
}

double
sohoa_sheet_width (const SohoaSheet *sheet)
{
  const SohoaPoint *c = sheet->corner;
  return (hypot (c[1].x - c[0].x, c[1].y - c[0].y) + hypot (c[2].x - c[3].x, c[2].y - c[3].y)) / 2;
}

double
sohoa_sheet_height (const SohoaSheet *sheet)
{
  const SohoaPoint *c = sheet->corner;
  return (hypot (c[3].x - c[0].x, c[3].y - c[0].y) + hypot (c[2].x - c[1].x, c[2].y - c[1].y)) / 2;
}
