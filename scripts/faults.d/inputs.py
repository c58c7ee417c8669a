"""Inputs that are damaged, hostile, changing, or very long."""

import contextlib
import csv
import os
import pathlib
import re
import shutil
import stat
import subprocess
import time
import zlib

from bench import (
    ENDED,
    FIXTURES,
    TERMINAL,
    Outcome,
    count,
    fresh,
    hashes,
    kill,
    memory_of,
    must,
    session_of,
    sqlite,
    workers_of,
)

SUPERVISOR_MB = 200


def peaks(bench, archive, *arguments):
    """Exit status of a run, and the most memory of its supervisor, in MB."""
    run, peak = bench.start(archive, *arguments), 0
    while run.poll() is None:
        peak = max(peak, memory_of(run.pid, "VmHWM"))
        time.sleep(0.1)
    return bench.wait(run), peak / 1024


def listed(corpus, table, wanted):
    """Names of the files whose row in a table of the corpus is wanted; none when it brings no such table."""
    if not (corpus / table).exists():
        return set()
    with open(corpus / table, encoding="utf-8") as f:
        rows = csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {pathlib.Path(row["file"]).name for row in rows if wanted(row)}


def must_process(row):
    return row["expected_outcome"] == "must process"


def must_not_be_silent(row):
    """What is lost on these pages must be told."""
    return "silently" in row["what_is_wrong_or_odd"]


def loses_elsewhere(row):
    """The ordinary tools end well and only mutter, or never end."""
    return {row["tesseract"], row["pdftoppm"]} & {"ok+warn", "hang"}


def pages_outside(path):
    """How many pages tiffinfo and pdfinfo see; 0 when they see none or it is another kind of file."""
    head = path.read_bytes()[:4]
    if head in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        command, pattern = ["tiffinfo", path], rb"(?m)^=== TIFF directory"
    elif head == b"%PDF":
        command, pattern = ["pdfinfo", path], rb"(?m)^Pages: +(\d+)$"
    else:
        return 0
    try:
        out = subprocess.run(command, capture_output=True, timeout=20, check=False).stdout
    except subprocess.TimeoutExpired:
        return 0
    found = re.findall(pattern, out)
    return int(found[0]) if head == b"%PDF" and found else len(found)


def accounted(archive, inbox):
    """Every file has a row and an end; files whose pages the outside counts have at least as many rows, or a
    reason. Their number, the names of the files by state, and of those with a page that is set aside or asked about."""
    database = archive / "archive.db"
    seen = hashes(inbox)
    rows = dict(row.split("|") for row in sqlite(database, "SELECT sha256_hex, state FROM v_file WHERE state <> 'duplicate'"))
    must(set(seen.values()) <= set(rows), "a file has no row")
    pages = dict(
        row.split("|")
        for row in sqlite(
            database,
            "SELECT f.sha256_hex, count (p.page_no) FROM v_file f LEFT JOIN v_page p USING (file_id) GROUP BY f.file_id",
        )
    )
    asked = "SELECT DISTINCT sha256_hex FROM v_file JOIN v_page p USING (file_id) WHERE coalesce (p.reason, '') <> ''"
    asked = set(sqlite(database, asked))
    counted, states = 0, {}
    for name, sha256 in seen.items():
        states.setdefault(rows[sha256], set()).add(pathlib.Path(name).name)
        outside = pages_outside(inbox / name) if rows[sha256] in ("done", "partial") else 0
        counted += outside
        must(outside <= int(pages[sha256]), f"{name}: {outside} pages outside, {pages[sha256]} here")
    silent = "SELECT 1 FROM v_file WHERE state NOT IN ('done', 'duplicate') AND reason = ''"
    must(not sqlite(database, silent), "a file has no reason")
    silent = "SELECT 1 FROM v_page WHERE state = 'quarantined' AND coalesce (reason, '') = ''"
    must(not sqlite(database, silent), "a page has no reason")
    return counted, states, {pathlib.Path(name).name for name, sha256 in seen.items() if sha256 in asked}


def check_corpus(corpus, states, asked):
    """What the corpus demands of its files. What became of those on which the ordinary tools lose pages."""
    done = states.get("done", set())
    demanded = listed(corpus, "manifest.tsv", must_process)
    refused = sorted(demanded - done)
    must(not refused, f"{len(refused)} of {len(demanded)} that must be processed were not: {refused[:3]}")
    silent = sorted(listed(corpus, "manifest.tsv", must_not_be_silent) & done - asked)
    must(not silent, f"lost in silence: {silent[:3]}")
    lossy = listed(corpus, "results.tsv", loses_elsewhere)
    if not lossy:
        return ""
    return (
        f"; {len(demanded)} must be processed, all are; of {len(lossy)} on which ordinary tools mutter or hang "
        f"{len(lossy - done)} are refused or partly so, {len(lossy & done & asked)} ask for a person, "
        f"{len(lossy & done - asked)} are taken as whole"
    )


def bad_inputs(bench, times):
    """a folder of damaged and hostile files in one night, and again"""
    inbox, archive = bench.work / "bad", bench.archive("bad-archive")
    corpus = bench.corpus or FIXTURES / "odd"
    shutil.copytree(corpus, inbox)
    before = hashes(inbox)
    known, peak = None, 0
    for _ in range(times):
        status, megabytes = peaks(bench, archive, *bench.night(inbox))
        peak = max(peak, megabytes)
        must(status in ENDED, f"exit status {status}")
        must(peak < SUPERVISOR_MB, f"the supervisor grew to {peak:.0f} MB")
        bench.check_sound(archive)
        must(hashes(inbox) == before, "the inbox was changed")
        rows = [sqlite(archive / "archive.db", f"SELECT * FROM {view} ORDER BY 1, 2") for view in ("v_file", "v_page")]
        must(known in (None, rows), "a second night adds or changes something")
        known = rows
    counted, states, asked = accounted(archive, inbox)
    demands = check_corpus(corpus, states, asked)
    told = ", ".join(f"{len(names)} {state}" for state, names in sorted(states.items()))
    return Outcome(
        times,
        f"{len(before)} files: {told}; {counted} pages counted outside, none missing{demands}; supervisor {peak:.0f} MB",
    )


# ---- names ----

NAMES = (
    *(b"-rf", b"--help", b"a\nb.pdf", b"\xff\xfe.pdf", b"\x1b[2J.pdf", b"=cmd.pdf", b"%s%n.pdf"),
    *(b"'; DROP TABLE page;--.pdf", b"<img src=x>.pdf", b"n" * 251 + b".pdf", b"scan.pdf.part", b".hidden.pdf"),
)


def make_names(bench, inbox):
    """Names and links that mean ill; a corpus may bring a script that makes more."""
    script = bench.corpus / "make_hostile_names.sh" if bench.corpus else None
    if script and script.exists():
        good = FIXTURES / "odd" / "encrypted.pdf"
        subprocess.run(["bash", script, inbox, good], check=True, capture_output=True)
        return len(inbox.with_suffix(".index.tsv").read_bytes().splitlines())
    secret = bench.work / "secret.pdf"
    shutil.copy(FIXTURES / "odd" / "encrypted.pdf", secret)
    for name in NAMES:
        with open(os.fsencode(inbox) + b"/" + name, "wb") as f:
            f.write(secret.read_bytes() + name)
    links = {"link.pdf": secret, "folder-link": bench.work, "loop": inbox, "passwd.pdf": "/etc/passwd", "none": "none"}
    for name, target in links.items():
        (inbox / name).symlink_to(target)
    os.mkfifo(inbox / "pipe.pdf")
    return len(NAMES) + len(links) + 1


def count_entries(inbox):
    """What a walk that follows nothing meets: everything but folders that it can enter and that hold something."""
    entries = 0
    for _, folders, files, fd in os.fwalk(os.fsencode(inbox)):
        entries += len(files) + sum(stat.S_ISLNK(os.lstat(name, dir_fd=fd).st_mode) for name in folders)
    return entries


def raw_bytes(text):
    """Control characters and what is no UTF-8, of what was printed."""
    try:
        text = text.decode()
    except UnicodeDecodeError:
        return ["no UTF-8"]
    return [c for c in text if (ord(c) < 32 and c not in "\n\r\t") or 127 <= ord(c) < 160 or c in "\u202e\u200b"]


def name_hostile(bench, times):
    """names, links and special files that mean ill: counted, none followed, none printed raw"""
    inbox = fresh(bench.work / "hostile")
    cases = make_names(bench, inbox)
    outside = subprocess.run(["sha256sum", "/etc/passwd"], check=True, capture_output=True, text=True).stdout.split()[0]
    for _ in range(times):
        archive = bench.archive("hostile-archive")
        database = archive / "archive.db"
        status, out = bench.said(archive, *bench.night(inbox))
        must(status in ENDED, f"exit status {status}")
        for source in sqlite(database, "SELECT DISTINCT source_id FROM v_file LIMIT 60"):
            out += bench.said(archive, "show", source)[1]
        must(not raw_bytes(out), f"a name is printed raw: {raw_bytes(out)}")
        entries = count(database, "SELECT entries FROM run")
        must(entries == count_entries(inbox), f"{entries} entries counted, there are {count_entries(inbox)}")
        bench.check_sound(archive)
        must(outside not in sqlite(database, "SELECT sha256_hex FROM v_file"), "a link was followed")
        must(bench.run(archive, *bench.night(inbox)) in ENDED, "the second night does not end")
    told = f"{cases} cases, {entries} entries, all counted"
    states = sqlite(database, "SELECT state, count (*) FROM v_file GROUP BY state")
    subprocess.run(["rm", "-rf", inbox], check=True)
    return Outcome(times, f"{told}; files: {', '.join(states)}")


# ---- files that change ----


def grow(path, content, begun):
    with open(path, "wb") as f:
        step = max(1, len(content) // 20)
        for at in range(0, len(content), step):
            f.write(content[at : at + step])
            f.flush()
            begun()
            time.sleep(0.02)


def truncate(path, content, begun):
    path.write_bytes(content * 2)
    begun()
    time.sleep(0.3)
    os.truncate(path, len(content))


def replace(path, content, begun):
    path.write_bytes(content[: len(content) // 2])
    begun()
    time.sleep(0.3)
    other = path.with_suffix(".part")
    other.write_bytes(content)
    other.rename(path)


def change_files(bench, times):
    """a file that grows, shrinks or is replaced while it is taken: as a whole, or the next time"""
    content = (FIXTURES / "dossiers/scans/000.00.42.H29-250929-0001.tif").read_bytes()
    for i in range(times):
        inbox, archive = fresh(bench.work / "growing"), bench.archive("grown")
        runs = []

        def begin():
            if not runs:
                runs.append(bench.start(archive, "run", inbox, "--settle", "0.3", "--jobs", "1"))

        (grow, truncate, replace)[i % 3](inbox / "a.tif", content, begin)
        must(bench.wait(runs[0]) in ENDED, "a changing file ends the night")
        time.sleep(0.4)
        must(bench.run(archive, "run", inbox, "--settle", "0.3") in ENDED, "a changed file is not taken")
        whole = hashes(inbox)["a.tif"]
        must(whole in sqlite(archive / "archive.db", "SELECT sha256_hex FROM v_file"), "the whole file was not taken")
        bench.check_sound(archive)
    return Outcome(times)


def run_again(bench, times):
    """a second night over the same inbox adds nothing"""
    archive = bench.work / "again"
    shutil.copytree(bench.still, archive)
    for _ in range(times):
        bench.run(archive)
        bench.check(archive)
    return Outcome(times)


# ---- a very long one ----


def stream(out, offsets, dictionary, data):
    offsets.append(out.tell())
    out.write(b"%d 0 obj\n<<%s/Length %d>>stream\n%s\nendstream\nendobj\n" % (len(offsets), dictionary, len(data), data))


def write_pdf(path, pages):
    """Empty sheets of A4 at 100 dpi, bilevel, each with an image of its own and a speck where no other has one."""
    width, height = 827, 1169
    row = (width + 7) // 8
    kids = b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(pages))
    offsets = []
    with open(path, "wb") as out:
        out.write(b"%PDF-1.4\n")
        for body in (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))
        for i in range(pages):
            bits = bytearray(b"\xff" * (row * height))
            bits[row * 100 + i % (row * 900)] = 0xE7
            offsets.append(out.tell())
            out.write(
                b"%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                b"/Resources<</XObject<</I %d 0 R>>>>>>\nendobj\n" % (len(offsets), len(offsets) + 1, len(offsets) + 2)
            )
            stream(out, offsets, b"", b"595 0 0 842 0 0 cm /I Do")
            image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (width, height)
            stream(out, offsets, image + b"/Filter/FlateDecode", zlib.compress(bytes(bits), 1))
        begin = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
        out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, begin))


def watch_memory(bench, archive, run, until, samples):
    """Adds (pages stored, supervisor's KB, the largest worker's KB) until that many pages are stored."""
    while run.poll() is None:
        stored = 0
        with contextlib.suppress(subprocess.CalledProcessError):  # busy
            stored = count(archive / "archive.db", "SELECT count (*) FROM page WHERE state <> 'waiting'")
        samples.append((stored, memory_of(run.pid), max(map(memory_of, workers_of(run)), default=0)))
        if stored >= until:
            return
        time.sleep(0.25)


def growth(samples, which, pages):
    """How much more the most is after page 500 (or a tenth) than up to it."""
    early = [sample[which] for sample in samples if sample[0] <= max(500, pages // 10)]
    late = [sample[which] for sample in samples if sample[0] > max(500, pages // 10)]
    return max(late, default=0) / max(early), max(late, default=0) / 1024


def read_long(bench, times):
    """a PDF of so many pages, the run killed in the middle: memory flat, resumed at the next page"""
    inbox, archive, samples = fresh(bench.work / "long"), bench.archive("long-archive"), []
    write_pdf(inbox / "long.pdf", times)
    run = bench.start(archive, *bench.night(inbox))
    watch_memory(bench, archive, run, times // 2, samples)
    for pid in [run.pid, *session_of(run.pid)]:
        kill(pid)
    bench.wait(run)
    stored = bench.stored(archive)
    run = bench.start(archive, *bench.night(inbox))
    watch_memory(bench, archive, run, times + 1, samples)
    must(bench.wait(run) in ENDED, "the resumed night does not end")
    must(stored and stored <= bench.stored(archive), "a page that was stored was lost, or stored again")
    must(count(archive / "archive.db", "SELECT count (*) FROM v_page") == times, "pages are missing")
    bench.check_sound(archive)
    (supervisor, megabytes), (worker, most) = growth(samples, 1, times), growth(samples, 2, times)
    told = f"supervisor {megabytes:.0f} MB, {100 * supervisor - 100:+.1f} %; worker {most:.0f} MB, {100 * worker - 100:+.1f} %"
    must(times < 2000 or max(supervisor, worker) <= 1.1, f"memory grows: {told}")
    return Outcome(times, f"{told} from page 500 on; {len(stored)} pages were stored before the kill, none again")
