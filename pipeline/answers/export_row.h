/* export_row.h - a page and a field as the export contract writes them. Private to this room. */
#ifndef SOHOA_ANSWERS_EXPORT_ROW_H
#define SOHOA_ANSWERS_EXPORT_ROW_H

#include "../store/field.h"
#include "../store/json_line.h"
#include "../store/page.h"

G_BEGIN_DECLS

/* The members of a page's object, in their order, without the braces. */
void sohoa_export_page (GString *out, const SohoaPageRow *page, const char *original_path);
/* source: escaped path of the page's source. */
void sohoa_export_field (GString *out, const char *source, const SohoaFieldRow *field);

/* Whether the fields of a page are handed on: those of forms, read once. */
gboolean sohoa_page_has_fields (const SohoaPageRow *page);

G_END_DECLS

#endif
