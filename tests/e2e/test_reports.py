"""The register and the reports as the data team meets them: every format, and one clear line for what makes no sense."""

import contextlib
import json
import pathlib
import sqlite3
import tempfile
import unittest

import house

REGISTER = (
    "dossier_code,received_at,procedure_code,channel,result_date,electronic_result\n"
    "H29.26-250711-0001,2025-07-11,1.004222,online,2025-07-15,1\n"
    "H29.26-250712-0001,2025-07-12,1.004222,direct,,0\n"
)


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.archive = house.House(cls.folder / "archive")
        assert cls.archive("init", cls.archive.folder).status == house.CLEAN
        cls.register = cls.folder / "received.csv"
        cls.register.write_text(REGISTER, encoding="utf-8")
        assert cls.archive("register", "import", cls.register).status == house.CLEAN

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_every_format_comes_out(self):
        for form, begins in (("text", b"Digitization"), ("csv", b"unit,"), ("json", b'{"v":1'), ("html", b"<!DOCTYPE")):
            done = self.archive("report", "digitization", "--by", "unit", "--format", form)
            self.assertEqual(done.status, house.CLEAN, done.err)
            self.assertTrue(done.out.encode().startswith(begins))
        book = self.folder / "report.xlsx"
        done = self.archive("report", "digitization", "--format", "xlsx", "--out", book)
        self.assertEqual(done.status, house.CLEAN, done.err)
        self.assertTrue(book.read_bytes().startswith(b"PK"))

    def test_the_figures_are_those_of_the_register(self):
        done = self.archive("report", "digitization", "--format", "json")
        rows = {row["rate"]: row for row in done.json["tables"]["total"]["rows"]}
        self.assertEqual((rows["scanned"]["counted"], rows["scanned"]["base"]), (0, 2))
        self.assertEqual((rows["electronic"]["counted"], rows["electronic"]["base"]), (1, 1))
        self.assertEqual(rows["4.1"]["percent"], 50)
        self.assertIsNone(rows["4.3"]["percent"])

    def test_each_figure_is_the_sum_over_its_view(self):
        rows = self.archive("report", "digitization", "--format", "json").json["tables"]["total"]["rows"]
        with contextlib.closing(sqlite3.connect(self.archive.folder / "archive.db")) as database:
            for row in rows:
                view = "v_rate_" + row["rate"].replace(".", "_")
                counted, base, untold = database.execute(
                    f"SELECT total (counted), total (base), total (counted IS NULL OR base IS NULL) FROM {view}"
                ).fetchone()
                self.assertEqual(row["unknown"], untold, view)
                if not untold:
                    self.assertEqual((row["counted"], row["base"]), (counted, base), view)

    def test_rows_that_are_refused_are_told_and_the_others_taken(self):
        odd = self.folder / "odd.csv"
        odd.write_text(REGISTER + "nonsense,2025-07-11,1.004222,online,,1\n", encoding="utf-8")
        done = self.archive("register", "import", odd)
        self.assertEqual(done.status, house.ATTENTION)
        self.assertIn("line 4, 'dossier_code'", done.err)
        self.assertNotIn("nonsense", done.err)
        told = self.archive("register", "import", odd, "--json", "--dry-run")
        self.assertEqual([refusal["line"] for refusal in told.json["refusals"]], [4])

    def test_what_makes_no_sense_is_refused_in_one_line_and_nothing_is_written(self):
        latin, out = self.folder / "latin.csv", self.folder / "out"
        latin.write_bytes("dossier_code,Ng\xe0y\n".encode("latin-1"))
        before = house.bytes_of(self.archive.folder)
        for arguments, status in (
            (("register", "import", self.folder / "nosuch.csv"), house.START),
            (("register", "import", latin), house.USAGE),
            (("report", "digitization", "--from", "2030", "--out", out), house.START),
            (("report", "digitization", "--unit", "X", "--out", out), house.START),
            (("report", "digitization", "--by", "colour", "--out", out), house.USAGE),
            (("report", "digitization", "--format", "papyrus", "--out", out), house.USAGE),
            (("report", "digitization", "--out", self.folder / "nosuch" / "out"), house.STOPPED),
            (("report", "reduction", "--out", out), house.START),
            (("report", "reduction", "--form", "nosuch", "--out", out), house.START),
            (("report", "reduction", "--suggest", "--out", out), house.USAGE),
            (("report", "reduction", "--matrix", "--out", self.folder / "nosuch" / "out"), house.STOPPED),
            (("report", "quality", "--out", out), house.START),
            (("report", "quality", "--form", "nosuch", "--out", out), house.START),
            (("report", "quality", "--truth", self.folder / "nosuch.csv", "--out", out), house.START),
            (("report", "quality", "--truth", latin, "--out", out), house.USAGE),
        ):
            with self.subTest(arguments=arguments):
                done = self.archive(*arguments)
                self.assertEqual(done.status, status, done.err)
                self.assertEqual(len(done.err.splitlines()), 1, done.err)
                self.assertEqual(done.out, "")
                self.assertFalse(out.exists())
        after = house.bytes_of(self.archive.folder)
        self.assertEqual(before["archive.db"], after["archive.db"])

    def test_an_empty_register_is_told_in_one_line(self):
        empty, out = house.House(self.folder / "empty"), self.folder / "out"
        self.assertEqual(empty("init", empty.folder).status, house.CLEAN)
        done = empty("report", "digitization", "--out", out)
        self.assertEqual(done.status, house.START)
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        self.assertIn("register import", done.err)
        self.assertFalse(out.exists())

    def test_a_typo_in_the_targets_is_told_with_its_place(self):
        settings = self.archive.folder / "settings.json"
        kept = settings.read_text(encoding="utf-8")
        settings.write_text(json.dumps({"targets": {"scaned": 80}}), encoding="utf-8")
        try:
            done = self.archive("report", "digitization", "--out", self.folder / "out")
            self.assertEqual(done.status, house.START)
            self.assertIn("/targets/scaned", done.err)
            self.assertEqual((len(done.err.splitlines()), done.out), (1, ""))
            self.assertFalse((self.folder / "out").exists())
        finally:
            settings.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
