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
    grams = [sorted({f"^{s}$"[i:i + 4] for i in range(max(1, len(s) - 1))}) for s in frame["squashed"]]
    gram_counts: dict[str, int] = {}
    for own in grams:
        for gram in own:
            gram_counts[gram] = gram_counts.get(gram, 0) + 1
    frame["grams"] = [[{"tok": g, "freq": gram_counts[g] / len(grams)} for g in own] for own in grams]
    rarest_grams = lambda own: sorted(own, key=lambda g: (gram_counts[g], g))
    frame["rare_grams"] = [rarest_grams(own)[:4] for own in grams]
    frame["rarest"] = [rare(words)[:3] for words in core]
    frame["rarest_heads"] = [sorted({w[:5] for w in rare(words)[:2]}) for words in core]
    frame["head"] = [s[:6] if len(s) >= 6 else None for s in frame["squashed"]]
    frame["tail"] = [s[-6:] if len(s) >= 6 else None for s in frame["squashed"]]
    frame["rarest_one"] = [rare(words)[0] if words else None for words in core]
    frame["rarest_two"] = [rare(words)[1] if len(set(words)) > 1 else None for words in core]
    frame["words"] = core
    frame["country"] = frame["country"].str.lower().where(frame["country"] != "", None)
    frame["sorted_core"] = frame["sorted_core"].where(frame["sorted_core"] != "", None)
    frame["squashed"] = frame["squashed"].where(frame["squashed"] != "", None)
    return frame[["unique_id", "squashed", "sorted_core", "tokens", "grams", "rare_grams", "rarest", "rarest_heads", "head", "tail",
                  "rarest_one", "rarest_two", "words", "country"]]


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


def token_frequency(column: str, with_others: bool) -> object:
    """Product of the frequencies of shared tokens, against those of the others (splink discussion 2022)."""
    left, right = f"{column}_l", f"{column}_r"
    product = "lambda p, q: p * q"
    value = (f"list_reduce(list_prepend(1.0::double, list_transform(list_intersect({left}, {right}), "
             f"lambda x: x.freq)), {product})")
    if with_others:
        only = (f"list_concat(list_filter({left}, lambda y: not list_contains({right}, y)), "
                f"list_filter({right}, lambda y: not list_contains({left}, y)))")
        value += (f" * list_reduce(list_prepend(1.0::double, list_transform({only}, lambda x: x.freq)), "
                  "lambda p, q: p / q ** 0.33)")
    levels = [cll.CustomLevel(f"{left} is null or {right} is null", "null").configure(is_null_level=True)]
    steps = ("1e-12", "1e-10", "1e-8", "1e-6", "1e-4", "1e-2") if column == "tokens" else (
        "1e-40", "1e-30", "1e-22", "1e-15", "1e-10", "1e-5")
    levels += [cll.CustomLevel(f"{value} < {step}", f"< {step}") for step in steps]
    return cl.CustomComparison(output_column_name=column, comparison_levels=levels + [cll.ElseLevel()])


def weighted_overlap(column: str) -> object:
    """Share of the weight of all tokens that both have; a token weighs the logarithm of its rarity."""
    left, right = f"{column}_l", f"{column}_r"
    total = "list_sum(list_transform({}, lambda x: -ln(x.freq)))"
    shared = f"coalesce({total.format(f'list_intersect({left}, {right})')}, 0)"
    value = f"{shared} / ({total.format(left)} + {total.format(right)} - {shared})"
    levels = [cll.CustomLevel(f"{left} is null or {right} is null", "null").configure(is_null_level=True)]
    levels += [cll.CustomLevel(f"{value} >= {t}", f">= {t}") for t in (0.95, 0.8, 0.65, 0.5, 0.4, 0.3, 0.2)]
    return cl.CustomComparison(output_column_name=column + "_weight", comparison_levels=levels + [cll.ElseLevel()])


def fine_jaro(column: str) -> object:
    levels = [cll.NullLevel(column), cll.ExactMatchLevel(column, term_frequency_adjustments=True)]
    levels += [cll.JaroWinklerLevel(column, t) for t in (0.98, 0.96, 0.94, 0.92, 0.9, 0.87, 0.83)]
    return cl.CustomComparison(output_column_name=column, comparison_levels=levels + [cll.ElseLevel()])


def ladder(fine: bool) -> object:
    """The better of two spellings (words sorted, words run together) and the share of whole words in common, in one
    ladder from the surest step down. `fine` has more steps."""
    jaro = ("greatest(jaro_winkler_similarity(sorted_core_l, sorted_core_r), "
            "jaro_winkler_similarity(squashed_l, squashed_r))")
    words = "len(list_intersect(words_l, words_r)) * 1.0 / greatest(len(words_l), len(words_r))"
    steps = ([(jaro, 0.98), (jaro, 0.96), (jaro, 0.94), (words, 0.75), (jaro, 0.92), (words, 0.6), (jaro, 0.9),
              (words, 0.5), (jaro, 0.87), (jaro, 0.84), (words, 0.3)] if fine else
             [(jaro, 0.96), (jaro, 0.92), (words, 0.7), (jaro, 0.88), (words, 0.5)])
    levels = [cll.NullLevel("sorted_core"), cll.CustomLevel("sorted_core_l = sorted_core_r", "the same words").configure(
        tf_adjustment_column="sorted_core", tf_adjustment_weight=1.0) if fine else
        cll.CustomLevel("sorted_core_l = sorted_core_r or squashed_l = squashed_r", "the same")]
    if fine:
        levels.append(cll.CustomLevel("squashed_l = squashed_r", "the same letters"))
    levels += [cll.CustomLevel(f"{measure} >= {step}", f"{'letters' if measure is jaro else 'words'} {step}")
               for measure, step in steps]
    return cl.CustomComparison(output_column_name="name", comparison_levels=levels + [cll.ElseLevel()])


def rarest_word() -> object:
    return cl.ExactMatch("rarest_one").configure(term_frequency_adjustments=True)


# Blocking for prediction: narrow to wide.
BLOCKING = {
    # City and trade stand at both ends of Chinese names: blocks by head and tail grow there without end.
    "rare": [block_on("squashed"), block_on("sorted_core"), block_on("rarest", arrays_to_explode=["rarest"]),
             block_on("rare_grams", arrays_to_explode=["rare_grams"])],
    "published": [block_on("rarest_one"), block_on("rarest_two", "substr(rarest_one, 1, 1)"),
                  block_on("substr(squashed, 1, 11)"), block_on("substr(squashed, -12)"),
                  block_on("substr(sorted_core, 1, 12)")],
    "both": [block_on("squashed"), block_on("sorted_core"), block_on("rarest", arrays_to_explode=["rarest"]),
             block_on("rare_grams", arrays_to_explode=["rare_grams"]), block_on("substr(squashed, 1, 11)"),
             block_on("substr(squashed, -12)")],
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
    "tokens": lambda: [token_frequency("tokens", True)],
    "grams": lambda: [token_frequency("grams", True)],
    "edits+tokens": lambda: [spelling("squashed", "edits"), token_frequency("tokens", True)],
    "edits+shared tokens": lambda: [spelling("squashed", "edits"), token_frequency("tokens", False)],
    "both+tokens": lambda: [spelling("squashed", "both"), token_frequency("tokens", True)],
    "edits+grams": lambda: [spelling("squashed", "edits"), token_frequency("grams", True)],
    "grams+tokens": lambda: [token_frequency("grams", True), token_frequency("tokens", True)],
    "edits+grams+tokens": lambda: [
        spelling("squashed", "edits"), token_frequency("grams", True), token_frequency("tokens", True)],
    "gram weight": lambda: [weighted_overlap("grams")],
    "gram weight+token weight": lambda: [weighted_overlap("grams"), weighted_overlap("tokens")],
    "fine jaro": lambda: [fine_jaro("squashed")],
    "fine jaro+gram weight": lambda: [fine_jaro("squashed"), weighted_overlap("grams")],
    "jaro+gram weight": lambda: [spelling("squashed", "jaro"), weighted_overlap("grams")],
    "edits+gram weight+token weight": lambda: [
        spelling("squashed", "edits"), weighted_overlap("grams"), weighted_overlap("tokens")],
    # The ladder of the published weak baseline, and finer ones.
    "ladder": lambda: [ladder(False), rarest_word()],
    "fine ladder": lambda: [ladder(True), rarest_word()],
    "fine ladder alone": lambda: [ladder(True)],
    "fine ladder+gram weight": lambda: [ladder(True), weighted_overlap("grams")],
    "fine ladder+gram weight+rarest": lambda: [ladder(True), weighted_overlap("grams"), rarest_word()],
}

# Comparisons, blocking, the country's term frequency, how m is trained.
CONFIGURATIONS = [
    (comparison, "rare", "tf", training) for training in ("labels", "em") for comparison in COMPARISONS
] + [
    (comparison, blocking, country, "labels")
    for comparison in ("jaro", "gram weight", "fine jaro", "fine jaro+gram weight", "gram weight+token weight")
    for blocking, country in (("narrow", "tf"), ("rare", "exact"))
] + [
    (comparison, blocking, "exact", training)
    for blocking in ("published", "both") for training in ("em", "labels")
    for comparison in ("ladder", "fine ladder", "fine ladder alone", "fine ladder+gram weight", "fine ladder+gram weight+rarest")
]


def settings_of(configuration) -> SettingsCreator:
    comparison, blocking, country, _ = configuration
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=COMPARISONS[comparison]()
        + [cl.ExactMatch("country").configure(term_frequency_adjustments=country == "tf")],
        blocking_rules_to_generate_predictions=BLOCKING[blocking], retain_matching_columns=False, max_iterations=20)


def linker_of(data: pd.DataFrame, settings, threads: int, memory: str | None):
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    if memory:
        connection.execute(f"SET memory_limit = '{memory}'")
    api = DuckDBAPI(connection)
    return Linker(api.register(data), settings) if hasattr(api, "register") else Linker(data, settings, api)


def predict(frame: pd.DataFrame, configuration, labelled: pd.DataFrame, threads: int = 2, memory: str | None = None):
    """Trains and scores; gives back the linker, the predictions and seconds by stage. `labelled` are the rows whose true
    clusters may be seen in training."""
    seconds = {}
    settings = settings_of(configuration)
    started = time.time()
    if configuration[3] == "labels":
        teacher = linker_of(prepare(labelled).assign(truth=labelled["truth"].values), settings, threads, memory)
        teacher.training.estimate_u_using_random_sampling(max_pairs=4e5, seed=1)
        teacher.training.estimate_m_from_label_column("truth")
        settings = teacher.misc.save_model_to_json()
    seconds["learn"] = time.time() - started
    started = time.time()
    data = prepare(frame)
    seconds["prepare"] = time.time() - started
    started = time.time()
    linker = linker_of(data, settings, threads, memory)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("squashed", "country"), block_on("sorted_core", "country")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=4e5, seed=1)
    if configuration[3] == "em":
        # Each block leaves the other comparisons free to be trained.
        for rule in (block_on("head", "tail"), block_on("rarest_one"), block_on("country", "rarest_one")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
    seconds["train"] = time.time() - started
    started = time.time()
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    seconds["predict"] = time.time() - started
    return linker, predictions, seconds


def clusters(linker, predictions, threshold: float) -> dict[str, str]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predictions, threshold_match_probability=threshold).as_pandas_dataframe()
    return dict(zip(found["unique_id"], found["cluster_id"]))
