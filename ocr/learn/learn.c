/* learn.c - see learn.h: the two rounds. Every page of the pattern is a form of its own until the end, so
 * that a page that the others do not have (an attachment, the back of the sheet) is left out by itself.
 */
#include "learn_internal.h"

#include "../decode/decode.h"
#include "../locate/locate.h"

#define FORM "learned"

enum { PAGES_MAX = 20, ROUNDS = 2 };

/* One page of the pattern. */
typedef struct {
  guint number;
  double width_mm, height_mm;
  Pix *print;          /* as known so far */
  SohoaCommon *common; /* of this round */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;
  pixDestroy (&sheet->print);
  sohoa_common_free (sheet->common);
  g_free (sheet);
}

static SohoaPrepared *
prepare_page (SohoaContainer *container, guint number, GError **error)
{
  g_autoptr (SohoaPage) page = sohoa_container_decode (container, number, error);
  return page != NULL ? sohoa_prepare (page, error) : NULL;
}

/* ---- the pattern ---- */

static Sheet *
sheet_of_pattern (SohoaContainer *pattern, guint number, GError **error)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  SohoaPrepared *page = prepare_page (pattern, number, error);
  g_autoptr (SohoaTransform) transform =
    page != NULL ? sohoa_straighten (page, &sheet->width_mm, &sheet->height_mm, error) : NULL;
  sheet->number = number;
  if (transform != NULL) {
    g_autoptr (SohoaCommon) alone = sohoa_common_new (sheet->width_mm, sheet->height_mm);
    sohoa_common_add (alone, page, transform);
    sheet->print = sohoa_common_print (alone);
  }
  sohoa_prepared_free (page);
  if (sheet->print == NULL)
    g_clear_pointer (&sheet, sheet_free);
  return sheet;
}

static GPtrArray *
sheets_of_pattern (GBytes *scan, GError **error)
{
  SohoaContainer *pattern = sohoa_container_open (scan, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (sheet_free);
  const guint n_pages = pattern != NULL ? MIN (sohoa_container_n_pages (pattern), PAGES_MAX) : 0;
  for (guint number = 1; number <= n_pages; number++) {
    Sheet *sheet = sheet_of_pattern (pattern, number, error);
    if (sheet == NULL)
      break;
    g_ptr_array_add (sheets, sheet);
  }
  g_clear_pointer (&pattern, sohoa_container_free);
  return n_pages > 0 && sheets->len == n_pages ? g_steal_pointer (&sheets) : NULL;
}

/* ---- a round ---- */

/* What is known of a sheet as something to be found; a sheet that prints too little is dropped. */
static gboolean
register_sheet (SohoaTemplateIndex *index, const Sheet *sheet)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autofree char *version = g_strdup_printf ("%u", sheet->number);
  g_ptr_array_add (pages, sheet->print);
  g_autoptr (GBytes) pdf = sohoa_picture_pdf (pages, NULL);
  return pdf != NULL && sohoa_template_index_take (index, sohoa_template_new (FORM, version, 1, pdf), NULL);
}

static SohoaTemplateIndex *
register_sheets (GPtrArray *sheets)
{
  SohoaTemplateIndex *index = sohoa_template_index_new ();
  for (guint i = sheets->len; i > 0; i--) {
    Sheet *sheet = g_ptr_array_index (sheets, i - 1);
    if (!register_sheet (index, sheet)) {
      g_ptr_array_remove_index (sheets, i - 1);
      continue;
    }
    g_clear_pointer (&sheet->common, sohoa_common_free);
    sheet->common = sohoa_common_new (sheet->width_mm, sheet->height_mm);
  }
  return index;
}

static Sheet *
find_sheet (const GPtrArray *sheets, const char *version)
{
  for (guint i = 0; i < sheets->len; i++) {
    Sheet *sheet = g_ptr_array_index (sheets, i);
    g_autofree char *own = g_strdup_printf ("%u", sheet->number);
    if (g_str_equal (own, version))
      return sheet;
  }
  return NULL;
}

/* Pages of one scan that were found; a page that cannot be decoded is none of the form. */
static guint
lay_scan (GBytes *scan, const GPtrArray *sheets, SohoaTemplateIndex *index)
{
  SohoaContainer *container = sohoa_container_open (scan, NULL);
  const guint n_pages = container != NULL ? MIN (sohoa_container_n_pages (container), PAGES_MAX) : 0;
  guint found = 0;
  for (guint number = 1; number <= n_pages; number++) {
    SohoaPrepared *page = prepare_page (container, number, NULL);
    g_autoptr (SohoaLocation) location = page != NULL ? sohoa_locate (index, page, NULL) : NULL;
    Sheet *sheet = location != NULL && location->verdict == SOHOA_LOCATED
                     ? find_sheet (sheets, location->template->version)
                     : NULL;
    if (sheet != NULL) {
      sohoa_common_add (sheet->common, page, location->transform);
      found++;
    }
    sohoa_prepared_free (page);
  }
  g_clear_pointer (&container, sohoa_container_free);
  return found;
}

/* fits: of guint, pages found of each scan. FALSE when out of memory. */
static gboolean
run_round (const GPtrArray *scans, GPtrArray *sheets, GArray *fits)
{
  g_autoptr (SohoaTemplateIndex) index = register_sheets (sheets);
  g_array_set_size (fits, 0);
  for (guint i = 0; i < scans->len; i++) {
    const guint found = lay_scan (g_ptr_array_index (scans, i), sheets, index);
    g_array_append_val (fits, found);
  }
  for (guint i = 0; i < sheets->len; i++) {
    Sheet *sheet = g_ptr_array_index (sheets, i);
    Pix *print = sohoa_common_print (sheet->common);
    if (print == NULL)
      return FALSE;
    pixDestroy (&sheet->print);
    sheet->print = print;
  }
  return TRUE;
}

/* ---- the whole ---- */

/* Pages that only the pattern has, or few beside it, are none of the form. */
static void
drop_strangers (GPtrArray *sheets, guint n_scans)
{
  guint most = 0;
  for (guint i = 0; i < sheets->len; i++)
    most = MAX (most, ((const Sheet *) g_ptr_array_index (sheets, i))->common->n);
  for (guint i = sheets->len; i > 0; i--) {
    const guint n = ((const Sheet *) g_ptr_array_index (sheets, i - 1))->common->n;
    if (2 * n < most || n < MIN (2, n_scans))
      g_ptr_array_remove_index (sheets, i - 1);
  }
}

static SohoaLearned *
conclude (const GPtrArray *sheets, GArray *fits, GError **error)
{
  g_autoptr (SohoaLearned) learned = sohoa_learned_new (sheets->len, 0, 0);
  g_autoptr (GPtrArray) prints = g_ptr_array_new ();
  g_array_append_vals (learned->fits, fits->data, fits->len);
  for (guint i = 0; i < sheets->len; i++) {
    const Sheet *sheet = g_ptr_array_index (sheets, i);
    g_autoptr (Pix) writing = sohoa_common_writing (sheet->common, sheet->print);
    learned->width_mm = MAX (learned->width_mm, sheet->width_mm);
    learned->height_mm = MAX (learned->height_mm, sheet->height_mm);
    g_ptr_array_add (prints, sheet->print);
    if (writing == NULL || !sohoa_propose_zones (sheet->print, writing, i + 1, learned->zones)) {
      g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "not enough memory to learn a form");
      return NULL;
    }
  }
  learned->blank_pdf = sohoa_picture_pdf (prints, error);
  return learned->blank_pdf != NULL ? g_steal_pointer (&learned) : NULL;
}

SohoaLearned *
sohoa_learn (const GPtrArray *scans, GError **error)
{
  g_autoptr (GArray) fits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) sheets = sheets_of_pattern (g_ptr_array_index (scans, 0), error);
  if (sheets == NULL)
    return NULL;
  for (guint round = 0; round < ROUNDS; round++)
    if (!run_round (scans, sheets, fits)) {
      g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "not enough memory to learn a form");
      return NULL;
    }
  drop_strangers (sheets, scans->len);
  if (sheets->len == 0) {
    g_set_error_literal (
      error, SOHOA_ERROR, SOHOA_ERROR_FORM,
      "cannot learn a form: no page of the first scan is shared by another; give scans of one form, "
      "a good one first");
    return NULL;
  }
  return conclude (sheets, fits, error);
}
