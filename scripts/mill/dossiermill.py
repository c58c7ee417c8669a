#!/usr/bin/python3
"""dossiermill - makes synthetic scanned Vietnamese administrative dossiers with ground truth."""

import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import score  # noqa: E402  (the modules lie beside this file)


def run_forms(options):
    import blanks

    blanks.draw(options.out)


def run_batch(options):
    import batch
    import blanks

    if options.forms:
        batch.make(options)
        return
    with tempfile.TemporaryDirectory(prefix="mill-forms-") as folder:
        options.forms = folder
        blanks.draw(folder)
        batch.make(options)


def run_overlay(options):
    import overlay

    overlay.main(options.batch, options.out, options.only, not options.plain)


def run_score(options):
    score.main(options)


def parser():
    top = argparse.ArgumentParser(prog="dossiermill.py", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    c = commands.add_parser("forms", help="blank forms: PDF, PNG 300 dpi, layout.json")
    c.add_argument("out")
    c.set_defaults(run=run_forms)

    c = commands.add_parser("batch", help="a batch of filled, degraded dossiers with ground truth")
    c.add_argument("out")
    c.add_argument("--seed", type=int, default=1)
    c.add_argument("--dossiers", type=int, default=24, help="how many are scanned; the register holds more")
    c.add_argument("--tier", default="T0,T1,T2,T3")
    c.add_argument("--fill", choices=["typed", "hand", "mixed"], default="mixed")
    c.add_argument("--profile", choices=["a"], default="a", help="fonts and degradation settings")
    c.add_argument("--fonts", help="other fonts than the profile's: a folder typed/*.ttf, hand/*.ttf")
    c.add_argument("--forms", help="folder made by `forms` (drawn for this batch when absent)")
    c.add_argument("--jobs", type=int, default=2)
    c.set_defaults(run=run_batch)

    c = commands.add_parser("score", help="compare an extraction with the truth")
    c.add_argument("truth")
    c.add_argument("extracted")
    c.add_argument("--json", action="store_true", help="print the whole report as JSON")
    c.add_argument("--errors", help="write every wrong field to this file (TSV)")
    c.set_defaults(run=run_score)

    c = commands.add_parser("overlay", help="draw the truth boxes over the scans, as JPEGs")
    c.add_argument("batch")
    c.add_argument("out")
    c.add_argument("--only", help="part of a source name")
    c.add_argument("--plain", action="store_true", help="without boxes")
    c.set_defaults(run=run_overlay)
    return top


if __name__ == "__main__":
    arguments = parser().parse_args()
    arguments.run(arguments)
