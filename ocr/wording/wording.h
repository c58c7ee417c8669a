/* wording.h - a form in a print that nobody registered: known by its title, laid out by its words.
 *
 * Offices print their forms anew: other lines, other places, the same items. Such a page fits no blank, but
 * what it prints is mostly what a registered version prints. The words that both have are paired; they say
 * which version the page is most like, where each of its fields is on the page, and what of the page is
 * print. What is read like that is a proposal for a person, never more.
 *
 * The words of a blank are those of its PDF; one that is a picture is read, once in the life of a wording.
 */
#ifndef SOHOA_WORDING_H
#define SOHOA_WORDING_H

#include "../engine/engine.h"
#include "own_print.h"

G_BEGIN_DECLS

/* What is asked: the page as it lies, what its head was read to say, and which page came before it. */
typedef struct {
  const SohoaPrepared *prepared;
  guint rotation;          /* degrees clockwise that the content is turned */
  double skew_deg;         /* of its lines, after undoing that */
  gboolean is_ambiguous;   /* something of a registered print was found, but it is not sure which */
  const char *heading;     /* as read; NULL when there was none */
  const char *said;        /* folded (describe/keywords.h) */
  const char *form_before; /* form that the page before in the same file is a page of, or NULL */
  guint form_page_before;
} SohoaWordingQuestion;

/* What the registered forms say; index and engine are borrowed and must outlive it. Costs nothing until
 * asked. */
typedef struct SohoaWording SohoaWording;

SohoaWording *sohoa_wording_new (SohoaTemplateIndex *index, SohoaEngine *engine);
void sohoa_wording_free (SohoaWording *wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaWording, sohoa_wording_free)

/* *ret_location: the page in the registered version that it is most like, NULL when it is none of a
 * registered form as far as its words tell. *ret_own: the page as a print of its own; NULL where it is that
 * very version, copied larger or smaller (the location then is not by_words). Reads the whole page, a second
 * of CPU, but only of pages that bear the title of a registered form or follow one of its pages. */
gboolean sohoa_wording_locate (SohoaWording *wording, const SohoaWordingQuestion *question,
                               SohoaLocation **ret_location, SohoaOwnPrint **ret_own,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
