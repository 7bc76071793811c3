# SPDX-License-Identifier: Apache-2.0
"""The peer: splink 5 on DuckDB, one configuration a call. See README.md for how its configurations were chosen."""

import time

import duckdb
import pandas as pd
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# Words that say a legal form in the scripts of the data, after romanisation. A user of splink would strip them so.
FORMS = set(
    "ltd limited llc inc incorporated corp corporation co company gmbh ag kg sa s.a sas sarl srl spa bv nv plc pjsc jsc "
    "ojsc cjsc ooo oao zao pao ao ip too lda ltda ca cv sl slu oy ab as aps doo sro kft sti tic san pvt private pte joint "
    "stock liability obschestvo obshchestvo ogranichennoy otvetstvennostyu otvetstvennostiu aktsionernoe s i publichnoe "
    "sociedad anonima youxian gongsi gufen zeren youxiangongsi llp lp jointstock eood ood fze fzc fzco".split())


def prepare(frame: pd.DataFrame) -> pd.DataFrame:
    """Romanised, cleaned and tokenised columns: what splink's author advises for company names."""
    from anyascii import anyascii
    import re

    # anyascii writes Chinese as ShenZhenJiaYu…: syllables are told by their capitals.
    def latin(name: str) -> str:
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(name)) if re.search(r"[一-鿿]", name) else anyascii(name)
        return re.sub(r"[^a-z0-9 ]+", " ", text.lower()).strip()

    frame = frame.copy()
    frame["name_latin"] = [latin(n) for n in frame["name"]]
    tokens = [n.split() for n in frame["name_latin"]]
    han = [bool(re.search(r"[一-鿿]", n)) for n in frame["name"]]
    core = []
    for words, is_han in zip(tokens, han):
        kept = [w for w in words if w not in FORMS] or words
        if is_han:
            # Chinese forms are syllables at the end: you xian gong si and what stands before it.
            text = re.sub(r" ?(gu fen|ze ren)? ?you xian (ze ren )?gong si$", "", " ".join(words)).strip()
            kept = text.split() or words
        core.append(kept)
    frame["squashed"] = ["".join(w) for w in core]
    frame["squashed"] = frame["squashed"].str.replace(r"(gufen|zeren)?youxian(zeren)?gongsi$", "", regex=True)
    frame["sorted_core"] = [" ".join(sorted(w)) for w in core]
    counts: dict[str, int] = {}
    for words in core:
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    total = float(sum(counts.values()))
    rare = lambda words: sorted(set(words), key=lambda w: (counts[w], w))
    frame["tokens"] = [[{"tok": w, "freq": counts[w] / total} for w in sorted(set(words))] for words in core]
    frame["rarest"] = [rare(words)[:3] for words in core]
    frame["rarest_heads"] = [sorted({w[:5] for w in rare(words)[:2]}) for words in core]
    frame["head"] = [s[:6] if len(s) >= 6 else None for s in frame["squashed"]]
    frame["tail"] = [s[-6:] if len(s) >= 6 else None for s in frame["squashed"]]
    frame["rarest_one"] = [rare(words)[0] if words else None for words in core]
    frame["country"] = frame["country"].str.lower().where(frame["country"] != "", None)
    frame["sorted_core"] = frame["sorted_core"].where(frame["sorted_core"] != "", None)
    frame["squashed"] = frame["squashed"].where(frame["squashed"] != "", None)
    return frame[["unique_id", "squashed", "sorted_core", "tokens", "rarest", "rarest_heads", "head", "tail",
                  "rarest_one", "country"]]


def spelling(column: str, similar: str) -> object:
    """Exact with term frequency, then by edit distance, Jaro-Winkler or both."""
    levels = [cll.NullLevel(column), cll.ExactMatchLevel(column, term_frequency_adjustments=True)]
    relative = f"levenshtein({column}_l, {column}_r) * 1.0 / greatest(length({column}_l), length({column}_r))"
    if similar in ("edits", "both"):
        levels += [cll.CustomLevel(f"{relative} <= {t}", f"edits up to {t}") for t in (0.08, 0.15, 0.25)]
    if similar in ("jaro", "both"):
        levels += [cll.JaroWinklerLevel(column, t) for t in (0.95, 0.9, 0.8)]
    return cl.CustomComparison(
        output_column_name=column, comparison_levels=levels + [cll.ElseLevel()])


SHARED = ("list_reduce(list_prepend(1.0::double, list_transform(list_intersect(tokens_l, tokens_r), x -> x.freq)), "
          "(p, q) -> p * q)")
ONLY = ("list_reduce(list_prepend(1.0::double, list_transform(list_concat(list_filter(tokens_l, y -> not "
        "list_contains(tokens_r, y)), list_filter(tokens_r, y -> not list_contains(tokens_l, y))), x -> x.freq)), "
        "(p, q) -> p / q ** 0.33)")


def token_frequency(with_others: bool) -> object:
    """Product of the frequencies of shared tokens, against those of the others (splink discussion 2022)."""
    value = f"{SHARED} * {ONLY}" if with_others else SHARED
    levels = [cll.CustomLevel("tokens_l is null or tokens_r is null", "null").configure(is_null_level=True)]
    levels += [cll.CustomLevel(f"{value} < {t}", f"< {t}") for t in ("1e-12", "1e-10", "1e-8", "1e-6", "1e-4", "1e-2")]
    return cl.CustomComparison(output_column_name="tokens", comparison_levels=levels + [cll.ElseLevel()])


# Blocking for prediction: narrow to wide.
BLOCKING = {
    "narrow": [block_on("squashed"), block_on("sorted_core"), block_on("head"), block_on("rarest_one")],
    "tokens": [block_on("squashed"), block_on("head"), block_on("tail"),
               block_on("rarest", arrays_to_explode=["rarest"])],
    "wide": [block_on("squashed"), block_on("head"), block_on("tail"),
             block_on("rarest", arrays_to_explode=["rarest"]),
             block_on("rarest_heads", arrays_to_explode=["rarest_heads"])],
}

COMPARISONS = {
    "edits": lambda: [spelling("squashed", "edits")],
    "jaro": lambda: [spelling("squashed", "jaro")],
    "both": lambda: [spelling("squashed", "both")],
    "sorted": lambda: [spelling("sorted_core", "both")],
    "tokens": lambda: [token_frequency(False)],
    "tokens-less-others": lambda: [token_frequency(True)],
    "edits+tokens": lambda: [spelling("squashed", "edits"), token_frequency(False)],
    "both+tokens": lambda: [spelling("squashed", "both"), token_frequency(False)],
    "edits+tokens-less-others": lambda: [spelling("squashed", "edits"), token_frequency(True)],
    "both+tokens-less-others": lambda: [spelling("squashed", "both"), token_frequency(True)],
    "squashed+sorted": lambda: [spelling("squashed", "edits"), spelling("sorted_core", "jaro")],
}

CONFIGURATIONS = [
    (comparison, blocking, country)
    for comparison in COMPARISONS for blocking in ("tokens", "wide") for country in ("exact", "tf")
] + [(comparison, "narrow", "tf") for comparison in ("edits", "both+tokens", "both+tokens-less-others")]


def predict(frame: pd.DataFrame, configuration: tuple[str, str, str], threads: int = 2, memory: str | None = None):
    """Trains and scores; gives back the linker, the predictions and seconds by stage."""
    comparison, blocking, country = configuration
    seconds = {}
    started = time.time()
    data = prepare(frame)
    seconds["prepare"] = time.time() - started
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    if memory:
        connection.execute(f"SET memory_limit = '{memory}'")
    country_comparison = cl.ExactMatch("country").configure(term_frequency_adjustments=country == "tf")
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=COMPARISONS[comparison]() + [country_comparison],
        blocking_rules_to_generate_predictions=BLOCKING[blocking], retain_matching_columns=False,
        max_iterations=20)
    api = DuckDBAPI(connection)
    linker = Linker(api.register(data), settings) if hasattr(api, "register") else Linker(data, settings, api)
    started = time.time()
    linker.training.estimate_probability_two_random_records_match(
        [block_on("squashed", "country"), block_on("sorted_core", "country")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    # Each block leaves the other comparisons free to be trained.
    for rule in (block_on("head", "tail"), block_on("rarest_one"), block_on("country", "head")):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except Exception as problem:  # a block in which nothing can be trained says so
            print("   training block skipped:", str(problem).splitlines()[0][:100])
    seconds["train"] = time.time() - started
    started = time.time()
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    seconds["predict"] = time.time() - started
    return linker, predictions, seconds


def clusters(linker, predictions, threshold: float) -> dict[str, str]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predictions, threshold_match_probability=threshold).as_pandas_dataframe()
    return dict(zip(found["unique_id"], found["cluster_id"]))
