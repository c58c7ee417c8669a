/* form_folder.c - see form_folder.h. */
#include "form_folder.h"

#include <string.h>

#include <gio/gio.h>

const char good_form_json[] =
  "{\n"
  "  \"id\": \"sample\", \"version\": \"2024-05-01\", \"title\": \"Tờ khai mẫu\", \"legal_basis\": \"Thông "
  "tư mẫu\",\n"
  "  \"valid_from\": \"2024-06-01\", \"valid_to\": \"2025-06-30\", \"procedures\": [\"1.004222\"],\n"
  "  \"roles\": [\"applicant\", \"member\"], \"pages\": 1,\n"
  "  \"fields\": [\n"
  "    { \"id\": \"applicant.full_name\", \"label\": \"Họ tên\", \"role\": \"applicant\", \"element\": "
  "\"person.full_name\",\n"
  "      \"type\": \"person_name\", \"declared\": true, \"kind\": \"text\", \"page\": 1, \"box_mm\": [60, "
  "40, 120, 8] },\n"
  "    { \"id\": \"applicant.birth_date\", \"label\": \"Sinh ngày\", \"role\": \"applicant\", \"element\": "
  "\"person.birth_date\",\n"
  "      \"type\": \"date\", \"declared\": true, \"kind\": \"date\", \"page\": 1, \"box_mm\": [60, 50, 45, "
  "8], \"parts\": [\n"
  "        { \"name\": \"d\", \"box_mm\": [60, 50, 12, 8] }, { \"name\": \"m\", \"box_mm\": [75, 50, 12, 8] "
  "},\n"
  "        { \"name\": \"y\", \"box_mm\": [90, 50, 15, 8] }] },\n"
  "    { \"id\": \"applicant.sex\", \"label\": \"Giới tính\", \"role\": \"applicant\", \"element\": "
  "\"person.sex\",\n"
  "      \"type\": \"sex\", \"declared\": true, \"kind\": \"choice\", \"page\": 1, \"box_mm\": [60, 60, 30, "
  "5], \"parts\": [\n"
  "        { \"name\": \"Nam\", \"box_mm\": [60, 60, 5, 5] }, { \"name\": \"Nữ\", \"box_mm\": [85, 60, 5, 5] "
  "}] },\n"
  "    { \"id\": \"members[0].citizen_id\", \"label\": \"Số\", \"role\": \"member\", \"element\": "
  "\"person.citizen_id\",\n"
  "      \"type\": \"citizen_id\", \"declared\": true, \"kind\": \"comb\", \"page\": 1, \"box_mm\": [60, 70, "
  "12, 6], \"parts\": [\n"
  "        { \"name\": \"0\", \"box_mm\": [60, 70, 6, 6] }, { \"name\": \"1\", \"box_mm\": [66, 70, 6, 6] }] "
  "},\n"
  "    { \"id\": \"dossier.request\", \"label\": \"Nội dung\", \"element\": \"dossier.request\", \"type\": "
  "\"text\",\n"
  "      \"declared\": true, \"kind\": \"multiline\", \"page\": 1, \"box_mm\": [25, 80, 160, 16], \"parts\": "
  "[\n"
  "        { \"name\": \"0\", \"box_mm\": [60, 80, 125, 8] }, { \"name\": \"1\", \"box_mm\": [25, 88, 160, "
  "8] }] }\n"
  "  ]\n"
  "}\n";

char *
form_folder_new (void)
{
  char *root = g_dir_make_tmp ("sohoa-forms-XXXXXX", NULL);

  g_assert_nonnull (root);
  return root;
}

char *
form_folder_write (const char *root, const char *form, const char *version, const char *json,
                   const char *blank)
{
  char *folder = g_build_filename (root, form, version, NULL);
  g_autofree char *json_path = g_build_filename (folder, "form.json", NULL);
  g_autofree char *blank_path = g_build_filename (folder, "blank.pdf", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (json_path, json, -1, NULL));
  if (blank != NULL)
    g_assert_true (g_file_set_contents (blank_path, blank, -1, NULL));
  return folder;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
form_folder_remove (const char *root)
{
  g_autoptr (GFile) file = g_file_new_for_path (root);

  remove_tree (file);
}
