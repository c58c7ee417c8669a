/* unit_code.h - what the code of a unit says of its place. Private to this room.
 *
 * Two shapes (docs of the codes: QCVN 102:2016 and Quyết định 20/2020/QĐ-TTg): 13 characters read from the
 * right, unused levels zero ("000.00.26.H29" is below "000.00.00.H29"), and levels read from the left
 * ("H29.26.5" is below "H29.26"). Other codes are units of their own.
 */
#ifndef SOHOA_REGISTER_UNIT_CODE_H
#define SOHOA_REGISTER_UNIT_CODE_H

#include <glib.h>

G_BEGIN_DECLS

/* The code of the unit above; NULL when there is none. Caller frees. */
char *sohoa_unit_code_parent (const char *code);
/* The unit in the code of a dossier ("H29.26-250711-0001"). NULL when it has another shape. Caller frees. */
char *sohoa_unit_code_of_dossier (const char *dossier);

G_END_DECLS

#endif
