/* card.h - what an identity card says by machine: the QR payload and the MRZ, as canonical values. */
#ifndef SOHOA_CARD_H
#define SOHOA_CARD_H

#include <glib.h>

G_BEGIN_DECLS

/* Texts are never NULL; "" where the card says nothing. Dates are ISO. */
typedef struct {
  char *citizen_id;
  char *old_id_number; /* nine digits */
  char *full_name;     /* with its marks from the QR; from the MRZ bare: "NGUYEN VAN A" */
  char *birth_date;
  char *sex; /* "Nam", "Nữ" */
  char *residence;
  char *issue_date;
  char *expiry_date; /* MRZ only; "" where a card has none */
  gboolean is_bare;  /* full_name has no marks */
} SohoaCard;

/* number|old number|name|ddmmyyyy|sex|residence|ddmmyyyy, perhaps more behind it; NULL when it is not that.
 */
SohoaCard *sohoa_card_from_qr (const char *payload);

/* Three lines of 30 (TD1, ICAO 9303-5), apart by line ends or spaces. NULL unless every check digit agrees: a
 * reading that is off by one letter is no evidence. */
SohoaCard *sohoa_card_from_mrz (const char *text);

void sohoa_card_free (SohoaCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaCard, sohoa_card_free)

G_END_DECLS

#endif
