/* measured.c - see measured.h. */
#include "measured.h"

#include "../store/prefill.h"

static const SohoaReportColumn columns[] = {
  {"form", {"form", "Biểu mẫu"}, SOHOA_CELLS_TEXT, FALSE},
  {"measured", {"measured", "Đo được"}, SOHOA_CELLS_PERCENT, FALSE},
  {"papers", {"pages back", "Trang nhận lại"}, SOHOA_CELLS_COUNT, FALSE},
  {"unchanged", {"unchanged", "Giữ nguyên"}, SOHOA_CELLS_COUNT, FALSE},
  {"corrected", {"corrected", "Sửa lại"}, SOHOA_CELLS_COUNT, FALSE},
  {"declared", {"written by hand", "Tự khai"}, SOHOA_CELLS_COUNT, FALSE},
  {"unknown", {"unknown", "Chưa rõ"}, SOHOA_CELLS_COUNT, FALSE},
};

static void
add_row (SohoaReportTable *table, const SohoaReturnedSum *sum)
{
  guint known = 0;
  for (guint i = 0; i < SOHOA_N_RETURNED; i++)
    known += i != SOHOA_RETURNED_UNKNOWN ? sum->outcome[i] : 0;
  sohoa_report_add_text (table, sum->form);
  if (known > 0)
    sohoa_report_add_number (table, 100.0 * sum->outcome[SOHOA_RETURNED_UNCHANGED] / known);
  else
    sohoa_report_add_untold (table, "empty");
  sohoa_report_add_number (table, sum->papers);
  for (guint i = 0; i < SOHOA_N_RETURNED; i++)
    sohoa_report_add_number (table, sum->outcome[i]);
}

gboolean
sohoa_measured_add (SohoaReport *report, SohoaArchive *archive, const char *form, const char *from,
                    const char *to, GError **error)
{
  g_autoptr (GPtrArray) sums = sohoa_returned_list (archive, from, to, error);
  SohoaReportTable *table = NULL;

  for (guint i = 0; sums != NULL && i < sums->len; i++) {
    const SohoaReturnedSum *sum = g_ptr_array_index (sums, i);
    if (form != NULL && !g_str_equal (sum->form, form))
      continue;
    if (table == NULL)
      table = sohoa_report_add_table (
        report, "measured", (SohoaLabel){"Prefilled forms that came back", "Tờ khai điền sẵn nhận lại"},
        columns, G_N_ELEMENTS (columns));
    add_row (table, sum);
  }
  return sums != NULL;
}
