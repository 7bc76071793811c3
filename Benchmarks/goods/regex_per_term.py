# SPDX-License-Identifier: Apache-2.0
"""What an analyst writes first: one regular expression for each term of the list, tried on each text in turn.

Usage: regex_per_term.py LIST.yaml IN.csv OUT.csv

The terms are those of Tallyman's own list (terms and hints; no context, exclusions, makers or groups), each as a
regular expression that is compiled once: `stem*` as the stem and any letters, `word~` as the word without its last
vowel and up to three letters, `a & b` as both in any order.
"""

import csv
import re
import sys

import yaml

csv.field_size_limit(1 << 30)


def word(text):
    def one(alternative):
        if alternative.endswith("*"):
            return re.escape(alternative[:-1]) + r"\w*"
        if alternative.endswith("~"):
            noun = alternative[:-1]
            stem = noun[:-1] if noun[-1] in "аяоеыиьй" else noun
            return re.escape(stem) + r"\w{0,3}"
        return re.escape(alternative)

    han = any("\u3400" <= letter <= "\u9fff" for letter in text)
    body = "(?:" + "|".join(one(part) for part in text.split("|")) + ")"
    return body if han else r"\b" + body + r"\b"


def patterns(term):
    return [re.compile(r"[\s-]+".join(word(w) for w in run.split()), re.I) for run in term.lower().split("&")]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        goods = yaml.safe_load(file)["goods"]
    rules = []
    for entry in goods:
        terms = [term for terms in (entry.get("terms") or {}).values() for term in terms] + list(entry.get("hints") or [])
        rules += [(entry["id"], patterns(str(term))) for term in terms]
    with open(sys.argv[2], encoding="utf-8", newline="") as source, open(
        sys.argv[3], "w", encoding="utf-8", newline="") as target:
        out = csv.writer(target)
        out.writerow(["id", "goods"])
        for row in csv.DictReader(source):
            text = " \n".join((row["product"], row["trademark"], row["model"])).lower()
            found = {goods for goods, both in rules if all(pattern.search(text) for pattern in both)}
            for name in sorted(found):
                out.writerow([row["id"], name])
    print(f"{len(rules)} terms")


main()
