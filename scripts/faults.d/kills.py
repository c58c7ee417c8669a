"""Processes that are killed, stopped or asked to end."""

import signal
import time

from bench import BUSY, CLEAN, ENDED, JOBS, START, STOPPED, Lost, Outcome, kill, must, session_of, workers_of


def was_killed(status):
    must(status in (*ENDED, -signal.SIGKILL), f"the resumed night ends with {status}")
    return status == -signal.SIGKILL


def kill_at_random(bench, archive):
    """A run that is killed with all its workers; whether it was still alive."""
    run = bench.start(archive, *bench.night(jobs=bench.random.randint(1, JOBS)))
    bench.wait_for_moment(run)
    for pid in [run.pid, *session_of(run.pid)] if run.poll() is None else []:
        kill(pid)
    return was_killed(bench.wait(run))


def named_points(bench):
    """(call, n) of an undisturbed night: every rename, unlink, write, fsync and pwrite of it."""
    tally = dict(line.split() for line in bench.tally.read_text().splitlines())
    return [(call, n) for call, most in tally.items() for n in range(1, int(most) + 1)]


def kill_at_call(bench, archive, call, n):
    """A run that is killed in the place of its n-th call; whether it came to that."""
    fault = {"FAULT_CALL": call, "FAULT_N": str(n), "FAULT_HOW": "KILL"}
    night = bench.night(jobs=bench.random.randint(1, JOBS))
    return was_killed(bench.run(archive, *night, LD_PRELOAD=str(bench.shim), **fault))


def killed_nights(bench, times, name, strike):
    """Nights that are struck, the resumed ones too, until one ends before it; until `times` struck home."""
    hits = nights = 0
    while hits < times:
        archive, stored, killed = bench.archive(name), set(), True
        while killed:
            killed = strike(archive) if hits < times else was_killed(bench.run(archive))
            hits += killed
            now = bench.stored(archive)
            must(stored <= now, "a page that was stored was lost, or stored again")
            stored = now
        try:
            bench.check(archive)
        except Lost as lost:
            raise Lost(f"{lost}, after {hits} kills in {nights + 1} nights") from lost
        nights += 1
    return Outcome(hits, f"{hits} kills in {nights} nights; no page that was stored was read again")


def kill_everything(bench, times):
    """kill -9 of supervisor and workers at random moments"""
    return killed_nights(bench, times, "killed", lambda archive: kill_at_random(bench, archive))


def kill_at_points(bench, times):
    """kill -9 at a named point: in the place of a rename, unlink, write, fsync, pwrite"""
    points = named_points(bench)
    outcome = killed_nights(
        bench, times, "pointed", lambda archive: kill_at_call(bench, archive, *bench.random.choice(points))
    )
    outcome.told += f"; {len(points)} points"
    return outcome


def kill_supervisor(bench, times):
    """kill -9 of the supervisor alone: its workers die"""
    for _ in range(times):
        archive = bench.archive("headless")
        run = bench.start(archive)
        bench.wait_for_moment(run)
        kill(run.pid)
        bench.wait(run)
        bench.finish(archive)
    return Outcome(times)


def kill_worker(bench, times):
    """kill -9 of one worker: its page is tried again"""
    hits = 0
    for _ in range(times):
        archive = bench.archive("orphaned")
        run = bench.start(archive)
        bench.wait_for_moment(run, 0.3, 0.8)
        for pid in workers_of(run)[:1]:
            kill(pid)
            hits += 1
        must(bench.wait(run) in ENDED, "a lost worker ends the night")
        bench.check(archive)
    return Outcome(hits)


def stop_worker(bench, times):
    """SIGSTOP of both workers: after a minute they are replaced"""
    for _ in range(times):
        archive = bench.archive("stopped")
        run = bench.start(archive)
        while len(workers_of(run)) < JOBS and run.poll() is None:
            time.sleep(0.02)
        for pid in workers_of(run):
            kill(pid, signal.SIGSTOP)
        must(bench.wait(run) in (*ENDED, START), "a stopped worker stops the night")
        bench.finish(archive)
    return Outcome(times)


def end_politely(bench, times):
    """SIGTERM, SIGINT, SIGHUP: what is in hand is finished"""
    for i in range(times):
        archive = bench.archive("asked")
        run = bench.start(archive)
        bench.wait_for_moment(run, 0.1, 0.9)
        how = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[i % 3]
        kill(run.pid, how)
        must(bench.wait(run) in (*ENDED, STOPPED, -how), "it ends with another status")
        bench.finish(archive)
    return Outcome(times)


def run_twice(bench, times):
    """two runs at once: one is told that the archive is busy"""
    for _ in range(times):
        archive = bench.archive("twice")
        runs = [bench.start(archive) for _ in range(2)]
        statuses = sorted(bench.wait(run) for run in runs)
        must(statuses[0] in ENDED and statuses[1] in (*ENDED, BUSY), f"exit statuses {statuses}")
        bench.finish(archive)
    return Outcome(times)


def close_streams(bench, times):
    """stdout or stderr closed or full: the night is stored all the same"""
    for i in range(times):
        archive = bench.archive("mute")
        redirection = (">&-", ">&- 2>&-", ">/dev/full", ">/dev/full 2>/dev/full")[i % 4]
        status = bench.wait(bench.start(archive, wrap=("sh", "-c", f'exec "$@" {redirection}', "sh")))
        must(status in (*ENDED, STOPPED), f"{redirection}: exit status {status}")
        must(i % 4 < 2 or status == STOPPED, "what could not be printed was not told")
        bench.check(archive)
        must(bench.run(archive, "doctor") == CLEAN, "doctor finds a fault")
    return Outcome(times)
