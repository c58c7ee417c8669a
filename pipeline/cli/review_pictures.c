/* review_pictures.c - see review_pictures.h. Drawing is the workers' work. */
#include "review_pictures.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "../crew/supervisor.h"
#include "../store/field.h"
#include "../store/object.h"
#include "../store/page.h"
#include "../store/review.h"
#include "command.h"
#include "hire.h"

static const double page_dpi = 110; /* writing can be read, and a page is half a megabyte */
static const double crop_dpi = 200; /* as most offices scan */

/* What is to be drawn in one job: a page, or places on it. */
typedef struct {
  char *page;       /* "12.3" */
  GPtrArray *names; /* of char *: pictures, without ".png" */
  GArray *quads;    /* of SohoaQuad, one a picture; empty: the page itself */
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;
  g_free (drawing->page);
  g_ptr_array_unref (drawing->names);
  g_array_unref (drawing->quads);
  g_free (drawing);
}

char *
sohoa_review_picture_name (const SohoaReviewItem *item)
{
  if (item->kind != SOHOA_REVIEW_PAGE && item->kind != SOHOA_REVIEW_FIELD)
    return NULL;
  return g_strdelimit (g_strconcat (item->id, ".png", NULL), "/", '_');
}

static gboolean
load_page (SohoaArchive *archive, const char *id, SohoaPageRow **ret_page, GError **error)
{
  char *end;
  gint64 source = g_ascii_strtoll (id, &end, 10);
  *ret_page = sohoa_page_load (archive, source, (guint) g_ascii_strtoull (end + 1, NULL, 10), error);
  return *ret_page != NULL;
}

/* ---- what is asked about ---- */

/* The drawing that a place of the page goes to: the last one while it has room. */
static Drawing *
find_drawing (GPtrArray *drawings, const char *page, gboolean is_place)
{
  Drawing *last = drawings->len > 0 ? g_ptr_array_index (drawings, drawings->len - 1) : NULL;
  if (is_place && last != NULL && strcmp (last->page, page) == 0 && last->quads->len > 0 &&
      last->quads->len < SOHOA_CROPS_MAX)
    return last;
  Drawing *drawing = g_new0 (Drawing, 1);
  drawing->page = g_strdup (page);
  drawing->names = g_ptr_array_new_with_free_func (g_free);
  drawing->quads = g_array_new (FALSE, FALSE, sizeof (SohoaQuad));
  g_ptr_array_add (drawings, drawing);
  return drawing;
}

static gboolean
add_item (SohoaArchive *archive, const SohoaReviewItem *item, GPtrArray *drawings, GError **error)
{
  g_autofree char *name = sohoa_review_picture_name (item);
  g_autofree char *page_id = g_strndup (item->id, strcspn (item->id, "/"));
  g_autoptr (SohoaPageRow) page = NULL;
  g_autoptr (SohoaFieldRow) field = NULL;
  if (name == NULL)
    return TRUE;
  gboolean is_place = item->kind == SOHOA_REVIEW_FIELD;
  if (is_place && (!load_page (archive, page_id, &page, error) ||
                   !(field = sohoa_field_load (archive, page->id, strchr (item->id, '/') + 1, error))))
    return FALSE;
  Drawing *drawing = find_drawing (drawings, page_id, is_place);
  g_ptr_array_add (drawing->names, g_steal_pointer (&name));
  if (is_place)
    g_array_append_val (drawing->quads, field->quad);
  return TRUE;
}

static GPtrArray *
list_drawings (SohoaArchive *archive, GError **error)
{
  g_autoptr (GPtrArray) items = sohoa_review_list (archive, 0, error);
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func (drawing_free);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!add_item (archive, g_ptr_array_index (items, i), drawings, error))
      return NULL;
  return items != NULL ? g_steal_pointer (&drawings) : NULL;
}

/* ---- drawing ---- */

static gboolean
ask (SohoaArchive *archive, SohoaCrew *crew, Drawing *drawing, GHashTable *jobs, GError **error)
{
  g_autoptr (SohoaPageRow) page = NULL;
  if (!load_page (archive, drawing->page, &page, error))
    return FALSE;
  int scan = sohoa_object_open_page (archive, page->id, error);
  if (scan < 0)
    return FALSE;
  guint job = drawing->quads->len > 0
                ? sohoa_crew_crop (crew, scan, page->file_page, page->rotation, crop_dpi, drawing->quads)
                : sohoa_crew_read (crew, scan, page->file_page, page->file_page, SOHOA_STAGE_READ, page_dpi);
  close (scan);
  g_hash_table_insert (jobs, GUINT_TO_POINTER (job), drawing);
  return TRUE;
}

static gboolean
keep (const SohoaCrewEvent *event, const Drawing *drawing, const char *folder, GError **error)
{
  guint index = drawing->quads->len > 0 ? event->page - 1 : 0;
  if (event->kind == SOHOA_CREW_FAILED)
    fprintf (stderr, "sohoa: %s: %s\n", drawing->page, event->error->message);
  if (event->kind != SOHOA_CREW_PICTURE || index >= drawing->names->len)
    return TRUE;
  gsize size;
  const char *png = g_bytes_get_data (event->picture, &size);
  g_autofree char *path = g_build_filename (folder, g_ptr_array_index (drawing->names, index), NULL);
  return g_file_set_contents_full (path, png, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
draw (SohoaArchive *archive, SohoaCrew *crew, GPtrArray *drawings, const char *folder, GError **error)
{
  g_autoptr (GHashTable) jobs = g_hash_table_new (NULL, NULL);
  for (guint next = 0; next < drawings->len || !sohoa_crew_is_idle (crew);) {
    g_autoptr (GError) fatal = NULL;
    while (next < drawings->len && sohoa_crew_is_hungry (crew))
      if (!ask (archive, crew, g_ptr_array_index (drawings, next++), jobs, error))
        return FALSE;
    g_autoptr (SohoaCrewEvent) event = sohoa_crew_next (crew, -1, &fatal);
    if (fatal != NULL) {
      g_propagate_error (error, g_steal_pointer (&fatal));
      return FALSE;
    }
    if (event != NULL &&
        !keep (event, g_hash_table_lookup (jobs, GUINT_TO_POINTER (event->job)), folder, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sohoa_review_pictures (SohoaArchive *archive, const SohoaFormSet *forms, const char *folder, GError **error)
{
  const SohoaCrewOptions options = sohoa_hire_defaults ();
  g_autoptr (GPtrArray) templates = sohoa_form_templates (forms);
  g_autoptr (GPtrArray) drawings = list_drawings (archive, error);
  if (drawings == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the folder of the pictures: %s",
                 g_strerror (errno));
    return FALSE;
  }
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  return crew != NULL && draw (archive, crew, drawings, folder, error);
}
