/* page_json.c - see page_json.h. */
#include "page_json.h"

#include "../store/json_line.h"

static void
add_string (GString *out, const char *name, const char *text)
{
  sohoa_json_member (out, name);
  sohoa_json_string (out, text);
}

static void
add_int (GString *out, const char *name, gint64 number)
{
  sohoa_json_member (out, name);
  sohoa_json_int (out, number);
}

static void
add_real (GString *out, const char *name, double number, int decimals)
{
  sohoa_json_member (out, name);
  sohoa_json_real (out, number, decimals);
}

static const char *
state_of (const SohoaPageResult *result)
{
  if (result->duplicate_of > 0)
    return "duplicate";
  return sohoa_page_result_review_reason (result) != NULL ? "review" : "done";
}

static void
add_geometry (GString *out, const SohoaPageResult *result)
{
  sohoa_json_member (out, "size");
  sohoa_json_open (out, '[');
  sohoa_json_int (out, result->width);
  sohoa_json_int (out, result->height);
  sohoa_json_close (out, ']');
  add_real (out, "dpi", result->dpi, 1);
  add_int (out, "rotation", result->rotation);
  if (!result->transform)
    return;
  add_int (out, "inliers", result->inliers);
  add_int (out, "anchors", result->anchors);
  add_real (out, "residual_mm", result->residual_mm, 3);
  sohoa_json_member (out, "transform");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < G_N_ELEMENTS (result->transform->m); i++)
    sohoa_json_real (out, result->transform->m[i], 9);
  sohoa_json_close (out, ']');
}

static void
add_codes (GString *out, const SohoaPageResult *result)
{
  sohoa_json_member (out, "codes");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < result->codes->len; i++) {
    const SohoaCode *code = g_ptr_array_index (result->codes, i);
    sohoa_json_open (out, '{');
    add_string (out, "symbology", code->symbology);
    add_string (out, "data", code->data);
    sohoa_json_member (out, "quad");
    sohoa_json_quad (out, &code->quad);
    sohoa_json_close (out, '}');
  }
  sohoa_json_close (out, ']');
}

static void
add_warnings (GString *out, const SohoaPageResult *result)
{
  sohoa_json_member (out, "warnings");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < result->warnings->len; i++) {
    const SohoaWarning *warning = g_ptr_array_index (result->warnings, i);
    sohoa_json_open (out, '{');
    add_string (out, "stage", warning->stage);
    add_string (out, "code", warning->code);
    sohoa_json_member (out, "incomplete");
    sohoa_json_bool (out, warning->incomplete);
    sohoa_json_close (out, '}');
  }
  sohoa_json_close (out, ']');
}

static void
add_cpu (GString *out, const SohoaPageResult *result)
{
  static const char *const stages[] = {"decode", "prepare", "locate", "read"};
  sohoa_json_member (out, "cpu_ms");
  sohoa_json_open (out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    add_real (out, stages[i], result->cpu_ms[i], 1);
  sohoa_json_close (out, '}');
}

void
sohoa_page_json (GString *out, const char *source, const SohoaPageResult *result, const char *picture)
{
  sohoa_json_open (out, '{');
  add_string (out, "source", source);
  add_int (out, "page", result->page);
  add_string (out, "kind", sohoa_page_kind_nick (result->kind));
  add_real (out, "kind_confidence", result->kind_confidence, 3);
  add_string (out, "form", result->form);
  add_string (out, "form_version", result->form_version);
  add_int (out, "form_page", result->form_page);
  add_geometry (out, result);
  add_string (out, "heading", result->heading);
  add_string (out, "reason", result->reason);
  add_int (out, "duplicate_of", result->duplicate_of);
  add_codes (out, result);
  add_warnings (out, result);
  add_cpu (out, result);
  add_string (out, "evidence", picture);
  add_string (out, "state", state_of (result));
  sohoa_json_close (out, '}');
}

void
sohoa_page_json_failed (GString *out, const char *source, guint page, const GError *error)
{
  sohoa_json_open (out, '{');
  add_string (out, "source", source);
  add_int (out, "page", page);
  add_string (out, "state", "quarantined");
  add_string (out, "reason", sohoa_error_nick (error->code));
  sohoa_json_close (out, '}');
}

static void
add_alternatives (GString *out, const SohoaReading *reading)
{
  sohoa_json_member (out, "alternatives");
  sohoa_json_open (out, '[');
  for (guint i = 0; i < reading->alternatives->len; i++) {
    const SohoaAlternative *other = &g_array_index (reading->alternatives, SohoaAlternative, i);
    sohoa_json_open (out, '[');
    sohoa_json_string (out, other->raw);
    sohoa_json_real (out, other->confidence, 3);
    sohoa_json_close (out, ']');
  }
  sohoa_json_close (out, ']');
}

static void
add_value (GString *out, const SohoaWeighedPage *weighed, guint index)
{
  const SohoaValue *value = g_ptr_array_index (weighed->values, index);
  const SohoaTrustCase *found = g_ptr_array_index (weighed->cases, index);
  sohoa_json_member (out, "value");
  sohoa_json_raw (out, value->json);
  add_real (out, "probability", found->probability, 4);
  add_string (out, "state", sohoa_field_state_nick (found->state));
  add_string (out, "reason", found->reason);
}

void
sohoa_page_json_field (GString *out, const char *source, const SohoaPageResult *result, guint index,
                       const SohoaWeighedPage *weighed)
{
  const SohoaReading *reading = g_ptr_array_index (result->readings, index);
  sohoa_json_open (out, '{');
  add_string (out, "source", source);
  add_int (out, "page", result->page);
  add_string (out, "form", result->form);
  add_string (out, "field", reading->field);
  add_string (out, "raw", reading->raw);
  add_real (out, "confidence", reading->confidence, 3);
  if (weighed)
    add_value (out, weighed, index);
  sohoa_json_member (out, "box");
  sohoa_json_box (out, &reading->quad);
  sohoa_json_member (out, "quad");
  sohoa_json_quad (out, &reading->quad);
  add_string (out, "method", reading->method);
  add_int (out, "flags", reading->flags);
  add_alternatives (out, reading);
  sohoa_json_close (out, '}');
}
