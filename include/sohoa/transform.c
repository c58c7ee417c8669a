/* transform.c - the map from template millimetres to page pixels, and its way over the wire. */
#include <sohoa/transform.h>

#include <math.h>
#include <string.h>

/* Life cycle */

SohoaTransform *
sohoa_transform_new_affine (const double a[6])
{
  SohoaTransform *transform = g_new0 (SohoaTransform, 1);

  memcpy (transform->m, a, 6 * sizeof (double));
  transform->m[8] = 1;
  return transform;
}

SohoaMesh *
sohoa_mesh_new (guint cols, guint rows, double width_mm, double height_mm)
{
  SohoaMesh *mesh = g_new0 (SohoaMesh, 1);

  mesh->cols = cols;
  mesh->rows = rows;
  mesh->width_mm = width_mm;
  mesh->height_mm = height_mm;
  mesh->dx = g_new0 (double, (gsize) cols *rows);
  mesh->dy = g_new0 (double, (gsize) cols *rows);
  return mesh;
}

void
sohoa_mesh_free (SohoaMesh *mesh)
{
  if (mesh == NULL)
    return;
  g_free (mesh->dx);
  g_free (mesh->dy);
  g_free (mesh);
}

SohoaTransform *
sohoa_transform_copy (const SohoaTransform *transform)
{
  SohoaTransform *copy = g_new0 (SohoaTransform, 1);
  const SohoaMesh *mesh = transform->mesh;

  memcpy (copy->m, transform->m, sizeof copy->m);
  if (mesh != NULL) {
    gsize bytes = (gsize) mesh->cols * mesh->rows * sizeof (double);

    copy->mesh = sohoa_mesh_new (mesh->cols, mesh->rows, mesh->width_mm, mesh->height_mm);
    memcpy (copy->mesh->dx, mesh->dx, bytes);
    memcpy (copy->mesh->dy, mesh->dy, bytes);
  }
  return copy;
}

void
sohoa_transform_free (SohoaTransform *transform)
{
  if (transform == NULL)
    return;
  sohoa_mesh_free (transform->mesh);
  g_free (transform);
}

/* Mapping */

/* Bilinear displacement at a template point. */
static SohoaPoint
mesh_displacement (const SohoaMesh *mesh, double x_mm, double y_mm)
{
  double u = CLAMP (x_mm / mesh->width_mm, 0, 1) * (mesh->cols - 1);
  double v = CLAMP (y_mm / mesh->height_mm, 0, 1) * (mesh->rows - 1);
  guint i = MIN ((guint) u, mesh->cols - 2), j = MIN ((guint) v, mesh->rows - 2);
  double fu = u - i, fv = v - j;
  gsize top = (gsize) j * mesh->cols + i, bottom = top + mesh->cols;
  double w[4] = {(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv};

  return (SohoaPoint){
    w[0] * mesh->dx[top] + w[1] * mesh->dx[top + 1] + w[2] * mesh->dx[bottom] + w[3] * mesh->dx[bottom + 1],
    w[0] * mesh->dy[top] + w[1] * mesh->dy[top + 1] + w[2] * mesh->dy[bottom] + w[3] * mesh->dy[bottom + 1],
  };
}

SohoaPoint
sohoa_transform_map (const SohoaTransform *transform, double x_mm, double y_mm)
{
  const double *m = transform->m;
  double w = m[6] * x_mm + m[7] * y_mm + m[8];
  SohoaPoint point = {(m[0] * x_mm + m[1] * y_mm + m[2]) / w, (m[3] * x_mm + m[4] * y_mm + m[5]) / w};

  if (transform->mesh != NULL) {
    SohoaPoint d = mesh_displacement (transform->mesh, x_mm, y_mm);

    point.x += d.x;
    point.y += d.y;
  }
  return point;
}

SohoaQuad
sohoa_transform_map_rect (const SohoaTransform *transform, const SohoaRect *rect)
{
  return (SohoaQuad){.corner = {
                       sohoa_transform_map (transform, rect->x, rect->y),
                       sohoa_transform_map (transform, rect->x + rect->w, rect->y),
                       sohoa_transform_map (transform, rect->x + rect->w, rect->y + rect->h),
                       sohoa_transform_map (transform, rect->x, rect->y + rect->h),
                     }};
}

double
sohoa_transform_scale (const SohoaTransform *transform, double x_mm, double y_mm)
{
  SohoaPoint o = sohoa_transform_map (transform, x_mm, y_mm);
  SohoaPoint a = sohoa_transform_map (transform, x_mm + 1, y_mm);
  SohoaPoint b = sohoa_transform_map (transform, x_mm, y_mm + 1);

  return sqrt (fabs ((a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y)));
}

/* The adjugate; FALSE when the matrix is singular or not finite. */
static gboolean
invert (const double m[9], double ret_inverse[9])
{
  double det = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) +
               m[2] * (m[3] * m[7] - m[4] * m[6]);
  const double adjugate[9] = {
    m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
    m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
    m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
  };

  if (!isfinite (det) || fabs (det) < 1e-9)
    return FALSE;
  for (guint i = 0; i < 9; i++)
    ret_inverse[i] = adjugate[i] / det;
  return TRUE;
}

gboolean
sohoa_transform_unmap (const SohoaTransform *transform, SohoaPoint pixel, SohoaPoint *ret_mm)
{
  /* Displacements are smooth and small beside their wavelength: each round gains about a digit. */
  enum { MESH_ROUNDS = 12 };
  double n[9];
  SohoaPoint flat = pixel, mm = {0, 0};

  if (!invert (transform->m, n))
    return FALSE;
  for (guint round = 0; round < (transform->mesh != NULL ? MESH_ROUNDS : 1); round++) {
    double w = n[6] * flat.x + n[7] * flat.y + n[8];

    if (!(fabs (w) > 1e-12))
      return FALSE;
    mm.x = (n[0] * flat.x + n[1] * flat.y + n[2]) / w;
    mm.y = (n[3] * flat.x + n[4] * flat.y + n[5]) / w;
    if (transform->mesh != NULL) {
      SohoaPoint d = mesh_displacement (transform->mesh, mm.x, mm.y);

      flat.x = pixel.x - d.x;
      flat.y = pixel.y - d.y;
    }
  }
  *ret_mm = mm;
  return TRUE;
}

void
sohoa_quad_hull (const SohoaQuad *quad, int ret_box[4])
{
  double x0 = quad->corner[0].x, y0 = quad->corner[0].y, x1 = x0, y1 = y0;

  for (guint i = 1; i < 4; i++) {
    x0 = MIN (x0, quad->corner[i].x);
    y0 = MIN (y0, quad->corner[i].y);
    x1 = MAX (x1, quad->corner[i].x);
    y1 = MAX (y1, quad->corner[i].y);
  }
  ret_box[0] = (int) floor (x0);
  ret_box[1] = (int) floor (y0);
  ret_box[2] = (int) ceil (x1);
  ret_box[3] = (int) ceil (y1);
}

/* The wire */

static GVariant *
doubles_to_variant (const double *values, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, values, n, sizeof (double));
}

GVariant *
sohoa_transform_to_variant (const SohoaTransform *transform)
{
  const SohoaMesh *mesh = transform->mesh;
  GVariant *nodes = NULL;

  if (mesh != NULL) {
    gsize n = (gsize) mesh->cols * mesh->rows;

    nodes = g_variant_new ("(uudd@ad@ad)", mesh->cols, mesh->rows, mesh->width_mm, mesh->height_mm,
                           doubles_to_variant (mesh->dx, n), doubles_to_variant (mesh->dy, n));
  }
  return g_variant_new ("(@ad@m(uuddadad))", doubles_to_variant (transform->m, 9),
                        g_variant_new_maybe (G_VARIANT_TYPE ("(uuddadad)"), nodes));
}

/* Copies exactly n finite numbers; FALSE otherwise. */
static gboolean
copy_finite (GVariant *array, gsize n, double *ret_values)
{
  gsize length = 0;
  const double *values = g_variant_get_fixed_array (array, &length, sizeof (double));

  if (length != n)
    return FALSE;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      return FALSE;
    ret_values[i] = values[i];
  }
  return TRUE;
}

static SohoaMesh *
mesh_from_variant (GVariant *nodes)
{
  g_autoptr (GVariant) dx = NULL;
  g_autoptr (GVariant) dy = NULL;
  guint cols, rows;
  double width_mm, height_mm;
  SohoaMesh *mesh;

  g_variant_get (nodes, "(uudd@ad@ad)", &cols, &rows, &width_mm, &height_mm, &dx, &dy);
  if (cols < 2 || rows < 2 || cols > SOHOA_MESH_MAX || rows > SOHOA_MESH_MAX || !(width_mm > 0) ||
      !(height_mm > 0) || !isfinite (width_mm) || !isfinite (height_mm))
    return NULL;
  mesh = sohoa_mesh_new (cols, rows, width_mm, height_mm);
  if (!copy_finite (dx, (gsize) cols * rows, mesh->dx) || !copy_finite (dy, (gsize) cols * rows, mesh->dy)) {
    sohoa_mesh_free (mesh);
    return NULL;
  }
  return mesh;
}

SohoaTransform *
sohoa_transform_from_variant (GVariant *variant)
{
  g_autoptr (SohoaTransform) transform = g_new0 (SohoaTransform, 1);
  g_autoptr (GVariant) matrix = NULL;
  g_autoptr (GVariant) nodes = NULL;
  double inverse[9];

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (SOHOA_TRANSFORM_TYPE)))
    return NULL;
  g_variant_get (variant, "(@adm@(uuddadad))", &matrix, &nodes);
  if (!copy_finite (matrix, 9, transform->m) || transform->m[8] != 1 || !invert (transform->m, inverse))
    return NULL;
  if (nodes != NULL) {
    transform->mesh = mesh_from_variant (nodes);
    if (transform->mesh == NULL)
      return NULL;
  }
  return g_steal_pointer (&transform);
}
