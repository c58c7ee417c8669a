/* form_read.c - the shape of form.json: known members, right JSON types, boxes on the page.
 *
 * What the members have to do with each other is form_check.c's matter. docs/forms.md explains the members to
 * those who write them; meta/form.schema.json must say the same.
 */
#include "form_internal.h"

#include <math.h>

/* The blank's size in millimetres; everything drawn on it must lie within. */
typedef struct {
  double width, height;
} PageSize;

static const PageSize a4 = {210, 297};

/* Paper of any sane size: an identity card to A0. */
static const double side_min_mm = 50, side_max_mm = 1200;
/* Boxes are measured on the blank and rounded: this far over the edge is still on the page. */
static const double edge_tolerance_mm = 0.1;

static char *
read_text (const SohoaCursor *object, const char *key)
{
  SohoaCursor member = sohoa_cursor_member (object, key);

  return g_strdup (sohoa_cursor_string (&member));
}

static char *
read_optional_text (const SohoaCursor *object, const char *key)
{
  SohoaCursor member = sohoa_cursor_member (object, key);

  return member.node == NULL ? NULL : g_strdup (sohoa_cursor_string (&member));
}

static char **
read_texts (const SohoaCursor *object, const char *key)
{
  SohoaCursor member = sohoa_cursor_member (object, key);
  GStrvBuilder *texts = g_strv_builder_new ();
  guint length = 0;
  char **all;

  if (sohoa_cursor_is_array (&member, SOHOA_FORM_FIELDS_MAX, &length))
    for (guint i = 0; i < length; i++) {
      SohoaCursor element = sohoa_cursor_element (&member, i);
      const char *text = sohoa_cursor_string (&element);

      g_strv_builder_add (texts, text != NULL ? text : "");
    }
  all = g_strv_builder_end (texts);
  g_strv_builder_unref (texts);
  return all;
}

/* An array of exactly n numbers. */
static gboolean
read_numbers (const SohoaCursor *at, const char *names, double *ret_numbers, guint n)
{
  guint length;

  if (!sohoa_cursor_is_array (at, n, &length))
    return FALSE;
  if (length != n) {
    sohoa_cursor_fault (at, "has %u numbers; give %s in millimetres", length, names);
    return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    SohoaCursor element = sohoa_cursor_element (at, i);

    if (!sohoa_cursor_number (&element, &ret_numbers[i]))
      return FALSE;
    if (!isfinite (ret_numbers[i])) {
      sohoa_cursor_fault (&element, "is not a finite number; give millimetres");
      return FALSE;
    }
  }
  return TRUE;
}

static PageSize
read_page_size (const SohoaCursor *document)
{
  SohoaCursor member = sohoa_cursor_member (document, "page_size_mm");
  double side[2];

  if (member.node == NULL || !read_numbers (&member, "[width, height]", side, 2))
    return a4;
  for (guint i = 0; i < 2; i++)
    if (side[i] < side_min_mm || side[i] > side_max_mm) {
      sohoa_cursor_fault (&member, "is no paper; sides of %g to %g mm are allowed", side_min_mm, side_max_mm);
      return a4;
    }
  return (PageSize){side[0], side[1]};
}

static SohoaRect
read_box (const SohoaCursor *object, PageSize page)
{
  SohoaCursor member = sohoa_cursor_member (object, "box_mm");
  double box[4];

  if (!read_numbers (&member, "[x, y, width, height]", box, 4))
    return (SohoaRect){0};
  if (box[2] <= 0 || box[3] <= 0) {
    sohoa_cursor_fault (&member, "is empty; width and height must be above 0");
    return (SohoaRect){0};
  }
  if (box[0] < -edge_tolerance_mm || box[1] < -edge_tolerance_mm ||
      box[0] + box[2] > page.width + edge_tolerance_mm || box[1] + box[3] > page.height + edge_tolerance_mm) {
    sohoa_cursor_fault (&member, "leaves the page; the page is %g x %g mm", page.width, page.height);
    return (SohoaRect){0};
  }
  return (SohoaRect){box[0], box[1], box[2], box[3]};
}

static void
read_parts (const SohoaCursor *object, PageSize page, GArray *parts)
{
  static const char *const keys[] = {"name", "box_mm", NULL};
  SohoaCursor member = sohoa_cursor_member (object, "parts");
  guint length;

  if (member.node == NULL || !sohoa_cursor_is_array (&member, SOHOA_FORM_PARTS_MAX, &length))
    return;
  for (guint i = 0; i < length; i++) {
    SohoaCursor element = sohoa_cursor_element (&member, i);
    SohoaZonePart part = {0};

    if (sohoa_cursor_is_object (&element, keys))
      part = (SohoaZonePart){read_text (&element, "name"), read_box (&element, page)};
    g_array_append_val (parts, part);
  }
}

static const SohoaFieldType *
read_type (const SohoaCursor *object)
{
  SohoaCursor member = sohoa_cursor_member (object, "type");
  const char *name = sohoa_cursor_string (&member);
  const SohoaFieldType *type = name != NULL ? sohoa_field_type_lookup (name) : NULL;

  if (name != NULL && type == NULL) {
    GString *known = g_string_new (NULL);

    for (const SohoaFieldType *const *t = sohoa_field_types (); *t != NULL; t++)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", (*t)->name);
    sohoa_cursor_fault (&member, "is the unknown type '%s'; known are %s", name, known->str);
    g_string_free (known, TRUE);
  }
  return type;
}

static SohoaZoneKind
read_kind (const SohoaCursor *object)
{
#define X(name, nick) nick " "
  static const char known[] = SOHOA_ZONE_KIND_LIST (X);
#undef X
  SohoaCursor member = sohoa_cursor_member (object, "kind");
  const char *nick = sohoa_cursor_string (&member);
  SohoaZoneKind kind = SOHOA_ZONE_TEXT;

  if (nick != NULL && !sohoa_zone_kind_from_nick (nick, &kind))
    sohoa_cursor_fault (&member, "is the unknown kind '%s'; known are %s", nick, known);
  return kind;
}

static guint
read_page (const SohoaCursor *object, guint n_pages)
{
  SohoaCursor member = sohoa_cursor_member (object, "page");
  guint n_faults = member.faults->len;
  guint page = sohoa_cursor_count (&member, SOHOA_FORM_PAGES_MAX);

  if (member.faults->len == n_faults && (page < 1 || page > n_pages))
    sohoa_cursor_fault (&member, "is page %u; the form has pages 1 to %u", page, n_pages);
  return page;
}

/* A version that is only a schema (no pages, no blank) has fields without a place. */
static void
read_place (const SohoaCursor *object, guint n_pages, PageSize page, SohoaField *field)
{
  static const char *const place_keys[] = {"kind", "page", "box_mm", "parts"};

  if (n_pages > 0) {
    field->kind = read_kind (object);
    field->page = read_page (object, n_pages);
    field->box_mm = read_box (object, page);
    read_parts (object, page, field->parts);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (place_keys); i++) {
    SohoaCursor member = sohoa_cursor_member (object, place_keys[i]);

    if (member.node != NULL)
      sohoa_cursor_fault (&member, "is not allowed in a form of 0 pages; give \"pages\" and a blank.pdf");
  }
}

static void
part_clear (gpointer data)
{
  g_free (((SohoaZonePart *) data)->name);
}

static SohoaField *
read_field (const SohoaCursor *at, guint n_pages, PageSize page)
{
  static const char *const keys[] = {
    "id",   "label", "role",   "element", "type", "declared", "declared_unless",
    "kind", "page",  "box_mm", "parts",   NULL};
  SohoaField *field = g_new0 (SohoaField, 1);

  field->parts = g_array_new (FALSE, TRUE, sizeof (SohoaZonePart));
  g_array_set_clear_func (field->parts, part_clear);
  if (!sohoa_cursor_is_object (at, keys))
    return field;
  field->id = read_text (at, "id");
  field->label = read_text (at, "label");
  field->role = read_optional_text (at, "role");
  field->element = read_text (at, "element");
  field->type = read_type (at);
  SohoaCursor declared = sohoa_cursor_member (at, "declared");
  field->declared = sohoa_cursor_boolean (&declared);
  field->declared_unless = read_optional_text (at, "declared_unless");
  read_place (at, n_pages, page, field);
  return field;
}

/* Where "pages" itself is wrong, the fields are looked at as those of one page: one fault, not one a field.
 */
static guint
read_n_pages (const SohoaCursor *document)
{
  SohoaCursor member = sohoa_cursor_member (document, "pages");
  guint n_faults = member.faults->len;
  guint n_pages = sohoa_cursor_count (&member, SOHOA_FORM_PAGES_MAX);

  return member.faults->len == n_faults ? n_pages : 1;
}

static void
read_fields (const SohoaCursor *document, SohoaForm *form)
{
  SohoaCursor member = sohoa_cursor_member (document, "fields");
  PageSize page = read_page_size (document);
  guint length;

  if (!sohoa_cursor_is_array (&member, SOHOA_FORM_FIELDS_MAX, &length))
    return;
  if (length == 0)
    sohoa_cursor_fault (&member, "is empty; a form has at least one field");
  for (guint i = 0; i < length; i++) {
    SohoaCursor element = sohoa_cursor_element (&member, i);

    g_ptr_array_add (form->fields, read_field (&element, form->n_pages, page));
  }
}

static void
field_free (gpointer data)
{
  SohoaField *field = data;

  g_free (field->id);
  g_free (field->label);
  g_free (field->role);
  g_free (field->element);
  g_free (field->declared_unless);
  g_array_unref (field->parts);
  g_free (field);
}

SohoaForm *
sohoa_form_read (const SohoaCursor *document)
{
  static const char *const keys[] = {"$schema",    "id",           "version", "title",      "legal_basis",
                                     "valid_from", "valid_to",     "cover",   "procedures", "roles",
                                     "pages",      "page_size_mm", "fields",  NULL};
  SohoaForm *form = g_new0 (SohoaForm, 1);

  form->fields = g_ptr_array_new_with_free_func (field_free);
  if (!sohoa_cursor_is_object (document, keys))
    return form;
  SohoaCursor cover = sohoa_cursor_member (document, "cover");

  form->id = read_text (document, "id");
  form->version = read_text (document, "version");
  form->title = read_text (document, "title");
  form->legal_basis = read_text (document, "legal_basis");
  form->valid_from = read_text (document, "valid_from");
  form->valid_to = read_optional_text (document, "valid_to");
  form->is_cover = cover.node != NULL && sohoa_cursor_boolean (&cover);
  form->procedures = read_texts (document, "procedures");
  form->roles = read_texts (document, "roles");
  form->n_pages = read_n_pages (document);
  read_fields (document, form);
  return form;
}
