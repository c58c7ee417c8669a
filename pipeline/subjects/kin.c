/* kin.c - see kin.h.
 *
 * Only relations of which everybody has one at most lead to a person: a child has one mother, a mother may
 * have many children. A form that has a child asks for the child's parents, any other for those of the person
 * who fills it in.
 */
#include "kin.h"

#include <string.h>

#include "offer.h"

static const struct {
  const char *role, *relation;
  const char *to[2];   /* roles, the first that the form has counts */
  const char *ages_as; /* an element that is as fresh as the relation; NULL: it does not age */
} kin[] = {
  {"mother", "relation.mother_of", {"child", "applicant"}, NULL},
  {"father", "relation.father_of", {"child", "applicant"}, NULL},
  {"spouse", "relation.spouse_of", {"applicant", NULL}, "person.marital_status"},
  {"head", "relation.head_of", {"applicant", NULL}, "person.relation_to_head"},
};

const char *
sohoa_kin_of (const char *role, gboolean (*has_role) (gpointer form, const char *role), gpointer form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kin); i++)
    for (gsize k = 0; strcmp (kin[i].role, role) == 0 && k < G_N_ELEMENTS (kin[i].to); k++)
      if (kin[i].to[k] != NULL && has_role (form, kin[i].to[k]))
        return kin[i].to[k];
  return NULL;
}

/* The first of the relatives (newest first) when no other is named. */
static SohoaFact *
choose (GPtrArray *facts, const SohoaDictionary *dictionary, gsize way, gint64 relative, const char *day)
{
  const SohoaElement *ages_as =
    kin[way].ages_as != NULL ? sohoa_dictionary_lookup (dictionary, kin[way].ages_as) : NULL;
  SohoaFact *found = NULL;
  for (guint i = 0; i < facts->len; i++) {
    SohoaFact *fact = g_ptr_array_index (facts, i);
    if (strcmp (fact->element, kin[way].relation) != 0 || fact->subject == relative ||
        !sohoa_offer_is_fresh (ages_as, fact->as_of, day))
      continue;
    if (found != NULL && found->subject != fact->subject)
      return NULL;
    if (found == NULL)
      found = fact;
  }
  return found;
}

gboolean
sohoa_kin_find (SohoaArchive *archive, const SohoaDictionary *dictionary, const char *role, gint64 relative,
                const char *day, SohoaFact **ret_fact, GError **error)
{
  g_autoptr (GPtrArray) facts = sohoa_fact_list_relatives (archive, relative, error);
  *ret_fact = NULL;
  for (gsize i = 0; facts != NULL && i < G_N_ELEMENTS (kin); i++) {
    SohoaFact *chosen = strcmp (kin[i].role, role) == 0 ? choose (facts, dictionary, i, relative, day) : NULL;
    guint place;
    if (chosen != NULL && g_ptr_array_find (facts, chosen, &place))
      *ret_fact = g_ptr_array_steal_index (facts, place);
  }
  return facts != NULL;
}
