/* profile.h - where the ink lies along one direction of a page: the coarse picture that pages are ranked by.
 */
#ifndef SOHOA_PROFILE_H
#define SOHOA_PROFILE_H

#include <glib.h>

G_BEGIN_DECLS

/* Ink at every SOHOA_PROFILE_PITCH_MM, slow changes taken out, of unit energy (see profile.c). The middle of
 * the page lies between the two middle values or on the middle one. */
typedef struct {
  int length;
  gint16 *values;
} SohoaProfile;

#define SOHOA_PROFILE_PITCH_MM 0.5

/* From ink at places spacing_mm apart. length: of the result. reversed: read from the other end. */
void sohoa_profile_init (SohoaProfile *profile, const guint32 *ink, guint n, double spacing_mm, int length,
                         gboolean reversed);
/* At twice the pitch: a quarter of the places and shifts to compare. */
void sohoa_profile_init_half (SohoaProfile *half, const SohoaProfile *profile);
void sohoa_profile_clear (SohoaProfile *profile);

typedef struct {
  double score; /* -1 .. 1 */
  int shift;    /* template place i lies at page place i + shift, both counted from the middle */
} SohoaProfileFit;

/* Best shift within +-range. */
SohoaProfileFit sohoa_profile_fit (const SohoaProfile *template, const SohoaProfile *page, int range);
/* The n best shifts that lie at least `apart` from each other, best first; fewer have the score -2. */
void sohoa_profile_fit_several (const SohoaProfile *template, const SohoaProfile *page, int range, int apart,
                                guint n, SohoaProfileFit *ret_fits);

G_END_DECLS

#endif
