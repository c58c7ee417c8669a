/* unit_spelling.h - units in their usual capitals. */
#ifndef SOHOA_SCHEMAS_UNIT_SPELLING_H
#define SOHOA_SCHEMAS_UNIT_SPELLING_H

#include <sohoa/address.h>

/* text, which address is taken out of, with "Phường" small and the names of its commune and province as their
 * list has them: "Phường chợ Lớn" -> "phường Chợ Lớn". Caller frees. */
char *sohoa_units_spell (const char *text, const SohoaAddress *address);

#endif
