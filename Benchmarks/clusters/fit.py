# SPDX-License-Identifier: Apache-2.0
"""Fits the model with which Tallyman scores duplicates inside one file: Sources/Names/Resources/duplicate-model.tsv.

Usage: fit.py FOLDER [MODEL]   (FOLDER keeps the terms of the pairs, which are worked out if they are not there;
MODEL is where the table is written, by default its place among the sources)

Fitted on the even halves, by cluster, of the 10,000, the 100,000 and the million names; of the odd halves only the figures are
printed. The sample is all pairs that are looked at, as often as they are found (of the million those of every eighth name), so the
probabilities are those of a pair that was found, not of any two names. First a weighted sum, each sign held to what the term
means; then small trees that correct it, held in the same way in the terms that state a fact. How many duplicates a list holds
the program finds from the list (`ListPrior`), and so does the report here. The weight of different countries is set by
hand: in these data the rows of a cluster never differ in it.
"""

import os
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score

from measure import read

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.environ.get("TALLYMAN_BENCH", os.path.join(ROOT, "../shared/data/bench"))
TOOL = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
MODEL = os.path.join(ROOT, "Sources/Names/Resources/duplicate-model.tsv")
# Of which names the pairs are taken, and how often a pair counts.
SIZES = {"10k": (1, 3.0), "100k": (1, 1.0), "1m": (8, 0.5)}
# Terms that state a fact, and what it can only mean: for or against.
HELD = dict(
    chance=1, countryChance=1, sameCountry=1, sameWords=1, sameLetters=1, countries=-1, numbers=-1, oneNumber=-1, forms=-1,
    trader=-1, initials=-1, trades=-1, formsApart=-1, formsInCrowd=-1, crowd=-1, knownSlip=-1, stateless=-1)
# Terms that are held in the sum only: what they mean depends on others.
SUM = dict(
    shared=1, covered=1, evidence=1, complete=1, close=1, letters=1, spacing=1, head=1, longest=1, conflict=-1, extra=-1,
    genericConflict=-1, genericExtra=-1, placeConflict=-1, placeExtra=-1, slips=-1, shortSlip=-1, numberExtra=-1,
    nothingTelling=-1, loose=-1, sole=-1, slipCount=-1, otherOrder=-1, leastLeft=-1, mostLeft=-1)
COUNTRIES = -6.2
RIDGE, ROUNDS, RATE, FEWEST, LEAF_RIDGE = 1.0, int(os.environ.get("ROUNDS", "120")), 0.2, 150, 5.0
# As `DuplicateModel` and `ListPrior` have them.
LEAST, ASSUMED, COUNTED, TAKEN, RANGE = -5.0, 2000, -3, float(os.environ.get("TAKEN", "0.75")), (-6, 0)


def sample(folder, size, half):
    """Names of the terms, terms of the pairs that are looked at, whether each is a true one."""
    path = os.path.join(folder, f"{size}_{half}.terms")
    frame = read(os.path.join(DATA, f"dedupe_{size}.csv.gz"), half)
    if not os.path.exists(path):
        with tempfile.TemporaryDirectory() as place:
            names = os.path.join(place, "names.csv")
            frame.rename(columns={"unique_id": "id"})[["id", "name", "country"]].to_csv(names, index=False)
            subprocess.run([TOOL, "names", "cluster", "--input", names, "--output", os.path.join(place, "x.csv"), "--features",
                            path, "--every", str(SIZES[size][0]), "--quiet"], check=True)
    with open(path, "rb") as file:
        names = file.readline().decode().strip().split(",")
        raw = np.fromfile(file, dtype=np.float32).reshape(-1, len(names) + 2)
    pairs = raw[:, :2].copy().view(np.int32)
    truth = frame["truth"].to_numpy()
    return names, raw[:, 2:], truth[pairs[:, 0]] == truth[pairs[:, 1]]


def linear(rows, labels, weights, signs):
    """Logistic regression with signs held; the last coefficient is the constant."""
    count, target = rows.shape[1], np.where(labels, 1.0, -1.0)

    def loss(values):
        margin = target * (rows @ values[:count] + values[count])
        slope = -(weights * target / (1 + np.exp(np.clip(margin, -30, 30))))
        return (np.sum(weights * np.logaddexp(0, -margin)) + RIDGE / 2 * np.sum(values[:count] ** 2),
                np.r_[rows.T @ slope + RIDGE * values[:count], slope.sum()])

    bounds = [(0, None) if s > 0 else (None, 0) if s < 0 else (None, None) for s in signs] + [(None, None)]
    return minimize(loss, np.zeros(count + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x


def text_of(tree, names):
    """Seven questions, top down and left to right, and eight answers; a question that is not asked is `-`."""
    questions, answers = ["-"] * 8, [0.0] * 8

    def walk(node, place, depth):
        if depth == 3:
            answers[place - 8] = node["leaf_value"]
        elif "leaf_value" in node:
            walk(node, place * 2, depth + 1)
            walk(node, place * 2 + 1, depth + 1)
        else:
            limit = np.float32(node["threshold"])
            if limit < node["threshold"]:
                limit = np.nextafter(limit, np.float32(np.inf))
            questions[place] = f"{names[node['split_feature']]}>{limit!s}"
            walk(node["left_child"], place * 2, depth + 1)
            walk(node["right_child"], place * 2 + 1, depth + 1)

    walk(tree, 1, 0)
    return " ".join(questions[1:] + [f"{answer:.4f}" for answer in answers])


def share_of(odds):
    return float(np.mean(1 / (1 + np.exp(-odds[odds >= COUNTED]))))


def shift_of(odds, share):
    """The list's own share of duplicates, found without labels (Saerens and others 2002)."""
    odds = odds[odds >= COUNTED]
    base, shift = np.log(share / (1 - share)), 0.0
    for _ in range(200):
        own = (np.sum(1 / (1 + np.exp(-(odds + shift)))) + ASSUMED * share) / (len(odds) + ASSUMED)
        shift = np.log(own / (1 - own)) - base
    return min(RANGE[1], max(RANGE[0], TAKEN * shift))


def main(folder, output):
    os.makedirs(folder, exist_ok=True)
    sets = {(size, half): sample(folder, size, half) for half in ("even", "odd") for size in SIZES}
    names = sets["10k", "even"][0]
    signs = [SUM.get(name, 0) + HELD.get(name, 0) for name in names]
    kept = [place for place, name in enumerate(names) if name not in ("bias", "countries")]
    even = [sets[size, "even"] for size in SIZES]
    # Pairs of different countries hardly ever are one, and take no part.
    same = [part[1][:, names.index("countries")] == 0 for part in even]
    rows = np.concatenate([part[1][who][:, kept] for part, who in zip(even, same)])
    labels = np.concatenate([part[2][who] for part, who in zip(even, same)])
    weights = np.concatenate([np.full(who.sum(), SIZES[size][1]) for size, who in zip(SIZES, same)])
    found = linear(rows.astype(np.float64), labels, weights, [signs[place] for place in kept])
    coefficients = np.zeros(len(names))
    coefficients[kept] = found[:-1].round(3)
    coefficients[names.index("countries")] = COUNTRIES
    bias = round(found[-1], 3)

    def summed(values):
        return values @ coefficients + bias

    base = rows @ coefficients[kept] + bias
    near = base > LEAST
    data = lightgbm.Dataset(rows[near], labels[near], weight=weights[near], init_score=base[near])
    trees = lightgbm.train(
        dict(objective="binary", num_leaves=8, max_depth=3, learning_rate=RATE, min_data_in_leaf=FEWEST, lambda_l2=LEAF_RIDGE,
             max_bin=63, monotone_constraints=[HELD.get(names[place], 0) for place in kept], seed=1, deterministic=True,
             force_row_wise=True, num_threads=2, verbose=-1), data, ROUNDS)

    def log_odds(values):
        odds = summed(values)
        return odds + np.where(odds >= LEAST, trees.predict(values[:, kept], raw_score=True), 0)

    odds = {key: log_odds(part[1]) for key, part in sets.items()}
    share = share_of(np.concatenate([odds[size, "even"] for size in SIZES]))
    for key, part in sets.items():
        shift = shift_of(odds[key], share)
        fitted, truth = 1 / (1 + np.exp(-(odds[key] + shift))), part[2]
        print(f"{key[0]} {key[1]}: {len(truth)} pairs, {truth.sum()} true; shift {shift:.2f}, average precision "
              f"{average_precision_score(truth, fitted):.4f}, of the sum alone "
              f"{average_precision_score(truth, summed(part[1])):.4f}")
        print("   precision, recall at " + "; ".join(
            f"{limit}: {truth[fitted > limit].mean():.4f}, {truth[fitted > limit].sum() / truth.sum():.4f}"
            for limit in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.97)))
    with open(output, "w") as file:
        file.write("# SPDX-License-Identifier: Apache-2.0\n# Made by Benchmarks/clusters/fit.py, which says from what. "
                   "A term and its weight; then trees as SmallTrees reads them.\n")
        file.write(f"prior\t{share:.4f}\nbias\t{bias}\n")
        for place, name in enumerate(names):
            if coefficients[place] != 0:
                file.write(f"{name}\t{coefficients[place]:g}\n")
        for tree in trees.dump_model()["tree_info"]:
            file.write(f"tree\t{text_of(tree['tree_structure'], [names[place] for place in kept])}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else MODEL)
