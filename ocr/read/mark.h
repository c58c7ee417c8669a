/* mark.h - is a box ticked? Private to ocr/read/. */
#ifndef SOHOA_READ_MARK_H
#define SOHOA_READ_MARK_H

#include "lines.h"

G_BEGIN_DECLS

typedef enum {
  SOHOA_MARK_EMPTY,
  SOHOA_MARK_DOUBTFUL, /* more than paper, less than a tick */
  SOHOA_MARK_TICKED,
  SOHOA_MARK_FILLED, /* black all over: a tick, or a tick taken back */
} SohoaMarkState;

typedef struct {
  SohoaMarkState state;
  double ink;          /* share of the box's inside that is inked, 0..1 */
  double confidence;   /* 0..1 in the state */
  gboolean is_crossed; /* its ink passes through: a stamp or a signature, or a very large mark */
} SohoaMark;

gboolean sohoa_mark_measure (const SohoaReadContext *context, const SohoaRect *box_mm, SohoaMark *ret_mark,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
