/* template.c - zones of a form version, and their way over the wire. */
#include <sohoa/template.h>

#include <math.h>
#include <string.h>

/* More than any honest form has; what comes over the wire may not be larger. */
enum { PAGES_MAX = 200, ZONES_MAX = 5000, PARTS_MAX = 200 };

static const char *const zone_kind_nicks[] = {
#define X(name, nick) nick,
  SOHOA_ZONE_KIND_LIST (X)
#undef X
};

const char *
sohoa_zone_kind_nick (SohoaZoneKind kind)
{
  return zone_kind_nicks[kind];
}

gboolean
sohoa_zone_kind_from_nick (const char *nick, SohoaZoneKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (zone_kind_nicks); i++)
    if (strcmp (nick, zone_kind_nicks[i]) == 0) {
      *ret_kind = (SohoaZoneKind) i;
      return TRUE;
    }
  return FALSE;
}

static void
zone_part_clear (gpointer data)
{
  g_free (((SohoaZonePart *) data)->name);
}

gboolean
sohoa_charset_is_latin_text (SohoaCharset charset)
{
  return charset == SOHOA_CHARSET_LATIN || charset == SOHOA_CHARSET_LATIN_DATE;
}

SohoaZone *
sohoa_zone_new (const char *field, SohoaZoneKind kind, SohoaCharset charset, guint page,
                const SohoaRect *box_mm)
{
  SohoaZone *zone = g_new0 (SohoaZone, 1);

  zone->field = g_strdup (field);
  zone->label = g_strdup ("");
  zone->kind = kind;
  zone->charset = charset;
  zone->page = page;
  zone->box_mm = *box_mm;
  zone->parts = g_array_new (FALSE, FALSE, sizeof (SohoaZonePart));
  g_array_set_clear_func (zone->parts, zone_part_clear);
  return zone;
}

void
sohoa_zone_add_part (SohoaZone *zone, const char *name, const SohoaRect *box_mm)
{
  SohoaZonePart part = {g_strdup (name), *box_mm};

  g_array_append_val (zone->parts, part);
}

void
sohoa_zone_set_label (SohoaZone *zone, const char *label)
{
  g_free (zone->label);
  zone->label = g_strdup (label);
}

void
sohoa_zone_free (SohoaZone *zone)
{
  if (zone == NULL)
    return;
  g_free (zone->field);
  g_free (zone->label);
  g_array_unref (zone->parts);
  g_free (zone);
}

SohoaTemplate *
sohoa_template_new (const char *form, const char *version, guint n_pages, GBytes *blank_pdf)
{
  SohoaTemplate *template = g_new0 (SohoaTemplate, 1);

  template->form = g_strdup (form);
  template->version = g_strdup (version);
  template->title = g_strdup ("");
  template->n_pages = n_pages;
  template->blank_pdf = g_bytes_ref (blank_pdf);
  template->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) sohoa_zone_free);
  return template;
}

void
sohoa_template_set_title (SohoaTemplate *template, const char *title)
{
  g_free (template->title);
  template->title = g_strdup (title);
}

void
sohoa_template_free (SohoaTemplate *template)
{
  if (template == NULL)
    return;
  g_free (template->form);
  g_free (template->version);
  g_free (template->title);
  g_bytes_unref (template->blank_pdf);
  g_ptr_array_unref (template->zones);
  g_free (template);
}

/* The wire */

static GVariant *
zone_to_variant (const SohoaZone *zone)
{
  GVariantBuilder parts;

  g_variant_builder_init (&parts, G_VARIANT_TYPE ("a(s(dddd))"));
  for (guint i = 0; i < zone->parts->len; i++) {
    const SohoaZonePart *part = &g_array_index (zone->parts, SohoaZonePart, i);

    g_variant_builder_add (&parts, "(s(dddd))", part->name, part->box_mm.x, part->box_mm.y, part->box_mm.w,
                           part->box_mm.h);
  }
  return g_variant_new ("(ssuuu(dddd)a(s(dddd)))", zone->field, zone->label, (guint) zone->kind,
                        (guint) zone->charset, zone->page, zone->box_mm.x, zone->box_mm.y, zone->box_mm.w,
                        zone->box_mm.h, &parts);
}

GVariant *
sohoa_template_to_variant (const SohoaTemplate *template)
{
  GVariantBuilder zones;

  g_variant_builder_init (&zones, G_VARIANT_TYPE ("a(ssuuu(dddd)a(s(dddd)))"));
  for (guint i = 0; i < template->zones->len; i++)
    g_variant_builder_add_value (&zones, zone_to_variant (g_ptr_array_index (template->zones, i)));
  return g_variant_new ("(sssbua(ssuuu(dddd)a(s(dddd))))", template->form, template->version, template->title,
                        template->is_cover, template->n_pages, &zones);
}

static gboolean
rect_is_sane (const SohoaRect *rect)
{
  return isfinite (rect->x) && isfinite (rect->y) && rect->w > 0 && rect->h > 0 && rect->w < 5000 &&
         rect->h < 5000 && fabs (rect->x) < 5000 && fabs (rect->y) < 5000;
}

static gboolean
zone_take_parts (SohoaZone *zone, GVariantIter *parts)
{
  const char *name;
  SohoaRect box;

  if (g_variant_iter_n_children (parts) > PARTS_MAX)
    return FALSE;
  while (g_variant_iter_next (parts, "(&s(dddd))", &name, &box.x, &box.y, &box.w, &box.h)) {
    if (!rect_is_sane (&box))
      return FALSE;
    sohoa_zone_add_part (zone, name, &box);
  }
  return TRUE;
}

static SohoaZone *
zone_from_variant (GVariant *variant, guint n_pages)
{
  g_autoptr (GVariantIter) parts = NULL;
  g_autoptr (SohoaZone) zone = NULL;
  const char *field, *label;
  guint kind, charset, page;
  SohoaRect box;

  g_variant_get (variant, "(&s&suuu(dddd)a(s(dddd)))", &field, &label, &kind, &charset, &page, &box.x, &box.y,
                 &box.w, &box.h, &parts);
  if (kind >= G_N_ELEMENTS (zone_kind_nicks) || charset > SOHOA_CHARSET_LAST || page < 1 || page > n_pages ||
      !rect_is_sane (&box))
    return NULL;
  zone = sohoa_zone_new (field, (SohoaZoneKind) kind, (SohoaCharset) charset, page, &box);
  sohoa_zone_set_label (zone, label);
  if (!zone_take_parts (zone, parts))
    return NULL;
  return g_steal_pointer (&zone);
}

SohoaTemplate *
sohoa_template_from_variant (GVariant *variant, GBytes *blank_pdf)
{
  g_autoptr (GVariantIter) zones = NULL;
  g_autoptr (SohoaTemplate) template = NULL;
  const char *form, *version, *title;
  gboolean is_cover;
  guint n_pages;
  GVariant *child;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (SOHOA_TEMPLATE_TYPE)))
    return NULL;
  g_variant_get (variant, "(&s&s&sbua(ssuuu(dddd)a(s(dddd))))", &form, &version, &title, &is_cover, &n_pages,
                 &zones);
  if (n_pages < 1 || n_pages > PAGES_MAX || g_variant_iter_n_children (zones) > ZONES_MAX)
    return NULL;
  template = sohoa_template_new (form, version, n_pages, blank_pdf);
  template->is_cover = is_cover;
  sohoa_template_set_title (template, title);
  while ((child = g_variant_iter_next_value (zones)) != NULL) {
    SohoaZone *zone = zone_from_variant (child, n_pages);

    g_variant_unref (child);
    if (zone == NULL)
      return NULL;
    g_ptr_array_add (template->zones, zone);
  }
  return g_steal_pointer (&template);
}
