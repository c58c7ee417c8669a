/* wire.c - packing, sending, receiving and checking messages; see wire.h for the rules. */
#include "wire.h"

#include <gio/gio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define PACKET_TYPE "(uuv)" /* kind, place, body (or its length) */
enum { PACKET_OVERHEAD = 256, PACKET_MAX = SOHOA_WIRE_INLINE_MAX + PACKET_OVERHEAD };

typedef enum { PLACE_PACKET, PLACE_MEMFD, PLACE_OUTBOX } Place;

typedef struct {
  const char *type;
  guint max_fds;
  SohoaWireEnd sender;
} MessageRule;

static const MessageRule rules[] = {
#define X(name, body_type, fds, end)                                                                         \
  [SOHOA_MESSAGE_##name] = {.type = (body_type), .max_fds = (fds), .sender = SOHOA_WIRE_##end},
  SOHOA_MESSAGE_LIST (X)
#undef X
};

struct SohoaWire {
  int socket;
  int outbox; /* -1: none yet */
  SohoaWireEnd end;
};

static gboolean
fail_errno (GError **error, SohoaErrorCode code, const char *what)
{
  g_set_error (error, SOHOA_ERROR, (int) code, "%s: %s", what, g_strerror (errno));
  return FALSE;
}

static gboolean
fail_nonsense (GError **error, const char *what)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT, "cannot believe the other process: %s", what);
  return FALSE;
}

/* Life cycle. */

void
sohoa_message_free (SohoaMessage *message)
{
  if (!message)
    return;
  g_clear_pointer (&message->body, g_variant_unref);
  for (guint i = 0; i < message->n_fds; i++)
    if (message->fds[i] >= 0)
      close (message->fds[i]);
  g_free (message);
}

int
sohoa_message_steal_fd (SohoaMessage *message, guint index)
{
  g_return_val_if_fail (index < message->n_fds, -1);
  int fd = message->fds[index];
  message->fds[index] = -1;
  return fd;
}

/* A memfd of a fixed size that the other end can neither grow nor shrink. */
static int
make_memory (gsize size, GError **error)
{
  int fd = memfd_create ("sohoa", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd >= 0 && ftruncate (fd, (off_t) size) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0)
    return fd;
  fail_errno (error, SOHOA_ERROR_SETUP, "cannot make shared memory");
  if (fd >= 0)
    close (fd);
  return -1;
}

SohoaWire *
sohoa_wire_new (int socket, SohoaWireEnd end, GError **error)
{
  g_autoptr (SohoaWire) wire = g_new0 (SohoaWire, 1);
  wire->socket = socket;
  wire->outbox = -1;
  wire->end = end;
  if (end == SOHOA_WIRE_SUPERVISOR) {
    wire->outbox = make_memory (SOHOA_WIRE_OUTBOX_SIZE, error);
    if (wire->outbox < 0)
      return NULL;
  }
  return g_steal_pointer (&wire);
}

void
sohoa_wire_free (SohoaWire *wire)
{
  if (!wire)
    return;
  close (wire->socket);
  if (wire->outbox >= 0)
    close (wire->outbox);
  g_free (wire);
}

int
sohoa_wire_peek_socket (const SohoaWire *wire)
{
  return wire->socket;
}

int
sohoa_wire_peek_outbox (const SohoaWire *wire)
{
  return wire->outbox;
}

void
sohoa_wire_take_outbox (SohoaWire *wire, int fd)
{
  if (wire->outbox >= 0)
    close (wire->outbox);
  wire->outbox = fd;
}

/* Bytes in and out of memory files. */

static gboolean
write_all (int fd, const guint8 *data, gsize length, GError **error)
{
  for (gsize done = 0; done < length;) {
    ssize_t n = pwrite (fd, data + done, length - done, (off_t) done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail_errno (error, SOHOA_ERROR_INTERNAL, "cannot fill shared memory");
    done += (gsize) n;
  }
  return TRUE;
}

static GBytes *
copy_out (int fd, gsize length, GError **error)
{
  g_autofree guint8 *copy = g_try_malloc (length);
  gsize done = 0;
  while (copy && done < length) {
    ssize_t n = pread (fd, copy + done, length - done, (off_t) done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    done += (gsize) n;
  }
  if (!copy || done < length) {
    fail_nonsense (error, "shared memory is shorter than said");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&copy), length);
}

/* A memfd that holds the bytes and can no longer be changed; -1 on error. */
static int
seal_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int fd = make_memory (length, error);
  if (fd < 0)
    return -1;
  if (!write_all (fd, data, length, error)) {
    close (fd);
    return -1;
  }
  if (fcntl (fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) < 0) {
    fail_errno (error, SOHOA_ERROR_SETUP, "cannot seal shared memory");
    close (fd);
    return -1;
  }
  return fd;
}

/* Sending. */

static gboolean
send_packet (SohoaWire *wire, GVariant *packet, const int *fds, guint n_fds, GError **error)
{
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packet);
  gsize length;
  struct iovec part = {.iov_base = (void *) g_bytes_get_data (bytes, &length)};
  part.iov_len = length;
  union {
    char space[CMSG_SPACE (SOHOA_WIRE_FDS_MAX * sizeof (int))];
    struct cmsghdr align;
  } control = {0};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  if (n_fds > 0) {
    header.msg_control = control.space;
    header.msg_controllen = CMSG_SPACE (n_fds * sizeof (int));
    struct cmsghdr *cmsg = CMSG_FIRSTHDR (&header);
    cmsg->cmsg_level = SOL_SOCKET;
    cmsg->cmsg_type = SCM_RIGHTS;
    cmsg->cmsg_len = CMSG_LEN (n_fds * sizeof (int));
    memcpy (CMSG_DATA (cmsg), fds, n_fds * sizeof (int));
  }
  ssize_t sent;
  do
    sent = sendmsg (wire->socket, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t) length ? TRUE
                                  : fail_errno (error, SOHOA_ERROR_CRASH, "cannot reach the other process");
}

static GVariant *
make_packet (SohoaMessageKind kind, Place place, GVariant *body)
{
  return g_variant_ref_sink (g_variant_new (PACKET_TYPE, (guint) kind, (guint) place, body));
}

static gboolean
wait_until_copied (SohoaWire *wire, GError **error)
{
  g_autoptr (SohoaMessage) answer = sohoa_wire_receive (wire, error);
  if (answer)
    return answer->kind == SOHOA_MESSAGE_COPIED || fail_nonsense (error, "no receipt for an answer");
  if (error && !*error)
    fail_nonsense (error, "closed before it took the answer");
  return FALSE;
}

static gboolean
send_by_outbox (SohoaWire *wire, SohoaMessageKind kind, GBytes *boxed, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (boxed, &length);
  if (wire->outbox < 0 || length > SOHOA_WIRE_OUTBOX_SIZE) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_LIMIT, "cannot send an answer of %" G_GSIZE_FORMAT " bytes",
                 length);
    return FALSE;
  }
  if (!write_all (wire->outbox, data, length, error))
    return FALSE;
  g_autoptr (GVariant) packet = make_packet (kind, PLACE_OUTBOX, g_variant_new_uint64 (length));
  return send_packet (wire, packet, NULL, 0, error) && wait_until_copied (wire, error);
}

static gboolean
send_by_memfd (SohoaWire *wire, SohoaMessageKind kind, GBytes *boxed, const int *fds, guint n_fds,
               GError **error)
{
  int all[SOHOA_WIRE_FDS_MAX];
  for (guint i = 0; i < n_fds; i++)
    all[i] = fds[i];
  all[n_fds] = seal_bytes (boxed, error);
  if (all[n_fds] < 0)
    return FALSE;
  g_autoptr (GVariant) packet =
    make_packet (kind, PLACE_MEMFD, g_variant_new_uint64 (g_bytes_get_size (boxed)));
  gboolean sent = send_packet (wire, packet, all, n_fds + 1, error);
  close (all[n_fds]);
  return sent;
}

gboolean
sohoa_wire_send (SohoaWire *wire, SohoaMessageKind kind, GVariant *body, const int *fds, guint n_fds,
                 GError **error)
{
  g_return_val_if_fail (rules[kind].sender == wire->end && n_fds <= rules[kind].max_fds, FALSE);
  g_return_val_if_fail (g_variant_is_of_type (body, G_VARIANT_TYPE (rules[kind].type)), FALSE);
  g_autoptr (GVariant) boxed = g_variant_ref_sink (g_variant_new_variant (body));
  if (g_variant_get_size (boxed) <= SOHOA_WIRE_INLINE_MAX) {
    g_autoptr (GVariant) inner = g_variant_get_variant (boxed);
    g_autoptr (GVariant) packet = make_packet (kind, PLACE_PACKET, inner);
    return send_packet (wire, packet, fds, n_fds, error);
  }
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (boxed);
  if (wire->end == SOHOA_WIRE_WORKER)
    return send_by_outbox (wire, kind, bytes, error);
  return send_by_memfd (wire, kind, bytes, fds, n_fds, error);
}

/* Receiving. */

static void
collect_fds (struct msghdr *header, SohoaMessage *message)
{
  for (struct cmsghdr *cmsg = CMSG_FIRSTHDR (header); cmsg; cmsg = CMSG_NXTHDR (header, cmsg)) {
    if (cmsg->cmsg_level != SOL_SOCKET || cmsg->cmsg_type != SCM_RIGHTS)
      continue;
    guint n = (guint) ((cmsg->cmsg_len - CMSG_LEN (0)) / sizeof (int));
    for (guint i = 0; i < n && message->n_fds < SOHOA_WIRE_FDS_MAX; i++)
      memcpy (&message->fds[message->n_fds++], CMSG_DATA (cmsg) + i * sizeof (int), sizeof (int));
  }
}

/* One packet, with its descriptors put into message. NULL without an error: closed. */
static GBytes *
receive_packet (SohoaWire *wire, SohoaMessage *message, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (PACKET_MAX);
  struct iovec part = {.iov_base = buffer, .iov_len = PACKET_MAX};
  union {
    char space[CMSG_SPACE (SOHOA_WIRE_FDS_MAX * sizeof (int))];
    struct cmsghdr align;
  } control = {0};
  struct msghdr header = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
  ssize_t length;
  do
    length = recvmsg (wire->socket, &header, MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length == 0 || (length < 0 && errno == ECONNRESET))
    return NULL;
  if (length < 0) {
    fail_errno (error, SOHOA_ERROR_CRASH, "cannot hear the other process");
    return NULL;
  }
  collect_fds (&header, message);
  if (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
    fail_nonsense (error, "a message is too long");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) length);
}

/* A body that stayed out of the packet, as bytes of type "v". */
static GBytes *
fetch_body (SohoaWire *wire, SohoaMessage *message, Place place, guint64 length, GError **error)
{
  if (place == PLACE_OUTBOX && wire->end == SOHOA_WIRE_SUPERVISOR && length <= SOHOA_WIRE_OUTBOX_SIZE) {
    g_autoptr (GBytes) copy = copy_out (wire->outbox, (gsize) length, error);
    if (!copy || !sohoa_wire_send (wire, SOHOA_MESSAGE_COPIED, g_variant_new ("()"), NULL, 0, error))
      return NULL;
    return g_steal_pointer (&copy);
  }
  if (place == PLACE_MEMFD && wire->end == SOHOA_WIRE_WORKER && message->n_fds > 0) {
    int fd = message->fds[--message->n_fds];
    g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (fd, FALSE, error);
    close (fd);
    if (!map)
      return NULL;
    if (g_mapped_file_get_length (map) == length)
      return g_mapped_file_get_bytes (map);
  }
  fail_nonsense (error, "a body is not where it may be");
  return NULL;
}

static GVariant *
check_variant (const char *type, GBytes *bytes, GError **error)
{
  g_autoptr (GVariant) variant =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
  if (!g_variant_is_normal_form (variant)) {
    fail_nonsense (error, "a message is damaged");
    return NULL;
  }
  return g_steal_pointer (&variant);
}

static GVariant *
find_body (SohoaWire *wire, SohoaMessage *message, Place place, GVariant *inner, GError **error)
{
  if (place == PLACE_PACKET)
    return g_variant_ref (inner);
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT64)) {
    fail_nonsense (error, "a body has no length");
    return NULL;
  }
  g_autoptr (GBytes) bytes = fetch_body (wire, message, place, g_variant_get_uint64 (inner), error);
  g_autoptr (GVariant) boxed = bytes ? check_variant ("v", bytes, error) : NULL;
  return boxed ? g_variant_get_variant (boxed) : NULL;
}

static gboolean
check_message (const SohoaWire *wire, const SohoaMessage *message, GError **error)
{
  const MessageRule *rule = &rules[message->kind];
  if (rule->sender == wire->end)
    return fail_nonsense (error, "it speaks out of its part");
  if (message->n_fds > rule->max_fds)
    return fail_nonsense (error, "a descriptor came that nobody asked for");
  if (!g_variant_is_of_type (message->body, G_VARIANT_TYPE (rule->type)))
    return fail_nonsense (error, "a message has the wrong type");
  return TRUE;
}

SohoaMessage *
sohoa_wire_receive (SohoaWire *wire, GError **error)
{
  g_autoptr (SohoaMessage) message = g_new0 (SohoaMessage, 1);
  g_autoptr (GBytes) bytes = receive_packet (wire, message, error);
  g_autoptr (GVariant) packet = bytes ? check_variant (PACKET_TYPE, bytes, error) : NULL;
  if (!packet)
    return NULL;
  guint kind, place;
  g_autoptr (GVariant) inner = NULL;
  g_variant_get (packet, PACKET_TYPE, &kind, &place, &inner);
  if (kind >= G_N_ELEMENTS (rules)) {
    fail_nonsense (error, "a message is of no known kind");
    return NULL;
  }
  message->kind = (SohoaMessageKind) kind;
  message->body = find_body (wire, message, (Place) place, inner, error);
  if (!message->body || !check_message (wire, message, error))
    return NULL;
  return g_steal_pointer (&message);
}
