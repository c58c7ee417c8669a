"""A small night that can be disturbed, and the invariants, checked from outside by sqlite3 and sha256sum alone."""

import contextlib
import dataclasses
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
CLEAN, START, ATTENTION, USAGE, STOPPED, BUSY, INTEGRITY = 0, 2, 3, 4, 5, 6, 7
ENDED = (CLEAN, ATTENTION)
TERMINAL = "'done', 'partial', 'rejected', 'duplicate', 'quarantined'"
NEVER_S = 1200  # a run that takes longer hangs; what it waits for a busy machine does not count
DYING_S = 30
JOBS = 2
# A dossier of a cover, a form and a blank page, and three files that cannot be read: what a night is about, in a
# second or two.
SCANS = ("dossiers/scans/S0032.tif",)
DAMAGED = ("odd/encrypted.pdf", "odd/garbage.jpg", "odd/truncated.tif")
FORMS = ("cover", "ct01")


class Lost(Exception):
    """An invariant does not hold."""


@dataclasses.dataclass
class Outcome:
    """What a fault came to: how often it hit, and what was measured."""

    hits: int
    told: str = ""


def must(holds, what):
    if not holds:
        raise Lost(what)


def sqlite(database, query):
    """Rows as lines, by the sqlite3 program."""
    command = ["sqlite3", "-readonly", f"file:{database}?immutable=0", query]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def count(database, query):
    return int(sqlite(database, query)[0])


def hashes(folder):
    """path below folder -> SHA-256, by sha256sum."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if not files:
        return {}
    out = subprocess.run(["sha256sum", "-z", "--", *map(str, files)], check=True, capture_output=True).stdout
    rows = (os.fsdecode(entry).partition("  ") for entry in out.split(b"\0") if entry)
    return {str(pathlib.Path(path).relative_to(folder)): digest for digest, _, path in rows}


def session_of(pid):
    """Living processes of the session that pid began."""
    alive = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z" and int(fields[3]) == pid:
                alive.append(int(stat.parent.name))
    return alive


def cpu_of(pid):
    """Seconds of CPU of a process, of its children and of those it waited for; 0 when it is gone."""
    ticks = 0
    with contextlib.suppress(OSError):
        for child in [pid, *pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]:
            ticks += sum(map(int, pathlib.Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def starved_of(pid):
    """Seconds that a process has waited for a processor that others had; 0 when it is gone."""
    with contextlib.suppress(OSError):
        return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    return 0


class Patience:
    """Whether the processes of a session had their time. What they wait for a processor is added to it; ask often."""

    def __init__(self, session, seconds):
        self.session, self.until, self.starved = session, time.monotonic() + seconds, {}
        self.add_up()

    def add_up(self):
        """Seconds of waiting since it was last asked."""
        before, self.starved = self.starved, {pid: starved_of(pid) for pid in session_of(self.session)}
        return sum(starved - before.get(pid, 0) for pid, starved in self.starved.items())

    def is_over(self):
        self.until += self.add_up()
        return time.monotonic() >= self.until


def workers_of(run):
    return [pid for pid in session_of(run.pid) if pid != run.pid]


def kill(pid, how=signal.SIGKILL):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def memory_of(pid, what="VmRSS"):
    """Kilobytes; 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(what):
                return int(line.split()[1])
    return 0


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Bench:
    """The programs, the inbox, and what an undisturbed night makes of it."""

    def __init__(self, build, work, seed, corpus):
        self.build, self.work, self.corpus = build, work, corpus
        self.sohoa = build / "pipeline" / "sohoa"
        self.random = random.Random(seed)
        self.schemas = self.choose_schemas()
        self.inbox = fresh(work / "inbox")
        for name in (*SCANS, *DAMAGED):
            shutil.copy(FIXTURES / name, self.inbox)
        self.seeds = hashes(self.inbox)
        self.shim = self.compile_shim()
        self.empty = work / "empty"
        must(self.run(self.empty, "init", self.empty) == CLEAN, "init fails")
        self.still, self.tally = self.archive("still"), work / "tally"
        self.cpu = 0
        run = self.start(self.still, LD_PRELOAD=str(self.shim), FAULT_TALLY=str(self.tally))
        while run.poll() is None:
            self.cpu = max(self.cpu, cpu_of(run.pid))
            time.sleep(0.05)
        must(run.returncode in ENDED, f"the undisturbed night ends with {run.returncode}")
        self.want = self.answers(self.still)

    def choose_schemas(self):
        """Few forms: a worker is warm in a third of a second."""
        folder = fresh(self.work / "schemas")
        for entry in (ROOT / "schemas").iterdir():
            if entry.suffix == ".json" or (entry.is_dir() and entry.name != "forms"):
                (folder / entry.name).symlink_to(entry)
        for form in FORMS:
            shutil.copytree(ROOT / "schemas" / "forms" / form, folder / "forms" / form)
        return folder

    def compile_shim(self):
        shim = self.work / "shim.so"
        source = ROOT / "scripts" / "faults.d" / "shim.c"
        subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
        return shim

    def environment(self, **changes):
        kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
        return {**kept, "LC_ALL": "C.UTF-8", "SOHOA_SCHEMAS": str(self.schemas), **changes}

    def command(self, archive, *arguments):
        return [self.sohoa, "--archive", archive, *arguments]

    def night(self, inbox=None, *options, jobs=JOBS):
        return ("run", inbox or self.inbox, "--settle", "0", "--jobs", str(jobs), *options)

    def start(self, archive, *arguments, wrap=(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **changes):
        """wrap: a program that starts it."""
        return subprocess.Popen(
            [*wrap, *self.command(archive, *(arguments or self.night()))],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env=self.environment(**changes),
            start_new_session=True,
        )

    def wait(self, process):
        """Its exit status, when its workers are gone too."""
        running = Patience(process.pid, NEVER_S)
        while process.poll() is None:
            if running.is_over():
                for pid in session_of(process.pid):
                    kill(pid)
                raise Lost("a run hangs")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
        status, dying = process.returncode, Patience(process.pid, DYING_S)
        while session_of(process.pid) and not dying.is_over():
            time.sleep(0.1)
        must(not session_of(process.pid), "a worker outlived its supervisor")
        return status

    def run(self, archive, *arguments, **changes):
        return self.wait(self.start(archive, *arguments, **changes))

    def wait_for_moment(self, run, first=0.0, last=1.0):
        """A random moment of a run, by the CPU it used: it is the same one however busy the machine is."""
        moment = self.random.uniform(first, last) * self.cpu
        while run.poll() is None and cpu_of(run.pid) < moment:
            time.sleep(0.02)

    def said(self, archive, *arguments, **changes):
        """Exit status, and what it printed on both streams."""
        with tempfile.TemporaryFile() as out:
            status = self.wait(self.start(archive, *arguments, stdout=out, stderr=out, **changes))
            out.seek(0)
            return status, out.read()

    def archive(self, name):
        """A new one."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        return pathlib.Path(shutil.copytree(self.empty, folder))

    def export(self, archive, what):
        command = self.command(archive, "export", what, "--format", "jsonl")
        return subprocess.run(command, check=True, capture_output=True, env=self.environment()).stdout

    def answers(self, archive):
        """What a night comes to, without times and ids."""
        database = archive / "archive.db"
        files = sqlite(database, "SELECT name_hex, sha256_hex, state, reason FROM v_file ORDER BY 1")
        pages = sqlite(
            database,
            "SELECT f.name_hex, p.page_no, p.state, p.reason FROM v_page p JOIN v_file f USING (file_id) ORDER BY 1, 2",
        )
        return files, pages, self.export(archive, "fields"), self.export(archive, "dossiers")

    def stored(self, archive):
        """Pages that are over, with the moment at which they were stored: no later run may store them again."""
        query = "SELECT file, file_page, done_at FROM page WHERE state <> 'waiting' ORDER BY 1, 2"
        return set(sqlite(archive / "archive.db", query))

    def check_sound(self, archive):
        """What holds for every archive after a night, whatever was in it."""
        database = archive / "archive.db"
        must(sqlite(database, "PRAGMA integrity_check; PRAGMA foreign_key_check") == ["ok"], "the database is damaged")
        must(not sqlite(database, f"SELECT 1 FROM v_file WHERE state NOT IN ({TERMINAL})"), "a file has no end")
        must(not sqlite(database, "SELECT 1 FROM v_page WHERE state = 'waiting'"), "a page has no end")
        doubled = "SELECT 1 FROM v_page GROUP BY file_id, page_no HAVING count (*) > 1"
        must(not sqlite(database, doubled), "a page was doubled")
        doubled = "SELECT 1 FROM v_field GROUP BY file_id, page_no, field HAVING count (*) > 1"
        must(not sqlite(database, doubled), "a field was doubled")
        for name, digest in hashes(archive / "objects").items():
            must(name.replace("/", "") == digest, "an original was changed, or half of one was left")

    def check(self, archive):
        """The invariants, of an archive that was run over the inbox to its end."""
        must(hashes(self.inbox) == self.seeds, "the inbox was changed")
        self.check_sound(archive)
        known = sqlite(archive / "archive.db", "SELECT sha256_hex FROM v_file")
        must(sorted(known) == sorted(self.seeds.values()), "a file was lost or doubled")
        for name, got, want in zip(("files", "pages", "fields", "dossiers"), self.answers(archive), self.want):
            other = sorted(set(got) ^ set(want))[:4] if name in ("files", "pages") else ""
            must(got == want, f"the {name} are not those of an undisturbed night: {other}")

    def finish(self, archive):
        status = self.run(archive)
        must(status in ENDED, f"the resumed night ends with {status}")
        self.check(archive)
        shutil.rmtree(archive)
