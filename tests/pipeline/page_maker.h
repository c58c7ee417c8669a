/* page_maker.h - finished pages without a worker: results made by hand, accepted as a crew would. */
#ifndef SOHOA_TEST_PAGE_MAKER_H
#define SOHOA_TEST_PAGE_MAKER_H

#include <sohoa/form.h>
#include <sohoa/page_result.h>

#include "temp_archive.h"

/* The forms of the source tree. Never NULL. */
SohoaFormSet *load_real_forms (void);

/* A page of a kind; ink tells sheets apart (0: no fingerprint). */
SohoaPageResult *make_page (SohoaPageKind kind, guint8 ink);
SohoaPageResult *make_cover (const char *code, guint8 ink);
SohoaPageResult *make_form (const char *form, const char *version, guint form_page, guint8 ink);
/* As a born-digital page has it: read as it stands, so that nothing hangs on a calibration. */
void add_reading (SohoaPageResult *result, const char *field, const char *raw, double confidence);

/* Begins a source and declares its pages (all in the first file). */
void declare_pages (TempArchive *temp, gint64 source, guint n_pages);
/* Accepts a result, which is freed, as page page_no of a source. */
void finish_page (TempArchive *temp, const SohoaFormSet *forms, gint64 source, guint page_no,
                  SohoaPageResult *result);

#endif
