"""Parsed documents of labelled files, whose text comes as tokens or as it stands.

What belongs here: guessing where spaces stood, tokens of a text, parsing. What does not: reading such files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from assets.language.pipeline import PARSE_PIPES, load_pipeline

# Quotation marks of treebanks; the model reads the typographic ones, which keep their direction.
_MARKS: Final = {"``": "“", "''": "”", "'''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")"}
_NO_SPACE_BEFORE: Final = frozenset(
    ["”", *", . ; : ! ? ) ] % 's 're 've 'll 'd 'm n't ' ’s ’re ’ve ’ll ’d ’m n’t".split()]
)
_NO_SPACE_BEHIND: Final = frozenset("“ ( [ $ £ € ‘".split())


def doc_of_tokens(vocab: Vocab, tokens: Sequence[str]) -> Doc:
    """Return a document of exactly these tokens, with spaces where English has them."""
    words = [_MARKS.get(token, token) for token in tokens]
    spaces = [
        word not in _NO_SPACE_BEHIND and after.lower() not in _NO_SPACE_BEFORE
        for word, after in zip(words, [*words[1:], "."], strict=True)
    ]
    return Doc(vocab, words=words, spaces=spaces)


def parse_tokens(lines: Iterable[Sequence[str]], model: str) -> Iterator[Doc]:
    """Yield the parsed document of each line of tokens; `model` names the base model."""
    nlp = load_pipeline(model)
    yield from _parse(nlp, (doc_of_tokens(nlp.vocab, line) for line in lines))


def parse_texts(texts: Iterable[str], model: str) -> Iterator[Doc]:
    """Yield the parsed document of each text; `model` names the base model."""
    nlp = load_pipeline(model)
    yield from _parse(nlp, map(nlp.make_doc, texts))


def _parse(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    with nlp.select_pipes(enable=[name for name in PARSE_PIPES if name in nlp.component_names]):
        yield from nlp.pipe(docs)


def token_offsets(text: str) -> list[tuple[int, int]]:
    """Return where each token of an English text begins and ends."""
    return [(token.idx, token.idx + len(token.text)) for token in English().make_doc(text)]
