/* export_row.c - see export_row.h and "Export contract" in the docs. Members are only added, at the end. */
#include "export_row.h"

#include "../store/source.h"

static void
text_member (GString *out, const char *name, const char *text)
{
  sohoa_json_member (out, name);
  sohoa_json_string (out, text);
}

static void
int_member (GString *out, const char *name, gint64 number)
{
  sohoa_json_member (out, name);
  sohoa_json_int (out, number);
}

static void
path_member (GString *out, const char *name, const char *path)
{
  g_autofree char *shown = path != NULL ? sohoa_path_escape (path) : NULL;
  text_member (out, name, shown);
}

static void
size_member (GString *out, const SohoaPageRow *page)
{
  sohoa_json_member (out, "size");
  if (page->width == 0 || page->height == 0) {
    sohoa_json_raw (out, NULL);
    return;
  }
  sohoa_json_open (out, '[');
  sohoa_json_int (out, page->width);
  sohoa_json_int (out, page->height);
  sohoa_json_close (out, ']');
}

void
sohoa_export_page (GString *out, const SohoaPageRow *page, const char *original_path)
{
  path_member (out, "source", page->source_path);
  int_member (out, "page", page->page_no);
  path_member (out, "file", page->file_name);
  text_member (out, "kind", sohoa_page_kind_nick (page->kind));
  text_member (out, "form", page->form);
  text_member (out, "form_version", page->form_version);
  sohoa_json_member (out, "form_page");
  page->form != NULL ? sohoa_json_int (out, page->form_page) : sohoa_json_raw (out, NULL);
  int_member (out, "rotation", page->rotation);
  size_member (out, page);
  sohoa_json_member (out, "duplicate_of");
  page->duplicate_of != 0 ? sohoa_json_int (out, page->duplicate_page) : sohoa_json_raw (out, NULL);
  text_member (out, "state", sohoa_page_state_nick (page->state));
  if (page->reason != NULL)
    text_member (out, "reason", page->reason);
  if (page->duplicate_of != 0 && page->duplicate_source != page->source)
    path_member (out, "duplicate_source", original_path);
}

void
sohoa_export_field (GString *out, const char *source, const SohoaFieldRow *field)
{
  text_member (out, "source", source);
  int_member (out, "page", field->page_no);
  text_member (out, "form", field->form);
  text_member (out, "field", field->field);
  text_member (out, "raw", field->raw);
  sohoa_json_member (out, "value");
  sohoa_json_raw (out, field->value);
  sohoa_json_member (out, "confidence");
  sohoa_json_real (out, field->probability, 4);
  text_member (out, "state", sohoa_field_state_nick (field->state));
  sohoa_json_member (out, "box");
  sohoa_json_box (out, &field->quad);
  sohoa_json_member (out, "quad");
  sohoa_json_quad (out, &field->quad);
}

gboolean
sohoa_page_has_fields (const SohoaPageRow *page)
{
  return page->kind == SOHOA_PAGE_FORM &&
         (page->state == SOHOA_PAGE_STATE_DONE || page->state == SOHOA_PAGE_STATE_REVIEW);
}
