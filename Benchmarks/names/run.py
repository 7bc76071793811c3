# SPDX-License-Identifier: Apache-2.0
"""Compares names with `tallyman` and its peers on the public sets, one after another on the same machine, and prints a table.

usage: run.py TALLYMAN DATA [--runs 3]        needs: pip install -r Benchmarks/requirements.txt
TALLYMAN is a release build of the program, DATA the folder of the public sets (../shared/data).
Times are processor seconds of the searches or comparisons alone (building is told apart); the median of the runs.
"""
import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).parent
program, data = sys.argv[1], Path(sys.argv[2])
runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 3
work = Path(tempfile.mkdtemp())


def unpacked(name):
    target = work / Path(name).stem
    target.write_bytes(gzip.open(data / name).read())
    return target


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, columns, values):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(values)
    return path


def figures(queries, answers):
    by = {}
    for row in answers:
        by.setdefault(row["query_id"], []).append((row["id"], float(row["score"])))
    listed = [q for q in queries if q["true_id"]]
    others = [q for q in queries if not q["true_id"]]
    found = [[id for id, _ in by.get(q["query_id"], [])] for q in listed]
    one = sum(ids[:1] == [q["true_id"]] for q, ids in zip(listed, found)) / len(listed)
    five = sum(q["true_id"] in ids[:5] for q, ids in zip(listed, found)) / len(listed)
    text = f"recall@1 {one:.3f}, recall@5 {five:.3f}"
    for kind in sorted({q["perturbation"] for q in listed} & {"real_Cyr", "real_Han"}):
        some = [(q, ids) for q, ids in zip(listed, found) if q["perturbation"] == kind]
        text += f", {kind[5:]} {sum(ids[:1] == [q['true_id']] for q, ids in some) / len(some):.3f}"
    if others:
        alarms = sum(any(s >= 0.7 for _, s in by.get(q["query_id"], [])) for q in others) / len(others)
        text += f", false alarms at 0.7: {100 * alarms:.1f} %"
    return text


def peer(*arguments):
    done = subprocess.run([sys.executable, here / "peers.py", *map(str, arguments)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def screen(title, queries, listed, peers):
    print(f"\n{title}")
    asked = rows(queries)
    own, times = work / "own.csv", []
    seconds = {name: [] for name in peers}
    memory = {}
    for _ in range(runs):  # A B A B
        subprocess.run(
            [program, "names", "match", "--list", listed, "--queries", queries, "--output", own, "--threshold", "0", "--quiet"],
            check=True)
        speed = subprocess.run(
            [program, "names", "speed", "--list", listed, "--queries", queries], capture_output=True, text=True, check=True)
        times.append(json.loads(speed.stdout))
        for name in peers:
            told = peer("screen", queries, listed, work / f"{name}.csv", name)
            seconds[name].append(told["cpu_seconds"])
            memory[name] = told["peak_mb"]
    rate = statistics.median(t["queries_per_cpu_second"] for t in times)
    print(f"  tallyman: {figures(asked, rows(own))}; {rate:,.0f} queries a CPU second; {times[-1]['peak_mb']} MB")
    for name in peers:
        theirs = len(asked) / statistics.median(seconds[name])
        print(f"  {name}: {figures(asked, rows(work / f'{name}.csv'))}; {theirs:,.0f} queries a CPU second "
              f"({rate / theirs:,.0f}× slower); {memory[name]} MB")


commit = subprocess.run(["git", "-C", here, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
print(f"commit {commit}, {os.cpu_count()} processors, {runs} runs, medians")
ofac, eu = unpacked("bench/list_ofac.csv.gz"), unpacked("bench/list_eu_latin.csv.gz")
screen("perturbed names on OFAC's list", unpacked("bench/queries_ofac.csv.gz"), ofac, ["logic-v2", "rapidfuzz-ratio"])
aliases = unpacked("bench/queries_ofac_alias.csv.gz")
dropped = {(q["true_id"], q["query_name"]) for q in rows(aliases)}
without = write(
    work / "without.csv", ["id", "name"], [r for r in rows(ofac) if (r["id"], r["name"]) not in dropped])
screen("real aliases, left out of it", aliases, without, ["logic-v2", "rapidfuzz-ratio"])
screen("Cyrillic and Chinese names on the EU's Latin list", unpacked("bench/queries_eu_xscript.csv.gz"), eu,
       ["logic-v2", "rapidfuzz-token-sort"])

print("\nlabelled pairs, negatives 2nd to 100th nearest; name bench, organisations")
from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: E402

pairs = rows(unpacked("bench/pairs.csv.gz"))
bench = [r for r in rows(data / "pairs/name_bench_cases.csv") if r["schema"] in ("Company", "Organization")]
for name in ("tallyman", "logic-v2"):
    scores = {}
    for label, values in (("pairs", pairs), ("bench", [{"left": r["name1"], "right": r["name2"]} for r in bench])):
        source, out = write(work / f"{label}.csv", ["left", "right"], values), work / "scores.csv"
        if name == "tallyman":
            names = write(work / "names.csv", ["name"], [{"name": n} for r in values for n in (r["left"], r["right"])])
            more = ["--list", names] if label == "pairs" else []
            subprocess.run(
                [program, "names", "compare", "--pairs", source, "--output", out, *more], check=True, capture_output=True)
        else:
            told = peer("pairs", source, out)
            if label == "pairs":
                print(f"  logic-v2: {len(pairs) / told['cpu_seconds']:,.0f} pairs a CPU second")
        scores[label] = [float(r["score"]) for r in rows(out)]
    chosen = [
        (int(p["label"]), s) for p, s in zip(pairs, scores["pairs"])
        if p["source"] != "bench" and (p["label"] == "1" or p["neg_type"] == "top100")]
    y, s = zip(*chosen)
    taken = [a for a, b in chosen if b >= 0.7]
    right = sum(r["is_match"] == "true" and v >= 0.7 for r, v in zip(bench, scores["bench"]))
    f1 = 2 * right / (sum(v >= 0.7 for v in scores["bench"]) + sum(r["is_match"] == "true" for r in bench))
    print(f"  {name}: AUC {roc_auc_score(y, s):.3f}, AP {average_precision_score(y, s):.3f}, "
          f"precision at 0.7 {sum(taken) / max(1, len(taken)):.3f}; name bench F1 {f1:.3f}")
print("\nspeed of tallyman")
print(subprocess.run([program, "names", "bench", "--data", data, "--speed"], capture_output=True, text=True, check=True).stdout)
