# SPDX-License-Identifier: Apache-2.0
"""Fits the weights with which Tallyman scores duplicates inside one file: `DuplicateModel.standard`.

Usage: fit.py   (prints the model as Swift, and how well it does on both halves)

Fitted on the even halves, by cluster, of the 10,000 and the 100,000 names; the odd halves are only reported. All pairs that
are looked at are the sample, so the probabilities are those of a pair that was found, not of any two names. The larger
set has an intercept of its own in the fit, which is thrown away: the program finds it from the list (`ListPrior`), and so
does the report here. The factor of different countries is not taken from the fit: in these data the rows of a cluster
never differ in it.
"""

import csv
import os
import subprocess
import sys
import tempfile

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from measure import read

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, "../shared/data/bench")
TOOL = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
QUALIFIERS = ["numbers", "trader", "forms", "countries", "initials", "oneNumber", "trades", "sameCountry"]
EXTRAS = ["formsApart", "crowd", "formsInCrowd", "sameWords", "sameLetters", "sameInCrowd", "sharedLetters"]
STRENGTH = 1.0
# How often a pair of the 10,000 counts beside one of the 100,000: they are fewer, and real names.
SMALL = 3.0
# As `ListPrior` has them.
ASSUMED = 2000
LEAST = -3


def sample(size, half):
    """Names of the terms, terms of the pairs that are looked at (as often as they are found), labels, number of true pairs."""
    frame = read(os.path.join(DATA, f"dedupe_{size}.csv.gz"), half)
    truth = dict(zip(frame["unique_id"], frame["truth"]))
    with tempfile.TemporaryDirectory() as folder:
        names, features = os.path.join(folder, "names.csv"), os.path.join(folder, "features.csv")
        frame.rename(columns={"unique_id": "id"})[["id", "name", "country"]].to_csv(names, index=False)
        subprocess.run([TOOL, "names", "cluster", "--input", names, "--output", os.path.join(folder, "x.csv"), "--features",
                        features, "--quiet"], check=True)
        with open(features, newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            rows, labels, first, seen = [], [], [], set()
            for row in reader:
                labels.append(truth[row[0]] == truth[row[1]])
                first.append((row[0], row[1]) not in seen)
                seen.add((row[0], row[1]))
                rows.append(np.array(row[2:], dtype=np.float32))
    true = sum(n * (n - 1) // 2 for n in frame["truth"].value_counts())
    labels, first = np.array(labels), np.array(first)
    print(f"{size} {half}: {first.sum()} pairs looked at, {labels[first].sum()} of {true} true ones among them")
    return header[2:-1], np.stack(rows), labels, first, true


def shifted(log_odds, share):
    """The list's own share of duplicates, found without labels (Saerens and others 2002)."""
    log_odds = log_odds[log_odds >= LEAST]
    base, shift = np.log(share / (1 - share)), 0.0
    for _ in range(200):
        own = (np.sum(1 / (1 + np.exp(-(log_odds + shift)))) + ASSUMED * share) / (len(log_odds) + ASSUMED)
        shift = np.log(own / (1 - own)) - base
    return min(0.5, max(-6, shift))


def main():
    sets = {(size, half): sample(size, half) for size in ("10k", "100k") for half in ("even", "odd")}
    names = sets["10k", "even"][0]
    kept = [i for i, name in enumerate(names) if name != "bias"]
    parts = [(sets[size, "even"], size == "100k") for size in ("10k", "100k")]
    rows = np.concatenate([np.c_[part[1][part[3]][:, kept], np.full(part[3].sum(), large)] for part, large in parts])
    labels = np.concatenate([part[2][part[3]] for part, _ in parts])
    weights = np.concatenate([np.full(part[3].sum(), 1 if large else SMALL) for part, large in parts])
    model = LogisticRegression(C=STRENGTH, max_iter=10_000).fit(rows, labels, sample_weight=weights)
    coefficients = dict(zip([names[i] for i in kept], model.coef_[0]))
    print(f"intercept of the larger set: {model.coef_[0][-1]:.2f}")

    def log_odds(part):
        return part[1][:, kept] @ model.coef_[0][:-1] + model.intercept_[0]

    odds = log_odds(sets["10k", "even"])
    share = float(np.mean(1 / (1 + np.exp(-odds[odds >= LEAST]))))
    for (size, half), part in sets.items():
        odds = log_odds(part)
        shift = shifted(odds, share)
        fitted, present, truth = (values[part[3]] for values in (1 / (1 + np.exp(-(odds + shift))), part[1][:, -1], part[2]))
        print(f"{size} {half}: shift {shift:.2f}, average precision {average_precision_score(truth, fitted):.4f}; "
              f"of the program's present weights {average_precision_score(truth, present):.4f}")
        for threshold in (0.3, 0.5, 0.7, 0.9, 0.95, 0.97):
            taken = fitted > threshold
            print(f"   at {threshold}: precision {truth[taken].mean():.4f}, recall {truth[taken].sum() / part[4]:.4f}")
    print(f"prior: {share:.4f},")
    print(f".bias: {model.intercept_[0]:.3f}, " + ", ".join(
        f".{name}: {coefficients[name]:.2f}" for name in names if name in coefficients and name not in QUALIFIERS + EXTRAS))
    print(", ".join(f".{name}: {coefficients[name]:.2f}" for name in QUALIFIERS if name in coefficients))
    print(", ".join(f".{name}: {coefficients[name]:.2f}" for name in EXTRAS))


if __name__ == "__main__":
    main()
