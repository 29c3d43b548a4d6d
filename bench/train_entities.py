"""Training the tagger of names: `python -m bench.train_entities --bio FILE` writes its weights.

What belongs here: the order of the steps. What does not: the steps (bench/entities/).

It learns from two sources: the segments of a Briefcast home (its lake, filled by `briefcast run`), labelled by the base
model and made consistent, and a file of human labels (BIO; the shipped weights used the training part of CrossNER's AI
domain, MIT). With one seed and the same two sources it writes the same file.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from assets.language.entities.features import Lexicon
from assets.language.entities.known import given_names
from assets.language.entities.weights import FILE, save_weights
from bench.entities import crf, lexicon, speech
from bench.entities.silver import Sentence, Silver, Span
from orchestration.evaluation.entities import TYPES, read_bio
from orchestration.settings import Settings

EPISODES: Final = 100
SENTENCES: Final = 18_000
# Each human label weighs as much as this many silver ones.
HUMAN_WEIGHT: Final = 12
# Rounds of the first training, which only judges contexts, and of the last.
ROUNDS: Final = (40, 80)
# One in so many sentences without a name is learned from.
NAMELESS: Final = 4
WORDS: Final = (4, 60)


def main() -> None:
    """Train and write the weights."""
    arguments = _arguments()
    settings = Settings.from_environment()
    sentences = speech.labelled_sentences(settings, arguments.episodes, arguments.seed)
    print(f"{len(sentences):,} sentences of {arguments.episodes} episodes labelled by {settings.language_model}")
    human = [(words, _human_tags(words, spans)) for words, spans in read_bio(arguments.bio)] * HUMAN_WEIGHT
    learn(sentences, human, arguments.out, arguments.seed)
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes")


def learn(sentences: Sequence[Sentence], human: Sequence[crf.Tagged], out: Path, seed: int) -> None:
    """Train on sentences with the base model's spans and on tagged ones, and write the weights."""
    chosen = random.Random(seed).sample(sentences, len(sentences))
    silver = Silver(sentences, speech.known_names(), given_names())
    texts = [words for words, _spans in sentences]
    classes = lexicon.word_classes(lexicon.vocabulary([*texts, *(words for words, _tags in human)]), seed)
    own = Lexicon(classes, lexicon.common_words(texts), given_names())
    with tempfile.TemporaryDirectory() as folder:
        trusted = list(_tagged(chosen, silver, trusted_only=True))
        print(f"learning contexts from {len(trusted):,} sentences")
        first = crf.train([*trusted, *human], own, Path(folder) / "first", rounds=ROUNDS[0], seed=seed)
        silver.learn_contexts(sentences, first.tag)
        tagged = list(_tagged(chosen, silver, trusted_only=False))
        print(f"learning names from {len(tagged):,} sentences: {_counted(tagged)}")
        last = crf.train([*tagged, *human], own, Path(folder) / "last", rounds=ROUNDS[1], seed=seed)
        save_weights(last.weights(), out)


def _tagged(sentences: Iterable[Sentence], silver: Silver, *, trusted_only: bool) -> Iterator[crf.Tagged]:
    nameless = taken = 0
    for sentence in sentences:
        words = sentence[0]
        if taken == SENTENCES or not WORDS[0] <= len(words) <= WORDS[1]:
            continue
        spans = silver.spans(sentence)
        nameless += not spans
        doubtful = trusted_only and not all(silver.is_trusted(tuple(words[start:end])) for start, end, _label in spans)
        if doubtful or (not spans and nameless % NAMELESS):
            continue
        taken += 1
        yield words, _tags(words, spans)


def _tags(words: Sequence[str], spans: Iterable[Span]) -> list[str]:
    tags = ["O"] * len(words)
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


def _human_tags(words: Sequence[str], spans: Iterable[Span]) -> list[str]:
    """Return tags of ours; what CrossNER calls misc is mostly a term of the trade."""
    return _tags(words, ((start, end, TYPES.get(kind, "TERM")) for start, end, kind in spans))


def _counted(tagged: Iterable[crf.Tagged]) -> str:
    counts = Counter(tag[2:] for _words, tags in tagged for tag in tags if tag.startswith("B-"))
    return ", ".join(f"{label} {count:,}" for label, count in counts.most_common())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bio", type=Path, required=True, help="human labels: BIO lines")
    parser.add_argument("--episodes", type=int, default=EPISODES, help="episodes of the home to learn from")
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
