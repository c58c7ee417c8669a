"""What a person says: answers, dossiers of pages, who is who. It counts at once and outlives rereading."""

import csv
import pathlib
import tempfile
import unittest

import house

SOURCES = ("S0013", "000.00.26.H29-250819-0001.pdf")
NAME = "Nguyễn Thị Hoa"


class Person(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.folder = pathlib.Path(cls.temporary.name)
        scans = house.FIXTURES / "dossiers" / "scans"
        cls.inbox = house.lay(cls.folder / "inbox", [scans / name for name in SOURCES])
        cls.archive = house.House(cls.folder / "archive")
        cls.archive.digitize(cls.inbox)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def fields(self):
        return [field for line in self.archive.lines() for field in line["fields"]]

    def questions(self, about="field"):
        return [row["id"] for row in self.archive("review", "list", "--json").json if row["about"] == about]

    def do(self, *arguments, status=house.CLEAN):
        done = self.archive(*arguments)
        self.assertEqual(done.status, status, done.err)
        return done

    def test_an_answer_is_exported_found_and_not_read_over(self):
        page = next(row["page"] for row in self.archive("list", "pages", "--json").json if row["form"] == "ct01")
        asked = page + "/applicant.full_name"  # whether the machine asks for it or not
        self.do("review", "answer", asked, NAME.upper(), "--as", "Lan")
        self.assertNotIn(asked, self.questions())
        before = [f for f in self.fields() if f["state"] == "verified"]
        self.assertIn(NAME, [f["value"] for f in before])
        self.do("reread")
        self.assertEqual([f for f in self.fields() if f["state"] == "verified"], before)
        found = self.do("subject", "find", "nguyen thi hoa", "--json").json
        self.assertEqual([row["name"] for row in found], [NAME])
        facts = self.do("subject", "show", found[0]["subject"], "--json").json["subjects"][0]["facts"]
        self.assertTrue(any(fact["verified"] and fact["value"] == NAME for fact in facts))

    def test_a_table_of_answers_is_taken_back(self):
        sheet, filled, pictures = (self.folder / name for name in ("sheet.csv", "filled.csv", "pictures"))
        self.do("review", "export", sheet, "--pictures", pictures)
        with open(sheet, encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        blank = next(row for row in rows if row["about"] == "field")
        blank["answer"] = "(blank)"
        shown = [row["picture"] for row in rows if row["picture"]]
        self.assertTrue(shown)
        self.assertEqual(sorted(shown), sorted(path.name for path in pictures.iterdir()))
        self.assertTrue(all((pictures / name).read_bytes().startswith(b"\x89PNG") for name in shown))
        with open(filled, "w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        self.assertIn("1 answers taken, 0 refused", self.do("review", "import", filled, "--as", "Lan").out)
        self.assertNotIn(blank["id"], self.questions())

    def test_a_page_goes_where_a_person_puts_it_and_stays_there(self):
        code = "000.00.26.H29-250101-0007"
        page = next(
            row["page"] for row in self.archive("list", "pages", "--json").json if row["form"] == "marital"
        )
        self.do("page", "assign", page, "--form", "marital", "--dossier", code)
        self.archive("run", self.inbox, "--settle", 0)
        line = next(line for line in self.archive.lines() if line["dossier"] == code)
        self.assertEqual([p["form"] for p in line["pages"]], ["marital"])
        self.assertTrue(line["fields"])
        self.do("page", "assign", page, "--form", "ct01", status=house.ATTENTION)
        self.do("page", "assign", page, "--form", "nosuch", status=house.START)

    def test_two_are_made_one_and_two_again(self):
        show = lambda id: self.do("subject", "show", id, "--json").json["subjects"][0]  # noqa: E731
        one, other = [
            id for id in ("S1", "S2", "S3", "S4") if show(id)["kind"] == "person" and show(id)["mentions"]
        ][:2]
        before = show(one)["facts"], show(other)["facts"]
        said = self.do("subject", "merge", one, other, "--as", "Lan").err
        self.assertEqual(show(other)["went_into"], one)
        self.assertEqual(len(show(one)["facts"]), len(before[0]) + len(before[1]))
        self.do("subject", "undo", said.split("decision ")[1].split(";")[0])
        self.assertEqual((show(one)["facts"], show(other)["facts"]), before)

    def test_what_makes_no_sense_is_refused_in_one_line(self):
        for arguments, status in (
            (("review", "answer", "nonsense", "x"), house.USAGE),
            (("review", "answer", "1.1/no.such", "x"), house.START),
            (("subject", "show", "S999"), house.START),
            (("subject", "merge", "S1", "S1"), house.USAGE),
            (("subject", "undo", "999"), house.START),
            (("page", "assign", "1", "--form", "ct01"), house.USAGE),
            (("page", "assign", "1.1"), house.USAGE),
            (("reread", "--form", "nosuch"), house.START),
        ):
            with self.subTest(arguments=arguments):
                done = self.do(*arguments, status=status)
                self.assertEqual(len(done.err.splitlines()), 1, done.err)


if __name__ == "__main__":
    unittest.main()
