/* offer.c - see offer.h. */
#include "offer.h"

#include <string.h>

void
sohoa_offer_clear (SohoaOffer *offer)
{
  g_clear_pointer (&offer->value, g_free);
}

static const SohoaClaim *
find_best (const GArray *claims, const char *element, const char *item)
{
  for (guint i = 0; i < claims->len; i++) {
    const SohoaClaim *claim = &g_array_index (claims, SohoaClaim, i);
    if (strcmp (claim->value->element, element) == 0 && strcmp (claim->value->item, item) == 0)
      return claim;
  }
  return NULL;
}

gboolean
sohoa_offer_is_fresh (const SohoaElement *element, const char *as_of, const char *day)
{
  GDate from, to;
  if (element == NULL || element->fresh_days == 0)
    return TRUE;
  g_date_set_parse (&from, as_of);
  g_date_set_parse (&to, day);
  return *as_of != '\0' && g_date_valid (&from) && g_date_valid (&to) &&
         g_date_days_between (&from, &to) <= (int) element->fresh_days;
}

/* The best fresh claim of an element that is offered as another. */
static const SohoaClaim *
find_fresh (const GArray *claims, const SohoaDictionary *dictionary, const char *source, const char *item,
            const SohoaElement *target, const char *day)
{
  const SohoaClaim *claim = find_best (claims, source, item);
  gboolean fresh =
    claim != NULL &&
    sohoa_offer_is_fresh (sohoa_dictionary_lookup (dictionary, source), claim->mention->as_of, day) &&
    sohoa_offer_is_fresh (target, claim->mention->as_of, day);
  return fresh ? claim : NULL;
}

enum { SOURCES_MAX = 4 };

static gboolean
derive (const GArray *claims, const SohoaDictionary *dictionary, const SohoaDerivation *derivation,
        const SohoaElement *target, const char *day, SohoaOffer *ret_offer)
{
  const char *values[SOURCES_MAX + 1] = {NULL};
  const SohoaClaim *first = NULL;

  for (guint i = 0; derivation->from[i] != NULL; i++) {
    const SohoaClaim *claim =
      i < SOURCES_MAX ? find_fresh (claims, dictionary, derivation->from[i], "", target, day) : NULL;
    if (claim == NULL)
      return FALSE;
    values[i] = claim->value->value;
    if (first == NULL)
      first = claim;
  }
  *ret_offer = (SohoaOffer){
    .value = sohoa_derivation_apply (derivation, values), .how = derivation->how, .claim = first};
  return ret_offer->value != NULL;
}

static gboolean
ages (const SohoaElement *element)
{
  return element != NULL && element->fresh_days > 0;
}

void
sohoa_offer_find (const GArray *claims, const SohoaDictionary *dictionary, const char *element,
                  const char *item, const char *day, gboolean strict, SohoaOffer *ret_offer)
{
  const SohoaElement *target = sohoa_dictionary_lookup (dictionary, element);
  const SohoaClaim *own = find_fresh (claims, dictionary, element, item, target, day);
  guint n = strict || *item != '\0' ? 0 : sohoa_dictionary_n_derivations (dictionary);

  *ret_offer = (SohoaOffer){.value = own != NULL ? g_strdup (own->value->value) : NULL, .claim = own};
  for (guint i = 0; i < n; i++) {
    const SohoaDerivation *derivation = sohoa_dictionary_peek_derivation (dictionary, i);
    g_auto (SohoaOffer) derived = {0};
    if (strcmp (derivation->element, element) != 0 ||
        !derive (claims, dictionary, derivation, target, day, &derived))
      continue;
    gboolean newer = ret_offer->claim != NULL && ages (target) &&
                     strcmp (derived.claim->mention->as_of, ret_offer->claim->mention->as_of) > 0;
    if (ret_offer->claim != NULL && !newer)
      continue;
    sohoa_offer_clear (ret_offer);
    *ret_offer = derived;
    derived.value = NULL;
  }
}

gboolean
sohoa_offer_may_use (const SohoaDictionary *dictionary, const char *element, const char *source)
{
  if (strcmp (element, source) == 0)
    return TRUE;
  for (guint i = 0; i < sohoa_dictionary_n_derivations (dictionary); i++) {
    const SohoaDerivation *derivation = sohoa_dictionary_peek_derivation (dictionary, i);
    if (strcmp (derivation->element, element) == 0 &&
        g_strv_contains ((const char *const *) derivation->from, source))
      return TRUE;
  }
  return FALSE;
}

guint
sohoa_offer_lasts (const SohoaDictionary *dictionary, const char *element, const char *source)
{
  const SohoaElement *target = sohoa_dictionary_lookup (dictionary, element);
  const SohoaElement *from = sohoa_dictionary_lookup (dictionary, source);
  guint days = ages (target) ? target->fresh_days : 0;
  return ages (from) && (days == 0 || from->fresh_days < days) ? from->fresh_days : days;
}
