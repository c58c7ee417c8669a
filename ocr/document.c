/* document.c - one scan file on its way through the stages, page by page.
 *
 * decode -> prepare -> locate -> describe or read. A document remembers the fingerprints of the pages it has
 * seen since the last cover, so that a sheet the feeder took twice is read once. A page that is dot by dot
 * the one before it, as programs write them by the thousand, is that page once more without being looked at.
 */
#include "ocr_internal.h"

#include <sohoa/page_signature.h>

#include <string.h>
#include <time.h>

/* A larger page is not held beside the next one: both would have to fit into a worker's memory. */
enum { HELD_BYTES_MAX = 64 * 1024 * 1024 };

/* A page that later ones may repeat. */
typedef struct {
  guint page;
  SohoaPageKind kind;
  char *form, *form_version;
  guint form_page;
  GBytes *signature;
} SeenPage;

typedef struct {
  SohoaPage *page; /* NULL: none */
  guint number;
  SohoaPageResult *result; /* a copy; NULL when it was not read, or with warnings */
} HeldPage;

struct SohoaOcrDocument {
  SohoaOcr *ocr; /* borrowed */
  SohoaContainer *container;
  GPtrArray *seen;      /* of SeenPage, since the last cover */
  SeenPage before_form; /* what the page looked at last was; without a signature */
  HeldPage last;        /* decoded last: drawing it right after reading decodes nothing again */
  HeldPage before;      /* decoded before it and read, unless it was large */
};

static void
seen_page_clear (SeenPage *seen)
{
  g_free (seen->form);
  g_free (seen->form_version);
  g_bytes_unref (seen->signature);
  *seen = (SeenPage){0};
}

static void
seen_page_free (gpointer data)
{
  seen_page_clear (data);
  g_free (data);
}

static void
held_page_clear (HeldPage *held)
{
  sohoa_page_free (held->page);
  sohoa_page_result_free (held->result);
  *held = (HeldPage){0};
}

SohoaOcrDocument *
sohoa_ocr_open (SohoaOcr *ocr, GBytes *bytes, GError **error)
{
  SohoaContainer *container = sohoa_container_open (bytes, error);
  SohoaOcrDocument *document;

  if (container == NULL)
    return NULL;
  document = g_new0 (SohoaOcrDocument, 1);
  document->ocr = ocr;
  document->container = container;
  document->seen = g_ptr_array_new_with_free_func (seen_page_free);
  return document;
}

guint
sohoa_ocr_document_n_pages (const SohoaOcrDocument *document)
{
  return sohoa_container_n_pages (document->container);
}

const char *
sohoa_ocr_document_format (const SohoaOcrDocument *document)
{
  return sohoa_container_format (document->container);
}

void
sohoa_ocr_document_free (SohoaOcrDocument *document)
{
  if (document == NULL)
    return;
  held_page_clear (&document->last);
  held_page_clear (&document->before);
  g_ptr_array_unref (document->seen);
  seen_page_clear (&document->before_form);
  sohoa_container_free (document->container);
  g_free (document);
}

/* CPU milliseconds of this process so far. */
static double
cpu_now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

/* The last page makes room for another. */
static void
document_move_on (SohoaOcrDocument *document)
{
  HeldPage *last = &document->last;

  held_page_clear (&document->before);
  if (last->result != NULL &&
      4 * (gsize) pixGetWpl (last->page->pix) * (gsize) pixGetHeight (last->page->pix) <= HELD_BYTES_MAX) {
    document->before = *last;
    *last = (HeldPage){0};
  }
  held_page_clear (last);
}

/* The decoded page; owned by the document until another page is asked for. */
static SohoaPage *
document_decode (SohoaOcrDocument *document, guint page, GError **error)
{
  if (document->last.page != NULL && document->last.number == page)
    return document->last.page;
  document_move_on (document);
  document->last.page = sohoa_container_decode (document->container, page, error);
  document->last.number = page;
  return document->last.page;
}

static SohoaPageResult *
result_of_page (const SohoaPage *page, guint number)
{
  SohoaPageResult *result = sohoa_page_result_new (number);

  result->width = (guint) pixGetWidth (page->pix);
  result->height = (guint) pixGetHeight (page->pix);
  result->dpi = (page->dpi_x + page->dpi_y) / 2;
  for (guint i = 0; i < page->warnings->len; i++) {
    const SohoaWarning *warning = g_ptr_array_index (page->warnings, i);

    sohoa_page_result_add_warning (result, warning->stage, warning->code, warning->incomplete);
  }
  return result;
}

static void
result_take_location (SohoaPageResult *result, const SohoaLocation *location)
{
  result->rotation = location->rotation;
  result->inliers = location->inliers;
  result->anchors = location->anchors;
  result->residual_mm = location->residual_mm;
  if (location->verdict != SOHOA_LOCATED)
    return;
  result->kind = location->template->is_cover ? SOHOA_PAGE_COVER : SOHOA_PAGE_FORM;
  result->kind_confidence = location->confidence;
  result->form = g_strdup (location->template->form);
  result->form_version = g_strdup (location->template->version);
  result->form_page = location->form_page;
  result->transform = sohoa_transform_copy (location->transform);
}

/* The next page may be the form's next. */
static void
document_remember_form (SohoaOcrDocument *document, const SohoaPageResult *result)
{
  seen_page_clear (&document->before_form);
  document->before_form =
    (SeenPage){.page = result->page, .form = g_strdup (result->form), .form_page = result->form_page};
}

/* Names the earlier page that this one repeats, else remembers it for those to come. */
static void
document_compare (SohoaOcrDocument *document, SohoaPageResult *result)
{
  SeenPage *seen;

  if (result->signature == NULL)
    return;
  for (guint i = 0; i < document->seen->len; i++) {
    seen = g_ptr_array_index (document->seen, i);
    if (seen->page < result->page && seen->kind == result->kind && seen->form_page == result->form_page &&
        g_strcmp0 (seen->form, result->form) == 0 &&
        g_strcmp0 (seen->form_version, result->form_version) == 0 &&
        sohoa_page_signature_same (seen->signature, result->signature)) {
      result->duplicate_of = seen->page;
      return;
    }
  }
  if (result->kind == SOHOA_PAGE_COVER) /* another dossier begins: what came before is no longer its own */
    g_ptr_array_set_size (document->seen, 0);
  seen = g_new0 (SeenPage, 1);
  *seen = (SeenPage){.page = result->page,
                     .kind = result->kind,
                     .form = g_strdup (result->form),
                     .form_version = g_strdup (result->form_version),
                     .form_page = result->form_page,
                     .signature = g_bytes_ref (result->signature)};
  g_ptr_array_add (document->seen, seen);
}

static SohoaPageResult *
copy_result (const SohoaPageResult *result)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (sohoa_page_result_to_variant (result));

  return sohoa_page_result_from_variant (variant);
}

static void
document_remember (SohoaOcrDocument *document, const SohoaPageResult *result)
{
  g_clear_pointer (&document->last.result, sohoa_page_result_free);
  if (result->warnings->len == 0 && (result->transform == NULL || result->signature != NULL))
    document->last.result = copy_result (result);
}

/* What the page before was, when this one shows the same dots at the same resolution; else NULL. Its zones,
 * if it has any, are read there. */
static SohoaPageResult *
document_repeat (SohoaOcrDocument *document)
{
  const SohoaPage *page = document->last.page, *before = document->before.page;
  SohoaPageResult *result;
  l_int32 same = 0;

  if (before == NULL || document->before.number >= document->last.number || page->warnings->len > 0 ||
      page->dpi_x != before->dpi_x || page->dpi_y != before->dpi_y ||
      pixEqual (page->pix, before->pix, &same) != 0 || !same)
    return NULL;
  result = copy_result (document->before.result);
  result->page = document->last.number;
  result->duplicate_of = 0;
  g_ptr_array_set_size (result->readings, 0);
  memset (result->cpu_ms, 0, sizeof result->cpu_ms);
  document_compare (document, result);
  return result;
}

static SohoaReading *
find_reading (const GPtrArray *readings, const char *field)
{
  for (guint i = 0; i < readings->len; i++) {
    SohoaReading *reading = g_ptr_array_index (readings, i);

    if (g_str_equal (reading->field, field))
      return reading;
  }
  return NULL;
}

static void
free_reading (gpointer reading)
{
  sohoa_reading_free (reading);
}

/* What was read of a page in a print of its own, for each zone of the registered version in its order: a
 * field that was not found is unread, and each is a person's to look at. Takes over readings. */
static GPtrArray *
complete_readings (GPtrArray *readings, const SohoaTemplate *template, const SohoaPageResult *result)
{
  g_autoptr (GPtrArray) found = readings;
  GPtrArray *all = g_ptr_array_new_with_free_func (free_reading);

  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (template->zones, i);
    SohoaReading *reading = zone->page == result->form_page ? find_reading (found, zone->field) : NULL;

    if (zone->page != result->form_page)
      continue;
    if (reading == NULL) {
      SohoaQuad quad = sohoa_transform_map_rect (result->transform, &zone->box_mm);

      reading = sohoa_reading_new (zone->field, &quad);
      sohoa_reading_set (reading, "", 0, "none");
      reading->flags = SOHOA_READING_DOUBTFUL;
    }
    reading->flags |= SOHOA_READING_UNREGISTERED;
    g_ptr_array_add (all, reading);
  }
  return all;
}

/* own: the page as a print of its own, or NULL. */
static gboolean
read_zones (SohoaOcrDocument *document, const SohoaPage *page, const SohoaPrepared *prepared,
            const SohoaOwnPrint *own, SohoaPageResult *result, GError **error)
{
  const SohoaTemplate *template =
    sohoa_template_index_lookup (document->ocr->index, result->form, result->form_version);
  const SohoaReadContext context = {
    .page = page,
    .prepared = prepared,
    .transform = own != NULL ? own->transform : result->transform,
    .index = document->ocr->index,
    .template = own != NULL ? own->template : template,
    .form_page = own != NULL ? 1 : result->form_page,
    .print = own != NULL ? own->blank : NULL,
    .engine = document->ocr->engine,
  };
  GPtrArray *readings = sohoa_read_page (&context, error);

  if (readings == NULL)
    return FALSE;
  g_ptr_array_unref (result->readings);
  result->readings = own != NULL ? complete_readings (readings, template, result) : readings;
  return TRUE;
}

/* The code of a form that was handed out filled in. */
static void
find_printed_code (SohoaOcrDocument *document, const SohoaPrepared *prepared, const SohoaLocation *location,
                   SohoaPageResult *result)
{
  SohoaRect place;

  if (!sohoa_template_index_code_place (document->ocr->index, location->template, location->form_page,
                                        &place))
    return;
  SohoaQuad quad = sohoa_transform_map_rect (location->transform, &place);
  sohoa_find_code_at (prepared, &quad, result);
}

/* A page that no blank fits and that does not say what other paper it is may be a registered form in another
 * print: *location then is where its words say, and *ret_own that print. */
static gboolean
find_by_words (SohoaOcrDocument *document, const SohoaPrepared *view, const char *said,
               SohoaPageResult *result, SohoaLocation **location, SohoaOwnPrint **ret_own, GError **error)
{
  const gboolean follows = document->before_form.page + 1 == result->page;
  const SohoaWordingQuestion question = {.prepared = view,
                                         .rotation = result->rotation,
                                         .skew_deg = (*location)->skew_deg,
                                         .is_ambiguous = (*location)->verdict == SOHOA_AMBIGUOUS,
                                         .heading = result->heading,
                                         .said = said,
                                         .form_before = follows ? document->before_form.form : NULL,
                                         .form_page_before = document->before_form.form_page};
  SohoaLocation *found;

  if (said == NULL || (result->kind != SOHOA_PAGE_UNKNOWN && result->kind != SOHOA_PAGE_ATTACHMENT))
    return TRUE;
  if (!sohoa_wording_locate (document->ocr->wording, &question, &found, ret_own, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  sohoa_location_free (*location);
  *location = found;
  g_clear_pointer (&result->heading, g_free);
  g_clear_pointer (&result->reason, g_free);
  result_take_location (result, found);
  if (found->by_words)
    sohoa_page_result_add_warning (result, "locate", SOHOA_WARNING_UNREGISTERED, FALSE);
  return TRUE;
}

/* What a page is, once it is known whether and where a form is on it. view: the page, or the sheet in it.
 * *location, *ret_own: as in find_by_words(). */
static gboolean
describe_located (SohoaOcrDocument *document, const SohoaPage *page, const SohoaPrepared *view,
                  SohoaLocation **location, SohoaPageResult *result, SohoaOwnPrint **ret_own, GError **error)
{
  g_autofree char *said = NULL;

  result_take_location (result, *location);
  if (result->kind == SOHOA_PAGE_COVER)
    sohoa_find_codes (view, result);
  else if (result->kind == SOHOA_PAGE_FORM)
    find_printed_code (document, view, *location, result);
  else if (!sohoa_describe_page (page, view, *location, document->ocr->engine, result, &said, error) ||
           !find_by_words (document, view, said, result, location, ret_own, error))
    return FALSE;
  result->signature = sohoa_sign_page (view, *location);
  document_compare (document, result);
  document_remember_form (document, result);
  return TRUE;
}

static void
transform_leave_flat_view (SohoaTransform **transform, const SohoaPhotograph *photograph)
{
  g_autoptr (SohoaTransform) flat = g_steal_pointer (transform);

  if (flat != NULL)
    *transform = sohoa_photograph_transform (photograph, flat);
}

/* Places found on the flat view of a photograph, as places on the page. */
static void
result_leave_flat_view (SohoaPageResult *result, SohoaOwnPrint *own, const SohoaPhotograph *photograph)
{
  transform_leave_flat_view (&result->transform, photograph);
  if (own != NULL)
    transform_leave_flat_view (&own->transform, photograph);
  for (guint i = 0; i < result->codes->len; i++) {
    SohoaCode *code = g_ptr_array_index (result->codes, i);

    code->quad = sohoa_photograph_quad (photograph, &code->quad);
  }
}

/* A flat map finds nearly all of the print on a scan; what finds little more than half may be a photograph.
 */
static gboolean
location_is_doubtful (const SohoaLocation *location)
{
  return location->verdict != SOHOA_LOCATED || location->inliers < 0.75 * location->anchors;
}

/* Looks for a photographed sheet on a page that is no sure scan of a form, and locates it. *ret_photograph:
 * NULL when there is none or the scan itself says more. */
static gboolean
locate_photograph (SohoaOcrDocument *document, const SohoaPrepared *prepared, SohoaLocation **location,
                   SohoaPhotograph **ret_photograph, GError **error)
{
  g_autoptr (SohoaPhotograph) photograph = NULL;
  g_autoptr (SohoaLocation) bent = NULL;

  *ret_photograph = NULL;
  if (!sohoa_photograph_find (prepared, &photograph, error))
    return FALSE;
  if (photograph == NULL)
    return TRUE;
  bent = sohoa_locate_bent (document->ocr->index, photograph->flat, error);
  if (bent == NULL)
    return FALSE;
  if ((*location)->verdict == SOHOA_LOCATED && bent->verdict != SOHOA_LOCATED)
    return TRUE;
  sohoa_location_free (*location);
  *location = g_steal_pointer (&bent);
  *ret_photograph = g_steal_pointer (&photograph);
  return TRUE;
}

/* What one page of a dossier cannot answer for: several sheets in one picture. A form that was found on one
 * of them is kept, and a person looks at the others; what is no form is not taken for one attachment. */
static void
tell_of_several_sheets (const SohoaPrepared *prepared, const SohoaLocation *location, SohoaPageResult *result)
{
  const gboolean is_open = result->kind == SOHOA_PAGE_ATTACHMENT || result->kind == SOHOA_PAGE_UNKNOWN;

  if (prepared->bilevel || !(is_open || location_is_doubtful (location)) ||
      !sohoa_sheets_several (prepared->gray))
    return;
  if (!is_open) {
    sohoa_page_result_add_warning (result, "locate", "several-sheets", TRUE);
    return;
  }
  result->kind = SOHOA_PAGE_UNKNOWN;
  result->kind_confidence = 0;
  g_free (result->reason);
  result->reason = g_strdup ("several-sheets");
}

/* What a prepared page is, up to reading; *ret_own as in find_by_words(). */
static gboolean
locate_page (SohoaOcrDocument *document, const SohoaPage *page, const SohoaPrepared *prepared,
             SohoaPageResult *result, SohoaOwnPrint **ret_own, GError **error)
{
  g_autoptr (SohoaLocation) location = NULL;
  g_autoptr (SohoaPhotograph) photograph = NULL;

  if (prepared->blank) {
    result->kind = SOHOA_PAGE_BLANK;
    result->kind_confidence = 1;
    return TRUE;
  }
  location = sohoa_locate (document->ocr->index, prepared, error);
  if (location == NULL)
    return FALSE;
  if (location_is_doubtful (location) &&
      !locate_photograph (document, prepared, &location, &photograph, error))
    return FALSE;
  if (!describe_located (document, page, photograph != NULL ? photograph->flat : prepared, &location, result,
                         ret_own, error))
    return FALSE;
  if (photograph != NULL)
    result_leave_flat_view (result, *ret_own, photograph);
  tell_of_several_sheets (prepared, location, result);
  return TRUE;
}

/* The stages behind decoding. */
static gboolean
look_at_page (SohoaOcrDocument *document, const SohoaPage *page, SohoaStage until, SohoaPageResult *result,
              GError **error)
{
  double decoded = cpu_now_ms (), ready, located;
  g_autoptr (SohoaPrepared) prepared = sohoa_prepare (page, error);
  g_autoptr (SohoaOwnPrint) own = NULL;

  if (prepared == NULL)
    return FALSE;
  ready = cpu_now_ms ();
  result->cpu_ms[1] = ready - decoded;
  if (!locate_page (document, page, prepared, result, &own, error))
    return FALSE;
  located = cpu_now_ms ();
  result->cpu_ms[2] = located - ready;
  if (until == SOHOA_STAGE_READ && result->transform != NULL && result->duplicate_of == 0) {
    if (!read_zones (document, page, prepared, own, result, error))
      return FALSE;
    result->cpu_ms[3] = cpu_now_ms () - located;
  }
  return TRUE;
}

SohoaPageResult *
sohoa_ocr_page (SohoaOcrDocument *document, guint page_number, SohoaStage until, GError **error)
{
  g_autoptr (SohoaPageResult) result = NULL;
  double start = cpu_now_ms (), decoding;
  SohoaPage *page = document_decode (document, page_number, error);

  if (page == NULL)
    return NULL;
  decoding = cpu_now_ms () - start;
  if (until != SOHOA_STAGE_DECODE)
    result = document_repeat (document);
  if (result == NULL) {
    result = result_of_page (page, page_number);
    if (until != SOHOA_STAGE_DECODE && !look_at_page (document, page, until, result, error))
      return NULL;
  }
  result->cpu_ms[0] = decoding;
  if (until != SOHOA_STAGE_DECODE)
    document_remember (document, result);
  return g_steal_pointer (&result);
}

SohoaPageResult *
sohoa_ocr_reread (SohoaOcrDocument *document, guint page_number, const char *form, const char *version,
                  guint form_page, const SohoaTransform *transform, GError **error)
{
  const SohoaTemplate *template = sohoa_template_index_lookup (document->ocr->index, form, version);
  g_autoptr (SohoaPageResult) result = NULL;
  g_autoptr (SohoaPrepared) prepared = NULL;
  SohoaPage *page;

  if (template == NULL || form_page < 1 || form_page > template->n_pages) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_NOT_FOUND,
                 "cannot read the page as page %u of form '%s' version '%s': no such page is registered",
                 form_page, form, version);
    return NULL;
  }
  page = document_decode (document, page_number, error);
  if (page == NULL)
    return NULL;
  prepared = sohoa_prepare (page, error);
  if (prepared == NULL)
    return NULL;
  result = result_of_page (page, page_number);
  result->kind = template->is_cover ? SOHOA_PAGE_COVER : SOHOA_PAGE_FORM;
  result->kind_confidence = 1;
  result->form = g_strdup (form);
  result->form_version = g_strdup (version);
  result->form_page = form_page;
  result->transform = sohoa_transform_copy (transform);
  if (!read_zones (document, page, prepared, NULL, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

GBytes *
sohoa_ocr_draw_page (SohoaOcrDocument *document, const SohoaPageResult *result, double dpi, GError **error)
{
  const SohoaTemplate *template = NULL;
  SohoaPage *page = document_decode (document, result->page, error);

  if (page == NULL)
    return NULL;
  if (result->form != NULL)
    template = sohoa_template_index_lookup (document->ocr->index, result->form, result->form_version);
  return sohoa_evidence_page (page, result, template, dpi, error);
}

GBytes *
sohoa_ocr_crop (SohoaOcrDocument *document, guint page_number, const SohoaQuad *quad, guint rotation,
                double dpi, GError **error)
{
  SohoaPage *page = document_decode (document, page_number, error);

  return page != NULL ? sohoa_evidence_crop (page, quad, rotation, dpi, error) : NULL;
}
