/* form.c - one form version, from its folder to the geometry that ocr/ works with.
 *
 * Everything that is wrong with a version is found in one go, so that a form designer mends it in one go. The
 * blank is only looked at, never decoded, here: that is ocr/'s trade.
 */
#include "form_internal.h"

#include <string.h>

/* A form.json of a hundred fields takes 20 KB, a blank of two pages 100 KB. */
static const gsize json_bytes_max = 1 << 20, blank_bytes_max = 32 << 20;
/* form.json is nested four deep; json-glib would follow a hostile one down to the end of the stack. */
static const guint nesting_max = 32;

void
sohoa_form_fault_free (SohoaFormFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->file);
  g_free (fault->pointer);
  g_free (fault->message);
  g_free (fault);
}

void
sohoa_form_free (SohoaForm *form)
{
  if (form == NULL)
    return;
  g_free (form->id);
  g_free (form->version);
  g_free (form->title);
  g_free (form->legal_basis);
  g_free (form->valid_from);
  g_free (form->valid_to);
  g_strfreev (form->procedures);
  g_strfreev (form->roles);
  g_ptr_array_unref (form->fields);
  g_clear_pointer (&form->blank_pdf, g_bytes_unref);
  g_free (form->folder);
  g_free (form);
}

/* Loading */

static GBytes *
load_file (const char *folder, const SohoaCursor *document, gsize bytes_max)
{
  g_autofree char *path = g_build_filename (folder, document->file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);

  if (file == NULL) {
    const char *trouble =
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? "is missing" : "cannot be read";

    sohoa_cursor_fault (document, "%s; a version's folder holds form.json and blank.pdf", trouble);
    return NULL;
  }
  if (g_mapped_file_get_length (file) == 0 || g_mapped_file_get_length (file) > bytes_max) {
    sohoa_cursor_fault (document, "has %" G_GSIZE_FORMAT " bytes; 1 to %" G_GSIZE_FORMAT " are allowed",
                        g_mapped_file_get_length (file), bytes_max);
    return NULL;
  }
  /* A copy: a designer saves over the file while it is in use. */
  return g_bytes_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}

static gboolean
nests_too_deep (const char *json, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    if (in_string) {
      if (json[i] == '\\')
        i++;
      else if (json[i] == '"')
        in_string = FALSE;
    } else if (json[i] == '"') {
      in_string = TRUE;
    } else if (json[i] == '{' || json[i] == '[') {
      if (++depth > nesting_max)
        return TRUE;
    } else if ((json[i] == '}' || json[i] == ']') && depth > 0) {
      depth--;
    }
  return FALSE;
}

static SohoaForm *
load_json (const char *folder, const char *name, GPtrArray *faults)
{
  SohoaCursor document = {.file = name, .faults = faults};
  g_autoptr (GBytes) bytes = load_file (folder, &document, json_bytes_max);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  const char *json;
  gsize length;

  if (bytes == NULL)
    return NULL;
  json = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate (json, (gssize) length, NULL)) {
    sohoa_cursor_fault (&document, "is not UTF-8; save it as UTF-8");
    return NULL;
  }
  if (nests_too_deep (json, length)) {
    sohoa_cursor_fault (&document, "is nested deeper than %u; form.json needs four levels", nesting_max);
    return NULL;
  }
  if (!json_parser_load_from_data (parser, json, (gssize) length, &error)) {
    sohoa_cursor_fault (&document, "is not JSON (%s)", error->message);
    return NULL;
  }
  document.node = json_parser_get_root (parser);
  return sohoa_form_read (&document);
}

static void
load_blank (SohoaForm *form, const char *folder, GPtrArray *faults)
{
  static const char magic[] = "%PDF-";
  SohoaCursor blank = {.file = "blank.pdf", .faults = faults};
  g_autofree char *path = g_build_filename (folder, blank.file, NULL);

  if (form->n_pages == 0) {
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      sohoa_cursor_fault (&blank, "is not allowed in a form of 0 pages; give \"pages\" in form.json");
    return;
  }
  form->blank_pdf = load_file (folder, &blank, blank_bytes_max);
  if (form->blank_pdf == NULL)
    return;
  if (g_bytes_get_size (form->blank_pdf) < strlen (magic) ||
      memcmp (g_bytes_get_data (form->blank_pdf, NULL), magic, strlen (magic)) != 0)
    sohoa_cursor_fault (&blank, "is no PDF; it must start with %s", magic);
}

/* schemas/forms/<form>/<version>: whoever looks for a version finds it by its name. */
static void
check_folder_names (const SohoaForm *form, const char *folder, GPtrArray *faults)
{
  SohoaCursor document = {.file = "form.json", .faults = faults};
  SohoaCursor id = sohoa_cursor_member (&document, "id");
  SohoaCursor version = sohoa_cursor_member (&document, "version");
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *version_name = g_path_get_basename (absolute);
  g_autofree char *parent = g_path_get_dirname (absolute);
  g_autofree char *form_name = g_path_get_basename (parent);

  if (form->id != NULL && strcmp (form->id, form_name) != 0)
    sohoa_cursor_fault (&id, "is '%s', but the folder is named '%s'; make them equal", form->id, form_name);
  if (form->version != NULL && strcmp (form->version, version_name) != 0)
    sohoa_cursor_fault (&version, "is '%s', but the folder is named '%s'; make them equal", form->version,
                        version_name);
}

static void
set_error_from_fault (GError **error, const char *folder, const SohoaFormFault *fault)
{
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_FORM, "form version '%s' is wrong: %s%s%s %s", folder,
               fault->file, *fault->pointer != '\0' ? " at " : "", fault->pointer, fault->message);
}

SohoaForm *
sohoa_form_load (const char *folder, GPtrArray **ret_faults, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_form_fault_free);
  g_autoptr (SohoaForm) form = load_json (folder, "form.json", faults);

  if (form != NULL) {
    form->folder = g_strdup (folder);
    load_blank (form, folder, faults);
    check_folder_names (form, folder, faults);
    sohoa_form_check (form, faults);
  }
  if (faults->len == 0)
    return g_steal_pointer (&form);
  set_error_from_fault (error, folder, g_ptr_array_index (faults, 0));
  if (ret_faults != NULL)
    *ret_faults = g_steal_pointer (&faults);
  return NULL;
}

SohoaForm *
sohoa_form_load_draft (const char *file, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_form_fault_free);
  g_autofree char *folder = g_path_get_dirname (file), *name = g_path_get_basename (file);
  g_autoptr (SohoaForm) form = load_json (folder, name, faults);

  if (form != NULL)
    sohoa_form_check (form, faults);
  if (faults->len == 0)
    return g_steal_pointer (&form);
  set_error_from_fault (error, folder, g_ptr_array_index (faults, 0));
  return NULL;
}

/* Reading */

const SohoaField *
sohoa_form_lookup_field (const SohoaForm *form, const char *field)
{
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *candidate = g_ptr_array_index (form->fields, i);

    if (g_strcmp0 (candidate->id, field) == 0)
      return candidate;
  }
  return NULL;
}

gboolean
sohoa_field_is_item (const SohoaField *field)
{
  return field->declared && field->element != NULL && strcmp (field->type->name, "signature") != 0;
}

SohoaTemplate *
sohoa_form_template (const SohoaForm *form)
{
  SohoaTemplate *template;

  if (form->blank_pdf == NULL)
    return NULL;
  template = sohoa_template_new (form->id, form->version, form->n_pages, form->blank_pdf);
  template->is_cover = form->is_cover;
  sohoa_template_set_title (template, form->title);
  for (guint i = 0; i < form->fields->len; i++) {
    const SohoaField *field = g_ptr_array_index (form->fields, i);
    SohoaCharset charset = (SohoaCharset) field->type->charset;
    SohoaZone *zone = sohoa_zone_new (field->id, field->kind, charset, field->page, &field->box_mm);

    sohoa_zone_set_label (zone, field->label);

    for (guint k = 0; k < field->parts->len; k++) {
      const SohoaZonePart *part = &g_array_index (field->parts, SohoaZonePart, k);

      sohoa_zone_add_part (zone, part->name, &part->box_mm);
    }
    g_ptr_array_add (template->zones, zone);
  }
  return template;
}
