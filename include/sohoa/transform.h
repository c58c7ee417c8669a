/* transform.h - from template millimetres to page pixels.
 *
 * The one geometry type of the house: stored with each page, so that evidence, review and rereading never
 * have to find the form again. A homography (an affine map is one with m[6] = m[7] = 0) and, for curled
 * photographs, a mesh of displacements on top.
 *
 * Template coordinates: millimetres from the top left of the blank page, x right, y down. Page coordinates:
 * pixels of the page as decoded, before any rotation; (0, 0) is the CENTRE of the top left pixel.
 */
#ifndef SOHOA_TRANSFORM_H
#define SOHOA_TRANSFORM_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double x, y;
} SohoaPoint;

/* Four corners in reading order of the CONTENT: top left, top right, bottom right, bottom left. */
typedef struct {
  SohoaPoint corner[4];
} SohoaQuad;

/* A rectangle in template millimetres. */
typedef struct {
  double x, y, w, h;
} SohoaRect;

/* Displacements in page pixels, added after the homography, bilinear between nodes that are laid evenly over
 * the template page (node (0, 0) at its top left corner, the last at its bottom right); constant beyond. */
typedef struct {
  guint cols, rows; /* 2 .. SOHOA_MESH_MAX each */
  double width_mm, height_mm;
  double *dx, *dy; /* cols * rows each, row by row */
} SohoaMesh;

enum { SOHOA_MESH_MAX = 64 };

typedef struct {
  double m[9];     /* row by row; (x y w) = m (x_mm y_mm 1); m[8] = 1 */
  SohoaMesh *mesh; /* owned; NULL for flat scans */
} SohoaTransform;

/* Life cycle. new: an affine map from its six numbers (x = a[0] x_mm + a[1] y_mm + a[2], y with a[3..5]). */
SohoaTransform *sohoa_transform_new_affine (const double a[6]);
SohoaTransform *sohoa_transform_copy (const SohoaTransform *transform);
void sohoa_transform_free (SohoaTransform *transform);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaTransform, sohoa_transform_free)

SohoaMesh *sohoa_mesh_new (guint cols, guint rows, double width_mm, double height_mm);
void sohoa_mesh_free (SohoaMesh *mesh);

/* Mapping. */
SohoaPoint sohoa_transform_map (const SohoaTransform *transform, double x_mm, double y_mm);
SohoaQuad sohoa_transform_map_rect (const SohoaTransform *transform, const SohoaRect *rect);
/* Page pixels per millimetre around a point: the square root of the local area scale. */
double sohoa_transform_scale (const SohoaTransform *transform, double x_mm, double y_mm);
/* The map turned round; FALSE when it has no inverse. A mesh is inverted by fixed-point iteration. */
gboolean sohoa_transform_unmap (const SohoaTransform *transform, SohoaPoint pixel,
                                SohoaPoint *ret_mm) G_GNUC_WARN_UNUSED_RESULT;

/* The wire and the store. to_variant: a floating GVariant of type SOHOA_TRANSFORM_TYPE. from_variant checks
 * everything (type, sizes, finite numbers, an invertible matrix) and returns NULL on anything odd. */
#define SOHOA_TRANSFORM_TYPE "(adm(uuddadad))"
GVariant *sohoa_transform_to_variant (const SohoaTransform *transform);
SohoaTransform *sohoa_transform_from_variant (GVariant *variant);

/* The axis-parallel hull: x0, y0, x1, y1 (x1, y1 included), rounded outwards. */
void sohoa_quad_hull (const SohoaQuad *quad, int ret_box[4]);

G_END_DECLS

#endif
