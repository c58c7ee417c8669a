"""A whole night on the fixtures: what comes in is accounted for, and the same scans give the same data.

With SOHOA_E2E_SMALL set (sanitizer builds) the night is a few dossiers and nothing is said about accuracy.
"""

import json
import os
import pathlib
import stat
import sys
import tempfile
import unittest

import house

sys.path.insert(0, str(house.ROOT / "scripts" / "bench"))

import measuring  # noqa: E402
import targets  # noqa: E402

SMALL = "SOHOA_E2E_SMALL" in os.environ


class Night(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        folder = pathlib.Path(cls.temporary.name)
        scans = house.FIXTURES / "dossiers" / "scans"
        chosen = [path for path, _ in house.smallest(3)] if SMALL else sorted(scans.iterdir())
        names = {path.name for path in chosen}
        cls.truths = [t for t in house.truths() if pathlib.Path(t["source"]).name in names]
        cls.inbox = house.lay(folder / "inbox", chosen)
        cls.before = house.bytes_of(cls.inbox)
        cls.alone, cls.pair = house.House(folder / "alone"), house.House(folder / "pair")
        cls.first = cls.alone.digitize(cls.inbox, jobs=1)
        cls.pair.digitize(cls.inbox, jobs=2)
        cls.lines = cls.alone.lines()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_the_run_ends_clean_or_asks_for_a_person(self):
        self.assertIn(self.first.status, (house.CLEAN, house.ATTENTION), self.first.err)

    def test_one_worker_and_two_give_the_same_bytes(self):
        for what, form in (("fields", "jsonl"), ("fields", "csv"), ("dossiers", "jsonl"), ("dossiers", "csv")):
            with self.subTest(what=what, format=form):
                self.assertEqual(self.alone.export(what, form), self.pair.export(what, form))

    def test_a_second_run_adds_nothing(self):
        before = self.pair.export(), self.pair("status", "--json").json
        again = self.pair("run", self.inbox, "--jobs", 2, "--settle", 0)
        self.assertIn(again.status, (house.CLEAN, house.ATTENTION), again.err)
        self.assertEqual((self.pair.export(), self.pair("status", "--json").json), before)

    def test_the_inbox_is_not_touched(self):
        self.assertEqual(house.bytes_of(self.inbox), self.before)

    def test_every_page_is_accounted_for_once(self):
        want = {(pathlib.Path(t["source"]).name, p["page"]) for t in self.truths for p in t["pages"]}
        got = [(page["source"], page["page"]) for line in self.lines for page in line["pages"]]
        self.assertEqual(sorted(got), sorted(want))
        states = {page["state"] for line in self.lines for page in line["pages"]}
        self.assertLessEqual(states, {"done", "duplicate", "review", "quarantined"})

    def test_the_ledger_is_the_sum_of_its_states(self):
        ledger = self.alone("status", "--json").json
        for what in ("sources", "pages", "fields"):
            with self.subTest(what=what):
                self.assertEqual(ledger[what]["total"], sum(n for k, n in ledger[what].items() if k != "total"))
        self.assertEqual(ledger["pages"]["total"], sum(len(t["pages"]) for t in self.truths))

    def test_the_export_keeps_its_contract(self):
        for line in self.lines:
            self.assertEqual(set(line), {"v", "dossier", "procedure", "unit", "pages", "fields"})
            for page in line["pages"]:
                wanted = "source page file kind form form_version form_page rotation size duplicate_of state"
                self.assertLessEqual(set(wanted.split()), set(page))
            for field in line["fields"]:
                self.assertLessEqual(
                    set("source page form field raw value confidence state box quad".split()), set(field)
                )
                if field["state"] == "empty":
                    self.assertEqual(field["raw"], "")
                if field["raw"] == "":  # nothing is written, or what is written could not be read
                    self.assertIn(field["state"], ("empty", "review"))
                self.assertEqual(len(field["quad"]), 8)
                x, y = field["quad"][0::2], field["quad"][1::2]
                for got, want in zip(field["box"], (min(x), min(y), max(x), max(y))):
                    self.assertAlmostEqual(got, want, delta=1.01)

    def test_values_and_names_stay_out_of_the_talk(self):
        talk = "".join(self.alone.talk + self.pair.talk)
        secrets = {pathlib.Path(t["source"]).name for t in self.truths}
        secrets |= {f["value"] for t in self.truths for f in t["fields"] if len(f["value"]) >= 8}
        secrets |= {field["raw"] for line in self.lines for field in line["fields"] if len(field["raw"]) >= 8}
        self.assertEqual({secret for secret in secrets if secret in talk}, set())

    def test_nobody_else_may_look_into_the_archive(self):
        self.assertEqual(stat.S_IMODE(self.alone.folder.stat().st_mode), 0o700)
        for path in self.alone.folder.rglob("*"):
            with self.subTest(path=path.name):
                self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0)

    def test_a_sheet_scanned_twice_is_read_once(self):
        copies = {
            (page["source"], page["page"]) for line in self.lines for page in line["pages"] if page["duplicate_of"]
        }
        read = {(field["source"], field["page"]) for line in self.lines for field in line["fields"]}
        self.assertEqual(copies & read, set())
        known = {
            (pathlib.Path(t["source"]).name, p["page"]) for t in self.truths for p in t["pages"] if p["duplicate_of"]
        }
        self.assertLessEqual(copies, known)

    @unittest.skipIf(SMALL, "too few dossiers to say anything")
    def test_the_readings_clear_the_floor(self):
        measures = measuring.measure(house.FIXTURES / "dossiers" / "truth.jsonl", self.lines)
        short = [line for line, reached in targets.verdicts(measures, targets.FLOORS) if not reached]
        self.assertEqual(short, [])

    def test_dossiers_carry_the_codes_of_their_covers(self):
        codes = {line["dossier"] for line in self.lines}
        self.assertEqual(len(codes), len(self.lines))
        self.assertLessEqual({t["dossier"] for t in self.truths if t["tier"] in ("T0", "T1")}, codes)

    def test_what_is_listed_is_json(self):
        for what in ("dossiers", "pages", "review", "quarantine"):
            with self.subTest(what=what):
                done = self.alone("list", what, "--json")
                self.assertEqual(done.status, house.CLEAN, done.err)
                self.assertIsInstance(json.loads(done.out), list)


class Repeats(unittest.TestCase):
    def test_a_page_that_is_the_one_before_is_not_looked_at_again(self):
        """Programs write such by the thousand."""
        with tempfile.TemporaryDirectory(prefix="sohoa-e2e-") as folder:
            path = pathlib.Path(folder) / "repeats.pdf"
            house.write_pdf(path, b"80 600 400 40 re f 80 500 300 12 re f 80 300 12 150 re f", pages=3)
            done = house.House(folder)("read", path)
        self.assertEqual(done.status, house.CLEAN, done.err)
        first, *others = done.json["pages"]
        self.assertEqual([page["duplicate_of"] for page in (first, *others)], [0, 1, 1])
        self.assertGreater(first["cpu_ms"]["prepare"], 0)
        for page in others:
            self.assertEqual((page["cpu_ms"]["prepare"], page["cpu_ms"]["locate"]), (0, 0))
            for own in ("page", "duplicate_of", "state", "cpu_ms"):
                page[own] = first[own]
            self.assertEqual(page, first)


if __name__ == "__main__":
    unittest.main()
