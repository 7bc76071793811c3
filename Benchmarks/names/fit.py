# SPDX-License-Identifier: Apache-2.0
"""Fits the weights of ScoreModel.organisation and ScoreModel.person on one half of the public sets, and reports on the other.

usage: fit.py TALLYMAN DATA        needs: pip install numpy scipy scikit-learn

Halves are of entities, never of rows: an entity's id (for labelled pairs, the least of the names that are joined by matches) is hashed by
FNV-1a, bit 15 decides (FittingHalf in Sources/Names/Quality). Pairs whose two sides fall into different halves take no part in either.
Matches of which less than a tenth of the weight met (renamings, translations) are left out of the fit, since no weight can find them; they
count in every figure. Then the bias is lowered in steps of 0.05 until at most 1 % of the unlisted names of the fitted half reach 0.7.
Fitted on: the labelled pairs (nearest negatives at weight 0.3, once with the rarity of the list at hand and once at half weight with that of the
public lists alone), and the ten best answers to each query of the three screening sets, right or wrong. A logistic regression with a small ridge; the signs of
features are held to what they mean. Factors of qualifiers are set by hand (docs/names.md says why).
"""
import csv
import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score, roc_auc_score

program, data = sys.argv[1], Path(sys.argv[2])
work = Path(tempfile.mkdtemp())
csv.field_size_limit(10**8)

FACTORS = {"numbers": 0.35, "trader": 0.5, "forms": 0.7, "countries": 0.93, "initials": 0.6, "oneNumber": 0.75, "trades": 0.78, "sameCountry": 1}
UP = {"shared", "covered", "evidence", "complete", "close", "letters", "spacing", "acronym", "head", "longest"}
FREE = {"bias", "loose"}
RIDGE = {"organisation": 2e-5, "person": 3e-5}


def rows(path):
    opened = gzip.open(data / path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") else open(
        data / path, encoding="utf-8", newline="")
    with opened as file:
        return list(csv.DictReader(file))


def half(id):
    hash = 2166136261
    for byte in id.encode():
        hash = ((hash ^ byte) * 16777619) & 0xFFFFFFFF
    return hash >> 15 & 1


def write(path, columns, values):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(values)
    return path


def features(pairs, names=None, kind="organisation"):
    """Columns: the features, the qualifiers, the present score."""
    source = write(work / "pairs.csv", ["left", "right"], pairs)
    more = ["--person"] if kind == "person" else []
    if names is not None:
        more += ["--list", write(work / "list.csv", ["name"], [[n] for n in names])]
    subprocess.run(
        [program, "names", "compare", "--pairs", source, "--output", work / "out.csv", "--features", *more], check=True,
        capture_output=True)
    with open(work / "out.csv", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)[3:]
        values = [[float(x) for x in row[3:] + row[2:3]] for row in reader]
    return header, np.array(values)


def fit(sets, names, count, ridge):
    x = np.vstack([s[0] for s in sets])[:, :-1]
    y = np.concatenate([s[1] for s in sets])
    w = np.concatenate([s[2] for s in sets])
    shared, acronym = names.index("shared"), names.index("acronym")
    seen = (y == 0) | (x[:, shared] >= 0.1) | (x[:, acronym] > 0)
    x, y, w = x[seen], y[seen], w[seen]
    w = w / w.sum()

    def loss(weights):
        p = 1 / (1 + np.exp(-(x @ weights)))
        value = -(w * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum() + ridge * (weights[1:] ** 2).sum()
        return value, x.T @ (w * (p - y)) + np.concatenate([[0], 2 * ridge * weights[1:]])

    bounds = [
        (None, None) if n in FREE else (0, None) if n in UP else (None, 0) for n in names[:count]]
    bounds += [(None, 0)] * (len(names) - count)  # a qualifier that applies explains a part while fitting
    found = minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3000})
    return found.x[:count]


def probability(x, weights, names, count):
    p = 1 / (1 + np.exp(-(x[:, :count] @ weights)))
    for place, name in enumerate(names[count:]):
        p = p * np.where(x[:, count + place] > 0, FACTORS[name], 1)
    return p


def swift(names, weights):
    return ", ".join(f".{n}: {w:.2f}" for n, w in zip(names, weights) if abs(w) >= 0.005)


# --- organisations -------------------------------------------------------------------------------------------------
pairs = rows("bench/pairs.csv.gz")
parent = {}


def find(name):
    parent.setdefault(name, name)
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


for row in pairs:
    if row["label"] == "1":
        a, b = sorted((find(row["left"]), find(row["right"])))
        parent[b] = a
sides = np.array([(half(find(r["left"])), half(find(r["right"]))) for r in pairs])
halves = np.where(sides[:, 0] == sides[:, 1], sides[:, 0], -1)
labels = np.array([int(r["label"]) for r in pairs])
near = np.array([r["neg_type"] == "near1" for r in pairs])
top = np.array([r["label"] == "1" or r["neg_type"] == "top100" for r in pairs])
real = np.array([r["source"] != "bench" for r in pairs])
texts = [(r["left"], r["right"]) for r in pairs]
header, at_hand = features(texts, sorted({n for p in texts for n in p}))
_, alone = features(texts)
count = header.index("numbers")

screens = []
ofac = rows("bench/list_ofac.csv.gz")
alias = rows("bench/queries_ofac_alias.csv.gz")
dropped = {(q["true_id"], q["query_name"]) for q in alias}
for title, listed, queries in (
    ("OFAC, perturbed", ofac, rows("bench/queries_ofac.csv.gz")),
    ("OFAC, real aliases", [r for r in ofac if (r["id"], r["name"]) not in dropped], alias),
    ("EU, other scripts", rows("bench/list_eu_latin.csv.gz"), rows("bench/queries_eu_xscript.csv.gz")),
):
    # Rows stand for entries here, so that every name of an entry comes among the answers.
    source = write(work / "listed.csv", ["id", "name"], [[i, r["name"]] for i, r in enumerate(listed)])
    asked = write(work / "asked.csv", ["query_id", "query_name"], [[i, q["query_name"]] for i, q in enumerate(queries)])
    subprocess.run(
        [program, "names", "match", "--list", source, "--queries", asked, "--output", work / "found.csv", "-k", "10",
         "--threshold", "0", "--quiet"], check=True)
    with open(work / "found.csv", encoding="utf-8", newline="") as file:
        found = [(int(r["query_id"]), int(r["id"])) for r in csv.DictReader(file)]
    _, x = features([(queries[q]["query_name"], listed[i]["name"]) for q, i in found], [r["name"] for r in listed])
    screens.append({
        "title": title, "x": x, "y": np.array([listed[i]["id"] == queries[q]["true_id"] for q, i in found], int),
        "q": np.array([q for q, _ in found]), "i": np.array([i for _, i in found]),
        "half": np.array([half(q["true_id"] or q["query_id"]) for q in queries]),
        "listed": np.array([bool(q["true_id"]) for q in queries]), "weight": 1.0 if "EU" in title else 0.5})

FITTED = 0
sets = []
for x, share in ((at_hand, 1.0), (alone, 0.5)):
    chosen = (halves == FITTED) & real
    sets.append((x[chosen], labels[chosen], np.where(near[chosen], 0.3, 1.0) * share))
for s in screens:
    chosen = s["half"][s["q"]] == FITTED
    sets.append((s["x"][chosen], s["y"][chosen], np.full(chosen.sum(), s["weight"])))
weights = fit(sets, header, count, RIDGE["organisation"])


def alarms(part):
    s = screens[0]
    p = probability(s["x"], weights, header, count)
    others = [q for q in np.where(s["half"] == part)[0] if not s["listed"][q]]
    high = set(s["q"][p >= 0.7])
    return sum(q in high for q in others) / len(others)


while alarms(FITTED) > 0.01:
    weights[0] -= 0.05
print("organisation\n ", swift(header, weights))

for title, part in (("fitted half", FITTED), ("held out", 1 - FITTED)):
    print(title)
    chosen = (halves == part) & real & top
    p = probability(at_hand[chosen], weights, header, count)
    y = labels[chosen]
    print(f"  labelled pairs, top100: AP {average_precision_score(y, p):.3f}, AUC {roc_auc_score(y, p):.3f}, "
          f"at 0.7 precision {y[p >= 0.7].mean():.3f}, recall {(p[y == 1] >= 0.7).mean():.3f}")
    for s in screens:
        p = probability(s["x"], weights, header, count)
        best = {}
        for place in np.lexsort((s["i"], -p)):
            best.setdefault(s["q"][place], place)
        asked = np.where(s["half"] == part)[0]
        listed = [q for q in asked if s["listed"][q]]
        others = [q for q in asked if not s["listed"][q]]
        one = sum(q in best and s["y"][best[q]] for q in listed) / len(listed)
        sure = sum(q in best and s["y"][best[q]] and p[best[q]] >= 0.7 for q in listed) / len(listed)
        text = f"  {s['title']}: recall@1 {one:.3f}, right and at 0.7 {sure:.3f}"
        if others:
            text += f", false alarms {sum(q in best and p[best[q]] >= 0.7 for q in others) / len(others):.4f}"
        print(text)

# --- persons -------------------------------------------------------------------------------------------------------
people = [(r["name1"], [(r["name1"], r["name2"])], int(r["is_match"] == "true"), 1.5, "name bench")
          for r in rows("pairs/name_bench_cases.csv") if r["schema"] == "Person"]
judged = []
for path in ("pairs/resolver_ofac_un_pairs.csv", "pairs/opensanctions_pairs_sample.csv"):
    for r in rows(path):
        if r["left_schema"] == r["right_schema"] == "Person" and r["judgement"] in ("positive", "negative"):
            left, right = ([n.strip() for n in r[s].split("|") if n.strip()][:6] for s in ("left_names", "right_names"))
            judged.append((r["left_id"], [(a, b) for a in left for b in right], int(r["judgement"] == "positive"), 1.0, path[6:14]))
random = np.random.default_rng(4)
strangers = []
for _ in range(2000):
    a, b = random.integers(len(judged), size=2)
    if a != b:
        strangers.append((judged[a][0] + judged[b][0], [(judged[a][1][0][0], judged[b][1][0][1])], 0, 0.3, "strangers"))
people += judged + strangers
flat = [p for person in people for p in person[1]]
owner = np.repeat(np.arange(len(people)), [len(p[1]) for p in people])
header, x = features(flat, kind="person")
# Of an entity's names the pair that fits best speaks for it.
best = {}
for place in np.argsort(-x[:, -1], kind="stable"):
    best.setdefault(owner[place], place)
x = x[[best[i] for i in range(len(people))]]
y = np.array([p[2] for p in people])
w = np.array([p[3] for p in people])
source = np.array([p[4] for p in people])
halves = np.array([half(p[0]) for p in people])
chosen = halves == FITTED
weights = fit([(x[chosen], y[chosen], w[chosen])], header, count, RIDGE["person"])
print("person\n ", swift(header, weights))
for name in ("name bench", "resolver", "opensanc"):
    chosen = (halves != FITTED) & (source == name)
    p = probability(x[chosen], weights, header, count)
    taken, right = p >= 0.7, (p >= 0.7) & (y[chosen] == 1)
    print(f"  held out, {name}: AP {average_precision_score(y[chosen], p):.3f}, at 0.7 precision "
          f"{right.sum() / max(1, taken.sum()):.3f}, recall {right.sum() / y[chosen].sum():.3f}")
