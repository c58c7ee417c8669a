/* prefill_json.h - a prefill as it is shown: values, where each is from, why others are left blank. */
#ifndef SOHOA_PREFILL_JSON_H
#define SOHOA_PREFILL_JSON_H

#include "../subjects/prefill.h"
#include "table.h"

G_BEGIN_DECLS

/* One JSON object (docs/reports.md describes it). Caller frees. */
char *sohoa_prefill_to_json (const SohoaPrefill *prefill, const char *code, const char *purpose);
/* The same for people: an item a row; free rows. */
SohoaListing sohoa_prefill_to_listing (const SohoaPrefill *prefill);

G_END_DECLS

#endif
