/* papers.h - digitized papers made by hand: states are given, so that nothing depends on what is believed of
 * a reading. */
#ifndef SOHOA_TEST_PAPERS_H
#define SOHOA_TEST_PAPERS_H

#include "pipeline/store/field.h"
#include "tests/pipeline/page_maker.h"

typedef struct {
  const char *field, *json;
  SohoaFieldState state;
} Said;

#define OK SOHOA_FIELD_ACCEPTED
#define DOUBT SOHOA_FIELD_REVIEW

typedef struct {
  const char *dossier, *form, *version;
  Said said[10];
} Paper;

#define CT01 "ct01", "2023-11-17"
#define CONSTRUCTION "construction", "2024-12-30"
#define AN                                                                                                   \
  {"applicant.full_name", "\"Nguyễn Văn An\"", OK},                                                          \
  {                                                                                                          \
    "applicant.citizen_id", "\"079060000001\"", OK                                                           \
  }

/* A paper of its own in a dossier, known under "<dossier>/<form>". */
void digitize (TempArchive *temp, const Paper *paper);
/* With a QR code on it; NULL: none. */
void digitize_with_code (TempArchive *temp, const Paper *paper, const char *code);

#endif
