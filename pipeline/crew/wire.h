/* wire.h - what supervisor and worker say to each other, over one SOCK_SEQPACKET pair.
 *
 * Each message is one serialized GVariant in the byte order of the machine (both ends run on it): kind, where
 * the body is, body. Bodies over SOHOA_WIRE_INLINE_MAX stay out of the packet, in memory that the SUPERVISOR
 * made: its own travel in a sealed memfd, a worker's lie in the outbox, a memfd of fixed size that came with
 * the setup. The receiver copies the outbox first and checks the copy, so a worker cannot change what was
 * checked.
 *
 * Nothing received is believed: wrong type, not in normal form, an unknown kind, descriptors that the kind
 * does not carry, or any descriptor at all from a worker fail the receive (SOHOA_ERROR_FORMAT), and the end
 * is of no further use. Blocking, not thread-safe. Linked by both programs.
 */
#ifndef SOHOA_WIRE_H
#define SOHOA_WIRE_H

#include <sohoa/error.h>
#include <sohoa/filling.h>
#include <sohoa/learned.h>
#include <sohoa/template.h>
#include <sohoa/transform.h>

G_BEGIN_DECLS

/* X (NAME, type of the body, most descriptors, who sends it) */
#define SOHOA_MESSAGE_LIST(X)                                                                                \
  /* recognizer, whether to go into the cage, templates with their blanks; descriptors: outbox, then vie and \
     eng models or none */                                                                                   \
  X (SETUP, "(sba(" SOHOA_TEMPLATE_TYPE "ay))", 3, SUPERVISOR)                                               \
  /* first and last page, stage, dpi of the pictures to draw (0: none, then each page waits for KEPT);       \
     descriptor: the scan */                                                                                 \
  X (READ, "(uuud)", 1, SUPERVISOR)                                                                          \
  /* page, form, version, form page, map of the page; descriptor: the scan */                                \
  X (REREAD, "(ussu" SOHOA_TRANSFORM_TYPE ")", 1, SUPERVISOR)                                                \
  /* form, version, form page, dpi: its blank with the zones drawn */                                        \
  X (PREVIEW, "(ssud)", 0, SUPERVISOR)                                                                       \
  /* form, version, form page: the words that its blank prints */                                            \
  X (WORDS, "(ssu)", 0, SUPERVISOR)                                                                          \
  /* form, version, form page: what else is registered that prints the same */                               \
  X (TWIN, "(ssu)", 0, SUPERVISOR)                                                                           \
  /* scan files of one form, to learn its blank from */                                                      \
  X (LEARN, "(aay)", 0, SUPERVISOR)                                                                          \
  /* first picture, page, degrees that it is turned, dpi, corners of the places (x, y: eight each);          \
     descriptor: the scan */                                                                                 \
  X (CROP, "(uuudad)", 1, SUPERVISOR)                                                                        \
  /* texts and a code, for the blank of a form; sohoa_filling_from_variant() checks it */                    \
  X (PRINT, SOHOA_FILLING_TYPE, 0, SUPERVISOR)                                                               \
  /* the outbox was copied; the worker may use it again */                                                   \
  X (COPIED, "()", 0, SUPERVISOR)                                                                            \
  /* the page that was answered is where it stays; the worker may go on to the next */                       \
  X (KEPT, "()", 0, SUPERVISOR)                                                                              \
  /* recognizer id, kind of cage (cage.h; "none" without): warm, waiting for jobs */                         \
  X (READY, "(ss)", 0, WORKER)                                                                               \
  /* pages, format */                                                                                        \
  X (OPENED, "(us)", 0, WORKER)                                                                              \
  /* a page result; sohoa_page_result_from_variant() checks it */                                            \
  X (PAGE, "r", 0, WORKER)                                                                                   \
  /* page, PNG file */                                                                                       \
  X (PICTURE, "(uay)", 0, WORKER)                                                                            \
  /* fields whose texts do not fit, PDF file */                                                              \
  X (PRINTED, "(asay)", 0, WORKER)                                                                           \
  /* form page, words in reading order; or form, version and page of its twin, or nothing */                 \
  X (TEXT, "(uas)", 0, WORKER)                                                                               \
  /* a form; sohoa_learned_from_variant() checks it */                                                       \
  X (LEARNED, SOHOA_LEARNED_TYPE, 0, WORKER)                                                                 \
  /* page (0: the job as a whole), error code, message */                                                    \
  X (FAILED, "(uus)", 0, WORKER)                                                                             \
  X (DONE, "()", 0, WORKER)

typedef enum {
#define X(name, type, fds, end) SOHOA_MESSAGE_##name,
  SOHOA_MESSAGE_LIST (X)
#undef X
} SohoaMessageKind;

enum {
  SOHOA_WIRE_FD = 3,                         /* where a worker finds its end */
  SOHOA_WIRE_INLINE_MAX = 64 * 1024,         /* bytes of a packet */
  SOHOA_WIRE_OUTBOX_SIZE = 96 * 1024 * 1024, /* the longest answer; memory is taken only as it is written */
  SOHOA_WIRE_FDS_MAX = 4,
};

typedef enum { SOHOA_WIRE_SUPERVISOR, SOHOA_WIRE_WORKER } SohoaWireEnd;

typedef struct {
  SohoaMessageKind kind;
  GVariant *body;
  int fds[SOHOA_WIRE_FDS_MAX]; /* owned; -1 where taken or none */
  guint n_fds;
} SohoaMessage;

void sohoa_message_free (SohoaMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaMessage, sohoa_message_free)
/* The caller owns the descriptor from now on. */
int sohoa_message_steal_fd (SohoaMessage *message, guint index);

typedef struct SohoaWire SohoaWire;

/* Takes over the socket. The supervisor's end makes the outbox. */
SohoaWire *sohoa_wire_new (int socket, SohoaWireEnd end, GError **error);
/* Closes the socket and the outbox. */
void sohoa_wire_free (SohoaWire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaWire, sohoa_wire_free)

int sohoa_wire_peek_socket (const SohoaWire *wire);
/* The supervisor's outbox, to be sent with the setup; borrowed. */
int sohoa_wire_peek_outbox (const SohoaWire *wire);
/* The worker's outbox, as it came with the setup. */
void sohoa_wire_take_outbox (SohoaWire *wire, int fd);

/* Sends a body (a floating reference is consumed) and copies of the descriptors. A worker that uses its
 * outbox waits here until the supervisor copied it. */
gboolean sohoa_wire_send (SohoaWire *wire, SohoaMessageKind kind, GVariant *body, const int *fds, guint n_fds,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Waits for a message. NULL without an error: the other end is closed. */
SohoaMessage *sohoa_wire_receive (SohoaWire *wire, GError **error);

G_END_DECLS

#endif
