/* index.h - what the rest of this room sees of a template index: the print of every page of every blank. */
#ifndef SOHOA_LOCATE_INDEX_H
#define SOHOA_LOCATE_INDEX_H

#include "locate.h"
#include "profile.h"

G_BEGIN_DECLS

typedef struct {
  const SohoaTemplate *template;
  guint page; /* 1-based */
  double width_mm, height_mm;
  SohoaProfile rows, columns;
  SohoaProfile rough_rows, rough_columns; /* the same at twice the pitch */
  GArray *anchors;                        /* of SohoaAnchor */
  GPtrArray *kin; /* of SohoaIndexPage, borrowed: registered pages that print much the same */
  gboolean has_code_place;
  SohoaRect code_place; /* of a filled-in copy: code_place.h */
} SohoaIndexPage;

/* All pages of all templates, in order of registration; of SohoaIndexPage; borrowed. */
const GPtrArray *sohoa_template_index_pages (const SohoaTemplateIndex *index);
/* One of them; NULL when the index has no such page. */
const SohoaIndexPage *
sohoa_template_index_page (const SohoaTemplateIndex *index, const SohoaTemplate *template, guint form_page);

G_END_DECLS

#endif
