"""Throughput: the whole pipeline against the bare language model, in one run on the same episodes.

What belongs here: this one comparison. What does not: quality (briefcast evaluate).

The pipeline is timed from segments in the lake to the published file, with everything that takes: loading models,
entities, claims, passages, neighbours, dbt, expectations, the brief, Dagster's own records. The bare model is spaCy's
`nlp.pipe` with every component of the base model over the text of the same segments, its loading not counted; both get
the same number of processes. The ratio is that of words a second: 1.0 means that all that Briefcast does costs no more
than the model alone.
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

import polars as pl
import spacy

from orchestration.digest.plan import segmented
from orchestration.digest.segments import segment_days
from orchestration.lake import Lake
from orchestration.runs import digest_and_publish, scan
from orchestration.settings import Settings
from orchestration.tables import EPISODES, SEGMENTS, TRANSCRIPTS


def main() -> None:
    """Measure, print both figures and the ratio, and write them as JSON where asked to."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFCAST_HOME"] = home
        os.environ["BRIEFCAST_PROCESS_COUNT"] = str(arguments.processes)
        settings = replace(Settings.from_environment(), home=Path(home))
        texts = prepare(settings, arguments.feeds, arguments.episodes)
        words = sum(len(text.split()) for text in texts)
        print(f"{words:,} words, {arguments.processes} processes")
        bare = words / bare_seconds(texts, settings.language_model, arguments.processes)
        print(f"bare model: {bare:,.0f} words a second")
        whole = words / pipeline_seconds(settings)
        print(f"whole pipeline: {whole:,.0f} words a second\nratio: {whole / bare:.2f}")
    figures = {"pipeline_words_per_second": whole, "bare_words_per_second": bare, "ratio": whole / bare}
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


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
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
