/* export_trust.c - `export trust`: what each field is believed for, as numbers; no value stands in it.
 *
 * scripts/calibrate learns from it how often which readings are right: by the truth of made sets, and by what
 * persons answered.
 */
#include "export_internal.h"

#include "../store/json_line.h"
#include "../store/page.h"
#include "../store/source.h"
#include "../trust/judge.h"

static const char *const means_words[] = {
  [SOHOA_MEANS_RECOGNIZED] = "recognized",
  [SOHOA_MEANS_INK] = "ink",
  [SOHOA_MEANS_EXACT] = "exact",
  [SOHOA_MEANS_PERSON] = "person",
};

static const char *const answer_words[] = {
  [SOHOA_ANSWER_NONE] = NULL,
  [SOHOA_ANSWER_CONFIRMED] = "confirmed",
  [SOHOA_ANSWER_CHANGED] = "changed",
};

static void
add_features (GString *out, const SohoaTrustCase *self)
{
  sohoa_json_member (out, "features");
  sohoa_json_open (out, '{');
  for (int i = 0; i < SOHOA_N_FEATURES; i++) {
    sohoa_json_member (out, sohoa_feature_nick ((SohoaFeature) i));
    sohoa_json_real (out, self->features[i], 6);
  }
  sohoa_json_close (out, '}');
}

/* The printable path of a source. */
static char *
path_of (const GPtrArray *pages, gint64 source)
{
  for (guint i = 0; i < pages->len; i++) {
    const SohoaPageRow *page = g_ptr_array_index (pages, i);
    if (page->source == source)
      return sohoa_path_escape (page->source_path);
  }
  return NULL;
}

static void
add_case (GString *out, const GPtrArray *pages, const SohoaTrustCase *self)
{
  g_autofree char *path = path_of (pages, self->source);
  g_string_append_c (out, '{');
  sohoa_json_member (out, "id");
  sohoa_json_string (out, self->id);
  sohoa_json_member (out, "source");
  sohoa_json_string (out, path);
  sohoa_json_member (out, "page");
  sohoa_json_int (out, self->page_no);
  sohoa_json_member (out, "field");
  sohoa_json_string (out, self->field->id);
  sohoa_json_member (out, "type");
  sohoa_json_string (out, self->field->type->name);
  sohoa_json_member (out, "means");
  sohoa_json_string (out, means_words[self->means]);
  sohoa_json_member (out, "recognizer");
  sohoa_json_string (out, self->recognizer);
  sohoa_json_member (out, "blank");
  sohoa_json_bool (out, self->is_blank);
  add_features (out, self);
  sohoa_json_member (out, "probability");
  sohoa_json_real (out, self->probability, 6);
  sohoa_json_member (out, "state");
  sohoa_json_string (out, sohoa_field_state_nick (self->state));
  sohoa_json_member (out, "reason");
  sohoa_json_string (out, self->reason);
  sohoa_json_member (out, "answer");
  sohoa_json_string (out, answer_words[self->answer]);
  sohoa_json_close (out, '}');
  g_string_append_c (out, '\n');
}

gboolean
sohoa_trust_to_jsonl (SohoaArchive *archive, const SohoaFormSet *forms, const SohoaDossier *dossier,
                      GString *out, GError **error)
{
  g_autoptr (GPtrArray) pages = sohoa_page_list_dossier (archive, dossier->id, error);
  g_autoptr (GPtrArray) cases =
    pages != NULL ? sohoa_trust_cases_as_read (archive, forms, dossier->id, error) : NULL;
  for (guint i = 0; cases != NULL && i < cases->len; i++) {
    const SohoaTrustCase *self = g_ptr_array_index (cases, i);
    if (self->field != NULL)
      add_case (out, pages, self);
  }
  return cases != NULL;
}
