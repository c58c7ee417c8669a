/* learned.c - see learned.h. */
#include <sohoa/learned.h>

#include <string.h>

enum { PAGES_MAX = 200, ZONES_MAX = 5000, SCANS_MAX = 10000 };
static const double side_max_mm = 1200;

SohoaLearned *
sohoa_learned_new (guint n_pages, double width_mm, double height_mm)
{
  SohoaLearned *learned = g_new0 (SohoaLearned, 1);
  learned->n_pages = n_pages;
  learned->width_mm = width_mm;
  learned->height_mm = height_mm;
  learned->zones = g_array_new (FALSE, FALSE, sizeof (SohoaLearnedZone));
  learned->fits = g_array_new (FALSE, FALSE, sizeof (guint));
  return learned;
}

void
sohoa_learned_free (SohoaLearned *learned)
{
  if (learned == NULL)
    return;
  g_clear_pointer (&learned->blank_pdf, g_bytes_unref);
  g_array_unref (learned->zones);
  g_array_unref (learned->fits);
  g_free (learned);
}

GVariant *
sohoa_learned_to_variant (const SohoaLearned *learned)
{
  GVariantBuilder zones;
  g_variant_builder_init (&zones, G_VARIANT_TYPE ("a(uudddd)"));
  for (guint i = 0; i < learned->zones->len; i++) {
    const SohoaLearnedZone *zone = &g_array_index (learned->zones, SohoaLearnedZone, i);
    g_variant_builder_add (&zones, "(uudddd)", zone->page, (guint) zone->kind, zone->box_mm.x, zone->box_mm.y,
                           zone->box_mm.w, zone->box_mm.h);
  }
  GVariant *pdf = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, learned->blank_pdf, TRUE);
  GVariant *fits = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, learned->fits->data, learned->fits->len,
                                              sizeof (guint));
  return g_variant_new ("(@ayudda(uudddd)@au)", pdf, learned->n_pages, learned->width_mm, learned->height_mm,
                        &zones, fits);
}

static gboolean
is_on_page (const SohoaLearned *learned, const SohoaLearnedZone *zone, guint kind)
{
  const SohoaRect *box = &zone->box_mm;
  return zone->page >= 1 && zone->page <= learned->n_pages &&
         sohoa_zone_kind_nick ((SohoaZoneKind) kind) != NULL && box->x >= 0 && box->y >= 0 && box->w > 0 &&
         box->h > 0 && box->x + box->w <= learned->width_mm && box->y + box->h <= learned->height_mm;
}

static gboolean
take_zones (SohoaLearned *learned, GVariant *list)
{
  if (g_variant_n_children (list) > ZONES_MAX)
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (list); i++) {
    SohoaLearnedZone zone;
    guint kind;
    g_variant_get_child (list, i, "(uudddd)", &zone.page, &kind, &zone.box_mm.x, &zone.box_mm.y,
                         &zone.box_mm.w, &zone.box_mm.h);
    zone.kind = (SohoaZoneKind) kind;
    if (kind > SOHOA_ZONE_BARCODE || !is_on_page (learned, &zone, kind))
      return FALSE;
    g_array_append_val (learned->zones, zone);
  }
  return TRUE;
}

SohoaLearned *
sohoa_learned_from_variant (GVariant *variant)
{
  static const char pdf[] = {'%', 'P', 'D', 'F', '-'};
  g_autoptr (GVariant) bytes = NULL, zones = NULL, fits = NULL;
  double width_mm, height_mm;
  gsize n_fits;
  guint n_pages;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (SOHOA_LEARNED_TYPE)))
    return NULL;
  g_variant_get (variant, "(@ayudd@a(uudddd)@au)", &bytes, &n_pages, &width_mm, &height_mm, &zones, &fits);
  const guint *found = g_variant_get_fixed_array (fits, &n_fits, sizeof (guint));
  if (n_pages < 1 || n_pages > PAGES_MAX || !(width_mm > 0) || width_mm > side_max_mm || !(height_mm > 0) ||
      height_mm > side_max_mm || n_fits < 1 || n_fits > SCANS_MAX ||
      g_variant_get_size (bytes) < sizeof pdf || memcmp (g_variant_get_data (bytes), pdf, sizeof pdf) != 0)
    return NULL;
  g_autoptr (SohoaLearned) learned = sohoa_learned_new (n_pages, width_mm, height_mm);
  if (!take_zones (learned, zones))
    return NULL;
  g_array_append_vals (learned->fits, found, (guint) n_fits);
  learned->blank_pdf = g_variant_get_data_as_bytes (bytes);
  return g_steal_pointer (&learned);
}
