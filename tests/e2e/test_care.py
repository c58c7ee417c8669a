"""Doctor, backup and restore: what was damaged from outside is found, and a copy gives everything back."""

import contextlib
import pathlib
import shutil
import sqlite3
import tempfile
import unittest

import house


class Care(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.root = pathlib.Path(cls.temporary.name)
        cls.inbox = house.lay(cls.root / "inbox", [path for path, _ in house.smallest(2)])
        cls.archive = house.House(cls.root / "archive")
        done = cls.archive.digitize(cls.inbox)
        assert done.status in (house.CLEAN, house.ATTENTION), done.err
        cls.export = cls.archive.export()
        cls.backup, cls.key = cls.root / "backup", cls.root / "sohoa.key"
        done = cls.archive("backup", cls.backup, "--key", cls.key)
        assert done.status == house.CLEAN, done.err

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def copy(self):
        """The archive, copied to be damaged."""
        copy = house.House(self.root / self.id().rpartition(".")[2])
        shutil.copytree(self.archive.folder, copy.folder)
        return copy

    def change(self, archive, *statements):
        with contextlib.closing(sqlite3.connect(archive.folder / "archive.db")) as db, db:
            for statement in statements:
                self.assertNotEqual(db.execute(statement).rowcount, 0, statement)

    def assertFault(self, archive, check, status):
        done = archive("doctor", "--json")
        self.assertEqual(done.status, status, done.out)
        self.assertEqual([row["check"] for row in done.json if row["state"] != "ok"], [check], done.out)

    def test_a_sound_archive_has_no_fault(self):
        done = self.archive("doctor", "--json")
        damaged = [row for row in done.json if row["state"] != "ok" and row["check"] != "space"]
        self.assertEqual(damaged, [])

    def test_a_changed_value_is_found(self):
        damaged = self.copy()
        self.change(damaged, "UPDATE field SET value = '\"X\"' WHERE (page, field) = (SELECT page, field FROM field LIMIT 1)")
        self.assertFault(damaged, "values", house.INTEGRITY)

    def test_a_changed_event_is_found(self):
        damaged = self.copy()
        self.change(
            damaged,
            "DROP TRIGGER event_no_update",
            "UPDATE event SET detail = 'else' WHERE seq = 2",
        )
        self.assertFault(damaged, "events", house.INTEGRITY)

    def test_a_lost_page_is_missed_by_the_ledger_and_ends_the_next_run(self):
        damaged = self.copy()
        self.change(damaged, "UPDATE source_file SET n_pages = n_pages + 1 WHERE id = 1")
        self.assertFault(damaged, "ledger", house.INTEGRITY)
        reports = self.root / "reports"
        done = damaged("run", self.inbox, "--settle", 0, "--report", reports)
        self.assertEqual(done.status, house.INTEGRITY, done.err)
        self.assertIn("DOES NOT BALANCE", (reports / "night-2.txt").read_text())
        self.assertIn("DOES NOT BALANCE", (reports / "night-2.html").read_text())
        done = damaged("report", "night")
        self.assertEqual(done.status, house.INTEGRITY, done.err)
        self.assertIn("DOES NOT BALANCE", done.out)

    def test_a_damaged_original_is_found(self):
        damaged = self.copy()
        original = next(path for path in sorted(damaged.folder.glob("objects/??/*")))
        content = bytearray(original.read_bytes())
        content[len(content) // 2] ^= 1
        original.write_bytes(content)
        self.assertFault(damaged, "objects", house.INTEGRITY)
        self.assertEqual(damaged("backup", self.root / "of-damaged").status, house.INTEGRITY)

    def test_a_part_that_others_can_read_is_found(self):
        damaged = self.copy()
        (damaged.folder / "objects").chmod(0o755)
        self.assertFault(damaged, "permissions", house.ATTENTION)

    def test_a_restored_archive_answers_the_same_and_goes_on(self):
        restored = house.House(self.root / "restored")
        done = restored("restore", self.backup, "--key", self.key)
        self.assertEqual(done.status, house.CLEAN, done.err)
        self.assertEqual(restored.export(), self.export)
        self.assertEqual(restored("run", self.inbox, "--settle", 0).status, self.archive("run", self.inbox).status)
        self.assertEqual(restored.export(), self.export)

    def test_the_key_is_on_its_own(self):
        key = self.key.read_bytes()
        self.assertEqual(self.key.stat().st_mode & 0o777, 0o600)
        for path in self.backup.rglob("*"):
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
            if path.is_file():
                self.assertNotIn(key, path.read_bytes())

    def test_another_key_is_refused(self):
        other = self.root / "other.key"
        other.write_bytes(bytes(32))
        other.chmod(0o600)
        done = house.House(self.root / "forged")("restore", self.backup, "--key", other)
        self.assertEqual(done.status, house.INTEGRITY, done.err)

    def test_a_second_backup_copies_what_is_new_into_the_first(self):
        folder = self.root / "again"
        self.assertEqual(self.archive("backup", folder).status, house.CLEAN)
        before = {path: path.stat().st_ino for path in folder.glob("objects/??/*")}
        self.assertEqual(self.archive("backup", folder).status, house.CLEAN)
        self.assertEqual({path: path.stat().st_ino for path in folder.glob("objects/??/*")}, before)

    def test_nothing_is_written_over(self):
        self.assertEqual(self.archive("backup", self.inbox).status, house.START)
        self.assertEqual(self.archive("backup", self.archive.folder).status, house.START)
        self.assertEqual(self.archive("restore", self.backup, "--key", self.key).status, house.START)
        self.assertEqual(self.archive.export(), self.export)

    def test_models_that_changed_are_refused_until_they_are_pinned(self):
        models = self.root / "tessdata"
        shutil.copytree("/usr/share/tesseract-ocr/5/tessdata", models, symlinks=False)
        with open(models / "vie.traineddata", "r+b") as f:
            f.seek(1000)
            f.write(b"x")
        done = self.archive("run", self.inbox, TESSDATA_PREFIX=str(models))
        self.assertEqual(done.status, house.START)
        self.assertIn("vie.traineddata", done.err)


if __name__ == "__main__":
    unittest.main()
