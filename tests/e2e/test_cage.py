"""Workers work in a cage, or the run says loudly that they do not, or it does not start."""

import contextlib
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

import house
import kernel

SANITIZED = "SOHOA_E2E_UNCAGED" in os.environ  # such builds have no cage


def page_without_fonts(path):
    """A PDF page with text in Helvetica, which it does not bring."""
    text = b"BT /F1 60 Tf 72 600 Td (Declaration of residence) Tj ET"
    house.write_pdf(path, text, resources=b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>")


@unittest.skipIf(SANITIZED, "builds with a sanitizer have no cage")
@unittest.skipUnless(kernel.has_seccomp(), "this kernel has no seccomp")
class Cage(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        self.root = pathlib.Path(self.temporary.name)
        self.inbox = self.root / "inbox"
        self.inbox.mkdir()
        page_without_fonts(self.inbox / "fonts.pdf")
        self.archive = house.House(self.root / "archive")
        self.archive("init", self.archive.folder)

    def tearDown(self):
        self.temporary.cleanup()

    def run_in(self, lacking, *options):
        """A run where the kernel lacks some calls."""
        command = [house.SOHOA, *options, "--archive", str(self.archive.folder), "run", str(self.inbox), "--settle", "0"]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=house.environment(),
            preexec_fn=kernel.without(*lacking) if lacking else None,
            check=False,
        )

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.archive.folder / "archive.db")) as db:
            return db.execute(query).fetchall()

    def test_pictures_are_drawn_in_it(self):
        """Drawing text must start no thread."""
        preview, evidence = self.root / "ct01.png", self.root / "evidence"
        evidence.mkdir()
        for command in (
            ["form", "preview", "ct01", "--out", str(preview)],
            ["read", "--until", "locate", "--evidence", str(evidence), str(self.inbox / "fonts.pdf")],
        ):
            done = subprocess.run([house.SOHOA, *command], capture_output=True, text=True, env=house.environment(), check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        for picture in (preview, *evidence.iterdir()):
            self.assertTrue(picture.read_bytes().startswith(b"\x89PNG"))
        self.assertEqual(len(list(evidence.iterdir())), 1)

    @unittest.skipUnless(kernel.has_landlock(), "this kernel has no Landlock")
    def test_a_page_renders_with_fonts_of_this_machine(self):
        done = self.run_in([])
        self.assertEqual(done.returncode, house.CLEAN, done.stderr)
        self.assertEqual(self.rows("SELECT state, warnings FROM page"), [("done", "[]")])
        self.assertEqual(self.rows("SELECT cage FROM v_run"), [("landlock",)])

    def test_without_landlock_a_page_that_misses_its_font_goes_to_a_person(self):
        done = self.run_in(["landlock_create_ruleset"])
        self.assertEqual(done.returncode, house.ATTENTION, done.stderr)
        self.assertEqual(self.rows("SELECT state, reason FROM page"), [("review", "incomplete")])
        self.assertEqual(self.rows("SELECT cage FROM v_run"), [("seccomp",)])

    def test_without_seccomp_the_run_does_not_start(self):
        done = self.run_in(["seccomp"])
        self.assertEqual(done.returncode, house.START)
        self.assertRegex(done.stderr, "^sohoa: cannot build the worker's cage: .*--uncaged.*\n$")
        self.assertEqual(self.rows("SELECT * FROM v_run"), [])

    def test_told_so_it_runs_without_and_the_record_says_it(self):
        done = self.run_in(["seccomp"], "--uncaged")
        self.assertEqual(done.returncode, house.CLEAN, done.stderr)
        self.assertIn("WARNING", done.stderr)
        self.assertEqual(self.rows("SELECT cage FROM v_run"), [("none",)])
        self.assertIn(("none",), self.rows("SELECT detail FROM v_event WHERE kind = 'run-cage'"))


if __name__ == "__main__":
    unittest.main()
