/* worker.c - sohoa-worker: scans in, page results out, over the wire that it was born with.
 *
 * One warm recognizer, one request at a time, in the order of task.h. Warm, it goes into its cage (cage.h);
 * it keeps nothing of a scan when its job is done. It ends when the wire closes. Errors of a page are
 * answers; an error of the wire is the end.
 */
#include "cage.h"
#include "wire.h"

#include <sohoa/ocr.h>

#include <gio/gio.h>
#include <unistd.h>

typedef struct {
  SohoaWire *wire;
  SohoaOcr *ocr;
} Worker;

/* Answers. */

static gboolean
answer_failure (Worker *worker, guint page, const GError *why, GError **error)
{
  int code = why->domain == SOHOA_ERROR ? why->code : SOHOA_ERROR_INTERNAL;
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_FAILED,
                          g_variant_new ("(uus)", page, (guint) code, why->message), NULL, 0, error);
}

static gboolean
answer_done (Worker *worker, GError **error)
{
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_DONE, g_variant_new ("()"), NULL, 0, error);
}

static gboolean
answer_picture (Worker *worker, guint page, GBytes *png, GError **error)
{
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, png, TRUE);
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_PICTURE, g_variant_new ("(u@ay)", page, bytes), NULL, 0,
                          error);
}

/* The setup: models, templates, outbox. */

static GBytes *
map_fd (int fd, GError **error)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);
  return map ? g_mapped_file_get_bytes (map) : NULL;
}

static SohoaOcr *
open_recognizer (SohoaMessage *setup, const char *recognizer, GError **error)
{
  g_autoptr (GBytes) vie = NULL, eng = NULL;
  if (setup->n_fds == 3 && (!(vie = map_fd (sohoa_message_steal_fd (setup, 1), error)) ||
                            !(eng = map_fd (sohoa_message_steal_fd (setup, 2), error))))
    return NULL;
  return sohoa_ocr_new (recognizer, &(SohoaOcrModels){.vie = vie, .eng = eng}, error);
}

static gboolean
take_template (SohoaOcr *ocr, GVariant *entry, GError **error)
{
  g_autoptr (GVariant) geometry = g_variant_get_child_value (entry, 0);
  g_autoptr (GVariant) bytes = g_variant_get_child_value (entry, 1);
  g_autoptr (GBytes) blank = g_variant_get_data_as_bytes (bytes);
  SohoaTemplate *template = sohoa_template_from_variant (geometry, blank);
  if (!template) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot take a template: it is malformed");
    return FALSE;
  }
  return sohoa_ocr_take_template (ocr, template, error);
}

static SohoaOcr *
warm_up (SohoaMessage *setup, GError **error)
{
  const char *recognizer;
  g_autoptr (GVariant) templates = g_variant_get_child_value (setup->body, 2);
  g_variant_get_child (setup->body, 0, "&s", &recognizer);
  g_autoptr (SohoaOcr) ocr = open_recognizer (setup, recognizer, error);
  if (!ocr)
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (templates); i++) {
    g_autoptr (GVariant) entry = g_variant_get_child_value (templates, i);
    if (!take_template (ocr, entry, error))
      return NULL;
  }
  return g_steal_pointer (&ocr);
}

static gboolean
go_into_cage (SohoaMessage *setup, int outbox, const char **ret_cage, GError **error)
{
  gboolean caged;
  g_variant_get_child (setup->body, 1, "b", &caged);
  *ret_cage = sohoa_cage_outside ();
  sohoa_cage_watch_memory ();
  return !caged || sohoa_cage_enter (SOHOA_WIRE_FD, outbox, ret_cage, error);
}

static gboolean
do_setup (Worker *worker, SohoaMessage *message, GError **error)
{
  g_autoptr (GError) why = NULL;
  const char *cage;
  if (worker->ocr || message->n_fds < 1) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL,
                         "cannot set up: not now, or not with this");
    return FALSE;
  }
  int outbox = sohoa_message_steal_fd (message, 0);
  sohoa_wire_take_outbox (worker->wire, outbox);
  worker->ocr = warm_up (message, &why);
  if (!worker->ocr || !go_into_cage (message, outbox, &cage, &why))
    return answer_failure (worker, 0, why, error);
  GVariant *body = g_variant_new ("(ss)", sohoa_ocr_recognizer_id (worker->ocr), cage);
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_READY, body, NULL, 0, error);
}

/* Scans. */

/* Opens the scan that came with the message and says so. *ret_document NULL: it could not be, and that was
 * said. */
static gboolean
open_scan (Worker *worker, SohoaMessage *message, SohoaOcrDocument **ret_document, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = map_fd (sohoa_message_steal_fd (message, 0), &why);
  g_autoptr (SohoaOcrDocument) document = bytes ? sohoa_ocr_open (worker->ocr, bytes, &why) : NULL;
  *ret_document = NULL;
  if (!document)
    return answer_failure (worker, 0, why, error);
  GVariant *body =
    g_variant_new ("(us)", sohoa_ocr_document_n_pages (document), sohoa_ocr_document_format (document));
  if (!sohoa_wire_send (worker->wire, SOHOA_MESSAGE_OPENED, body, NULL, 0, error))
    return FALSE;
  *ret_document = g_steal_pointer (&document);
  return TRUE;
}

/* Sends a page as it was read (result NULL: as it failed) and, for dpi > 0, its picture. */
static gboolean
answer_page (Worker *worker, SohoaOcrDocument *document, guint page, const SohoaPageResult *result,
             const GError *why, double dpi, GError **error)
{
  if (!result)
    return answer_failure (worker, page, why, error);
  if (!sohoa_wire_send (worker->wire, SOHOA_MESSAGE_PAGE, sohoa_page_result_to_variant (result), NULL, 0,
                        error))
    return FALSE;
  if (dpi <= 0)
    return TRUE;
  g_autoptr (GError) undrawn = NULL;
  g_autoptr (GBytes) png = sohoa_ocr_draw_page (document, result, dpi, &undrawn);
  return png ? answer_picture (worker, page, png, error) : answer_failure (worker, page, undrawn, error);
}

/* A page that nobody stored yet may have to be read again: no second one is begun before. */
static gboolean
wait_until_kept (Worker *worker, GError **error)
{
  g_autoptr (SohoaMessage) message = sohoa_wire_receive (worker->wire, error);
  if (message && message->kind == SOHOA_MESSAGE_KEPT)
    return TRUE;
  if (error && !*error)
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_STOPPED, "stopped before its page was kept");
  return FALSE;
}

static gboolean
do_read (Worker *worker, SohoaMessage *message, GError **error)
{
  guint first, last, until;
  double dpi;
  g_variant_get (message->body, "(uuud)", &first, &last, &until, &dpi);
  g_autoptr (SohoaOcrDocument) document = NULL;
  if (!open_scan (worker, message, &document, error))
    return FALSE;
  if (!document)
    return TRUE;
  last = MIN (last, sohoa_ocr_document_n_pages (document));
  for (guint page = first; page <= last; page++) {
    g_autoptr (GError) why = NULL;
    g_autoptr (SohoaPageResult) result = sohoa_ocr_page (document, page, (SohoaStage) until, &why);
    if (!answer_page (worker, document, page, result, why, dpi, error) ||
        (dpi <= 0 && !wait_until_kept (worker, error)))
      return FALSE;
  }
  return answer_done (worker, error);
}

static gboolean
do_reread (Worker *worker, SohoaMessage *message, GError **error)
{
  guint page, form_page;
  const char *form, *version;
  g_autoptr (GVariant) map = NULL;
  g_autoptr (GError) why = NULL;
  g_variant_get (message->body, "(u&s&su@" SOHOA_TRANSFORM_TYPE ")", &page, &form, &version, &form_page,
                 &map);
  g_autoptr (SohoaOcrDocument) document = NULL;
  if (!open_scan (worker, message, &document, error))
    return FALSE;
  if (!document)
    return TRUE;
  g_autoptr (SohoaTransform) transform = sohoa_transform_from_variant (map);
  g_autoptr (SohoaPageResult) result = NULL;
  if (transform)
    result = sohoa_ocr_reread (document, page, form, version, form_page, transform, &why);
  else
    g_set_error (&why, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot read page %u again: its map is malformed",
                 page);
  return answer_page (worker, document, page, result, why, 0, error) && answer_done (worker, error);
}

static gboolean
do_preview (Worker *worker, SohoaMessage *message, GError **error)
{
  guint page;
  const char *form, *version;
  double dpi;
  g_autoptr (GError) why = NULL;
  g_variant_get (message->body, "(&s&sud)", &form, &version, &page, &dpi);
  g_autoptr (GBytes) png = sohoa_ocr_draw_blank (worker->ocr, form, version, page, dpi, &why);
  if (!png)
    return answer_failure (worker, 0, why, error);
  return answer_picture (worker, page, png, error) && answer_done (worker, error);
}

/* look: at one page of a blank. */
static gboolean
answer_text (Worker *worker, SohoaMessage *message,
             char **(*look) (SohoaOcr *, const char *, const char *, guint, GError **), GError **error)
{
  guint page;
  const char *form, *version;
  g_autoptr (GError) why = NULL;
  g_variant_get (message->body, "(&s&su)", &form, &version, &page);
  g_auto (GStrv) words = look (worker->ocr, form, version, page, &why);
  if (!words)
    return answer_failure (worker, 0, why, error);
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_TEXT, g_variant_new ("(u^as)", page, words), NULL, 0,
                          error) &&
         answer_done (worker, error);
}

static gboolean
do_words (Worker *worker, SohoaMessage *message, GError **error)
{
  return answer_text (worker, message, sohoa_ocr_blank_words, error);
}

static gboolean
do_twin (Worker *worker, SohoaMessage *message, GError **error)
{
  return answer_text (worker, message, sohoa_ocr_blank_twin, error);
}

static gboolean
do_learn (Worker *worker, SohoaMessage *message, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GVariant) files = g_variant_get_child_value (message->body, 0);
  g_autoptr (GPtrArray) scans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (SohoaLearned) learned = NULL;
  for (gsize i = 0; i < g_variant_n_children (files); i++) {
    g_autoptr (GVariant) file = g_variant_get_child_value (files, i);
    g_ptr_array_add (scans, g_variant_get_data_as_bytes (file));
  }
  if (scans->len > 0)
    learned = sohoa_ocr_learn (scans, &why);
  else
    g_set_error_literal (&why, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot learn a form: no scan was sent");
  if (!learned)
    return answer_failure (worker, 0, why, error);
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_LEARNED, sohoa_learned_to_variant (learned), NULL, 0,
                          error) &&
         answer_done (worker, error);
}

static gboolean
answer_crop (Worker *worker, SohoaOcrDocument *document, guint picture, guint page, guint rotation,
             double dpi, const double *corners, GError **error)
{
  g_autoptr (GError) why = NULL;
  SohoaQuad quad;
  for (int i = 0; i < 4; i++)
    quad.corner[i] = (SohoaPoint){corners[2 * i], corners[2 * i + 1]};
  g_autoptr (GBytes) png = sohoa_ocr_crop (document, page, &quad, rotation, dpi, &why);
  return png ? answer_picture (worker, picture, png, error) : answer_failure (worker, picture, why, error);
}

static gboolean
do_crop (Worker *worker, SohoaMessage *message, GError **error)
{
  guint first, page, rotation;
  double dpi;
  gsize n;
  g_autoptr (GError) why = NULL;
  g_autoptr (GVariant) list = NULL;
  g_variant_get (message->body, "(uuud@ad)", &first, &page, &rotation, &dpi, &list);
  const double *corners = g_variant_get_fixed_array (list, &n, sizeof (double));
  g_autoptr (GBytes) bytes = map_fd (sohoa_message_steal_fd (message, 0), &why);
  g_autoptr (SohoaOcrDocument) document = bytes ? sohoa_ocr_open (worker->ocr, bytes, &why) : NULL;
  if (!document)
    return answer_failure (worker, 0, why, error);
  for (guint picture = first; picture <= n / 8; picture++)
    if (!answer_crop (worker, document, picture, page, rotation, dpi, corners + 8 * (picture - 1), error))
      return FALSE;
  return answer_done (worker, error);
}

static gboolean
do_print (Worker *worker, SohoaMessage *message, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SohoaFilling) filling = sohoa_filling_from_variant (message->body);
  g_autoptr (GBytes) pdf = NULL;
  if (filling)
    pdf = sohoa_ocr_fill_blank (worker->ocr, filling, unfit, &why);
  else
    g_set_error_literal (&why, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "cannot print: the order is malformed");
  if (!pdf)
    return answer_failure (worker, 0, why, error);
  GVariant *fields = g_variant_new_strv ((const char *const *) unfit->pdata, unfit->len);
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, pdf, TRUE);
  return sohoa_wire_send (worker->wire, SOHOA_MESSAGE_PRINTED, g_variant_new ("(@as@ay)", fields, bytes),
                          NULL, 0, error) &&
         answer_done (worker, error);
}

/* The loop. */

static gboolean
serve (Worker *worker, SohoaMessage *message, GError **error)
{
  static gboolean (*const handlers[]) (Worker *, SohoaMessage *, GError **) = {
    [SOHOA_MESSAGE_SETUP] = do_setup,   [SOHOA_MESSAGE_READ] = do_read,
    [SOHOA_MESSAGE_REREAD] = do_reread, [SOHOA_MESSAGE_PREVIEW] = do_preview,
    [SOHOA_MESSAGE_WORDS] = do_words,   [SOHOA_MESSAGE_TWIN] = do_twin,
    [SOHOA_MESSAGE_LEARN] = do_learn,   [SOHOA_MESSAGE_CROP] = do_crop,
    [SOHOA_MESSAGE_PRINT] = do_print,
  };
  gboolean needs_scan = message->kind == SOHOA_MESSAGE_READ || message->kind == SOHOA_MESSAGE_REREAD ||
                        message->kind == SOHOA_MESSAGE_CROP;
  gboolean in_turn = message->kind < G_N_ELEMENTS (handlers) && handlers[message->kind] &&
                     (message->kind == SOHOA_MESSAGE_SETUP || worker->ocr) &&
                     (!needs_scan || message->n_fds == 1);
  if (!in_turn) {
    g_set_error_literal (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL,
                         "cannot serve: a request came out of turn");
    return FALSE;
  }
  return handlers[message->kind](worker, message, error);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SohoaWire) wire = sohoa_wire_new (SOHOA_WIRE_FD, SOHOA_WIRE_WORKER, &error);
  g_autoptr (SohoaOcr) ocr = NULL;
  Worker worker = {.wire = wire};
  gboolean fine = wire != NULL;
  while (fine) {
    g_autoptr (SohoaMessage) message = sohoa_wire_receive (wire, &error);
    if (!message)
      break;
    fine = serve (&worker, message, &error);
    ocr = worker.ocr;
  }
  if (error)
    g_printerr ("sohoa-worker: %s\n", error->message);
  return error ? sohoa_error_exit_status (error) : 0;
}
