# SPDX-License-Identifier: Apache-2.0
"""One run of splink: splink_run.py FILE HALF OUTPUT LABELLED-FILE CONFIGURATION… THRESHOLD."""

import csv
import json
import logging
import sys

from measure import read
from splink_peer import clusters, predict

logging.getLogger("splink").setLevel(logging.ERROR)


def main(path: str, half: str, output: str, labelled: str, *rest: str) -> None:
    configuration, threshold = tuple(rest[:4]), float(rest[4])
    linker, predictions, seconds = predict(read(path, half), configuration, labelled=read(labelled, "even"))
    found = clusters(linker, predictions, threshold)
    with open(output, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "cluster"])
        writer.writerows(found.items())
    print(json.dumps({name: round(value, 1) for name, value in seconds.items()}))


main(*sys.argv[1:])
