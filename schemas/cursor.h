/* cursor.h - a place in a JSON document that knows its own pointer.
 *
 * json-glib keeps neither lines nor pointers, so whoever descends carries the way back: a cursor names its
 * parent and its key or index, and the JSON pointer of a fault is spelled out only when there is a fault.
 * Cursors live on the stack of the function that descends; they borrow everything.
 *
 * Every getter that finds something else than it was asked for adds a fault and returns nothing, so that one
 * reading of the document collects all of its faults.
 */
#ifndef SOHOA_SCHEMAS_CURSOR_H
#define SOHOA_SCHEMAS_CURSOR_H

#include <json-glib/json-glib.h>

typedef struct SohoaCursor SohoaCursor;
struct SohoaCursor {
  const SohoaCursor *parent; /* NULL for the document itself */
  const char *key;           /* member of parent; NULL for an element */
  guint index;               /* element of parent */
  JsonNode *node;            /* NULL when there is none */
  const char *file;          /* named in faults */
  GPtrArray *faults;         /* of SohoaFormFault */
};

/* A member of an object, an element of an array. Without a node (parent->node is NULL) the cursor is a mere
 * place: good for faults about a document that has been read already. */
SohoaCursor sohoa_cursor_member (const SohoaCursor *parent, const char *key);
SohoaCursor sohoa_cursor_element (const SohoaCursor *parent, guint index);

/* Says what is wrong here, and what is allowed. */
void sohoa_cursor_fault (const SohoaCursor *at, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* TRUE when at is an object; then every member that is not among keys (NULL-terminated) is a fault. */
gboolean sohoa_cursor_is_object (const SohoaCursor *at, const char *const *keys) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE when at is an array of at most max elements. */
gboolean
sohoa_cursor_is_array (const SohoaCursor *at, guint max, guint *ret_length) G_GNUC_WARN_UNUSED_RESULT;

/* A string that is not blank; borrowed from the document, NULL after a fault. */
const char *sohoa_cursor_string (const SohoaCursor *at);
gboolean sohoa_cursor_boolean (const SohoaCursor *at);
/* A whole number of 0 .. max. */
guint sohoa_cursor_count (const SohoaCursor *at, guint max);
gboolean sohoa_cursor_number (const SohoaCursor *at, double *ret_number) G_GNUC_WARN_UNUSED_RESULT;

#endif
