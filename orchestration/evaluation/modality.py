"""Measuring in what way sentences are put forward against labels that people gave by reading.

What belongs here: files of ids and labels and the figures on them. What does not: places (places.py), the rules
(assets.language.modality).
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from orchestration.evaluation.corpus import corpus_folder
from orchestration.evaluation.figures import Figures
from orchestration.evaluation.places import labelled_texts
from orchestration.settings import Settings


def evaluate_modality(data: Path, settings: Settings) -> Figures:
    """Compare the modality of sentences with the labels that people gave them.

    Args:
        data: lines of path, char_start, char_end, crc32 and label, as `labelled_texts` reads them.
        settings: name the language model and the folder of the corpus.

    Returns:
        macro_f1 over the labels that occur; the F1 of each; `TRUE_as_FOUND`, the number of sentences of one label taken
        for another, the confusions; n; items_per_second.
    """
    from assets.language.modality import modality_of
    from assets.language.sentences import quote_start
    from assets.language.tokens import parse_texts

    labelled = labelled_texts(data, corpus_folder(settings))
    started = time.perf_counter()
    docs = parse_texts((text for text, _label in labelled), settings.language_model)
    found = [modality_of(doc, quote_start(doc.text))[0] for doc in docs]
    seconds = time.perf_counter() - started
    pairs = Counter(zip([label for _text, label in labelled], found, strict=True))
    labels = sorted({label for _text, label in labelled})
    scores = {label: _f1(pairs, label) for label in labels}
    confused = {f"{true}_as_{guess}": float(n) for (true, guess), n in sorted(pairs.items()) if true != guess}
    return {
        "macro_f1": sum(scores.values()) / len(scores),
        **{f"{label}_f1": score for label, score in scores.items()},
        **confused,
        "n": len(labelled),
        "items_per_second": len(labelled) / seconds,
    }


def _f1(pairs: Counter[tuple[str, str]], label: str) -> float:
    true = sum(count for (truth, _found), count in pairs.items() if truth == label)
    found = sum(count for (_truth, guess), count in pairs.items() if guess == label)
    return 2 * pairs[label, label] / (true + found)
