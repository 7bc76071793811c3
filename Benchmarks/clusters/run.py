# SPDX-License-Identifier: Apache-2.0
"""Clusters names with Tallyman and with splink, in turn, and scores both against the known clusters.

Usage: run.py [RUNS] [SIZE …]   (sizes: even, odd, 10k, 100k, 1m; 3 runs of each but the last by default)

`even` and `odd` are the halves of the 10,000 names, by cluster: on the first both sides chose, the second had no part in
any choice on either side.
"""

import csv
import os
import platform
import statistics
import subprocess
import sys
import tempfile

from measure import read, scores

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, "../shared/data/bench")
TOOL = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
LABELLED = os.path.join(DATA, "dedupe_10k.csv.gz")
# Chosen on the even half of the 10,000 names, by tune_splink.py.
SPLINK = ("ladder", "both", "exact", "labels", "0.8")
# Seconds after which a run is ended.
LIMIT = 900


def timed(command):
    """Wall and processor seconds and the peak memory (MiB) of one process, through a child of its own; None when it failed."""
    script = ("import resource,subprocess,sys,time;s=time.perf_counter();"
              "p=subprocess.run(sys.argv[2:],stdout=subprocess.DEVNULL,stderr=sys.stderr,timeout=float(sys.argv[1]));"
              "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
              "print(time.perf_counter()-s,u.ru_utime+u.ru_stime,u.ru_maxrss/1024,p.returncode)")
    done = subprocess.run([sys.executable, "-c", script, str(LIMIT)] + command, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    values = done.stdout.split()
    if len(values) != 4 or values[3] != "0":
        print(f"{os.path.basename(command[0])} did not finish: {done.stderr.strip()[-300:]}")
        return None
    return tuple(map(float, values[:3]))


def answers(path):
    with open(path, newline="") as file:
        return {row["id"]: row["cluster"] for row in csv.DictReader(file)}


def main(runs, sizes):
    print(f"{platform.machine()}, {os.cpu_count()} processors; {runs} runs, in turn")
    for size in sizes:
        path = LABELLED if size in ("even", "odd") else os.path.join(DATA, f"dedupe_{size}.csv.gz")
        half = size if size in ("even", "odd") else "all"
        frame = read(path, half)
        with tempfile.TemporaryDirectory() as folder:
            names = os.path.join(folder, "names.csv")
            frame.rename(columns={"unique_id": "id"})[["id", "name", "country"]].to_csv(names, index=False)
            sides = {
                "tallyman": [TOOL, "names", "cluster", "--input", names, "--output", "OUT", "--quiet"],
                "splink": [sys.executable, "-W", "ignore", os.path.join(HERE, "splink_run.py"), path, half, "OUT",
                           LABELLED, *SPLINK],
            }
            figures = {side: [] for side in sides}
            found = {}
            for run in range(runs):
                for side, command in sides.items():
                    # What did not finish once is not tried again.
                    if run > 0 and len(figures[side]) < run:
                        continue
                    output = os.path.join(folder, side + ".csv")
                    figure = timed([output if part == "OUT" else part for part in command])
                    if figure:
                        figures[side].append(figure)
                        found[side] = scores(answers(output), frame)
            for side in sides:
                if side not in found:
                    print(f"{size:5} {side:9} no answer within {LIMIT} s")
                    continue
                wall, cpu, peak = (statistics.median(f[i] for f in figures[side]) for i in range(3))
                p, r, f = found[side]
                print(f"{size:5} {side:9} P {p:.3f} R {r:.3f} F1 {f:.3f}  {wall:.1f} s  {cpu:.1f} CPU s  {peak:.0f} MiB",
                      flush=True)


arguments = sys.argv[1:]
count = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 3
main(count, arguments or ["even", "odd", "10k", "100k"])
