# SPDX-License-Identifier: Apache-2.0
"""Times `tallyman goods classify` and a plain script of regular expressions on the same descriptions, in one run.

Usage: run.py [RUNS] [ROWS ...]   (3 counted runs; 10,000, 100,000 and 1,000,000 rows)

The descriptions are those of the 6,803 filings in ../shared/data, drawn with a fixed seed; each gets a serial number, so
that no two rows are alike. The script is timed on the first 2,000 rows alone: its time grows with the rows.
"""

import csv
import gzip
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FILINGS = os.path.join(ROOT, "../shared/data/filings/fsa_declarations_2023-05.csv.gz")
LIST = os.path.join(ROOT, "Sources/Goods/Resources/battlefield.yaml")
TALLYMAN = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
COLUMNS = ["id", "product", "group", "trademark", "model", "manufacturer"]
PEER_ROWS = 2_000

csv.field_size_limit(1 << 30)


def timed(command):
    """Wall and processor seconds and the peak memory (MiB) of one whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write(path, filings, rows):
    random.seed(20230519)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for number in range(rows):
            row = random.choice(filings)
            out.writerow([number, f"{row['product']} № {number}"] + [row[name] for name in COLUMNS[2:]])


def tallyman(path, out):
    command = [*TALLYMAN.split(), "goods", "classify", "--input", path, "--id", "id", "--text", "product,group,trademark,model",
               "--context", "manufacturer", "--output", out]
    return timed(command)


def line(side, rows, results):
    walls = [wall for wall, _, _ in results]
    cpu = statistics.median(result[1] for result in results)
    peak = max(result[2] for result in results)
    wall = statistics.median(walls)
    print(f"| {side} | {rows:,} | {wall:.2f} ({min(walls):.2f}–{max(walls):.2f}) | {cpu:.2f} | {peak:.0f} | {rows / wall:,.0f} |")
    return wall / rows


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sizes = [int(size) for size in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    with gzip.open(FILINGS, "rt", encoding="utf-8", newline="") as file:
        filings = list(csv.DictReader(file))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    print(f"{platform.platform()}, {os.cpu_count()} cores, commit {commit}, {runs} runs each, in turn\n")
    print("| side | rows | wall s, median (min–max) | processor s | peak MiB | rows a second |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.csv")
        small = os.path.join(folder, "small.csv")
        write(small, filings, PEER_ROWS)
        peer, own = [], {size: [] for size in sizes}
        paths = {}
        for size in sizes:
            paths[size] = os.path.join(folder, f"{size}.csv")
            write(paths[size], filings, size)
        for _ in range(runs):
            peer.append(timed([sys.executable, os.path.join(HERE, "regex_per_term.py"), LIST, small, out]))
            for size in sizes:
                own[size].append(tallyman(paths[size], out))
        slow = line("regex per term", PEER_ROWS, peer)
        for size in sizes:
            fast = line("tallyman goods classify", size, own[size])
        print(f"\nA row costs the script {slow / fast:,.0f} times as long as it costs tallyman at {sizes[-1]:,} rows.")


main()
