/* learn_internal.h - the parts of this room. */
#ifndef SOHOA_LEARN_INTERNAL_H
#define SOHOA_LEARN_INTERNAL_H

#include "learn.h"

#include "../prepare/prepare.h"

G_BEGIN_DECLS

/* Learned blanks are pictures of this resolution: faxes have no more, print is legible. */
#define SOHOA_LEARN_DPI 200.0

/* straight.c: from millimetres of a page lying straight, its own corner at the origin, to pixels of the scan;
 * for the pattern, which nothing tells where to lie. Size of that page in millimetres. */
SohoaTransform *
sohoa_straighten (const SohoaPrepared *page, double *ret_width_mm, double *ret_height_mm, GError **error);

/* common.c: how many of the scans laid on one page have ink at each of its pixels. */
typedef struct {
  guint width, height; /* px at SOHOA_LEARN_DPI */
  guint n;             /* scans */
  guint16 *ink;        /* row by row: scans with ink there */
  guint16 *near;       /* scans with ink there or beside it */
} SohoaCommon;

SohoaCommon *sohoa_common_new (double width_mm, double height_mm);
void sohoa_common_free (SohoaCommon *common);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCommon, sohoa_common_free)
/* Lays one more scan on it; without memory it is left out. */
void sohoa_common_add (SohoaCommon *common, const SohoaPrepared *page, const SohoaTransform *transform);
/* What most scans have: 1 bpp, at SOHOA_LEARN_DPI; the caller destroys it. NULL when out of memory. */
Pix *sohoa_common_print (const SohoaCommon *common);
/* What some have, apart from the print: 1 bpp. The same. */
Pix *sohoa_common_writing (const SohoaCommon *common, Pix *print);

/* picture.c: a PDF whose pages are pictures (of Pix, 1 bpp, SOHOA_LEARN_DPI); the same bytes for the same
 * pages. */
GBytes *sohoa_picture_pdf (const GPtrArray *pages, GError **error);

/* proposal.c: where the writing is, and boxes or ovals to mark; appends to zones (of SohoaLearnedZone). FALSE
 * when out of memory. */
gboolean sohoa_propose_zones (Pix *print, Pix *writing, guint page, GArray *zones) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
