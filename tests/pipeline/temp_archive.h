/* temp_archive.h - an archive in a folder of its own, gone after the test. For the rooms of pipeline/. */
#ifndef SOHOA_TEST_TEMP_ARCHIVE_H
#define SOHOA_TEST_TEMP_ARCHIVE_H

#include "pipeline/store/archive.h"
#include "pipeline/store/source.h"

typedef struct {
  char *root;            /* holds everything */
  char *folder;          /* the archive */
  char *inbox;           /* an empty inbox */
  SohoaArchive *archive; /* open for writing */
  gint64 run;            /* begun */
} TempArchive;

/* cmocka fixtures: *state is a TempArchive. */
int temp_archive_setup (void **state);
int temp_archive_teardown (void **state);

/* Closes it, as a killed program would (nothing is committed), and opens it again. */
void temp_archive_reopen (TempArchive *temp);

/* A file of the inbox; folders on its way are made. It looks a minute old. */
void temp_inbox_write (TempArchive *temp, const char *path, const char *content);
void temp_inbox_write_bytes (TempArchive *temp, const char *path, const void *data, gsize size);
/* The absolute path; caller frees. */
char *temp_inbox_path (TempArchive *temp, const char *path);

/* Records a source of one file (names NULL) or of a folder, whose content is its name, and returns its id. */
gint64 temp_record (TempArchive *temp, const char *path, const char *const *names);

void remove_tree (const char *path);

/* The call succeeded; prints the error when it did not. */
#define assert_ok(call)                                                                                      \
  do {                                                                                                       \
    g_autoptr (GError) error = NULL;                                                                         \
    if (!(call))                                                                                             \
      fail_msg ("%s: %s", #call, error != NULL ? error->message : "no error set");                           \
  } while (0)
/* It failed with that code. */
#define assert_fails(call, expected)                                                                         \
  do {                                                                                                       \
    g_autoptr (GError) error = NULL;                                                                         \
    if (call)                                                                                                \
      fail_msg ("%s succeeded", #call);                                                                      \
    if (!g_error_matches (error, SOHOA_ERROR, expected))                                                     \
      fail_msg ("%s: %s", #call, error != NULL ? error->message : "no error set");                           \
  } while (0)

#endif
