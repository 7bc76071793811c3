# SPDX-License-Identifier: Apache-2.0
"""The peers' side of the comparison of names: nomenklatura's logic-v2 with its blocking index, and rapidfuzz by brute force on
names put into Latin letters. Neither was tuned: logic-v2 runs with its default configuration, rapidfuzz has none.

usage: peers.py screen QUERIES LIST OUT logic-v2|rapidfuzz-ratio|rapidfuzz-token-sort [N]
       peers.py pairs PAIRS OUT logic-v2
Prints one JSON line with processor seconds and peak memory; OUT gets the answers as `tallyman names match` and
`tallyman names compare --pairs` write them.
"""
import collections
import csv
import json
import logging
import re
import resource
import sys
import tempfile
import time
import unicodedata
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
csv.field_size_limit(10**8)

CYRILLIC = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u".split(" ")))


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def latin(name):
    """Letter by letter: BGN/PCGN for Cyrillic, ICU's pinyin two syllables a word for Chinese."""
    text = "".join(CYRILLIC.get(c, c) for c in name.lower()) if re.search("[\u0400-\u04ff]", name) else name
    if re.search("[\u3400-\u9fff]", text):
        import icu

        han = icu.Transliterator.createInstance("Han-Latin; Latin-ASCII")
        parts = [han.transliterate(c).strip() if "\u3400" <= c <= "\u9fff" else c for c in text]
        parts = [p for p in parts if p.strip()]
        text = " ".join("".join(parts[i:i + 2]) for i in range(0, len(parts), 2))
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c))))


def entity(id, names):
    from followthemoney import EntityProxy

    return EntityProxy.from_dict({"id": id, "schema": "Company", "properties": {"name": names}})


def report(started, **more):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"cpu_seconds": round(time.process_time() - started, 3), "peak_mb": peak, **more}))


def screen(queries, listed, out, engine, most=None):
    queries = rows(queries)[: int(most) if most else None]
    names = collections.OrderedDict()
    for row in rows(listed):
        names.setdefault(row["id"], []).append(row["name"])
    answers = []
    if engine == "logic-v2":
        from nomenklatura.blocker import Index
        from nomenklatura.matching import get_algorithm

        entities = {id: entity(id, all) for id, all in names.items()}

        class View:
            def entities(self, include_schemata=None):
                return iter(entities.values())

        index = Index(View(), Path(tempfile.mkdtemp()))
        index.build()
        matcher = get_algorithm("logic-v2")
        config = matcher.default_config()
        started = time.process_time()
        asked = {q["query_id"]: entity(q["query_id"], [q["query_name"]]) for q in queries}
        candidates = {i.id: m for i, m in index.match_entities(asked.values())}
        for query in queries:
            scored = [
                (other.id, matcher.compare(asked[query["query_id"]], entities[other.id], config).score, block)
                for other, block in candidates.get(query["query_id"], [])]
            scored.sort(key=lambda x: (-x[1], -x[2]))
            answers.append([(id, score) for id, score, _ in scored if score > 0][:5])
    else:
        import numpy as np
        from rapidfuzz import fuzz, process
        from rigour.names import remove_org_types

        def prepared(name):
            plain = latin(name)
            return remove_org_types(plain).strip() or plain

        flat = [(id, prepared(name)) for id, all in names.items() for name in all]
        ids = np.array([id for id, _ in flat])
        texts = [text for _, text in flat]
        scorer = fuzz.ratio if engine == "rapidfuzz-ratio" else fuzz.token_sort_ratio
        started = time.process_time()
        asked = [prepared(q["query_name"]) for q in queries]
        for start in range(0, len(asked), 256):
            for row in process.cdist(asked[start:start + 256], texts, scorer=scorer, workers=1, dtype=np.float32):
                top = np.argpartition(-row, 30)[:30]
                best = {}
                for place in top[np.argsort(-row[top], kind="stable")]:
                    best.setdefault(ids[place], float(row[place]) / 100)
                answers.append(list(best.items())[:5])
    report(started, queries=len(queries))
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query_id", "rank", "id", "score"])
        for query, answer in zip(queries, answers):
            for rank, (id, score) in enumerate(answer):
                writer.writerow([query["query_id"], rank + 1, id, round(score, 4)])


def pairs(path, out):
    from nomenklatura.matching import get_algorithm

    matcher = get_algorithm("logic-v2")
    config = matcher.default_config()
    data = rows(path)
    started = time.process_time()
    scores = [
        matcher.compare(entity(f"l{i}", [r["left"]]), entity(f"r{i}", [r["right"]]), config).score
        for i, r in enumerate(data)]
    report(started, pairs=len(data))
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["score"])
        writer.writerows([[s] for s in scores])


if __name__ == "__main__":
    {"screen": screen, "pairs": pairs}[sys.argv[1]](*sys.argv[2:])
