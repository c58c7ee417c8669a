"""A form in a print that nobody registered: told by its words, all of it a person's; registered later, it is read anew."""

import json
import pathlib
import shutil
import sys
import tempfile
import unittest

import house

sys.path.insert(0, str(house.ROOT / "scripts" / "bench"))

import digitizing  # noqa: E402

FORM, KNOWN, NEW = "short_form", "2007-09-01", "2011-03-01"
REASON = "unregistered-version"


class Prints(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        self.root = pathlib.Path(self.temporary.name)
        self.schemas = digitizing.with_learned(self.root / "schemas")
        self.archive = house.House(self.root / "archive")
        forms = self.schemas / "forms"
        for form in set(path.name for path in forms.iterdir()) - {FORM, "cover"}:
            shutil.rmtree(forms / form)
        self.registered = forms / FORM / NEW
        self.apart = self.root / NEW
        shutil.move(self.registered, self.apart)
        for version in (forms / FORM).iterdir():
            if version.name != KNOWN:
                shutil.rmtree(version)
        self.scan = self.root / "inbox" / "copy.pdf"
        self.scan.parent.mkdir()
        shutil.copy(self.apart / "blank.pdf", self.scan)

    def tearDown(self):
        self.temporary.cleanup()

    def sohoa(self, *arguments):
        return self.archive(*arguments, SOHOA_SCHEMAS=str(self.schemas))

    def reviews(self):
        done = self.sohoa("list", "review")
        self.assertEqual(done.status, house.CLEAN, done.err)
        return [line.split() for line in done.out.splitlines()[1:]]

    def test_the_learned_versions_are_good(self):
        folders = sorted(path.parent for path in (house.FIXTURES / "learned").glob("*/*/form.json"))
        self.assertGreater(len(folders), 10)
        checked = self.sohoa("form", "check", *folders)
        self.assertEqual(checked.status, house.CLEAN, checked.out)

    def test_its_form_is_told_by_its_words(self):
        read = self.sohoa("read", self.scan).json
        for number, page in enumerate(read["pages"], 1):
            self.assertEqual([page["form"], page["form_version"], page["form_page"]], [FORM, KNOWN, number])
            self.assertEqual(page["state"], "review")
            self.assertIn(REASON, [warning["code"] for warning in page["warnings"]])
        asked = json.loads((self.schemas / "forms" / FORM / KNOWN / "form.json").read_text(encoding="utf-8"))
        self.assertEqual([f["field"] for f in read["fields"]], [f["id"] for f in asked["fields"]])
        for field in read["fields"]:
            self.assertEqual([field["state"], field["reason"]], ["review", REASON], field["field"])

    def test_a_person_is_asked_until_the_print_is_registered(self):
        self.assertEqual(self.sohoa("init", self.archive.folder).status, house.CLEAN)
        run = self.sohoa("run", self.scan.parent, "--settle", 0)
        self.assertEqual(run.status, house.ATTENTION, run.err)
        reasons = [row[2] for row in self.reviews()]
        self.assertEqual(set(reasons), {REASON})
        before = len(reasons)
        same = self.sohoa("reread", "--form", FORM)
        self.assertIn(same.status, (house.CLEAN, house.ATTENTION), same.err)
        self.assertEqual([row[2] for row in self.reviews()], [REASON] * before)

        shutil.move(self.apart, self.registered)
        anew = self.sohoa("reread", "--form", FORM)
        self.assertIn(anew.status, (house.CLEAN, house.ATTENTION), anew.err)
        self.assertNotIn(REASON, [row[2] for row in self.reviews()])
        for page in ("1.1", "1.2"):
            shown = self.sohoa("show", page).out
            self.assertIn(NEW, shown)
            self.assertNotIn(KNOWN, shown)
        self.assertEqual(self.sohoa("doctor").status, house.CLEAN)


if __name__ == "__main__":
    unittest.main()
