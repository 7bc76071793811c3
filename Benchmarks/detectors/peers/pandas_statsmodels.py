# SPDX-License-Identifier: Apache-2.0
"""The figures of Tallyman's detectors as an analyst would work them out with pandas, SciPy and statsmodels.

Usage: pandas_statsmodels.py FOLDER     prints JSON: answers by detector and finding, and seconds by part

Formulas are those of docs/detectors.md; a file a kind. Written as one would for work: columns are categorical where that
helps, groupings are vectorised, what the libraries offer is taken from them; it was not tuned beyond that. who.py must
have written who.csv and moved.csv before. Randomness is NumPy's, with seeds of its own.
"""

import json
import os
import sys
import time
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import breaks  # noqa: E402
import buyers  # noqa: E402
import case  # noqa: E402
import prices  # noqa: E402
import publishers  # noqa: E402
import removal  # noqa: E402
import routes  # noqa: E402
import sellers  # noqa: E402
import supply  # noqa: E402
import surge  # noqa: E402

warnings.simplefilter("ignore")


def parts(folder):
    """Detector and what answers it."""
    yield "goods-of-concern", supply.concern
    yield "direct-and-indirect-supply", supply.supply
    yield "young-importer", buyers.young
    yield "dormant-importer", buyers.dormant
    yield "shared-address", buyers.neighbours
    yield "successor", sellers.successors
    yield "opportunist", sellers.opportunists
    yield "small-sellers", sellers.small_sellers
    yield "earlier-destination", sellers.earlier_destinations
    yield "permit-agent", supply.permit_agents
    yield "product-range-jump", buyers.turns
    yield "surge", lambda c: surge.surges(c, shared(c))
    yield "event-alignment", lambda c: breaks.events(c, shared(c))
    yield "record-run", routes.records
    yield "share-shift", routes.shares
    yield "mirror-gap", routes.gaps
    yield "diversion", lambda c: routes.diversion(c, shared(c))
    yield "price-premium", prices.premiums
    yield "seller-removal", removal.removal


_shared = []


def shared(data):
    """Monthly series, made with the first question that needs them."""
    if not _shared:
        _shared.append(publishers.publishers(data))
    return _shared[0]


def plain(value):
    return value.item() if hasattr(value, "item") else value


def main():
    folder = sys.argv[1]
    only = sys.argv[2:]
    seconds, answers = {}, {}
    started = time.perf_counter()
    data = case.read(folder)
    seconds["read"] = time.perf_counter() - started
    for name, answer in parts(folder):
        if only and name not in only:
            continue
        started = time.perf_counter()
        found = answer(data)
        seconds[name] = time.perf_counter() - started
        answers[name] = {str(key): {label: plain(value) for label, value in figures.items()} for key, figures in found.items()}
    print(json.dumps({"answers": answers, "seconds": seconds}))


if __name__ == "__main__":
    main()
