"""What the cage forbids, and what it costs."""

import os
import shutil
import statistics
import subprocess
import sys

from bench import ENDED, FIXTURES, ROOT, Outcome, must

DEAR = 1.03
PAIRS_TOLD = 10  # fewer say nothing: one pair may be 20 % off on a busy machine


def prove_cage(bench, times):
    """the tests of the cage: writing, foreign files, sockets, programs, signals denied; fonts render"""
    program = bench.build / "tests" / "pipeline" / "crew" / "test_crew_cage"
    if not program.exists():
        return Outcome(0)
    for _ in range(times):
        for test in ([program], [sys.executable, ROOT / "tests" / "e2e" / "test_cage.py"]):
            done = subprocess.run(test, capture_output=True, env={**os.environ, "SOHOA": str(bench.sohoa)}, check=False)
            must(done.returncode == 0, f"the cage does not hold: {done.stdout[-300:]}{done.stderr[-300:]}")
    return Outcome(times, "writing, foreign files, sockets, programs, processes, signals denied; fonts render")


def cpu_of_night(bench, inbox, *options):
    """Seconds of CPU of a night with one worker, its workers' included."""
    archive = bench.archive("measured")
    environment = bench.environment(SOHOA_SCHEMAS=str(ROOT / "schemas"))
    run = subprocess.Popen(
        [bench.sohoa, *options, "--archive", archive, "run", inbox, "--settle", "0", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    _, status, used = os.wait4(run.pid, 0)
    must(os.waitstatus_to_exitcode(status) in ENDED, "a night does not end")
    return used.ru_utime + used.ru_stime


def measure_cage(bench, times):
    """nights in the cage and without, in pairs that take turns in going first"""
    inbox = bench.work / "measured-inbox"
    shutil.copytree(FIXTURES / "dossiers" / "scans", inbox)
    ratios = []
    for i in range(times):
        nights = [(), ("--uncaged",)]
        used = {options: cpu_of_night(bench, inbox, *options) for options in (nights if i % 2 else nights[::-1])}
        ratios.append(used[()] / used[("--uncaged",)])
    ratios.sort()
    cost = statistics.median(ratios)
    told = f"median {100 * cost - 100:+.1f} % CPU, all {100 * ratios[0] - 100:+.1f} to {100 * ratios[-1] - 100:+.1f} %"
    must(times < PAIRS_TOLD or cost <= DEAR, f"the cage costs too much: {told}")
    return Outcome(times, f"{told}, nights of {used[()]:.0f} s")
