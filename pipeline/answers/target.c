/* target.c - see target.h. Points: the index of Quyết định 766/QĐ-TTg, group "Số hóa hồ sơ". */
#include "target.h"

#include "../store/setting.h"

static const double points[SOHOA_N_RATES] = {
  [SOHOA_RATE_4_1] = 6, [SOHOA_RATE_4_2] = 4, [SOHOA_RATE_4_3] = 2, [SOHOA_RATE_4_4] = 4};

/* "4.2 and 4.3: full points from 80 %". The portal itself is said to count 4.2 in proportion: hence a
 * setting. */
static const double full_from[SOHOA_N_RATES] = {[SOHOA_RATE_4_2] = 80, [SOHOA_RATE_4_3] = 80};

static gboolean
fail (const char *group, const char *name, const char *what, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s/%s", group, name);
  return sohoa_setting_fail (place, what, error);
}

char *
sohoa_target_names (void)
{
  GString *text = g_string_new ("there is no such rate; there is");
  for (guint i = 0; i < SOHOA_N_RATES; i++)
    g_string_append_printf (text, "%s %s", i > 0 ? "," : "", sohoa_rate_nick ((SohoaRate) i));
  return g_string_free (text, FALSE);
}

/* Puts each percentage of a group at its rate. */
static gboolean
load_group (SohoaArchive *archive, const char *group, double ret_percent[SOHOA_N_RATES], GError **error)
{
  g_autoptr (GPtrArray) settings = sohoa_setting_list (archive, group, error);
  for (guint i = 0; settings != NULL && i < settings->len; i++) {
    const SohoaSetting *setting = g_ptr_array_index (settings, i);
    SohoaRate rate;
    if (!sohoa_rate_from_nick (setting->name, &rate)) {
      g_autofree char *what = sohoa_target_names ();
      return fail (group, setting->name, what, error);
    }
    if (!(setting->value > 0 && setting->value <= 100))
      return fail (group, setting->name, "more than 0 and at most 100 percent is needed", error);
    ret_percent[rate] = setting->value;
  }
  return settings != NULL;
}

gboolean
sohoa_target_load (SohoaArchive *archive, SohoaTarget ret_targets[SOHOA_N_RATES], GError **error)
{
  double percent[SOHOA_N_RATES], full[SOHOA_N_RATES];

  for (guint i = 0; i < SOHOA_N_RATES; i++) {
    percent[i] = -1;
    full[i] = full_from[i] > 0 ? full_from[i] : 100;
  }
  if (!load_group (archive, "targets", percent, error) || !load_group (archive, "full_from", full, error))
    return FALSE;
  for (guint i = 0; i < SOHOA_N_RATES; i++)
    ret_targets[i] = (SohoaTarget){percent[i], full[i]};
  return TRUE;
}

double
sohoa_target_points (SohoaRate rate)
{
  return points[rate];
}

double
sohoa_target_score (SohoaRate rate, const SohoaTarget *target, double percent)
{
  return points[rate] * MIN (percent / target->full_from, 1);
}
