# SPDX-License-Identifier: Apache-2.0
"""Times Tallyman and its peers on the Eurostat diversion file, in turn, and compares their answers.

Usage: run.py [RUNS]   (5 counted runs of each after one warm-up)
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FILE = os.path.join(
    ROOT, "../shared/data/trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz")
CASE = os.path.join(HERE, "case")


def timed(command):
    """Wall and processor seconds and the peak memory (MiB) of one whole process, and what it printed."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def tallyman():
    shutil.rmtree(os.path.join(CASE, ".tallyman"), ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu, peak, _ = timed(
            [os.path.join(ROOT, ".build/release/tallyman"), "investigate", CASE, "--output", folder, "--quiet"])
        with open(os.path.join(folder, "claims.json")) as file:
            claims = json.load(file)["claims"]
    answers = {claim["id"].lower(): claim["computed"]["value"] for claim in claims if claim["computed"]}
    return wall, cpu, peak, answers


def peer(name):
    wall, cpu, peak, out = timed([sys.executable, os.path.join(HERE, "peers", name), FILE])
    answers = dict(line.split() for line in out.splitlines())
    return wall, cpu, peak, {key.lower(): float(value) for key, value in answers.items()}


SIDES = {
    "tallyman": tallyman,
    "duckdb": lambda: peer("duckdb_script.py"),
    "pandas": lambda: peer("pandas_script.py"),
    "polars": lambda: peer("polars_script.py"),
}


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    results = {name: [] for name in SIDES}
    for turn in range(runs + 1):
        for name, side in SIDES.items():
            result = side()
            if turn == 0:
                reference = SIDES["duckdb"]()[3] if name == "tallyman" else results["tallyman_answers"]
                if name == "tallyman":
                    results["tallyman_answers"] = result[3]
                wrong = [key for key, value in reference.items()
                         if key not in result[3] or abs(result[3][key] / value - 1) > 1e-8]
                if wrong:
                    sys.exit(f"{name}: other answers for {', '.join(sorted(wrong))}")
            else:
                results[name].append(result)
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout
    print(f"{platform.platform()}, {os.cpu_count()} cores, commit {commit.strip()}, {runs} runs each, in turn")
    print("All sides gave the same 15 answers.")
    print("| side | wall s, median (min–max) | processor s | peak MiB | wall / tallyman's |")
    print("|---|---|---|---|---|")
    own = statistics.median(run[0] for run in results["tallyman"])
    for name in SIDES:
        walls = [run[0] for run in results[name]]
        print(f"| {name} | {statistics.median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f}) "
              f"| {statistics.median(run[1] for run in results[name]):.2f} "
              f"| {max(run[2] for run in results[name]):.0f} | {statistics.median(walls) / own:.2f} |")


if __name__ == "__main__":
    main()
