"""Killed at any moment, the next run continues and ends with the content of an undisturbed run."""

import os
import pathlib
import signal
import tempfile
import time
import unittest

import house


def processes_of_session(session):
    """Processes of a session that are alive, by id (field 6 of /proc/PID/stat; state Z is dead)."""
    alive = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[3]) == session:
            alive.append(int(stat.parent.name))
    return alive


class Resume(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="sohoa-e2e-")
        cls.root = pathlib.Path(cls.temporary.name)
        cls.inbox = house.lay(cls.root / "inbox", [path for path, _ in house.smallest(4)])
        cls.undisturbed = house.House(cls.root / "undisturbed")
        begin = time.monotonic()
        cls.undisturbed.digitize(cls.inbox)
        cls.seconds = time.monotonic() - begin
        cls.export = cls.undisturbed.export()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def kill_after(self, name, shares, how):
        """Starts a run several times, ending each after a share of an undisturbed run's time."""
        disturbed = house.House(self.root / name)
        disturbed("init", disturbed.folder)
        for share in shares:
            run = disturbed.start("run", self.inbox, "--jobs", 2, "--settle", 0)
            time.sleep(share * self.seconds)
            os.kill(run.pid, how)
            run.wait(timeout=house.NEVER_S)
            self.workers_end(run.pid)
        return disturbed

    def workers_end(self, session, seconds=30):
        """Workers die with their supervisor."""
        deadline = time.monotonic() + seconds
        while processes_of_session(session) and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(processes_of_session(session), [])

    def finish(self, disturbed):
        done = disturbed("run", self.inbox, "--jobs", 2, "--settle", 0)
        self.assertIn(done.status, (house.CLEAN, house.ATTENTION), done.err)
        self.assertEqual(disturbed.export(), self.export)
        self.assertEqual(disturbed.export("dossiers"), self.undisturbed.export("dossiers"))
        mine, theirs = (h("status", "--json").json for h in (disturbed, self.undisturbed))
        for what in ("sources", "pages", "fields", "dossiers"):
            self.assertEqual(mine[what], theirs[what])

    def test_kill_minus_nine_in_the_middle_changes_nothing(self):
        self.finish(self.kill_after("killed", (0.15, 0.3, 0.6), signal.SIGKILL))

    def test_a_polite_stop_is_resumed(self):
        self.finish(self.kill_after("stopped", (0.4,), signal.SIGTERM))


if __name__ == "__main__":
    unittest.main()
