/* page.h - one page image inside the room ocr/. Leptonica's Pix is the vocabulary here and nowhere above.
 *
 * "As decoded" means: as a viewer shows the file. EXIF orientation and a PDF page's /Rotate are applied by
 * the decoder; nothing else is. Leptonica 1.82 counts references with plain ints: one thread only.
 */
#ifndef SOHOA_OCR_PAGE_H
#define SOHOA_OCR_PAGE_H

#include <leptonica/allheaders.h>

#include <sohoa/error.h>
#include <sohoa/page_result.h>

G_BEGIN_DECLS

/* Leptonica's own spelling is PIX; the names of the structs take g_autoptr. */
typedef struct Pix Pix;
typedef struct Pixa Pixa;
typedef struct Box Box;
typedef struct Boxa Boxa;
typedef struct Numa Numa;

static inline void
sohoa_pix_free (Pix *pix)
{
  pixDestroy (&pix);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pix, sohoa_pix_free)

static inline void
sohoa_boxa_free (Boxa *boxa)
{
  boxaDestroy (&boxa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Boxa, sohoa_boxa_free)

static inline void
sohoa_pixa_free (Pixa *pixa)
{
  pixaDestroy (&pixa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pixa, sohoa_pixa_free)

static inline void
sohoa_box_free (Box *box)
{
  boxDestroy (&box);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Box, sohoa_box_free)

static inline void
sohoa_numa_free (Numa *numa)
{
  numaDestroy (&numa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Numa, sohoa_numa_free)

/* A word and its box: of a born-digital page that shows it, in pixels as decoded; of a blank, in millimetres;
 * as recognized, in pixels of what was read. */
typedef struct {
  char *text;
  double x, y, w, h;
} SohoaWord;

typedef struct {
  Pix *pix;            /* 1 bpp (1 = black), 8 bpp gray (no colour map) or 32 bpp RGB */
  double dpi_x, dpi_y; /* as stated, or inferred from the paper size when absent or absurd; never 0 */
  gboolean dpi_inferred;
  GPtrArray *words;    /* of SohoaWord: text that the page shows itself (born-digital PDF); NULL for scans */
  GPtrArray *warnings; /* of SohoaWarning, stage "decode" */
} SohoaPage;

/* Takes over pix. */
SohoaPage *sohoa_page_new (Pix *pix, double dpi_x, double dpi_y);
void sohoa_page_free (SohoaPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPage, sohoa_page_free)
void sohoa_page_add_warning (SohoaPage *page, const char *code, gboolean incomplete);
/* 8 bpp gray of any page (a new reference or a new image; the caller destroys it). Colour goes to luminance;
 * 1 bpp to 0 / 255. NULL when out of memory. */
Pix *sohoa_page_gray (const SohoaPage *page);
/* The luminance of a colour image (32 bpp), 8 bpp; the caller destroys it. NULL when out of memory. */
Pix *sohoa_luminance (Pix *colour);

void sohoa_word_free (SohoaWord *word);
/* An empty array of SohoaWord, which frees them. */
GPtrArray *sohoa_words_new (void);
SohoaWarning *sohoa_warning_new (const char *stage, const char *code, gboolean incomplete);
void sohoa_warning_free (SohoaWarning *warning);

G_END_DECLS

#endif
