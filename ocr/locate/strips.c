/* strips.c - a page as the ink of narrow strips, from which its direction, skew and ink profiles follow.
 *
 * Skew by the jumps of the profile (the differential square sum of Postl, 1988, with a smaller power): lines
 * of print make it jump when, and only when, it is taken along them. Shifting strips instead of pixels makes
 * one trial angle cost 1 / STRIP of a pass over the page; the strip's own width blurs 8 degrees by a fifth of
 * a millimetre. Misleading: pages without lines (photographs), whose energy is low in both directions.
 */
#include "strips.h"

#include <math.h>

enum { STRIP = 8 /* pixels at 60..120 dpi */ };

/* Ink counts from this share of the paper's gray: a fifth of a darkening, as print from the other side shows,
 * is below it. */
static const double INK_LEVEL = 0.80;
static const double SWEEP_DEG = 0.5, FINE_DEG = 0.05;

static guint8
paper_gray (const SohoaPlane *plane)
{
  guint histogram[256] = {0}, best = 255;
  for (gsize i = 0; i < (gsize) plane->width * plane->height; i++)
    histogram[plane->data[i]]++;
  for (int gray = 254; gray >= 96; gray--)
    if (histogram[gray] > histogram[best])
      best = gray;
  return (guint8) best;
}

/* Darkness below the ink level, but nothing that reaches in from an edge of the image: the scanner's lid, or
 * paper that ends within the image. */
static void
ink_of_row (const guint8 *row, int width, int level, guint8 *ink)
{
  for (int x = 0; x < width; x++)
    ink[x] = (guint8) (row[x] < level ? level - row[x] : 0);
  for (int x = 0; x < width && ink[x] > 40; x++)
    ink[x] = 0;
  for (int x = width - 1; x >= 0 && ink[x] > 40; x--)
    ink[x] = 0;
}

static void
clear_edges_down (guint8 *ink, int width, int height)
{
  for (int x = 0; x < width; x++) {
    for (int y = 0; y < height && ink[(gsize) y * width + x] > 40; y++)
      ink[(gsize) y * width + x] = 0;
    for (int y = height - 1; y >= 0 && ink[(gsize) y * width + x] > 40; y--)
      ink[(gsize) y * width + x] = 0;
  }
}

static void
strips_init (SohoaStrips *strips, guint across, guint length)
{
  strips->n = MAX (1, across / STRIP);
  strips->length = length;
  strips->middle = (strips->n - 1) / 2.0;
  strips->ink = g_new0 (guint32, (gsize) strips->n * length);
}

static void
add_ink (SohoaPageStrips *strips, const guint8 *ink, int width, int height)
{
  guint32 total = 0;
  for (int y = 0; y < height; y++) {
    const guint8 *row = ink + (gsize) y * width;
    for (guint s = 0; s < strips->down.n; s++) {
      guint32 sum = 0;
      for (int x = 0; x < STRIP; x++)
        sum += row[s * STRIP + x];
      strips->down.ink[(gsize) s * height + y] = sum;
      total += sum;
    }
    guint s = (guint) y / STRIP;
    guint32 *lying = strips->across.ink + (gsize) s * width;
    for (int x = 0; s < strips->across.n && x < width; x++)
      lying[x] += row[x];
  }
  strips->ink = total / ((double) width * height);
}

SohoaPageStrips *
sohoa_page_strips_new (const SohoaPlane *plane)
{
  int width = plane->width, height = plane->height;
  if (width < STRIP || height < STRIP)
    return NULL;
  g_autofree guint8 *ink = g_try_malloc_n ((gsize) width, (gsize) height);
  if (!ink)
    return NULL;
  SohoaPageStrips *strips = g_new0 (SohoaPageStrips, 1);
  strips_init (&strips->down, (guint) width, (guint) height);
  strips_init (&strips->across, (guint) height, (guint) width);
  strips->step = plane->step;
  int level = (int) (paper_gray (plane) * INK_LEVEL);
  for (int y = 0; y < height; y++)
    ink_of_row (plane->data + (gsize) y * width, width, level, ink + (gsize) y * width);
  clear_edges_down (ink, width, height);
  add_ink (strips, ink, width, height);
  return strips;
}

void
sohoa_page_strips_free (SohoaPageStrips *strips)
{
  if (!strips)
    return;
  g_free (strips->down.ink);
  g_free (strips->across.ink);
  g_free (strips);
}

void
sohoa_strips_profile (const SohoaStrips *strips, gboolean lines_run_down, double skew_deg, guint32 *profile)
{
  /* Turned clockwise, lines fall to the right and columns lean to the left. */
  double slope = tan (skew_deg * G_PI / 180) * STRIP * (lines_run_down ? -1 : 1);
  int length = (int) strips->length;
  memset (profile, 0, sizeof *profile * strips->length);
  for (guint s = 0; s < strips->n; s++) {
    int shift = (int) lround (slope * (s - strips->middle));
    const guint32 *ink = strips->ink + (gsize) s * length;
    for (int i = MAX (0, -shift), end = MIN (length, length - shift); i < end; i++)
      profile[i] += ink[i + shift];
  }
}

/* A power between 1 and 2: sharp jumps count for more than the same rise spread out, yet a single rule or
 * fold does not outweigh a page of text, as it does in squares. */
static double
profile_energy (const guint32 *profile, guint length)
{
  double energy = 0;
  for (guint i = 1; i < length; i++) {
    double jump = fabs ((double) profile[i] - profile[i - 1]);
    energy += jump * sqrt (jump);
  }
  return energy;
}

SohoaSkew
sohoa_strips_skew (const SohoaStrips *strips, gboolean lines_run_down, double limit_deg)
{
  g_autofree guint32 *profile = g_new (guint32, strips->length);
  SohoaSkew best = {0, -1};
  double from = -limit_deg, to = limit_deg;
  for (double step = SWEEP_DEG; step >= FINE_DEG; step /= 4) {
    for (double deg = from; deg <= to + step / 2; deg += step) {
      sohoa_strips_profile (strips, lines_run_down, deg, profile);
      double energy = profile_energy (profile, strips->length);
      if (energy > best.energy)
        best = (SohoaSkew){deg, energy};
    }
    from = best.skew_deg - step, to = best.skew_deg + step;
  }
  /* Per place and per strip, so that long and short directions compare. */
  best.energy /= strips->length * pow (strips->n, 1.5);
  return best;
}
