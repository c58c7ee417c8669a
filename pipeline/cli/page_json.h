/* page_json.h - one page as `sohoa read` prints it: in the words of the export, with what led to them. */
#ifndef SOHOA_PAGE_JSON_H
#define SOHOA_PAGE_JSON_H

#include "../trust/page.h"

G_BEGIN_DECLS

/* Each appends one JSON object to an open array. source: printable. */
void sohoa_page_json (GString *out, const char *source, const SohoaPageResult *result, const char *picture);
void sohoa_page_json_failed (GString *out, const char *source, guint page, const GError *error);
/* The reading at index. weighed: the page's; NULL leaves it as it was read. */
void sohoa_page_json_field (GString *out, const char *source, const SohoaPageResult *result, guint index,
                            const SohoaWeighedPage *weighed);

G_END_DECLS

#endif
