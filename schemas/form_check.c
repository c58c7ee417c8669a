/* form_check.c - the sense of a form version: what its members have to do with each other.
 *
 * Every rule here protects something downstream: two fields of one id would overwrite each other, zones that
 * lie on each other read the same ink twice, a box outside its zone is never seen. Faults say what is
 * allowed.
 */
#include "form_internal.h"

#include <string.h>

#include <sohoa/dictionary.h>

#include "date_text.h"
#include "field_types.h"

/* Zones of different fields may touch; measured and rounded to 0.01 mm, neighbours lie on each other by a
 * hair that is narrower than any pen stroke. More than this is an overlap. */
static const double overlap_max_mm2 = 1.0, overlap_hair_mm = 0.05;
/* Parts may stick out of their field's box by the rounding. */
static const double hull_tolerance_mm = 0.1;

/* Names */

static gboolean
is_word (const char *p, const char *end)
{
  if (p == end || !g_ascii_islower (*p))
    return FALSE;
  for (; p < end; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

/* "word.word", the first one perhaps with a row: "members[0].full_name". */
static gboolean
is_dotted (const char *id, gboolean may_have_row)
{
  const char *dot = strchr (id, '.');
  const char *row;

  if (dot == NULL || strchr (dot + 1, '.') != NULL || !is_word (dot + 1, id + strlen (id)))
    return FALSE;
  row = memchr (id, '[', (size_t) (dot - id));
  if (row == NULL || !may_have_row)
    return is_word (id, dot);
  return is_word (id, row) && dot - row > 2 && dot[-1] == ']' &&
         strspn (row + 1, "0123456789") == (size_t) (dot - row - 2);
}

/* An ISO date, perhaps followed by "-" and lower-case letters and digits where one act was printed twice. */
static gboolean
is_version (const char *version)
{
  g_autofree char *date = g_strndup (version, strlen ("2023-11-17"));
  const char *rest = version + strlen (date);

  if (!sohoa_date_is_iso (date))
    return FALSE;
  return *rest == '\0' || (*rest == '-' && rest[1] != '\0' &&
                           rest[1 + strspn (rest + 1, "abcdefghijklmnopqrstuvwxyz0123456789")] == '\0');
}

/* The form as a whole. A text that was wrong in shape is NULL, or "" in a list: it has its fault already. */

static void
check_date (const SohoaCursor *document, const char *key, const char *date)
{
  SohoaCursor at = sohoa_cursor_member (document, key);

  if (date != NULL && !sohoa_date_is_iso (date))
    sohoa_cursor_fault (&at, "is no date; give YYYY-MM-DD");
}

static void
check_identity (const SohoaForm *form, const SohoaCursor *document)
{
  SohoaCursor id = sohoa_cursor_member (document, "id");
  SohoaCursor version = sohoa_cursor_member (document, "version");
  SohoaCursor valid_to = sohoa_cursor_member (document, "valid_to");

  if (form->id != NULL && !is_word (form->id, form->id + strlen (form->id)))
    sohoa_cursor_fault (&id, "has other characters; a-z, 0-9 and _ are allowed, a letter first");
  if (form->version != NULL && !is_version (form->version))
    sohoa_cursor_fault (&version,
                        "is no version; give the date of the act, YYYY-MM-DD, perhaps with -suffix");
  check_date (document, "valid_from", form->valid_from);
  check_date (document, "valid_to", form->valid_to);
  if (form->valid_from != NULL && form->valid_to != NULL && strcmp (form->valid_to, form->valid_from) < 0)
    sohoa_cursor_fault (&valid_to, "is before \"valid_from\"; leave it out while the version is in force");
}

static void
check_lists (const SohoaForm *form, const SohoaCursor *document)
{
  SohoaCursor procedures = sohoa_cursor_member (document, "procedures");
  SohoaCursor roles = sohoa_cursor_member (document, "roles");

  for (guint i = 0; form->procedures != NULL && form->procedures[i] != NULL; i++) {
    SohoaCursor at = sohoa_cursor_element (&procedures, i);

    if (*form->procedures[i] != '\0' && !sohoa_procedure_code_is_valid (form->procedures[i]))
      sohoa_cursor_fault (&at, "is no procedure code; give a code like 1.004222 or 1.004222.000.00.00.H29");
  }
  for (guint i = 0; form->roles != NULL && form->roles[i] != NULL; i++) {
    SohoaCursor at = sohoa_cursor_element (&roles, i);
    const char *role = form->roles[i];

    if (*role != '\0' && !is_word (role, role + strlen (role)))
      sohoa_cursor_fault (&at, "has other characters; a-z, 0-9 and _ are allowed, a letter first");
  }
}

/* One field */

/* Two forms can only share a value that both read the same way. */
static void
check_element (const SohoaField *field, const SohoaCursor *at)
{
  g_autoptr (GError) error = NULL;
  const SohoaDictionary *dictionary = sohoa_dictionary_get (&error);
  SohoaCursor element = sohoa_cursor_member (at, "element"), type = sohoa_cursor_member (at, "type");
  const SohoaElement *known;

  if (dictionary == NULL) {
    sohoa_cursor_fault (&element, "cannot be looked up: %s", error->message);
    return;
  }
  known = sohoa_dictionary_lookup (dictionary, field->element);
  if (known == NULL)
    sohoa_cursor_fault (&element, "is the unknown element '%s'; dictionary.json has them all",
                        field->element);
  else if (field->type != NULL && field->type != known->type)
    sohoa_cursor_fault (&type, "is \"%s\"; '%s' is of type \"%s\" on all forms", field->type->name, known->id,
                        known->type->name);
}

static void
check_names (const SohoaForm *form, const SohoaField *field, const SohoaCursor *at)
{
  SohoaCursor id = sohoa_cursor_member (at, "id");
  SohoaCursor element = sohoa_cursor_member (at, "element");
  SohoaCursor role = sohoa_cursor_member (at, "role");

  if (field->id != NULL && !is_dotted (field->id, TRUE))
    sohoa_cursor_fault (&id, "is no field id; give one like father.full_name or members[0].full_name");
  if (field->element != NULL && !is_dotted (field->element, FALSE))
    sohoa_cursor_fault (&element, "is no element; give entity.attribute, like person.full_name");
  else if (field->element != NULL)
    check_element (field, at);
  if (field->role != NULL && form->roles != NULL &&
      !g_strv_contains ((const char *const *) form->roles, field->role)) {
    g_autofree char *declared = g_strjoinv (", ", form->roles);

    sohoa_cursor_fault (&role, "is not among \"roles\" (%s)", declared);
  }
}

static void
check_condition (const SohoaForm *form, const SohoaField *field, const SohoaCursor *at)
{
  SohoaCursor condition = sohoa_cursor_member (at, "declared_unless");
  const SohoaField *other;

  if (field->declared_unless == NULL)
    return;
  other = sohoa_form_lookup_field (form, field->declared_unless);
  if (other == NULL || other == field)
    sohoa_cursor_fault (&condition, "names no other field of this form; give the id of one");
  else if (!field->declared)
    sohoa_cursor_fault (&condition, "is not allowed where \"declared\" is false");
}

/* Which parts a kind of zone has. */
typedef struct {
  SohoaZoneKind kind;
  guint parts_min, parts_max;
  const char *names; /* "0": counted from 0; "dmy": d, m, y; NULL: free, but each once */
  const char *allowed;
} PartRule;

static const PartRule part_rules[] = {
  {SOHOA_ZONE_MULTILINE, 1, SOHOA_FORM_PARTS_MAX, "0", "one part a line, named \"0\", \"1\" … from the top"},
  {SOHOA_ZONE_COMB, 2, SOHOA_FORM_PARTS_MAX, "0", "one part a cell, named \"0\", \"1\" … from the left"},
  {SOHOA_ZONE_DATE, 3, 3, "dmy", "three parts, named \"d\", \"m\", \"y\""},
  {SOHOA_ZONE_CHOICE, 2, SOHOA_FORM_PARTS_MAX, NULL, "one part an option, each with another name"},
};

static const PartRule no_parts = {.allowed = "none for this kind"};

static const PartRule *
lookup_part_rule (SohoaZoneKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_rules); i++)
    if (part_rules[i].kind == kind)
      return &part_rules[i];
  return &no_parts;
}

static const SohoaZonePart *
peek_part (const SohoaField *field, guint index)
{
  return &g_array_index (field->parts, SohoaZonePart, index);
}

static gboolean
part_name_fits (const PartRule *rule, const SohoaField *field, guint index)
{
  const char *name = peek_part (field, index)->name;

  if (name == NULL) /* already a fault */
    return TRUE;
  if (rule->names == NULL) {
    for (guint i = 0; i < index; i++)
      if (g_strcmp0 (peek_part (field, i)->name, name) == 0)
        return FALSE;
    return TRUE;
  }
  if (strcmp (rule->names, "dmy") == 0)
    return name[0] == rule->names[index] && name[1] == '\0';
  g_autofree char *counted = g_strdup_printf ("%u", index);
  return strcmp (name, counted) == 0;
}

static gboolean
lies_within (const SohoaRect *box, const SohoaRect *hull)
{
  return box->x >= hull->x - hull_tolerance_mm && box->y >= hull->y - hull_tolerance_mm &&
         box->x + box->w <= hull->x + hull->w + hull_tolerance_mm &&
         box->y + box->h <= hull->y + hull->h + hull_tolerance_mm;
}

static void
check_parts (const SohoaField *field, const SohoaCursor *at)
{
  const PartRule *rule = lookup_part_rule (field->kind);
  SohoaCursor parts = sohoa_cursor_member (at, "parts");

  if (field->parts->len < rule->parts_min || field->parts->len > rule->parts_max) {
    sohoa_cursor_fault (&parts, "has %u parts; allowed: %s", field->parts->len, rule->allowed);
    return;
  }
  for (guint i = 0; i < field->parts->len; i++) {
    SohoaCursor part = sohoa_cursor_element (&parts, i);
    SohoaCursor name = sohoa_cursor_member (&part, "name");
    SohoaCursor box = sohoa_cursor_member (&part, "box_mm");

    if (!part_name_fits (rule, field, i))
      sohoa_cursor_fault (&name, "does not fit; allowed: %s", rule->allowed);
    if (field->box_mm.w > 0 && peek_part (field, i)->box_mm.w > 0 &&
        !lies_within (&peek_part (field, i)->box_mm, &field->box_mm))
      sohoa_cursor_fault (&box, "leaves the field's own \"box_mm\"; that must hold all parts");
  }
}

/* Ink or no ink is not text: some kinds and types only make sense together. */
static void
check_type (const SohoaField *field, const SohoaCursor *at)
{
  static const struct {
    SohoaZoneKind kind;
    const char *type;
  } pairs[] = {
    {SOHOA_ZONE_CHECKBOX, "yes_no"}, {SOHOA_ZONE_SIGNATURE, "signature"}, {SOHOA_ZONE_DATE, "date"}};
  SohoaCursor type = sohoa_cursor_member (at, "type");

  if (field->type == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (field->kind == pairs[i].kind && strcmp (field->type->name, pairs[i].type) != 0)
      sohoa_cursor_fault (&type, "does not fit kind \"%s\"; allowed is \"%s\"",
                          sohoa_zone_kind_nick (field->kind), pairs[i].type);
  if (field->kind != SOHOA_ZONE_CHOICE)
    return;
  for (guint i = 0; i < field->parts->len; i++) {
    const char *option = peek_part (field, i)->name;
    g_autoptr (SohoaValue) value = option != NULL ? sohoa_field_type_normalize (field->type, option) : NULL;

    if (value != NULL && value->plausibility <= 0)
      sohoa_cursor_fault (
        &type, "does not know the option '%s'; allowed are types that do, such as \"choice\"", option);
  }
}

/* Between fields */

static double
overlap_mm2 (const SohoaRect *a, const SohoaRect *b)
{
  double w = MIN (a->x + a->w, b->x + b->w) - MAX (a->x, b->x);
  double h = MIN (a->y + a->h, b->y + b->h) - MAX (a->y, b->y);

  return w > overlap_hair_mm && h > overlap_hair_mm ? w * h : 0;
}

/* A zone without parts is its own only part. */
static double
zones_overlap_mm2 (const SohoaField *a, const SohoaField *b)
{
  double worst = 0;

  if (a->page != b->page || overlap_mm2 (&a->box_mm, &b->box_mm) == 0)
    return 0;
  for (guint i = 0; i < MAX (a->parts->len, 1); i++)
    for (guint k = 0; k < MAX (b->parts->len, 1); k++) {
      const SohoaRect *left = a->parts->len > 0 ? &peek_part (a, i)->box_mm : &a->box_mm;
      const SohoaRect *right = b->parts->len > 0 ? &peek_part (b, k)->box_mm : &b->box_mm;

      worst = MAX (worst, overlap_mm2 (left, right));
    }
  return worst;
}

static void
check_against_earlier (const SohoaForm *form, guint index, const SohoaCursor *at)
{
  const SohoaField *field = g_ptr_array_index (form->fields, index);
  SohoaCursor id = sohoa_cursor_member (at, "id");
  SohoaCursor box = sohoa_cursor_member (at, "box_mm");

  for (guint i = 0; i < index; i++) {
    const SohoaField *earlier = g_ptr_array_index (form->fields, i);
    double overlap = zones_overlap_mm2 (earlier, field);

    if (field->id != NULL && g_strcmp0 (field->id, earlier->id) == 0)
      sohoa_cursor_fault (&id, "is the id of field %u too; every field has its own", i);
    if (overlap > overlap_max_mm2)
      sohoa_cursor_fault (&box, "lies %.1f mm² over field '%s'; up to %g mm² are allowed", overlap,
                          earlier->id != NULL ? earlier->id : "?", overlap_max_mm2);
  }
}

void
sohoa_form_check (const SohoaForm *form, GPtrArray *faults)
{
  SohoaCursor document = {.file = "form.json", .faults = faults};
  SohoaCursor fields = sohoa_cursor_member (&document, "fields");

  check_identity (form, &document);
  check_lists (form, &document);
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    SohoaCursor at = sohoa_cursor_element (&fields, i);

    check_names (form, field, &at);
    check_condition (form, field, &at);
    if (form->n_pages > 0) {
      check_parts (field, &at);
      check_type (field, &at);
    }
    check_against_earlier (form, i, &at);
  }
}
