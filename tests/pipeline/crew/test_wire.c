/* test_wire.c - the wire promises: what is sent arrives, large or small, with its descriptors; what is not a
 * message of the other side is refused and never crashes the receiver. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/crew/wire.h"

#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
  SohoaWire *supervisor, *worker;
} Pair;

static int
set_up (void **state)
{
  int sockets[2];
  Pair *pair = g_new0 (Pair, 1);
  assert_int_equal (socketpair (AF_UNIX, SOCK_SEQPACKET, 0, sockets), 0);
  pair->supervisor = sohoa_wire_new (sockets[0], SOHOA_WIRE_SUPERVISOR, NULL);
  pair->worker = sohoa_wire_new (sockets[1], SOHOA_WIRE_WORKER, NULL);
  sohoa_wire_take_outbox (pair->worker, dup (sohoa_wire_peek_outbox (pair->supervisor)));
  *state = pair;
  return 0;
}

static int
tear_down (void **state)
{
  Pair *pair = *state;
  sohoa_wire_free (pair->supervisor);
  sohoa_wire_free (pair->worker);
  g_free (pair);
  return 0;
}

static GVariant *
make_picture (gsize size)
{
  g_autofree guint8 *data = g_malloc (size);
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7);
  return g_variant_new ("(u@ay)", 1U, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, size, 1));
}

static void *
send_picture (void *data)
{
  void **arguments = data;
  GVariant *picture = arguments[1];
  return GINT_TO_POINTER (sohoa_wire_send (arguments[0], SOHOA_MESSAGE_PICTURE, picture, NULL, 0, NULL));
}

/* The sender waits for its receipt, so it needs a thread of its own. */
static void
test_answers_arrive_unchanged_whatever_their_size (void **state)
{
  static const gsize sizes[] = {0, 1, 1000, 65000, 65529, 65536, 70000, 5 * 1024 * 1024};
  Pair *pair = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GVariant) picture = g_variant_ref_sink (make_picture (sizes[i]));
    void *arguments[] = {pair->worker, picture}, *sent;
    pthread_t thread;
    assert_int_equal (pthread_create (&thread, NULL, send_picture, arguments), 0);
    g_autoptr (SohoaMessage) message = sohoa_wire_receive (pair->supervisor, NULL);
    pthread_join (thread, &sent);
    assert_non_null (message);
    assert_true (GPOINTER_TO_INT (sent));
    assert_int_equal (message->kind, SOHOA_MESSAGE_PICTURE);
    g_autoptr (GBytes) arrived = g_variant_get_data_as_bytes (message->body);
    g_autoptr (GBytes) original = g_variant_get_data_as_bytes (picture);
    assert_true (g_bytes_equal (arrived, original));
  }
}

static void
test_a_scan_travels_as_a_descriptor (void **state)
{
  Pair *pair = *state;
  int scan = memfd_create ("scan", MFD_CLOEXEC);
  assert_int_equal (write (scan, "scan", 4), 4);
  assert_true (sohoa_wire_send (pair->supervisor, SOHOA_MESSAGE_READ,
                                g_variant_new ("(uuud)", 1U, 2U, 2U, 0.0), &scan, 1, NULL));
  g_autoptr (SohoaMessage) message = sohoa_wire_receive (pair->worker, NULL);
  assert_int_equal (message->n_fds, 1);
  int copy = sohoa_message_steal_fd (message, 0);
  char content[5] = "";
  assert_int_equal (pread (copy, content, 4, 0), 4);
  assert_string_equal (content, "scan");
  assert_true (fcntl (copy, F_GETFD) & FD_CLOEXEC);
  close (copy);
  close (scan);
}

static void
test_a_long_setup_travels_beside_its_descriptors (void **state)
{
  Pair *pair = *state;
  g_autofree char *recognizer = g_strnfill (200000, 'r');
  GVariant *setup = g_variant_new_parsed ("(%s, true, @a(" SOHOA_TEMPLATE_TYPE "ay) [])", recognizer);
  int outbox = sohoa_wire_peek_outbox (pair->supervisor);
  assert_true (sohoa_wire_send (pair->supervisor, SOHOA_MESSAGE_SETUP, setup, &outbox, 1, NULL));
  g_autoptr (SohoaMessage) message = sohoa_wire_receive (pair->worker, NULL);
  assert_int_equal (message->n_fds, 1);
  const char *arrived;
  g_variant_get_child (message->body, 0, "&s", &arrived);
  assert_string_equal (arrived, recognizer);
}

static void
test_a_closed_end_is_no_error (void **state)
{
  Pair *pair = *state;
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&pair->worker, sohoa_wire_free);
  assert_null (sohoa_wire_receive (pair->supervisor, &error));
  assert_null (error);
}

/* A packet as a hostile worker would write it: text form of "(uuv)". fd -1: none. */
static void
send_raw (const Pair *pair, const void *data, gsize length, int fd)
{
  struct iovec part = {.iov_base = (void *) data, .iov_len = length};
  char control[CMSG_SPACE (sizeof (int))] = "";
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  if (fd >= 0) {
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    struct cmsghdr *cmsg = CMSG_FIRSTHDR (&header);
    cmsg->cmsg_level = SOL_SOCKET;
    cmsg->cmsg_type = SCM_RIGHTS;
    cmsg->cmsg_len = CMSG_LEN (sizeof (int));
    memcpy (CMSG_DATA (cmsg), &fd, sizeof fd);
  }
  assert_int_equal (sendmsg (sohoa_wire_peek_socket (pair->worker), &header, 0), length);
}

static void
test_what_is_no_answer_is_refused (void **state)
{
  static const struct {
    const char *name, *packet;
    int fd;
  } cases[] = {
    {"an unknown kind", "(uint32 99, uint32 0, <()>)", -1},
    {"the supervisor's own part", "(uint32 4, uint32 0, <()>)", -1},
    {"the wrong type", "(uint32 5, uint32 0, <(1,)>)", -1},
    {"a descriptor", "(uint32 10, uint32 0, <()>)", 2},
    {"an unknown place", "(uint32 10, uint32 7, <uint64 2>)", -1},
    {"a body in a memfd of its own", "(uint32 8, uint32 1, <uint64 2>)", 2},
    {"an outbox longer than it is", "(uint32 8, uint32 2, <uint64 900000000000>)", -1},
    {"an outbox without a length", "(uint32 8, uint32 2, <'long'>)", -1},
    {"an outbox full of nothing", "(uint32 8, uint32 2, <uint64 80000>)", -1},
  };
  Pair *pair = *state;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GVariant) packet = g_variant_ref_sink (g_variant_new_parsed (cases[i].packet));
    send_raw (pair, g_variant_get_data (packet), g_variant_get_size (packet), cases[i].fd);
    g_autoptr (GError) error = NULL;
    g_autoptr (SohoaMessage) message = sohoa_wire_receive (pair->supervisor, &error);
    if (message || !g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_FORMAT))
      fail_msg ("%s was believed", cases[i].name);
  }
}

static void
test_noise_is_refused (void **state)
{
  Pair *pair = *state;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  for (guint i = 0; i < 2000; i++) {
    guint8 noise[200];
    gsize length = (gsize) g_rand_int_range (rand, 1, sizeof noise);
    for (gsize k = 0; k < length; k++)
      noise[k] = (guint8) g_rand_int_range (rand, 0, i % 2 ? 256 : 12);
    send_raw (pair, noise, length, -1);
    g_autoptr (SohoaMessage) message = sohoa_wire_receive (pair->supervisor, NULL);
    assert_null (message);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_answers_arrive_unchanged_whatever_their_size, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_scan_travels_as_a_descriptor, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_long_setup_travels_beside_its_descriptors, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_closed_end_is_no_error, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_what_is_no_answer_is_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_noise_is_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
