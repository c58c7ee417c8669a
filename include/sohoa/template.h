/* template.h - the geometry part of a form version: where to look, and for what kind of writing.
 *
 * Goes from schemas/ (which knows what the fields mean) to ocr/ (which does not). Plain data, owned by
 * whoever made it, never changed after it was made.
 */
#ifndef SOHOA_TEMPLATE_H
#define SOHOA_TEMPLATE_H

#include <sohoa/transform.h>

G_BEGIN_DECLS

/* X (NAME, nick). How the writing sits on the paper; nicks are those of form.json ("kind"). */
#define SOHOA_ZONE_KIND_LIST(X)                                                                              \
  X (TEXT, "text")             /* one line */                                                                \
  X (MULTILINE, "multiline")   /* several lines; parts = its lines, in order */                              \
  X (COMB, "comb")             /* one character a cell; parts = its cells */                                 \
  X (DATE, "date")             /* parts d, m, y, each a short number */                                      \
  X (CHOICE, "choice")         /* parts = one tick box an option, the part's name is the option */           \
  X (CHECKBOX, "checkbox")     /* one tick box */                                                            \
  X (TABLE_CELL, "table_cell") /* text that wraps inside a ruled cell */                                     \
  X (SIGNATURE, "signature")   /* ink or no ink */                                                           \
  X (BARCODE, "barcode")       /* a printed code that differs from copy to copy */

typedef enum {
#define X(name, nick) SOHOA_ZONE_##name,
  SOHOA_ZONE_KIND_LIST (X)
#undef X
} SohoaZoneKind;

const char *sohoa_zone_kind_nick (SohoaZoneKind kind);
gboolean sohoa_zone_kind_from_nick (const char *nick, SohoaZoneKind *ret_kind) G_GNUC_WARN_UNUSED_RESULT;

/* What characters the writing is made of; a hint for recognizers, not a rule about the value. */
typedef enum {
  SOHOA_CHARSET_TEXT,         /* Vietnamese text */
  SOHOA_CHARSET_LATIN,        /* text in another language, of plain Latin letters */
  SOHOA_CHARSET_DIGITS,       /* 0-9 only */
  SOHOA_CHARSET_NUMBER,       /* 0-9 with . , / - : + ( ) and spaces: dates, phones, money, areas */
  SOHOA_CHARSET_EMAIL,        /* ASCII */
  SOHOA_CHARSET_MRZ,          /* A-Z, 0-9 and the filler < of machine-readable travel documents */
  SOHOA_CHARSET_LATIN_DATE,   /* a date in English, in words or figures; other text may stand there instead */
  SOHOA_CHARSET_LATIN_DIGITS, /* 0-9 only, on a form in another language */
  SOHOA_CHARSET_LAST = SOHOA_CHARSET_LATIN_DIGITS,
} SohoaCharset;

/* Is it text in another language than Vietnamese, which has none of its marks? */
gboolean sohoa_charset_is_latin_text (SohoaCharset charset);

/* One line, cell, date part or option of a zone. */
typedef struct {
  char *name; /* "0".."11", "d" / "m" / "y", or the option's text */
  SohoaRect box_mm;
} SohoaZonePart;

typedef struct {
  char *field; /* field id on the form version, such as "father.full_name" */
  char *label; /* what the form prints beside it; "" when nobody said */
  SohoaZoneKind kind;
  SohoaCharset charset;
  guint page;       /* 1-based page of the form */
  SohoaRect box_mm; /* hull of the parts, or the zone itself */
  GArray *parts;    /* of SohoaZonePart; empty when the zone is its own only part */
} SohoaZone;

typedef struct {
  char *form;        /* form id, such as "ct01" */
  char *version;     /* such as "2023-11-17" */
  char *title;       /* as the form prints it; "" when nobody said */
  gboolean is_cover; /* a sheet that opens a dossier, printed by the office itself; not a declaration */
  guint n_pages;     /* pages of the blank, 1 .. */
  GPtrArray *zones;  /* of SohoaZone, in the order of form.json, all pages */
  GBytes *blank_pdf; /* the blank; its page sizes are the template's */
} SohoaTemplate;

/* Without a label. */
SohoaZone *sohoa_zone_new (const char *field, SohoaZoneKind kind, SohoaCharset charset, guint page,
                           const SohoaRect *box_mm);
void sohoa_zone_set_label (SohoaZone *zone, const char *label);
void sohoa_zone_add_part (SohoaZone *zone, const char *name, const SohoaRect *box_mm);
void sohoa_zone_free (SohoaZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaZone, sohoa_zone_free)

/* Takes a reference to blank_pdf. Without a title. */
SohoaTemplate *sohoa_template_new (const char *form, const char *version, guint n_pages, GBytes *blank_pdf);
void sohoa_template_set_title (SohoaTemplate *template, const char *title);
void sohoa_template_free (SohoaTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTemplate, sohoa_template_free)

/* The wire: everything but the blank, which travels as a descriptor. from_variant checks everything and takes
 * a reference to blank_pdf; NULL on anything odd. */
#define SOHOA_TEMPLATE_TYPE "(sssbua(ssuuu(dddd)a(s(dddd))))"
GVariant *sohoa_template_to_variant (const SohoaTemplate *template);
SohoaTemplate *sohoa_template_from_variant (GVariant *variant, GBytes *blank_pdf);

G_END_DECLS

#endif
