"""Names that sing where they do not belong: what stands on paper, in metadata or in a file's name stays in the archive."""

import base64
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import time
import unicodedata

from bench import ENDED, FIXTURES, SCANS, Outcome, fresh, kill, must, session_of, workers_of

NAME, NUMBER = "Khổng Thị Hoàng Yến Oanh", "079188446677"


def spellings(text):
    """The forms in which a text may leave: composed or not, without marks, other encodings."""
    composed, bare = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    plain = "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")
    forms = {form.encode() for word in (composed, bare, plain) for form in (word, word.upper(), word.lower())}
    forms |= {composed.encode(code) for code in ("utf-16-le", "utf-16-be")}
    raw = composed.encode()
    return forms | {raw.hex().encode(), raw.hex().upper().encode(), base64.b64encode(raw)[:-4]}


def written_on(names):
    """What stands in the fields of these drawn scans, as far as it is long enough to be nothing else."""
    texts = set()
    with open(FIXTURES / "dossiers" / "truth.jsonl", encoding="utf-8") as f:
        for line in f:
            truth = json.loads(line)
            if pathlib.Path(truth["source"]).name in names:
                values = {field["value"] for field in truth["fields"] if isinstance(field["value"], str)}
                texts |= {value for value in values if len(value) >= 10}
    return texts


def jpeg_with_comment(text):
    content = (FIXTURES / "odd" / "a-jpeg-named.tif").read_bytes()
    return content[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + content[2:]


def png_with_text(text):
    content = (FIXTURES / "odd" / "unregistered-form.png").read_bytes()
    chunk = b"tEXtAuthor\0" + text
    return content[:33] + struct.pack(">I", len(chunk) - 4) + chunk + b"\0\0\0\0" + content[33:]  # its sum is wrong, too


def pdf_with_title(text):
    """Its page names a filter and a colour space that nobody knows."""
    info = b"<</Title(%s)/Author(%s)>>" % (text, text)
    odd = text.replace(b" ", b"")
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj "
        b"4 0 obj<</Length 26>>stream\n595 0 0 842 0 0 cm /I Do %%%s\nendstream endobj "
        b"5 0 obj<</Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/%s/Filter/%s/Length 8>>"
        b"stream\n12345678\nendstream endobj 6 0 obj%s endobj trailer<</Root 1 0 R/Info 6 0 R>>" % (text, odd, odd, info)
    )


def tiff_with_description(text):
    """A page of one strip that is not there."""
    text += b"\0"
    tags = [(256, 4, 1, 600), (257, 4, 1, 800), (258, 3, 1, 1), (259, 3, 1, 4), (262, 3, 1, 0)]
    tags += [(270, 2, len(text), 8), (273, 4, 1, 999999), (278, 4, 1, 800), (279, 4, 1, 5000), (315, 2, len(text), 8)]
    begin = 8 + len(text) + len(text) % 2
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0" + struct.pack("<I", begin) + text.ljust(begin - 8, b"\0") + struct.pack("<H", len(tags)) + entries + b"\0" * 4


def lay(bench, inbox):
    """Scans under a person's name, sound ones and such that make libraries complain."""
    text = f"{NAME} {NUMBER}".encode()
    for name in SCANS:
        shutil.copy(FIXTURES / name, inbox / f"{NAME} {NUMBER} {pathlib.Path(name).name}")
    for ending, content in (
        ("jpg", jpeg_with_comment(text)),
        ("png", png_with_text(text)),
        ("pdf", pdf_with_title(text)),
        ("tif", tiff_with_description(text)),
    ):
        (inbox / f"{NAME} {NUMBER}.{ending}").write_bytes(content)


def look_at(pid, seen):
    """What anybody on the machine can see of a process."""
    for name in ("cmdline", "environ", "comm"):
        try:
            seen.append(pathlib.Path(f"/proc/{pid}/{name}").read_bytes())
        except OSError:
            pass


def watch(bench, run, wound, seen):
    """Looks at the processes; a worker gets the signal once, when half of the night is over."""
    end = time.monotonic() + 0.5
    while run.poll() is None:
        for pid in session_of(run.pid):
            look_at(pid, seen)
        if wound and time.monotonic() > end and workers_of(run):
            kill(workers_of(run)[0], wound)
            wound = None
        time.sleep(0.05)


def talk_of(bench, archive, reports):
    """What an administrator is shown: lists and reports name ids."""
    for arguments in (
        ("list", "quarantine"),
        ("list", "pages"),
        ("status",),
        ("doctor",),
        ("report", "night"),
        ("retry",),
        ("backup", bench.work / "backup-of-canaries"),
    ):
        yield bench.said(archive, *arguments)[1]
    for path in reports.iterdir():
        yield path.read_bytes()


def hide_names(bench, times):
    """names on pages, in metadata and file names: not in logs, reports, temporary files, core files or arguments"""
    singing = {NAME, NUMBER, *written_on({pathlib.Path(name).name for name in SCANS})}
    needles = set().union(*map(spellings, singing))
    searched = 0
    for i in range(times):
        inbox, around = fresh(bench.work / "canaries"), fresh(bench.work / "around")
        archive, reports, talk = bench.archive("cage-of-canaries"), around / "reports", around / "talk"
        lay(bench, inbox)
        wound = (signal.SIGSEGV, signal.SIGABRT, None)[i % 3]
        seen = []
        with open(talk, "wb") as f:
            run = bench.start(
                archive,
                *bench.night(inbox, "--report", reports),
                wrap=("sh", "-c", f'ulimit -c unlimited; cd "{around}"; exec "$@"', "sh"),
                stdout=f,
                stderr=f,
                TMPDIR=str(around),
                HOME=str(around),
            )
            watch(bench, run, wound, seen)
        must(bench.wait(run) in ENDED, "the night does not end")
        seen = [part for part in seen if os.fsencode(inbox) not in part or NAME.encode() in part]
        seen += [path.read_bytes() for path in around.rglob("*") if path.is_file()]
        seen += talk_of(bench, archive, reports)
        shutil.rmtree(bench.work / "backup-of-canaries")
        left = {path.name for path in around.iterdir()} - {"reports", "talk"}
        must(not left, f"a file was left behind: {sorted(left)}")
        for part in seen:
            sung = next((needle for needle in needles if needle in part), None)
            must(sung is None, f"a name got out, as {sung!r} in {part[:200]!r}")
        searched += sum(map(len, seen))
    return Outcome(times, f"{len(singing)} names in {len(needles)} spellings, {searched // 1024} KB searched")
