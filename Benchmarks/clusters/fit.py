# SPDX-License-Identifier: Apache-2.0
"""Fits the weights with which Tallyman scores duplicates inside one file: `ScoreModel.duplicates`.

Usage: fit.py   (prints the model as Swift, and the average precision on both halves)

Fitted on the even half of the 10,000 names, by cluster; the odd half is only reported. All pairs that the index looks at
are the sample, so that the probabilities are those of a pair that was found, not of any two names. The factor of different
countries is not taken from the fit: in these data the rows of a cluster never differ in it.
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
DATA = os.path.join(ROOT, "../shared/data/bench/dedupe_10k.csv.gz")
TOOL = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
QUALIFIERS = ["numbers", "trader", "forms", "countries", "initials", "oneNumber", "trades", "sameCountry"]
STRENGTH = 1.0


def sample(half):
    frame = read(DATA, half)
    truth = dict(zip(frame["unique_id"], frame["truth"]))
    with tempfile.TemporaryDirectory() as folder:
        names, features = os.path.join(folder, "names.csv"), os.path.join(folder, "features.csv")
        frame.rename(columns={"unique_id": "id"})[["id", "name", "country"]].to_csv(names, index=False)
        subprocess.run([TOOL, "names", "cluster", "--input", names, "--output", os.path.join(folder, "x.csv"), "--features",
                        features, "--quiet"], check=True)
        with open(features, newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            rows = list(reader)
    labels = np.array([truth[row[0]] == truth[row[1]] for row in rows])
    true = sum(n * (n - 1) // 2 for n in frame["truth"].value_counts())
    print(f"{half}: {len(rows)} pairs looked at, {labels.sum()} of {true} true ones among them")
    return header[2:-1], np.array([list(map(float, row[2:])) for row in rows]), labels


def main():
    names, even, even_labels = sample("even")
    _, odd, odd_labels = sample("odd")
    kept = [i for i, name in enumerate(names) if name != "bias"]
    model = LogisticRegression(C=STRENGTH, max_iter=10_000).fit(even[:, kept], even_labels)
    for half, rows, labels in (("even", even, even_labels), ("odd", odd, odd_labels)):
        fitted = model.predict_proba(rows[:, kept])[:, 1]
        print(f"{half}: average precision {average_precision_score(labels, fitted):.4f}; "
              f"of the program's present weights {average_precision_score(labels, rows[:, -1]):.4f}")
        for threshold in (0.3, 0.5, 0.7, 0.9, 0.95, 0.97, 0.99):
            taken = fitted > threshold
            print(f"   at {threshold}: precision {labels[taken].mean():.4f}, recall of what is looked at "
                  f"{labels[taken].sum() / labels.sum():.4f}")
    weights = dict(zip([names[i] for i in kept], model.coef_[0]))
    print(".bias: %.3f, " % model.intercept_[0]
          + ", ".join(f".{name}: {weights[name]:.2f}" for name in names if name in weights and name not in QUALIFIERS))
    print(", ".join(f".{name}: {np.exp(weights[name]):.4f}" for name in QUALIFIERS if name in weights))


main()
