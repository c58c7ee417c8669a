/* locate.h - which form version and page this is, and where every millimetre of it lies.
 *
 * A template index holds the print of all registered blanks. Locating ranks candidates by ink profiles,
 * registers the shortlist by matching pieces of the blank's print, and accepts only what enough pieces
 * confirm.
 */
#ifndef SOHOA_LOCATE_H
#define SOHOA_LOCATE_H

#include <sohoa/template.h>

#include "../prepare/prepare.h"

G_BEGIN_DECLS

typedef struct SohoaTemplateIndex SohoaTemplateIndex;

SohoaTemplateIndex *sohoa_template_index_new (void);
void sohoa_template_index_free (SohoaTemplateIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTemplateIndex, sohoa_template_index_free)

/* Takes over the template. Fails (SOHOA_ERROR_FORM) when the blank cannot be rendered, its page count
 * differs, or a page prints too little to be found by. */
gboolean sohoa_template_index_take (SohoaTemplateIndex *index, SohoaTemplate *template,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
const SohoaTemplate *
sohoa_template_index_lookup (const SohoaTemplateIndex *index, const char *form, const char *version);
/* All that were taken, in their order; of SohoaTemplate; borrowed. */
const GPtrArray *sohoa_template_index_templates (const SohoaTemplateIndex *index);
/* One page of a blank at dpi, 8 bpp gray, rendered once and kept; borrowed. */
Pix *sohoa_template_index_blank (SohoaTemplateIndex *index, const SohoaTemplate *template, guint form_page,
                                 double dpi, GError **error);

/* Where the code of a filled-in copy stands (code_place.h), in template millimetres; FALSE when the page has
 * no place for one. */
gboolean sohoa_template_index_code_place (const SohoaTemplateIndex *index, const SohoaTemplate *template,
                                          guint form_page, SohoaRect *ret_mm);

typedef enum {
  SOHOA_LOCATED,    /* accepted: transform is right to a fraction of a millimetre */
  SOHOA_NOT_A_FORM, /* no registered page comes near */
  SOHOA_AMBIGUOUS,  /* something of a form is there, but not enough to read by; or two forms fit alike */
} SohoaVerdict;

typedef struct {
  SohoaVerdict verdict;
  const SohoaTemplate *template; /* borrowed from the index; the best candidate, NULL when none */
  guint form_page;
  guint rotation;            /* 0, 90, 180, 270: degrees clockwise that the content is turned; also for pages
                              * that are no form, as far as it can be told */
  SohoaTransform *transform; /* NULL unless LOCATED */
  double skew_deg;           /* of the content's lines after undoing rotation, clockwise positive */
  guint inliers, anchors;
  double residual_mm; /* RMS over the inliers */
  double confidence;  /* 0..1 that form, page and map are right */
  gboolean by_words;  /* LOCATED in a print that nobody registered: see ../wording/wording.h; template is the
                       * most like it */
  const SohoaTemplate *rival; /* AMBIGUOUS: what fits as well; NULL when too little was found. Borrowed */
  guint rival_page;
} SohoaLocation;

/* Never fails on a page: a page that cannot be located is a verdict. The error is for lack of memory. */
SohoaLocation *sohoa_locate (SohoaTemplateIndex *index, const SohoaPrepared *page, GError **error);
/* The same on the flat view of a photograph (prepare/photograph.h), in whose pixels the result is: the sheet
 * may bend. Costs several times as much and finds flat scans no better. */
SohoaLocation *sohoa_locate_bent (SohoaTemplateIndex *index, const SohoaPrepared *flat, GError **error);
/* As a flat scan of that page of that version, near where guess (template millimetres to pixels, as in
 * sohoa_transform_new_affine(); right to some millimetres) says: for what ranking by profiles does not find,
 * such as reduced copies. */
SohoaLocation *
sohoa_locate_near (SohoaTemplateIndex *index, const SohoaPrepared *page, const SohoaTemplate *template,
                   guint form_page, const double guess[6], GError **error);
void sohoa_location_free (SohoaLocation *location);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaLocation, sohoa_location_free)

G_END_DECLS

#endif
