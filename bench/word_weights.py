"""Makes the table of how much a word tells (assets/insights/data/word_weights.tsv).

    python -m bench.word_weights --home HOME

Counted are the claims of a home that has read a large corpus: in how many of them a stem stands. Its weight is the
inverse of that frequency, on a logarithmic scale on which 1 is a word of one claim in `RAREST`. Rarer ones are left out
of the table: they weigh 1.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import Final

from assets.insights.terms import WEIGHTS_PATH, terms
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import CLAIMS

RAREST: Final = 10_000


def main() -> None:
    """Count the words of a home's claims and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    lake = Lake(root=Settings(home=parser.parse_args().home).lake_root)
    counts: Counter[str] = Counter()
    total = 0
    for day in lake.days(CLAIMS):
        for quote in lake.read_day(CLAIMS, day, ["quote"])["quote"]:
            counts.update(terms(quote))
            total += 1
    weights = {term: math.log(total / count) / math.log(RAREST) for term, count in counts.items()}
    lines = [f"{term}\t{value:.3f}" for term, value in sorted(weights.items()) if value < 1]
    WEIGHTS_PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} claims, {len(lines)} stems below weight 1")


if __name__ == "__main__":
    main()
