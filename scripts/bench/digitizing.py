"""Runs sohoa on a set of dossiers, as anybody would: init, run, export."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MILL = ["/usr/bin/python3", str(ROOT / "scripts" / "mill" / "dossiermill.py")]


def fail(message):
    print(f"{pathlib.Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(2)


def program(build):
    """The sohoa of a build folder, built anew when its sources changed."""
    if not (build / "build.ninja").is_file():
        fail(f"no build folder '{build}': run scripts/demo first, or: meson setup --buildtype=release {build}")
    made = subprocess.run(["ninja", "-C", str(build)], capture_output=True, text=True, check=False)
    if made.returncode:
        fail(f"cannot build in '{build}':\n{made.stdout[-2000:]}")
    found = [path for path in build.rglob("sohoa") if path.is_file()]
    if not found:
        fail(f"no program 'sohoa' in '{build}'")
    return found[0]


def environment():
    return dict(os.environ, OMP_THREAD_LIMIT="1", SOHOA_SCHEMAS=str(ROOT / "schemas"), LC_ALL="C.UTF-8")


def with_learned(folder):
    """A folder of the project's schemas with the learned versions among them."""
    shutil.copytree(ROOT / "schemas", folder, ignore=shutil.ignore_patterns("*.c", "*.h"))
    shutil.copytree(ROOT / "tests" / "fixtures" / "learned", folder / "forms", dirs_exist_ok=True)
    return folder


def read(build, schemas, scans):
    """What `sohoa read` says of each scan, by a folder of schemas of its own."""
    command, where = [str(program(build)), "read", *map(str, scans)], dict(environment(), SOHOA_SCHEMAS=str(schemas))
    done = subprocess.run(command, capture_output=True, env=where, check=False)
    if done.returncode not in (0, 3):
        fail(f"'sohoa read' ended with {done.returncode}: {done.stderr.decode()[-500:].strip()}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def draw(folder, seed, dossiers, tiers, fill="mixed", jobs=None):
    """Draws a fresh set with the mill."""
    command = [*MILL, "batch", str(folder), "--seed", str(seed), "--dossiers", str(dossiers)]
    command += ["--tier", tiers, "--fill", fill, "--jobs", str(jobs or os.cpu_count())]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class Archive:
    """An archive in a folder of its own, which is made anew."""

    def __init__(self, build, folder):
        self.program, self.folder = program(build), pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.sohoa("init", str(self.folder))

    @classmethod
    def reopened(cls, build, folder):
        """An archive that is there already; what it holds is judged anew."""
        archive = cls.__new__(cls)
        archive.program, archive.folder = program(build), pathlib.Path(folder)
        return archive

    def sohoa(self, *arguments, accept=(0,)):
        """Runs a command on the archive; its standard output."""
        command = [str(self.program), "--archive", str(self.folder), *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), check=False)
        if done.returncode not in accept:
            fail(f"'sohoa {arguments[0]}' ended with {done.returncode}: {done.stderr.decode()[-500:].strip()}")
        return done.stdout.decode()

    def run(self, inbox, jobs):
        """Digitizes an inbox; wall seconds."""
        begin = time.monotonic()
        self.sohoa("run", str(inbox), "--jobs", str(jobs), "--settle", "0", accept=(0, 3))
        return time.monotonic() - begin

    def lines(self, what):
        """The lines of an export."""
        return [json.loads(line) for line in self.sohoa("export", what, "--format", "jsonl").splitlines()]

    def export(self):
        """The lines of the export of fields."""
        return self.lines("fields")


def archives(options, folder):
    """(folder of the set, archive) for each set that the options ask for; draws and digitizes what is not there."""
    sets = options.set
    if not sets:
        sets = [folder / "set"]
        draw(sets[0], options.seed, options.dossiers, options.tier, getattr(options, "fill", "mixed"), options.jobs)
    for i, drawn in enumerate(sets):
        if options.archive:
            yield drawn, Archive.reopened(options.build, options.archive[i])
            continue
        archive = Archive(options.build, folder / f"archive-{i}")
        archive.run(drawn / "scans", options.jobs)
        yield drawn, archive
