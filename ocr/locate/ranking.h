/* ranking.h - which registered pages could be on a page, and roughly where: candidates, best first. */
#ifndef SOHOA_RANKING_H
#define SOHOA_RANKING_H

#include "index.h"
#include "strips.h"

G_BEGIN_DECLS

/* What the strips of a page say before any form is thought of. */
typedef struct {
  const SohoaPageStrips *strips;
  int width, height; /* of the page, pixels as decoded */
  double dpi;        /* as stated */
  SohoaSkew rows;    /* of lines that run across the image */
  SohoaSkew columns; /* of lines that run down the image */
} SohoaPageLines;

enum { SOHOA_GUESSES = 3 };

typedef struct {
  const SohoaIndexPage *page;
  guint rotation; /* 0, 90, 180, 270: degrees clockwise that the content is turned */
  double score;   /* likeness of the ink profiles; 1 and more is very like */
  /* Template millimetres to page pixels, likeliest first; one is right to a millimetre or two. They differ in
   * the place across: bar codes, photographs and blocks of writing mislead columns of ink more than rows. */
  SohoaAffine guess[SOHOA_GUESSES];
} SohoaCandidate;

/* How page sizes relate to template sizes when the stated resolution is not to be trusted. */
typedef enum {
  SOHOA_SIZE_STATED, /* by dpi */
  SOHOA_SIZE_WIDTH,  /* the page is as wide as the template */
  SOHOA_SIZE_HEIGHT, /* the page is as high as the template */
} SohoaSizeBy;

SohoaPageLines sohoa_page_lines (const SohoaPageStrips *strips, int width, int height, double dpi);
/* One candidate for every registered page and possible direction; GArray of SohoaCandidate, best first. Sizes
 * other than STATED leave out the pages whose stated size says the same. */
GArray *sohoa_rank (const SohoaTemplateIndex *index, const SohoaPageLines *lines, SohoaSizeBy size);

G_END_DECLS

#endif
