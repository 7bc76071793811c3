# SPDX-License-Identifier: Apache-2.0
"""Times whole processes, side by side and in turn, and prints a table of ratios."""

import os
import platform
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def timed(command, env=None):
    """Wall and processor seconds and the peak memory (MiB) of one whole process, and what it printed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def machine(runs):
    """The machine, commit and number of runs, in a line."""
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, commit {commit.strip()}, {runs} runs each, in turn"


def table(results):
    """`results`: side → list of (wall, processor seconds, peak MiB). The first side is what the others are measured by."""
    own = statistics.median(run[0] for run in next(iter(results.values())))
    lines = ["| side | wall s, median (min–max) | processor s | peak MiB | wall, by the first side's |", "|---|---|---|---|---|"]
    for name, runs in results.items():
        walls = [run[0] for run in runs]
        lines.append(
            f"| {name} | {statistics.median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f}) "
            f"| {statistics.median(run[1] for run in runs):.2f} | {max(run[2] for run in runs):.0f} "
            f"| {statistics.median(walls) / own:.2f} |")
    return "\n".join(lines)
