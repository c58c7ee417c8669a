"""The pages of reports in headless Chromium, as they come to paper: nothing fetched, on A4, every figure readable.

Printed, not clicked: what a browser makes of a page without scripts is the same each time, however long it takes.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

import house

MONTHS = [f"2025-{month:02}" for month in range(1, 9)]
A4_POINTS = (595, 842)


def register():
    rows = ["dossier_code,received_at,procedure_code,channel,result_date,electronic_result"]
    for i, month in enumerate(MONTHS * 3):
        channel = ("online", "direct", "post")[i % 3]
        rows.append(f"H29.{20 + i % 4}-{month[2:4]}{month[5:]}11-{i:04},{month}-11,1.004222,{channel},{month}-20,{i % 2}")
    return "\n".join(rows) + "\n"


@unittest.skipIf("SOHOA_E2E_SMALL" in os.environ, "the pages are the same under sanitizers")
class Looks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.archive = house.House(cls.folder / "archive")
        assert cls.archive("init", cls.archive.folder).status == house.CLEAN
        (cls.archive.folder / "settings.json").write_text('{"targets": {"electronic": 80}}', encoding="utf-8")
        (cls.folder / "received.csv").write_text(register(), encoding="utf-8")
        assert cls.archive("register", "import", cls.folder / "received.csv").status == house.CLEAN

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def report(self, name, *arguments):
        out = self.folder / name
        done = self.archive("report", *arguments, "--format", out.suffix[1:], "--out", out)
        self.assertEqual(done.status, house.CLEAN, done.err)
        return out

    def printed(self, page):
        """The page as PDF: its text, and the sizes of its sheets in points."""
        pdf = page.with_suffix(".pdf")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder / 'chromium'}",
             "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()],
            check=True, capture_output=True, timeout=house.NEVER_S,
            env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"})
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
        about = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True).stdout.decode()
        return text, sorted(round(float(n)) for n in re.search(r"Page size: +([\d.]+) x ([\d.]+)", about).groups())

    def assert_self_contained(self, page):
        source = page.read_text(encoding="utf-8")
        self.assertIsNone(re.search(r"<script|<link|<img|src=|href=|url\((?!#)|@import", source))

    def test_rates_are_readable_on_paper_in_both_languages(self):
        page = self.report("rates.html", "digitization", "--by", "month,unit")
        self.assert_self_contained(page)
        text, size = self.printed(page)
        for side, want in zip(size, A4_POINTS):
            self.assertLessEqual(abs(side - want), 2)
        for part in ("Số hóa hồ sơ đã tiếp nhận", "Digitization of received dossiers", "theo tháng tiếp nhận",
                     "các đơn vị, thấp nhất trước", "2025-01", "H29.20", "0.00 % (-80.00)", "100.00 % (+20.00)"):
            self.assertIn(part, text)

    def test_the_matrix_is_readable_on_paper(self):
        page = self.report("matrix.html", "reduction", "--matrix")
        self.assert_self_contained(page)
        text, _ = self.printed(page)
        for part in ("Họ, chữ đệm và tên", "judicial_record", "mỗi biểu mẫu hỏi mấy lần"):
            self.assertIn(part, text)

    def test_a_workbook_has_the_charts_and_the_shades(self):
        for name, arguments, part, what in (
            ("rates.xlsx", ("digitization", "--by", "month,unit"), r"xl/charts/chart\d+\.xml", "lineChart"),
            ("matrix.xlsx", ("reduction", "--matrix"), r"xl/worksheets/sheet1\.xml", "colorScale"),
        ):
            with zipfile.ZipFile(self.report(name, *arguments)) as book:
                parts = [book.read(entry).decode() for entry in book.namelist() if re.fullmatch(part, entry)]
                self.assertTrue(any(what in entry for entry in parts), name)


if __name__ == "__main__":
    unittest.main()
