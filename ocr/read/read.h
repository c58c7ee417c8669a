/* read.h - the writing in the zones of a located page.
 *
 * Each zone is sampled straight through the page's map, cleaned of what the template printed, and handed to
 * the reader of its kind. To add a kind of zone: a nick in template.h, a file with its `const
 * SohoaZoneReader`, a row in the table of read.c.
 */
#ifndef SOHOA_READ_H
#define SOHOA_READ_H

#include <sohoa/reading.h>

#include "../engine/engine.h"
#include "../locate/locate.h"

G_BEGIN_DECLS

/* Resolution of all reading: a line of 8 mm is 76 px high, capitals about 24 px. Measured: 0.8 of 300 dpi
 * reads as well as full resolution and costs a third less; upscaling costs accuracy. */
enum { SOHOA_READ_DPI = 240 };

/* In a flattened patch, darker is ink. */
enum { SOHOA_INK_BELOW = 150 };

typedef struct {
  const SohoaPage *page; /* as decoded: its words are believed where they exist */
  const SohoaPrepared *prepared;
  const SohoaTransform *transform;
  SohoaTemplateIndex *index; /* for the blank at reading resolution */
  const SohoaTemplate *template;
  guint form_page;
  Pix *print; /* what the page prints, on the template's grid at SOHOA_READ_DPI; NULL: as the blank says */
  SohoaEngine *engine;
} SohoaReadContext;

typedef struct {
  SohoaZoneKind kind;
  const char *name;
  SohoaReading *(*read) (const SohoaReadContext *context, const SohoaZone *zone, GError **error);
} SohoaZoneReader;

extern const SohoaZoneReader sohoa_read_text, sohoa_read_multiline, sohoa_read_comb, sohoa_read_date,
  sohoa_read_choice, sohoa_read_checkbox, sohoa_read_table_cell, sohoa_read_signature, sohoa_read_barcode;

/* All zones of the page, in the template's order: exactly one SohoaReading for each. */
GPtrArray *sohoa_read_page (const SohoaReadContext *context, GError **error);

G_END_DECLS

#endif
