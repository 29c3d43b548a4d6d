"""Throughput: the whole pipeline against the bare language model, in one run on the same episodes.

What belongs here: this one comparison. What does not: quality (briefcast evaluate).

The pipeline is timed from segments in the lake to the published file, with everything that takes: loading models,
entities, claims, passages, neighbours, dbt, expectations, the brief, Dagster's own records. The bare model is spaCy's
`nlp.pipe` with every component of the base model over the text of the same segments, its loading not counted; both get
the same number of processes. The ratio is that of words a second: 1.0 means that all that Briefcast does costs no more
than the model alone. The language stage is then timed alone (language.py), with one process on a part of the episodes
too, and the claims that its cascade finds are counted against those of parsing everything.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl
import spacy

from bench.language import claim_recall, stage_seconds
from bench.memory import peak_megabytes
from orchestration.digest.plan import segmented
from orchestration.digest.segments import segment_days
from orchestration.lake import Lake
from orchestration.runs import digest_and_publish, scan
from orchestration.settings import Settings
from orchestration.tables import EPISODES, SEGMENTS, TRANSCRIPTS

# The share of the episodes that is read with one process, and how many episodes are parsed whole.
_SINGLE_SHARE: Final = 0.125
_THOROUGH_EPISODES: Final = 12

Figures = dict[str, float]


def main() -> None:
    """Measure, print the figures, and write them as JSON where asked to."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFCAST_HOME"] = home
        os.environ["BRIEFCAST_PROCESS_COUNT"] = str(arguments.processes)
        settings = replace(Settings.from_environment(), home=Path(home))
        texts = prepare(settings, arguments.feeds, arguments.episodes)
        words = _word_count(texts)
        print(f"{words:,} words, {arguments.processes} processes")
        bare = words / bare_seconds(texts, settings.language_model, arguments.processes)
        print(f"bare model: {bare:,.0f} words a second")
        figures: Figures = {}
        if not arguments.language_only:
            whole = words / pipeline_seconds(settings)
            print(f"whole pipeline: {whole:,.0f} words a second\nratio: {whole / bare:.2f}")
            figures = {"pipeline_words_per_second": whole, "bare_words_per_second": bare, "ratio": whole / bare}
        figures |= language_figures(settings, bare, arguments.processes)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def language_figures(settings: Settings, bare: float, processes: int) -> Figures:
    """Return the figures of the language stage alone, with these processes and with one, and print them."""
    lake = Lake(root=settings.lake_root)
    model = settings.language_model
    words = _word_count(lake.read(SEGMENTS)["text"].to_list())
    speed = words / stage_seconds(lake, model, processes)
    memory = peak_megabytes()
    recall = claim_recall(lake, model, _THOROUGH_EPISODES)
    _keep(lake, _SINGLE_SHARE)
    texts = lake.read(SEGMENTS)["text"].to_list()
    single = _word_count(texts) / stage_seconds(lake, model, 1)
    bare_single = _word_count(texts) / bare_seconds(texts, model, 1)
    print(f"language stage: {speed:,.0f} words a second, {speed / bare:.2f} times the bare model, {memory:,.0f} MB")
    print(f"with one process: {single:,.0f} words a second, {single / bare_single:.2f} times the bare model")
    print(f"claims found of those of parsing everything: {recall:.3f}")
    return {
        "language_words_per_second": speed,
        "language_ratio": speed / bare,
        "language_words_per_second_one_process": single,
        "language_ratio_one_process": single / bare_single,
        "peak_megabytes": memory,
        "claim_recall": recall,
    }


def _keep(lake: Lake, share: float) -> None:
    """Leave a share of the days' segments in the lake, spread over all days."""
    days = lake.days(SEGMENTS)
    kept = days[:: max(1, round(1 / share))]
    for day in set(days) - set(kept):
        lake.write_day(SEGMENTS, day, SEGMENTS.schema.to_frame())


def _word_count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def prepare(settings: Settings, sources: list[str], episode_count: int) -> list[str]:
    """Scan the sources, keep a random sample of the episodes, and return the texts of their segments."""
    scan(settings, sources, lambda line: print(line, file=sys.stderr))
    lake = Lake(root=settings.lake_root)
    fetched = lake.read(TRANSCRIPTS).filter((pl.col("status") == "ok") & pl.col("is_chosen"))
    names = fetched["episode_id"].sort().to_list()
    # A fixed seed: figures of two runs on the same feeds are of the same episodes.
    chosen = random.Random(0).sample(names, min(episode_count, len(names)))
    lake.write(TRANSCRIPTS, fetched.filter(pl.col("episode_id").is_in(chosen)))
    lake.write(EPISODES, lake.read(EPISODES).filter(pl.col("episode_id").is_in(chosen)))
    segment_days(lake, sorted(segmented(lake)), lambda _count: None)
    return lake.read(SEGMENTS)["text"].to_list()


def bare_seconds(texts: list[str], model: str, processes: int) -> float:
    """Return how long the base model takes for the texts, in seconds."""
    nlp = spacy.load(model)
    started = time.perf_counter()
    for _doc in nlp.pipe(texts, n_process=processes):
        pass
    return time.perf_counter() - started


def pipeline_seconds(settings: Settings) -> float:
    """Return how long it takes from the segments in the lake to the published file, in seconds."""
    started = time.perf_counter()
    digest_and_publish(settings, datetime.now(UTC).date(), lambda line: print(line, file=sys.stderr))
    return time.perf_counter() - started


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the whole pipeline against the bare language model.")
    parser.add_argument("--feeds", action="append", default=[], help="an OPML document or a feed, address or path")
    parser.add_argument("--episodes", type=int, default=240, help="how many episodes, chosen at random")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="for either side")
    parser.add_argument("--language-only", action="store_true", help="leave the whole pipeline out")
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
