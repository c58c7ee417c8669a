/* review_pictures.c - see review_pictures.h. Drawing is the workers' work: they read each page once more. */
#include "review_pictures.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "../crew/supervisor.h"
#include "../store/object.h"
#include "../store/page.h"
#include "../store/review.h"
#include "command.h"

static const double picture_dpi = 110; /* writing can be read, and a page is half a megabyte */

/* Ids of pages ("12.3") that questions are about, each once, in order; of char *. */
static GPtrArray *
list_pages (SohoaArchive *archive, GError **error)
{
  g_autoptr (GPtrArray) items = sohoa_review_list (archive, 0, error);
  GPtrArray *pages = items != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const SohoaReviewItem *item = g_ptr_array_index (items, i);
    if (item->kind != SOHOA_REVIEW_PAGE && item->kind != SOHOA_REVIEW_FIELD)
      continue;
    char *page = g_strndup (item->id, strcspn (item->id, "/"));
    if (pages->len > 0 && strcmp (g_ptr_array_index (pages, pages->len - 1), page) == 0)
      g_free (page);
    else
      g_ptr_array_add (pages, page);
  }
  return pages;
}

static gboolean
ask (SohoaArchive *archive, SohoaCrew *crew, const char *id, GHashTable *jobs, GError **error)
{
  char *end;
  gint64 source = g_ascii_strtoll (id, &end, 10);
  g_autoptr (SohoaPageRow) page =
    sohoa_page_load (archive, source, (guint) g_ascii_strtoull (end + 1, NULL, 10), error);
  int scan = page != NULL ? sohoa_object_open_page (archive, page->id, error) : -1;
  if (scan < 0)
    return FALSE;
  guint job = sohoa_crew_read (crew, scan, page->file_page, page->file_page, SOHOA_STAGE_READ, picture_dpi);
  close (scan);
  g_hash_table_insert (jobs, GUINT_TO_POINTER (job), (gpointer) id);
  return TRUE;
}

static gboolean
keep (const SohoaCrewEvent *event, const char *id, const char *folder, GError **error)
{
  if (event->kind == SOHOA_CREW_FAILED)
    fprintf (stderr, "sohoa: %s: %s\n", id, event->error->message);
  if (event->kind != SOHOA_CREW_PICTURE)
    return TRUE;
  gsize size;
  const char *png = g_bytes_get_data (event->picture, &size);
  g_autofree char *name = g_strconcat (id, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  return g_file_set_contents_full (path, png, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
draw (SohoaArchive *archive, SohoaCrew *crew, const GPtrArray *pages, const char *folder, GError **error)
{
  g_autoptr (GHashTable) jobs = g_hash_table_new (NULL, NULL);
  for (guint next = 0; next < pages->len || !sohoa_crew_is_idle (crew);) {
    g_autoptr (GError) fatal = NULL;
    while (next < pages->len && sohoa_crew_is_hungry (crew))
      if (!ask (archive, crew, g_ptr_array_index (pages, next++), jobs, error))
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
  const SohoaCrewOptions options = sohoa_crew_defaults ();
  g_autoptr (GPtrArray) templates = sohoa_form_templates (forms);
  g_autoptr (GPtrArray) pages = list_pages (archive, error);
  if (pages == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_DISK, "cannot make the folder of the pictures: %s",
                 g_strerror (errno));
    return FALSE;
  }
  g_autoptr (SohoaCrew) crew = sohoa_crew_new (&options, templates, error);
  return crew != NULL && draw (archive, crew, pages, folder, error);
}
