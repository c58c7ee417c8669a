"""A form handed out filled in, and what came back: from a person's answers to the printed blank to the measured figure."""

import contextlib
import fcntl
import json
import pathlib
import sqlite3
import tempfile
import threading
import time
import unittest

import house

SOURCE = "000.00.26.H29-250819-0001.pdf"
NAME, NUMBER, PHONE = "Hồ Thị Quyên", "092300992175", "0320003637"
PURPOSE = "Cấp giấy phép xây dựng"
WHEN = ("--day", "2025-12-01")
BACK = "000.00.26.H29-251202-0001"


class Prefill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.folder = pathlib.Path(cls.temporary.name)
        inbox = house.lay(cls.folder / "inbox", [house.FIXTURES / "dossiers" / "scans" / SOURCE])
        cls.archive = house.House(cls.folder / "archive")
        cls.archive.digitize(inbox)
        cls.settings = cls.archive.folder / "settings.json"
        cls.settings.write_text(json.dumps({"purposes": [PURPOSE]}), encoding="utf-8")
        page = next(row["page"] for row in cls.archive("list", "pages", "--json").json if row["form"] == "ct01")
        for field, value in (("full_name", NAME), ("citizen_id", NUMBER), ("phone", PHONE)):
            done = cls.archive("review", "answer", f"{page}/applicant.{field}", value, "--as", "Lan")
            assert done.status == house.CLEAN, done.err
        cls.page = page

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def prefill(self, *arguments, form="construction"):
        return self.archive("prefill", form, "--citizen-id", NUMBER, "--purpose", PURPOSE, *WHEN, *arguments)

    def ask(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.archive.folder}/archive.db?mode=ro", uri=True)) as database:
            return database.execute(sql).fetchall()

    def recorded(self):
        """What a release would add to."""
        return self.ask("SELECT (SELECT count (*) FROM event), (SELECT count (*) FROM prefill)")

    def test_every_value_leads_back_to_its_ink(self):
        done = self.prefill()
        self.assertEqual(done.status, house.CLEAN, done.err)
        items = {item["field"]: item for item in done.json["items"]}
        phone = items["applicant.phone"]
        self.assertEqual((phone["value"], phone["verified"], phone["source"]["page"]), (PHONE, True, self.page))
        self.assertEqual(phone["source"]["field"], "applicant.phone")
        self.assertEqual(len(phone["source"]["box"]), 4)
        self.assertEqual(items["land.lot_no"]["verdict"], "nobody")
        self.assertNotIn("value", items["land.lot_no"])
        text = self.prefill("--format", "text").out
        self.assertIn(PHONE, text)

    def test_it_works_beside_a_run(self):
        def hold(ready):
            with contextlib.closing(sqlite3.connect(self.archive.folder / "archive.db", isolation_level=None)) as database:
                database.execute("BEGIN IMMEDIATE")
                ready.set()
                time.sleep(0.5)
                database.execute("COMMIT")

        with open(self.archive.folder / "lock", "rb") as lock:  # as a run has it
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.archive("review", "answer", f"{self.page}/applicant.phone", PHONE).status, house.BUSY)
            ready = threading.Event()
            run = threading.Thread(target=hold, args=(ready,))
            run.start()
            ready.wait()
            done = self.prefill("--format", "text")
            run.join()
        self.assertEqual(done.status, house.CLEAN, done.err)
        self.assertIn(PHONE, done.out)

    def test_it_comes_back_as_it_went_out_and_is_measured(self):
        out, again = self.folder / "out.pdf", self.folder / "again.pdf"
        made = self.prefill("--pdf", out)
        self.assertEqual(made.status, house.CLEAN, made.err)
        self.assertEqual(self.prefill("--pdf", again).status, house.CLEAN)
        self.assertEqual(out.read_bytes(), again.read_bytes())
        self.assertEqual(self.ask("SELECT count (*) FROM event WHERE kind = 'prefill' AND detail LIKE '% pdf %'"), [(2,)])
        inbox = self.folder / "back"
        inbox.mkdir()
        (inbox / f"{BACK}.pdf").write_bytes(out.read_bytes())
        done = self.archive("run", inbox, "--settle", 0)
        self.assertIn(done.status, (house.CLEAN, house.ATTENTION), done.err)
        offered = sorted(item["field"] for item in made.json["items"] if item["verdict"] == "offered")
        self.assertIn("applicant.citizen_id", offered)
        found = self.ask(f"SELECT field, outcome FROM v_returned WHERE dossier = '{BACK}' ORDER BY field")
        self.assertEqual(found, [(field, "unchanged") for field in offered])
        told = self.archive("report", "reduction", "--format", "json").json["tables"]["measured"]["rows"]
        self.assertEqual([(row["form"], row["measured"], row["unchanged"]) for row in told], [("construction", 100, len(offered))])

    def test_what_makes_no_sense_is_refused_in_one_line_and_nothing_is_written(self):
        out, nowhere = self.folder / "no.pdf", self.folder / "nosuch" / "no.pdf"
        before = self.recorded()
        named = ("--citizen-id", NUMBER, "--purpose", PURPOSE)
        for arguments, status in (
            (("nosuch", *named), house.START),
            (("cover", *named), house.START),
            (("construction", "--subject", "S9999", "--purpose", PURPOSE), house.START),
            (("construction", "--subject", "who", "--purpose", PURPOSE), house.USAGE),
            (("construction", "--citizen-id", "079190000018", "--purpose", PURPOSE), house.START),
            (("construction", "--citizen-id", NAME, "--purpose", PURPOSE), house.USAGE),
            (("construction", "--dossier", "nosuch", "--purpose", PURPOSE), house.START),
            (("construction", "--citizen-id", f"boss={NUMBER}", "--purpose", PURPOSE), house.USAGE),
            (("construction", "--purpose", PURPOSE), house.USAGE),
            (("construction", "--citizen-id", NUMBER), house.USAGE),
            (("construction", "--citizen-id", NUMBER, "--purpose", "curiosity"), house.USAGE),
            (("ct01", *named, "--version", "2023-11-17", *WHEN), house.START),
            (("ct01", *named, "--version", "nosuch", *WHEN), house.START),
            (("ct01", *named, *WHEN), house.START),
            (("construction", *named, "--day", "tomorrow"), house.USAGE),
            (("construction", *named, "--format", "papyrus"), house.USAGE),
        ):
            with self.subTest(arguments=arguments):
                self.refused(("prefill", *arguments, "--pdf", out), status, out)
        for place in (nowhere, self.folder):
            self.refused(("prefill", "construction", *named, *WHEN, "--pdf", place), house.STOPPED, out)
        self.settings.write_text("{}", encoding="utf-8")
        self.refused(("prefill", "construction", *named), house.START, out)
        self.settings.write_text(json.dumps({"purposes": [PURPOSE]}), encoding="utf-8")
        self.assertEqual(self.recorded(), before)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir() if path.name.startswith("no")), [])

    def refused(self, arguments, status, out):
        done = self.archive(*arguments)
        self.assertEqual(done.status, status, done.err)
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        self.assertEqual(done.out, "")
        self.assertNotIn(NUMBER, done.err)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
