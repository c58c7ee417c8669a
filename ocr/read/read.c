/* read.c - the table of zone readers, and a page's zones in order. */
#include "read.h"

#include "words.h"

/* To add one: see read.h. When done, forms may name the kind and the table test finds a reader for it. */
static const SohoaZoneReader *const readers[] = {
  &sohoa_read_text,       &sohoa_read_multiline, &sohoa_read_comb,
  &sohoa_read_date,       &sohoa_read_choice,    &sohoa_read_checkbox,
  &sohoa_read_table_cell, &sohoa_read_signature, &sohoa_read_barcode,
};

static const SohoaZoneReader *
find_reader (SohoaZoneKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i]->kind == kind)
      return readers[i];
  return NULL;
}

static SohoaReading *
read_zone (const SohoaReadContext *context, const SohoaPageWords *words, const SohoaZone *zone,
           GError **error)
{
  SohoaReading *reading = words != NULL ? sohoa_page_words_read (words, context, zone) : NULL;
  if (reading != NULL)
    return reading;
  const SohoaZoneReader *reader = find_reader (zone->kind);
  if (reader != NULL)
    return reader->read (context, zone, error);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_INTERNAL, "no reader for zones of kind '%s'",
               sohoa_zone_kind_nick (zone->kind));
  return NULL;
}

static void
free_reading (gpointer data)
{
  sohoa_reading_free (data);
}

GPtrArray *
sohoa_read_page (const SohoaReadContext *context, GError **error)
{
  g_autoptr (SohoaPageWords) words = NULL;
  if (context->page->words != NULL && context->print == NULL &&
      (words = sohoa_page_words_new (context, error)) == NULL)
    return NULL;
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (free_reading);
  for (guint i = 0; i < context->template->zones->len; i++) {
    const SohoaZone *zone = g_ptr_array_index (context->template->zones, i);
    if (zone->page != context->form_page)
      continue;
    SohoaReading *reading = read_zone (context, words, zone, error);
    if (reading == NULL)
      return NULL;
    g_ptr_array_add (readings, reading);
  }
  return g_steal_pointer (&readings);
}
