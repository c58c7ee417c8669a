/* likeness.h - which registered version a page is most like by its words. Private to ocr/wording/. */
#ifndef SOHOA_WORDING_LIKENESS_H
#define SOHOA_WORDING_LIKENESS_H

#include "wording.h"

G_BEGIN_DECLS

/* A page of a registered version, and how much of its print a page has. */
typedef struct {
  const SohoaTemplate *template; /* NULL: none */
  guint page;
  const GArray *printed; /* of SohoaComparedWord; the wording's */
  GArray *pairs;         /* of SohoaWordPair */
  double share;          /* of the letters that the version prints, those in words that were paired */
} SohoaLikeness;

void sohoa_likeness_clear (SohoaLikeness *likeness);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaLikeness, sohoa_likeness_clear)

/* Whether the page could be one of a registered form: it bears a title or follows a page; *ret_charset: the
 * first such form's (sohoa_print_charset()). */
gboolean sohoa_wording_expects (const SohoaWording *wording, const SohoaWordingQuestion *question,
                                SohoaCharset *ret_charset);
/* seen: of SohoaComparedWord. Its template is NULL when the page is like none, or like two forms. */
gboolean
sohoa_wording_compare (SohoaWording *wording, const SohoaWordingQuestion *question, const GArray *seen,
                       SohoaLikeness *ret_likeness, GError **error) G_GNUC_WARN_UNUSED_RESULT;

struct SohoaWording {
  SohoaTemplateIndex *index;
  SohoaEngine *engine;
  GHashTable *prints; /* "form version page" -> GArray of SohoaComparedWord */
};

G_END_DECLS

#endif
