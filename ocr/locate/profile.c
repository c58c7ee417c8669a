/* profile.c - where the ink lies along one direction of a page: the coarse picture that pages are ranked by.
 *
 * A running mean is taken out, so that shading, bleed-through and dense tables do not count, only lines and
 * the gaps between them; values are capped at a few standard deviations, so that a fold or a heavy rule does
 * not drown the print. Scaled so that the sum of squares is about ENERGY: products of two profiles then fit
 * 32 bits.
 */
#include "profile.h"

#include "correlation.h"

#include <math.h>

enum { MEAN_PLACES = 8 /* to either side: +-4 mm, about a line's pitch */ };

static const double CAP_SIGMAS = 3;
static const double ENERGY = 1 << 28;

static float
ink_at (const guint32 *ink, guint n, double place)
{
  double whole = floor (place);
  if (whole < 0 || whole >= n - 1)
    return 0;
  guint i = (guint) whole;
  return (float) (ink[i] + ((double) ink[i + 1] - ink[i]) * (place - whole));
}

static void
take_mean_out (const float *values, int length, float *rest)
{
  g_autofree double *sums = g_new (double, length + 1);
  sums[0] = 0;
  for (int i = 0; i < length; i++)
    sums[i + 1] = sums[i] + values[i];
  for (int i = 0; i < length; i++) {
    int from = MAX (0, i - MEAN_PLACES), to = MIN (length, i + MEAN_PLACES + 1);
    rest[i] = (float) (values[i] - (sums[to] - sums[from]) / (to - from));
  }
}

static double
energy_of (const float *values, int length)
{
  double energy = 0;
  for (int i = 0; i < length; i++)
    energy += (double) values[i] * values[i];
  return energy;
}

/* To unit energy. */
static void
set_values (SohoaProfile *profile, const float *values, int length)
{
  double energy = energy_of (values, length), scale = energy > 0 ? sqrt (ENERGY / energy) : 0;
  *profile = (SohoaProfile){length, g_new (gint16, (guint) length)};
  for (int i = 0; i < length; i++)
    profile->values[i] = (gint16) CLAMP (values[i] * scale, -16000, 16000);
}

void
sohoa_profile_init (SohoaProfile *profile, const guint32 *ink, guint n, double spacing_mm, int length,
                    gboolean reversed)
{
  g_autofree float *values = g_new (float, length);
  g_autofree float *rest = g_new (float, length);
  double places = SOHOA_PROFILE_PITCH_MM / spacing_mm * (reversed ? -1 : 1);
  for (int i = 0; i < length; i++)
    values[i] = ink_at (ink, n, (i - (length - 1) / 2.0) * places + (n - 1) / 2.0);
  take_mean_out (values, length, rest);
  float cap = (float) (CAP_SIGMAS * sqrt (energy_of (rest, length) / length));
  for (int i = 0; i < length; i++)
    rest[i] = CLAMP (rest[i], -cap, cap);
  set_values (profile, rest, length);
}

void
sohoa_profile_init_half (SohoaProfile *half, const SohoaProfile *profile)
{
  int length = profile->length / 2;
  g_autofree float *sums = g_new (float, (guint) length);
  for (int i = 0; i < length; i++)
    sums[i] = (float) profile->values[2 * i] + profile->values[2 * i + 1];
  set_values (half, sums, length);
}

void
sohoa_profile_clear (SohoaProfile *profile)
{
  g_clear_pointer (&profile->values, g_free);
}

static double
score_at (const SohoaProfile *template, const SohoaProfile *page, int shift)
{
  int at = (page->length - template->length) / 2 + shift;
  int from = MAX (0, -at), to = MIN (template->length, page->length - at);
  return to > from ? sohoa_dot (template->values + from, page->values + at + from, to - from) / ENERGY : -1;
}

SohoaProfileFit
sohoa_profile_fit (const SohoaProfile *template, const SohoaProfile *page, int range)
{
  SohoaProfileFit best;
  sohoa_profile_fit_several (template, page, range, 0, 1, &best);
  return best;
}

void
sohoa_profile_fit_several (const SohoaProfile *template, const SohoaProfile *page, int range, int apart,
                           guint n, SohoaProfileFit *ret_fits)
{
  for (guint i = 0; i < n; i++) {
    SohoaProfileFit best = {-2, 0};
    for (int shift = -range; shift <= range; shift++) {
      gboolean taken = FALSE;
      for (guint j = 0; j < i; j++)
        taken |= ABS (shift - ret_fits[j].shift) < apart;
      double score = taken ? -2 : score_at (template, page, shift);
      if (score > best.score)
        best = (SohoaProfileFit){score, shift};
    }
    ret_fits[i] = best;
  }
}
