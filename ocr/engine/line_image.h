/* line_image.h - a picture of a line as the networks want it. Private to ocr/engine/. */
#ifndef SOHOA_ENGINE_LINE_IMAGE_H
#define SOHOA_ENGINE_LINE_IMAGE_H

#include "engine.h"

G_BEGIN_DECLS

typedef struct {
  gint8 *pixels; /* height x width, -127 = ink .. 127 = paper */
  guint width;
  double scale; /* pixels of this per pixel of the picture it was made of */
  int x0;       /* px of that picture, where this begins */
} SohoaLineImage;

void sohoa_line_image_clear (SohoaLineImage *image);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaLineImage, sohoa_line_image_clear)

/* The paper above and below the line that the networks see, in parts of its height. */
typedef struct {
  double above, below;
} SohoaLineView;

/* A line ready for views: its box is found, and what the networks never saw is gone. NULL without ink. */
typedef struct SohoaLineSource SohoaLineSource;
SohoaLineSource *sohoa_line_source_new (Pix *line);
void sohoa_line_source_free (SohoaLineSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLineSource, sohoa_line_source_free)

/* The line with paper around it, scaled to `height` px, its contrast stretched. */
void sohoa_line_source_view (const SohoaLineSource *source, const SohoaLineView *view, guint height,
                             SohoaLineImage *ret_image);

G_END_DECLS

#endif
