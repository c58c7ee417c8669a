/* light.h - uneven light taken off a picture of paper. */
#ifndef SOHOA_LIGHT_H
#define SOHOA_LIGHT_H

#include "../page.h"

G_BEGIN_DECLS

/* Makes the paper of gray (8 bpp, changed in place) equally light everywhere: falloff of a lamp and shadows
 * go, ink and pictures stay. dpi: of gray. FALSE when out of memory. */
gboolean sohoa_even_light (Pix *gray, double dpi) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
