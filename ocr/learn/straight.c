/* straight.c - see learn_internal.h. The lines of the text tell how the page is turned (locate.h, on an index
 * without templates). */
#include "learn_internal.h"

#include <math.h>

#include "../locate/locate.h"

SohoaTransform *
sohoa_straighten (const SohoaPrepared *page, double *ret_width_mm, double *ret_height_mm, GError **error)
{
  g_autoptr (SohoaTemplateIndex) nothing = sohoa_template_index_new ();
  g_autoptr (SohoaLocation) location = sohoa_locate (nothing, page, error);
  if (location == NULL)
    return NULL;

  const double px_per_mm = page->dpi / 25.4;
  const double turn = (location->rotation + location->skew_deg) * G_PI / 180;
  const double c = cos (turn) * px_per_mm, s = sin (turn) * px_per_mm;
  const double width = pixGetWidth (page->gray), height = pixGetHeight (page->gray);
  const gboolean lies = location->rotation % 180 != 0;

  *ret_width_mm = (lies ? height : width) / px_per_mm;
  *ret_height_mm = (lies ? width : height) / px_per_mm;
  /* The middle of the sheet stays the middle. */
  const double x = *ret_width_mm / 2, y = *ret_height_mm / 2;
  const double map[6] = {c, -s, (width - 1) / 2 - c * x + s * y, s, c, (height - 1) / 2 - s * x - c * y};
  return sohoa_transform_new_affine (map);
}
