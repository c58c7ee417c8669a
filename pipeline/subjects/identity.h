/* identity.h - what tells a mention apart from others: number, name, birth, and what the paper says it is.
 * Private to this room. */
#ifndef SOHOA_SUBJECTS_IDENTITY_H
#define SOHOA_SUBJECTS_IDENTITY_H

#include "sighting.h"

G_BEGIN_DECLS

/* Fills number, label, birth, birth_year, same_as and doubt of the sighting's mention from its values, and
 * what was read of the first three where they are not believed, and what is near to number and name. A
 * personal number that contradicts year of birth or sex on the same paper, or another number there, is not
 * believed: doubt says so, and the number stays empty. */
void sohoa_identify (SohoaArchive *archive, SohoaSighting *sighting);

/* What two spellings of a name have in common: small letters without marks, words apart by one space. Caller
 * frees. */
char *sohoa_name_label (const char *name);

G_END_DECLS

#endif
