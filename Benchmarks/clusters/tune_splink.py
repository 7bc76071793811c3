# SPDX-License-Identifier: Apache-2.0
"""Tries splink's configurations and thresholds on the even half of the 10,000 names; a line of JSON for each."""

import json
import logging
import os
import sys
import time

from measure import read, scores
from splink_peer import CONFIGURATIONS, clusters, predict

logging.getLogger("splink").setLevel(logging.ERROR)
THRESHOLDS = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995]


def trial(frame, configuration, output: str) -> None:
    started = time.time()
    linker, predictions, _ = predict(frame, configuration, labelled=frame)
    tried = [(scores(clusters(linker, predictions, t), frame), t) for t in THRESHOLDS]
    (p, r, f), threshold = max(tried, key=lambda one: one[0][2])
    line = {"configuration": configuration, "threshold": threshold, "precision": p, "recall": r, "f1": f,
            "seconds": round(time.time() - started, 1)}
    with open(output, "a") as file:
        file.write(json.dumps(line) + "\n")


def main(data: str, output: str, which: list[str]) -> None:
    """`which`: numbers of configurations; all when there are none. Appends a line for each to the output."""
    frame = read(os.path.join(data, "dedupe_10k.csv.gz"), "even")
    for number in map(int, which or range(len(CONFIGURATIONS))):
        try:
            trial(frame, CONFIGURATIONS[number], output)
        except Exception as problem:
            with open(output, "a") as file:
                file.write(json.dumps({"configuration": CONFIGURATIONS[number], "failed": str(problem)[:300]}) + "\n")


main(sys.argv[1], sys.argv[2], sys.argv[3:])
