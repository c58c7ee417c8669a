/* form_internal.h - how a form version comes into being: read (shape), then checked (sense). */
#ifndef SOHOA_SCHEMAS_FORM_INTERNAL_H
#define SOHOA_SCHEMAS_FORM_INTERNAL_H

#include <sohoa/form.h>

#include "cursor.h"

/* No honest form has more; the wire to the worker refuses more. */
enum { SOHOA_FORM_PAGES_MAX = 200, SOHOA_FORM_FIELDS_MAX = 5000, SOHOA_FORM_PARTS_MAX = 200 };

/* A form of the document's shape; faults are added to the cursor's list. What was wrong is left out (NULL, 0,
 * an empty box), but every element of "fields" becomes a field, so that indexes stay those of the document.
 */
SohoaForm *sohoa_form_read (const SohoaCursor *document);

/* The rules that need the whole: names that agree, dates in order, parts that fit their kind, zones that do
 * not lie on each other. Adds to faults. */
void sohoa_form_check (const SohoaForm *form, GPtrArray *faults);

#endif
