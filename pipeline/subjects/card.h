/* card.h - what the codes of an identity card say of its holder. Private to this room. */
#ifndef SOHOA_SUBJECTS_CARD_H
#define SOHOA_SUBJECTS_CARD_H

#include "sighting.h"

G_BEGIN_DECLS

#define SOHOA_ROLE_CARD_HOLDER "card_holder"

/* Takes the cards among the codes of a page to sightings, as mentions of the document that begins with
 * first_page: both sides of a card, and its code and its MRZ, are one holder; another number is another. The
 * name of an MRZ goes to doubtful: no check digit covers it, and it has lost its marks. */
gboolean sohoa_card_sightings (SohoaArchive *archive, gint64 page, gint64 first_page, GPtrArray *sightings,
                               GPtrArray *doubtful, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
