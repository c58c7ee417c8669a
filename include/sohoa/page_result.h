/* page_result.h - everything a worker says of one page.
 *
 * The supervisor believes none of it unchecked: sohoa_page_result_from_variant() refuses what is out of
 * range, not UTF-8, too long or not finite.
 */
#ifndef SOHOA_PAGE_RESULT_H
#define SOHOA_PAGE_RESULT_H

#include <sohoa/reading.h>
#include <sohoa/transform.h>

G_BEGIN_DECLS

/* X (NAME, nick). What a page is; nicks are exported. */
#define SOHOA_PAGE_KIND_LIST(X)                                                                              \
  X (FORM, "form")             /* a page of a registered form version */                                     \
  X (COVER, "cover")           /* a sheet that opens a dossier */                                            \
  X (ID_CARD, "id_card")       /* copy of an identity card */                                                \
  X (ATTACHMENT, "attachment") /* any other paper */                                                         \
  X (BLANK, "blank")           /* nothing on it */                                                           \
  X (UNKNOWN, "unknown")       /* cannot be said; a person must look */

typedef enum {
#define X(name, nick) SOHOA_PAGE_##name,
  SOHOA_PAGE_KIND_LIST (X)
#undef X
} SohoaPageKind;

const char *sohoa_page_kind_nick (SohoaPageKind kind);
gboolean sohoa_page_kind_from_nick (const char *nick, SohoaPageKind *ret_kind) G_GNUC_WARN_UNUSED_RESULT;

/* A machine-readable code found on the page. */
typedef struct {
  char *symbology; /* "QR", "Code128", "Code39", "MRZ" */
  char *data;      /* UTF-8 */
  SohoaQuad quad;  /* pixels as decoded */
} SohoaCode;

/* What a library or a stage had to say about the page: data, not chatter. */
typedef struct {
  char *stage;         /* "decode", "prepare", "locate", "read" */
  char *code;          /* short stable word, such as "truncated", "no-resolution" */
  gboolean incomplete; /* part of the page's content is missing: a person must look */
} SohoaWarning;

enum {
  SOHOA_CODES_MAX = 32,
  SOHOA_WARNINGS_MAX = 64,
  SOHOA_READINGS_MAX = 2000,
  SOHOA_SIGNATURE_MAX = 16384,
};

typedef struct {
  guint page;          /* 1-based page of the container */
  guint width, height; /* pixels as decoded */
  double dpi;          /* effective, inferred where the file does not say; 0 when unknown */
  SohoaPageKind kind;
  double kind_confidence;    /* 0..1 */
  guint rotation;            /* 0, 90, 180, 270: degrees clockwise that the content is turned */
  char *form;                /* form id, NULL unless kind is FORM (or COVER from a registered cover) */
  char *form_version;        /* NULL when form is */
  guint form_page;           /* 1-based; 0 when form is NULL */
  SohoaTransform *transform; /* NULL unless located */
  guint inliers, anchors;    /* matched and tried pieces of the blank's print */
  double residual_mm;        /* RMS of the inliers */
  char *heading;             /* the page's own title as read, for pages that are no form; NULL when none */
  char *reason;              /* why the kind is unknown, a stable word; NULL otherwise */
  GBytes *signature;         /* see page_signature.h; NULL for blank and broken pages */
  guint duplicate_of;        /* earlier page of this container with the same content, read there; 0 = none */
  GPtrArray *codes;          /* of SohoaCode */
  GPtrArray *warnings;       /* of SohoaWarning */
  GPtrArray
    *readings;      /* of SohoaReading, in the template's order; empty unless a located, unduplicated form */
  double cpu_ms[4]; /* decode, prepare, locate, read: CPU milliseconds; for the bench, never compared */
} SohoaPageResult;

SohoaPageResult *sohoa_page_result_new (guint page);
void sohoa_page_result_free (SohoaPageResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaPageResult, sohoa_page_result_free)

void sohoa_page_result_add_code (SohoaPageResult *result, const char *symbology, const char *data,
                                 const SohoaQuad *quad);
void sohoa_page_result_add_warning (SohoaPageResult *result, const char *stage, const char *code,
                                    gboolean incomplete);
/* TRUE when a warning says that content is missing. */
gboolean sohoa_page_result_incomplete (const SohoaPageResult *result);
/* The warning of a page whose form is known by its words alone: form_version is the registered one that it is
 * most like, its fields were read where the words of their labels led (SOHOA_READING_UNREGISTERED). */
#define SOHOA_WARNING_UNREGISTERED "unregistered-version"
/* Why a person must look at the page, a stable word; NULL when nobody must. Borrowed. */
const char *sohoa_page_result_review_reason (const SohoaPageResult *result);

GVariant *sohoa_page_result_to_variant (const SohoaPageResult *result);
SohoaPageResult *sohoa_page_result_from_variant (GVariant *variant);

G_END_DECLS

#endif
