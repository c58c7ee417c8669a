/* learned.h - a form learned from filled scans of it: its print, and where people write.
 *
 * Goes from ocr/ to pipeline/, which writes it down for a designer to finish.
 */
#ifndef SOHOA_LEARNED_H
#define SOHOA_LEARNED_H

#include <sohoa/template.h>

G_BEGIN_DECLS

/* A place where scans differ, or a box or oval to mark (CHECKBOX). */
typedef struct {
  guint page; /* 1-based */
  SohoaZoneKind kind;
  SohoaRect box_mm;
} SohoaLearnedZone;

typedef struct {
  GBytes *blank_pdf; /* a picture a page */
  guint n_pages;
  double width_mm, height_mm; /* of the largest page */
  GArray *zones;              /* of SohoaLearnedZone, page by page, from the top */
  GArray *fits;               /* of guint, one a scan: how many of its pages were found to be the form's */
} SohoaLearned;

/* Without blank, zones and fits. */
SohoaLearned *sohoa_learned_new (guint n_pages, double width_mm, double height_mm);
void sohoa_learned_free (SohoaLearned *learned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLearned, sohoa_learned_free)

/* The wire. from_variant checks everything; NULL on anything odd. */
#define SOHOA_LEARNED_TYPE "(ayudda(uudddd)au)"
GVariant *sohoa_learned_to_variant (const SohoaLearned *learned);
SohoaLearned *sohoa_learned_from_variant (GVariant *variant);

G_END_DECLS

#endif
