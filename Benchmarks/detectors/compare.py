# SPDX-License-Identifier: Apache-2.0
"""Sets the findings of Tallyman beside those of the peer: which findings both have, and every figure of them.

Usage: compare.py OWN.json PEER.json [--all]     --all lists every figure that differs

Figures that come out of formulas have to agree to 9 digits (10⁻⁹ of their value). Those of seeded draws have draws of their own
on each side and have to agree within what such draws differ by.
"""

import json
import math
import re
import sys
from collections import defaultdict

# Label, how far apart: as a part of the value, as an amount, or in powers of ten.
DRAWN = [
    (r"p of the break", "power", 0.5),
    (r"typical multiple over these goods, (low|high)", "part", 0.05),
    (r"unit values to .*, (low|high)", "part", 0.05),
    (r"drawn by chance", "amount", 0.7),
]


def own_figures(detector, finding):
    """Label -> value, with the ends of ranges, the score, and what only the text says."""
    found = {"score": finding["score"]}
    for place, figure in enumerate(finding["figures"]):
        label = figure["label"]
        if detector == "surge" and label.startswith("value in"):
            label = "value now" if place == 1 else "value then"
        label = re.sub(r"^the whole of \d{4}", "the whole of the year", label)
        if figure.get("value") is not None:
            found.setdefault(label, figure["value"])
        for end in ("low", "high"):
            if figure.get(end) is not None:
                found.setdefault(f"{label}, {end}", figure[end])
    text = finding["text"]
    if detector == "record-run" and (said := re.search(r"90 % interval ([\d.,]+) (bn|m) \w+ to ([\d.,]+) (bn|m)", text)):
        size = {"bn": 1e9, "m": 1e6}
        for end, number, unit in [("low", said[1], said[2]), ("high", said[3], said[4])]:
            found[f"interval, {end}"] = float(number.replace(",", "")) * size[unit]
    if detector == "dormant-importer" and (said := re.search(r"number of buyers, is (under )?([\d.]+)\.", text)):
        found["adjusted"] = float(said[2]) * (0.5 if said[1] else 1)
    if detector == "seller-removal" and (said := re.search(r"R is [\d.]+ by value and ([\d.]+) by", text)):
        found["robustness R, by number of buyers"] = float(said[1])
    return found


def look_up(own, label):
    """The figure of that label, or the one whose label goes on."""
    if label in own:
        return own[label]
    end = next((e for e in (", low", ", high") if label.endswith(e)), "")
    stem = label.removesuffix(end)
    return next((value for name, value in own.items() if name.startswith(stem) and name.endswith(end)
                 and (end or not name.endswith((", low", ", high")))), None)


def agree(detector, label, mine, other):
    """Whether they agree, and to how many digits where they should be the same."""
    if mine == other:
        return True, 15
    for pattern, kind, distance in DRAWN:
        if re.search(pattern, label):
            if kind == "power":
                low = 1e-6
                return abs(math.log10(max(mine, low)) - math.log10(max(other, low))) <= distance or abs(mine - other) < 0.01, None
            return (abs(mine - other) <= distance if kind == "amount" else abs(mine / other - 1) <= distance), None
    # Said in words only, rounded.
    if label == "adjusted":
        return abs(mine - other) <= 0.0051, None
    if label.startswith("interval") or label == "robustness R, by number of buyers":
        return abs(mine - other) <= max(0.0051, 0.01 * abs(other)), None
    apart = abs(mine - other) / max(abs(mine), abs(other))
    return apart <= 1e-9, min(15, -math.log10(apart))


def keys(detector, findings):
    if detector == "shared-address":
        # Their ids are addresses; they are set side by side in order of size.
        ordered = sorted(findings, key=lambda f: (f["figures"][0]["value"], f["score"]))
        return {str(place): f for place, f in enumerate(ordered)}
    return {f["id"].split(":", 1)[1]: f for f in findings}


def compare(report, peer):
    """Per detector: findings on both sides, on one only, figures compared and the same, the least digits; and what differs."""
    lines, differing = [], []
    for one in report["detectors"]:
        name = one["id"]
        if name not in peer["answers"] or (one.get("didNotRun") and not peer["answers"][name]):
            continue
        own, theirs = keys(name, one["findings"]), peer["answers"][name]
        if name == "shared-address":
            ordered = sorted(theirs.values(), key=lambda f: (f["importers"], f["score"]))
            theirs = {str(place): figures for place, figures in enumerate(ordered)}
        both = sorted(own.keys() & theirs.keys())
        same, digits = defaultdict(lambda: [0, 0]), []
        for key in both:
            figures = own_figures(name, own[key])
            for label, other in theirs[key].items():
                mine = look_up(figures, label)
                if mine is None:
                    differing.append((name, key, label, None, other))
                    same[label][1] += 1
                    continue
                good, to = agree(name, label, mine, other)
                same[label][0] += good
                same[label][1] += 1
                if to is not None and good:
                    digits.append(to)
                if not good:
                    differing.append((name, key, label, mine, other))
        lines.append({"detector": name, "both": len(both), "own": sorted(own.keys() - theirs.keys()),
                      "peer": sorted(theirs.keys() - own.keys()), "labels": dict(same),
                      "compared": sum(n for _, n in same.values()), "same": sum(n for n, _ in same.values()),
                      "digits": min(digits, default=None)})
    return lines, differing


def show(lines, differing, all_of_them=False, limited=False):
    """limited: Tallyman put its highest findings into words only, so that the peer has more."""
    print("| detector | findings of both | only tallyman's | " + ("others of the peer" if limited else "only the peer's") + " | figures compared | the same | least digits |")
    print("|---|---|---|---|---|---|---|")
    for line in lines:
        digits = "" if line["digits"] is None else f"{line['digits']:.0f}"
        print(f"| {line['detector']} | {line['both']} | {len(line['own'])} | {len(line['peer'])} | {line['compared']} | {line['same']} | {digits} |")
    print(f"\n{sum(l['compared'] for l in lines)} figures compared, {sum(l['same'] for l in lines)} the same.")
    shown = defaultdict(int)
    for name, key, label, mine, other in differing:
        shown[name, label] += 1
        if all_of_them or shown[name, label] <= 3:
            print(f"differs: {name} {key}: {label}: {mine} against {other}")
    for line in lines:
        for side in ("own",) if limited else ("own", "peer"):
            if line[side]:
                print(f"only {side}: {line['detector']}: {', '.join(line[side][:None if all_of_them else 4])}")


if __name__ == "__main__":
    with open(sys.argv[1]) as one, open(sys.argv[2]) as other:
        show(*compare(json.load(one), json.load(other)), "--all" in sys.argv)
