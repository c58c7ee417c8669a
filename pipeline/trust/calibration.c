/* calibration.c - see calibration.h. The file is part of the program, so a wrong one is a fault of the
 * program: what is missing counts as nothing known.
 */
#include "calibration.h"

#include <math.h>

#include <json-glib/json-glib.h>

#include "case.h"

typedef struct {
  char *recognizer;
  double weights[SOHOA_N_FEATURES];
  JsonObject *types;
  double base; /* for a type that was never seen */
} Calibration;

static double
number_of (JsonObject *object, const char *name, double otherwise)
{
  return object != NULL ? json_object_get_double_member_with_default (object, name, otherwise) : otherwise;
}

static JsonObject *
object_of (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_object_member (object, name) : NULL;
}

/* Read once, kept until the process ends. */
static const Calibration *
get (void)
{
  static Calibration calibration;
  if (calibration.types != NULL)
    return &calibration;
  g_autoptr (JsonNode) node = json_from_string (sohoa_calibration_json, NULL);
  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  JsonObject *root = json_node_get_object (node), *types = object_of (root, "types");
  g_assert (types != NULL);
  for (int i = 0; i < SOHOA_N_FEATURES; i++)
    calibration.weights[i] =
      number_of (object_of (root, "weights"), sohoa_feature_nick ((SohoaFeature) i), 0);
  calibration.recognizer = g_strdup (json_object_get_string_member_with_default (root, "recognizer", ""));
  calibration.base = number_of (root, "base", 0);
  calibration.types = json_object_ref (types);
  return &calibration;
}

const char *
sohoa_calibration_recognizer (void)
{
  return get ()->recognizer;
}

double
sohoa_calibration_probability (const char *type, const double *features)
{
  const Calibration *calibration = get ();
  double sum = number_of (object_of (calibration->types, type), "base", calibration->base);
  for (int i = 0; i < SOHOA_N_FEATURES; i++)
    sum += calibration->weights[i] * features[i];
  return 1 / (1 + exp (-sum));
}

double
sohoa_calibration_threshold (const char *type)
{
  return number_of (object_of (get ()->types, type), "threshold", 2);
}
