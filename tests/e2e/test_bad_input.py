"""Odd, damaged and foreign files: each has a state in the archive and one clear line, and the night goes on."""

import contextlib
import csv
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

import house


def expectations():
    """file -> row of expected.tsv (see tests/fixtures/README.md)."""
    with open(house.FIXTURES / "expected.tsv", encoding="utf-8") as f:
        return {row["file"]: row for row in csv.DictReader(f, delimiter="\t")}


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.root = pathlib.Path(cls.temporary.name)
        cls.good, cls.truth = house.smallest(1)[0]
        odd = sorted((house.FIXTURES / "odd").iterdir())
        cls.inbox = house.lay(cls.root / "inbox", [*odd, cls.good])
        os.mkfifo(cls.inbox / "a-pipe.tif")
        (cls.inbox / "a-link.tif").symlink_to(cls.good)
        cls.archive = house.House(cls.root / "archive")
        cls.done = cls.archive.digitize(cls.inbox)
        cls.pages = [page for line in cls.archive.lines() for page in line["pages"]]
        with sqlite3.connect(f"file:{cls.archive.folder}/archive.db?mode=ro", uri=True) as db:
            cls.sources = {
                os.fsdecode(path): (state, reason)
                for path, state, reason in db.execute("SELECT path, state, reason FROM source")
            }

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_the_night_finishes_and_asks_for_a_person(self):
        self.assertEqual(self.done.status, house.ATTENTION, self.done.err)

    def test_every_file_has_the_state_it_should(self):
        for name, row in expectations().items():
            with self.subTest(file=name):
                state, reason = self.sources[name]
                self.assertIn(state, row["state"].split("|"))
                self.assertIn(reason or "", row["reason"].split("|"))

    def test_pages_of_odd_files_are_what_they_are(self):
        for name, row in expectations().items():
            with self.subTest(file=name):
                kinds = {page["kind"] for page in self.pages if page["source"] == name and page["kind"]}
                self.assertLessEqual(kinds, set(row["kinds"].split("|")))

    def test_a_rejected_file_gets_one_line_that_says_what_to_do(self):
        rejected = [name for name, (state, _) in self.sources.items() if state in ("rejected", "quarantined")]
        lines = [line for line in self.done.err.splitlines() if "; " in line]
        self.assertGreaterEqual(len(lines), len(rejected))
        for line in lines:
            self.assertRegex(line, r"^sohoa: [0-9]+(\.[0-9]+)?: .+; .+")

    def test_the_list_says_what_happened_and_what_to_do(self):
        rows = self.archive("list", "quarantine", "--json").json
        self.assertEqual(
            len([row for row in rows if "." not in row["id"]]),
            len([1 for state, _ in self.sources.values() if state == "rejected"]),
        )
        for row in rows:
            self.assertTrue(row["what"] and row["remedy"], row)

    def test_the_morning_report_tells_it_without_names(self):
        folder = self.root / "reports"
        copy = house.House(self.root / "reported")
        shutil.copytree(self.archive.folder, copy.folder)
        self.assertEqual(copy("run", self.inbox, "--settle", 0, "--report", folder).status, house.CLEAN)
        self.assertEqual({path.name for path in folder.iterdir()}, {"night-2.txt", "night-2.html"})
        first = self.archive("report", "night", "--format", "json").json
        needs = sum(row["number"] for row in first["tables"]["needs"]["rows"])
        rows = self.archive("list", "quarantine", "--json").json + self.archive("list", "review", "--json").json
        self.assertEqual(needs, len(rows))
        for path in folder.iterdir():
            text = path.read_text()
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            for name in self.sources:
                self.assertNotIn(name, text)

    def test_file_names_stay_out_of_the_talk(self):
        for name in expectations():
            self.assertNotIn(name, self.done.err)

    def test_what_is_no_file_is_counted_and_left_alone(self):
        self.assertNotIn("a-pipe.tif", self.sources)
        self.assertNotIn("a-link.tif", self.sources)
        self.assertRegex(self.done.out, "1 link")
        self.assertRegex(self.done.out, "1 special")

    def test_the_good_dossier_beside_them_is_read(self):
        read = {page["page"] for page in self.pages if page["source"] == self.good.name}
        self.assertEqual(read, {page["page"] for page in self.truth["pages"]})

    def test_an_unregistered_form_gives_no_fields(self):
        fields = [f for line in self.archive.lines() for f in line["fields"] if f["source"] == "unregistered-form.png"]
        self.assertEqual(fields, [])

    def test_text_of_a_born_digital_page_is_taken_as_it_is(self):
        with open(house.FIXTURES / "born-digital.json", encoding="utf-8") as f:
            want = json.load(f)
        got = {
            f["field"]: f["raw"]
            for line in self.archive.lines()
            for f in line["fields"]
            if f["source"] == "born-digital.pdf"
        }
        self.assertEqual({field: got.get(field) for field in want}, want)

    def test_retry_puts_back_what_was_quarantined(self):
        copy = house.House(self.root / "copy")
        shutil.copytree(self.archive.folder, copy.folder)
        self.assertEqual(copy("retry").status, house.CLEAN)
        again = copy("run", self.inbox, "--settle", 0)
        self.assertEqual(again.status, house.ATTENTION, again.err)
        self.assertEqual(copy.export(), self.archive.export())


class CannotStart(unittest.TestCase):
    """What is wrong with the house itself ends a run before anything is changed."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        self.root = pathlib.Path(self.temporary.name)
        self.inbox = house.lay(self.root / "inbox", [house.smallest(1)[0][0]])
        self.archive = house.House(self.root / "archive")

    def tearDown(self):
        self.temporary.cleanup()

    def assertOneLine(self, done, status, *words):
        self.assertEqual(done.status, status, done.err)
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        for word in words:
            self.assertIn(word, done.err)

    def test_no_archive(self):
        self.assertOneLine(self.archive("run", self.inbox), house.START, "init")
        self.assertFalse(self.archive.folder.exists())

    def test_init_refuses_a_folder_that_holds_something(self):
        self.archive("init", self.archive.folder)
        self.assertOneLine(self.archive("init", self.archive.folder), house.START)

    def test_no_inbox(self):
        self.archive("init", self.archive.folder)
        self.assertOneLine(self.archive("run", self.root / "nowhere"), house.START)

    def test_a_missing_language_pack(self):
        self.archive("init", self.archive.folder)
        empty = self.root / "tessdata"
        empty.mkdir()
        self.assertOneLine(
            self.archive("run", self.inbox, TESSDATA_PREFIX=str(empty)), house.START, "tesseract-ocr-vie"
        )
        self.assertEqual(self.archive.export(), "")

    def test_an_archive_of_a_newer_version(self):
        self.archive("init", self.archive.folder)
        with sqlite3.connect(self.archive.folder / "archive.db") as db:
            db.execute("PRAGMA user_version = 9999")
        db.close()
        before = house.bytes_of(self.archive.folder)
        self.assertOneLine(self.archive("run", self.inbox), house.START, "newer")
        self.assertEqual(house.bytes_of(self.archive.folder), before)

    def test_wrong_usage(self):
        self.archive("init", self.archive.folder)
        for arguments in (["dance"], ["run"], ["run", self.inbox, "--jobs", "0"], ["list", "wishes"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.archive(*arguments).status, house.USAGE)

    def await_running(self, run):
        """Returns when the run has the archive: only its holder can write that it began."""
        while run.poll() is None:
            with contextlib.closing(sqlite3.connect(self.archive.folder / "archive.db", timeout=60)) as db:
                if db.execute("SELECT count(*) FROM run").fetchone()[0]:
                    return
            time.sleep(0.05)
        self.fail("the run ended")

    def test_a_label_that_is_not_on_the_blank(self):
        forms = house.ROOT / "schemas" / "forms"
        wrong = self.root / "marital" / "2020-05-28"
        shutil.copytree(forms / "marital" / "2020-05-28", wrong)
        definition = json.loads((wrong / "form.json").read_text(encoding="utf-8"))
        definition["fields"][1]["label"] = "Họ tên thú cưng"
        (wrong / "form.json").write_text(json.dumps(definition), encoding="utf-8")
        self.assertEqual(self.archive("form", "check", wrong).status, house.ATTENTION)
        self.assertIn("form.json: /fields/1/label: is not printed", self.archive("form", "check", wrong).out)
        ours = self.archive("form", "check", forms)
        self.assertEqual(ours.status, house.CLEAN, ours.out)

    def test_versions_that_nobody_could_tell_apart_are_told(self):
        old = house.ROOT / "schemas" / "forms" / "marital" / "2020-05-28"
        new = self.root / "marital" / "2024-01-01"
        shutil.copytree(old, new)
        definition = (new / "form.json").read_text(encoding="utf-8")
        (new / "form.json").write_text(definition.replace('"2020-05-28"', '"2024-01-01"'), encoding="utf-8")
        checked = self.archive("form", "check", new)
        self.assertEqual(checked.status, house.CLEAN, checked.out)
        twin = "page 1 prints the same as page 1 of form 'marital' version '2020-05-28'"
        self.assertIn(f"{new}/blank.pdf: /pages: warning: {twin}", checked.out)
        self.assertNotIn("warning", self.archive("form", "check", old).out)

    def test_a_form_is_learned_from_a_scan_of_it(self):
        finished = house.FIXTURES / "learned" / "ballot" / "2020-11-03"
        out = self.root / "forms" / "ballot" / "2020-11-03"
        learn = ("form", "learn", finished / "blank.pdf", "--out", out)
        self.assertEqual(self.archive(*learn).status, house.CLEAN)
        checked = self.archive("form", "check", out, finished)
        self.assertEqual(checked.status, house.CLEAN, checked.out)
        self.assertIn("page 2 of the blank is a picture", checked.out)
        texts = [(folder / "form.json").read_text(encoding="utf-8") for folder in (out, finished)]
        proposed, wanted = (json.loads(text)["fields"] for text in texts)
        for field in wanted:  # every oval that the designer kept
            x, y, w, h = field["box_mm"]
            near = [f for f in proposed if f["page"] == field["page"] and f["kind"] == "checkbox"
                    and abs(f["box_mm"][0] - x) < 1 and abs(f["box_mm"][1] - y) < 1]  # fmt: skip
            self.assertEqual(len(near), 1, field["id"])
        self.assertOneLine(self.archive(*learn), house.USAGE, "is there already")

    def test_an_archive_at_work_is_busy(self):
        self.archive("init", self.archive.folder)
        run = self.archive.start("run", self.inbox, "--settle", 3000)
        try:
            self.await_running(run)
            done = self.archive("run", self.inbox, "--settle", 0)
        finally:
            run.kill()
            run.wait()
        self.assertOneLine(done, house.BUSY)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_an_unreadable_file_is_kept_in_mind(self):
        locked = self.inbox / "locked.pdf"
        locked.write_bytes(b"%PDF-1.4")
        locked.chmod(0)
        done = self.archive.digitize(self.inbox)
        self.assertEqual(done.status, house.ATTENTION)
        self.assertIn("[unreadable]", done.err)

    def test_help_of_every_command_shows_an_example(self):
        text = subprocess.run([house.SOHOA, "--help"], capture_output=True, text=True, check=True).stdout
        for command in "init run read status list show review page retry reread subject export form".split():
            with self.subTest(command=command):
                self.assertIn(command, text)
                done = self.archive(command, "--help")
                self.assertEqual(done.status, house.CLEAN, done.err)
                self.assertIn("sohoa", done.out)


if __name__ == "__main__":
    unittest.main()
