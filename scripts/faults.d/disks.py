"""Disks that are full, fail, are read-only or lose what was not synced; databases and models that are damaged."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import time

from bench import (
    CLEAN,
    ENDED,
    INTEGRITY,
    START,
    STOPPED,
    Outcome,
    fresh,
    hashes,
    kill,
    must,
    session_of,
    sqlite,
)

CALLS = ("rename", "unlink", "write", "fsync", "pwrite")
MODELS = pathlib.Path("/usr/share/tesseract-ocr/5/tessdata")


def mount(*arguments):
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def mounted(folder, *arguments):
    """A file system on a new folder; yields whether this machine and user can do that."""
    fresh(folder)
    able = os.geteuid() == 0 and mount(*arguments, folder)
    try:
        yield able
    finally:
        if able:
            subprocess.run(["umount", "-l", folder], capture_output=True, check=False)


def small_disk(folder):
    return mounted(folder, "-t", "tmpfs", "-o", "size=100m", "tmpfs")


def at_calls(bench, times, how, statuses):
    """Nights in which the n-th call of a kind fails, then resumed; n goes up by steps until no call is left."""
    hits, share = 0, max(1, times // len(CALLS))
    for call in CALLS if times >= len(CALLS) else bench.random.sample(CALLS, times):
        n = 1
        for _ in range(share):
            archive, mark = bench.archive("nth"), bench.work / "hit"
            mark.unlink(missing_ok=True)
            fault = {"FAULT_CALL": call, "FAULT_N": str(n), "FAULT_HOW": how, "FAULT_COUNT": str(mark)}
            status = bench.run(archive, LD_PRELOAD=str(bench.shim), **fault)
            must(status in (*ENDED, *statuses), f"{call} {n} {how}: exit status {status}")
            bench.finish(archive)
            if not mark.exists():
                break
            hits += 1
            n += bench.random.randrange(1, 12)
    return Outcome(hits)


def fail_calls(bench, times):
    """the n-th write, pwrite, fsync, rename or unlink fails with EIO, once"""
    return at_calls(bench, times, "EIO", (STOPPED, INTEGRITY))


def fail_for_good(bench, times):
    """from the n-th on all of these calls fail with ENOSPC"""
    return at_calls(bench, times, "ENOSPC+", (STOPPED, INTEGRITY, START))


def fill_disk(bench, times):
    """the archive on a disk of some size, then with room"""
    disk = bench.work / "disk"
    told = {}
    with small_disk(disk) as able:
        for i in range(times if able else 0):
            mount("-o", "remount,size=100m", disk)
            archive = bench.archive("disk/archive")
            used = shutil.disk_usage(disk).used // 1024
            size = used + 50 + i * (24000 // times)  # KB, up to where a night fits
            must(mount("-o", f"remount,size={size}k", disk), "the disk cannot be made smaller")
            status = bench.run(archive)
            told[status] = told.get(status, 0) + 1
            must(status in (*ENDED, STOPPED), f"{size} KB: exit status {status}")
            must(hashes(bench.inbox) == bench.seeds, "the inbox was changed")
            mount("-o", "remount,size=200m", disk)
            if status in ENDED:  # then nothing may be missing
                bench.check(archive)
            bench.finish(archive)
    statuses = ", ".join(f"{n} with exit status {status}" for status, n in sorted(told.items()))
    return Outcome(times if able else 0, f"50 KB to 24 MB free: {statuses}" if told else "")


def make_read_only(bench, times):
    """the archive's disk becomes read-only before or in a night"""
    disk, hits = bench.work / "sealed", 0
    with small_disk(disk) as able:
        for i in range(times if able else 0):
            archive = bench.archive("sealed/archive")
            if i % 2 == 0:
                mount("-o", "remount,ro", disk)
            run = bench.start(archive)
            bench.wait_for_moment(run)
            # The kernel refuses while a file is open for writing, as the database is in a night: that one is undisturbed.
            hits += mount("-o", "remount,ro", disk)
            status = bench.wait(run)
            must(status in (*ENDED, STOPPED, START, INTEGRITY), f"exit status {status}")
            mount("-o", "remount,rw", disk)
            bench.finish(archive)
    return Outcome(hits)


def lose_inbox(bench, times):
    """the inbox is read-only, gone before a night, or goes away in one"""
    share, hits = bench.work / "share", 0
    for i in range(times):
        archive = bench.archive("shared")
        with small_disk(share) as able:
            if not able:
                return Outcome(0)
            lay(bench, share)
            if i % 3 == 0:
                mount("-o", "remount,ro", share)
            run = bench.start(archive, *bench.night(share, "--move-done"))
            if i % 3 > 0:
                bench.wait_for_moment(run)
                subprocess.run(["umount", "-l", share], capture_output=True, check=False)
            status = bench.wait(run)
            must(status in (*ENDED, STOPPED), f"exit status {status}")
            must(i % 3 > 0 or hashes(share) == bench.seeds, "a read-only inbox was changed")
            hits += 1
        share.rmdir()
        must(bench.run(archive, *bench.night(share)) == START, "a night begins without its inbox")
        lay(bench, fresh(share))
        must(bench.run(archive, *bench.night(share)) in ENDED, "the resumed night does not end")
        bench.check_sound(archive)
        known = sqlite(archive / "archive.db", "SELECT sha256_hex FROM v_file WHERE state <> 'duplicate' AND sha256_hex <> ''")
        must(sorted(known) == sorted(bench.seeds.values()), "a file was lost or doubled")
    return Outcome(hits)


def lay(bench, inbox):
    for path in bench.inbox.iterdir():
        shutil.copy(path, inbox)


def limit_files(bench, times):
    """no file may grow beyond some size, or few may be open (RLIMIT_FSIZE, RLIMIT_NOFILE)"""
    for i in range(times):
        archive = bench.archive("limited")
        limit = f"--fsize={bench.random.randrange(8, 1200) * 1024}" if i % 2 == 0 else f"--nofile={4 + i}"
        status = bench.wait(bench.start(archive, wrap=("prlimit", limit)))
        must(status in (*ENDED, STOPPED, START), f"{limit}: exit status {status}")
        bench.finish(archive)
    return Outcome(times)


def cut_power(bench, times):
    """a power cut: a copy of the disk as it was on the platter, mounted, is resumed"""
    image, platter = bench.work / "image", bench.work / "platter"
    hits = known = 0
    if not shutil.which("mkfs.ext4"):
        return Outcome(0)
    for _ in range(times):
        with open(image, "wb") as f:
            f.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        with mounted(bench.work / "running", "-o", "loop", image) as able:
            if not able:
                return Outcome(0)
            archive = bench.archive("running/archive")
            subprocess.run(["sync", "-f", archive], check=True)
            run = bench.start(archive)
            bench.wait_for_moment(run)
            acknowledged = bench.stored(archive)
            # What the file system holds back in memory is not in the image: so a power cut loses it.
            shutil.copyfile(image, platter)
            for pid in [run.pid, *session_of(run.pid)]:
                kill(pid)
            bench.wait(run)
        with mounted(bench.work / "running", "-o", "loop", platter) as able:
            must(able, "the copied disk cannot be mounted")
            must(acknowledged <= bench.stored(archive), "a page that was stored is gone after a power cut")
            known += len(acknowledged)
            bench.finish(archive)
            hits += 1
    return Outcome(hits, f"{known} pages were known to be stored, 0 lost")


def zero_page(database, at):
    with open(database, "r+b") as f:
        f.seek(at)
        f.write(bytes(4096))


def flip_bit(database, at):
    with open(database, "r+b") as f:
        f.seek(at + at // 4096 % 4096)
        byte = f.read(1)[0]
        f.seek(-1, os.SEEK_CUR)
        f.write(bytes([byte ^ 1 << at // 4096 % 8]))


def cut_off(database, at):
    os.truncate(database, at)


def replace(database, at):
    database.write_bytes(b"this is no database\n" * 500)


def damage_database(bench, times):
    """a page zeroed, a bit flipped, the end cut off, another file in its place: doctor finds it"""
    found = harmless = 0
    for i in range(times):
        archive = bench.work / "damaged"
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(bench.still, archive)
        database = archive / "archive.db"
        pages = database.stat().st_size // 4096
        how = (zero_page, flip_bit, cut_off, replace)[i % 4]
        how(database, 4096 * bench.random.randrange(1 if i else 0, pages))
        status = bench.run(archive, "doctor")
        if status in ENDED:  # what nothing was in
            must(bench.answers(archive) == bench.want, f"doctor did not find the damage: {how.__name__}")
            harmless += 1
        else:
            must(status in (START, INTEGRITY), f"exit status of doctor: {status}")
            found += 1
        status = bench.run(archive)
        must(status in (*ENDED, START, STOPPED, INTEGRITY), f"a run over a damaged database ends with {status}")
    return Outcome(times, f"{found} found, {harmless} where nothing was")


def damage_model(bench, content, i):
    """One of the ways in which trained data comes to be wrong."""
    if i % 6 == 0:
        return content[: len(content) // 2]
    if i % 6 == 1:
        return b""
    if i % 6 == 2:
        return bytes(len(content))
    if i % 6 == 3:
        return (MODELS / "eng.traineddata").read_bytes()
    changed = bytearray(content)
    for _ in range(200 if i % 6 == 4 else 1):
        changed[bench.random.randrange(len(changed))] ^= 1 + bench.random.randrange(255)
    return bytes(changed)


def damage_models(bench, times):
    """trained data cut off, empty, of another language or changed in some bytes: the night does not begin"""
    folder = bench.work / "models"
    begin = time.monotonic()
    for i in range(times):
        fresh(folder)
        for name in ("vie.traineddata", "eng.traineddata"):
            shutil.copy(MODELS / name, folder)
        model = folder / "vie.traineddata"
        model.write_bytes(damage_model(bench, model.read_bytes(), i))
        archive = bench.archive("misled")
        status = bench.run(archive, TESSDATA_PREFIX=str(folder))
        must(status == START, f"exit status {status}")
        must(sqlite(archive / "archive.db", "SELECT count (*) FROM v_file") == ["0"], "a file was taken")
    must(bench.run(bench.archive("misled"), "doctor") == CLEAN, "doctor finds a fault")
    return Outcome(times, f"refused in {(time.monotonic() - begin) / times:.2f} s each")
