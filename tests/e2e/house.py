"""The programs from outside: an archive in a folder, commands with their exit status, and what they printed."""

import dataclasses
import hashlib
import json
import os
import pathlib
import subprocess

import kernel

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SOHOA = os.environ["SOHOA"]
CLEAN, START, ATTENTION, USAGE, STOPPED, BUSY, INTEGRITY = 0, 2, 3, 4, 5, 6, 7
# A container may forbid what a cage is made of. The tests of the cage say so and are skipped there.
UNCAGED = [] if kernel.has_seccomp() else ["--uncaged"]
NEVER_S = 3000  # a command that takes longer hangs


@dataclasses.dataclass
class Done:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def environment(**changes):
    known = ("PATH", "HOME", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TESSDATA_PREFIX")
    kept = {name: os.environ[name] for name in known if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "SOHOA_SCHEMAS": str(ROOT / "schemas"), **changes}


class House:
    """An archive that sohoa keeps in a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.talk = []  # what all commands wrote to stderr

    def command(self, *arguments):
        return [SOHOA, *UNCAGED, "--archive", str(self.folder), *map(str, arguments)]

    def __call__(self, *arguments, **changes):
        """Runs a command; changes: of the environment."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, timeout=NEVER_S, env=environment(**changes), check=False
        )
        talk = "".join(line for line in done.stderr.decode().splitlines(True) if "--uncaged:" not in line)
        self.talk.append(talk)
        return Done(done.returncode, done.stdout.decode(), talk)

    def start(self, *arguments):
        """A command that goes on, in a session of its own, so that its workers can be told."""
        return subprocess.Popen(
            self.command(*arguments),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )

    def digitize(self, inbox, jobs=2):
        """init and run; the outcome of the run."""
        done = self("init", self.folder)
        assert done.status == CLEAN, done.err
        return self("run", inbox, "--jobs", jobs, "--settle", 0)

    def export(self, what="fields", format="jsonl"):
        done = self("export", what, "--format", format)
        assert done.status == CLEAN, done.err
        return done.out

    def lines(self):
        return [json.loads(line) for line in self.export().splitlines()]


def bytes_of(folder):
    """The hash of every file below a folder: equal when nothing was changed."""
    files = sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def truths():
    with open(FIXTURES / "dossiers" / "truth.jsonl", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def smallest(n):
    """The n fixture dossiers with fewest pages: (path, truth)."""
    scans = FIXTURES / "dossiers" / "scans"
    ranked = sorted(truths(), key=lambda t: (len(t["pages"]), t["source"]))
    return [(scans / pathlib.Path(t["source"]).name, t) for t in ranked[:n]]


def lay(inbox, sources):
    """Copies sources (files or folders) into a new inbox."""
    inbox.mkdir(parents=True)
    for source in sources:
        subprocess.run(["cp", "-r", str(source), str(inbox / source.name)], check=True)
    return inbox


def write_pdf(path, content, pages=1, resources=b"<<>>"):
    """A PDF whose A4 pages all show the same content."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + i) for i in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]/Resources%s>>" % (kids, pages, resources),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *([b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"] * pages),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    path.write_bytes(out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out)))
