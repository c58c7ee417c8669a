/* address_text.h - addresses written out in full, in the words they were declared with. */
#ifndef SOHOA_SCHEMAS_ADDRESS_TEXT_H
#define SOHOA_SCHEMAS_ADDRESS_TEXT_H

#include <sohoa/address.h>

/* "12 Đ. Lê Lợi, P.5,Q.1, TP.HCM" -> "12 đường Lê Lợi, phường 5, quận 1, Thành phố Hồ Chí Minh". Caller
 * frees. ret_added_street: "đường" was put behind a house number that a name followed at once. */
char *sohoa_address_write_out (const char *raw, gboolean *ret_added_street);

/* sohoa_address_split for a text that is written out already. */
SohoaAddress *sohoa_address_split_written_out (const char *full);

/* text stands at the first letter of a street's number: "203/38", "12A", "B2/14". Its length in bytes, 0 when
 * it is none. */
gsize sohoa_address_house_length (const char *text);

/* A word that opens a street, a hamlet or a building, so that no "đường" is missing before it. */
gboolean sohoa_address_is_place_word (const char *text);

#endif
