"""feedparser's cases: a feed whose expected result is a condition in a comment at its top.

What belongs here: the folders, their cases, and the differences that are kept. What does not: reading a condition
(condition.py), feedparser's names for our fields (feedparser_view.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from assets.podcasts.feeds import Feed, FeedError, read_items
from bench.conform.condition import Outcome, Verdict, judge
from bench.conform.feedparser_view import view
from bench.conform.result import FolderResult
from bench.conform.verdict import MARKUP

_EXPECT: Final = re.compile(rb"Expect:\s*(.*)")
_HEADER: Final = re.compile(rb"Header:\s*Content-type:\s*(.*)", re.IGNORECASE)
# The address that the cases' own relative links are expected to be resolved against.
_SERVER: Final = "http://127.0.0.1:8097/tests/"
_NAME_ALONE: Final = "an author is kept by name, without the mail address"
_EMPTY: Final = "a root element with nothing in it is an error, as no show can be known by it"
_ANY_CASE: Final = "yes and no are read in whatever letters and white space"
_PUBLISHER: Final = "who publishes or hosts a feed is not taken for its owner"
_ONE_TEXT: Final = "of several descriptions the feed's own comes first; the others are not kept"
# The differences that are kept, by case. One that is listed here and agrees counts as failed.
_KEPT: Final = {
    "entity_in_doctype.xml": "a document that declares entities is refused, as feeds need none and attacks do",
    **dict.fromkeys(("entry_author_map_author.xml", "feed_author_map_author.xml", "channel_author.xml"), _NAME_ALONE),
    **{f"rss_version_{n}.xml": _EMPTY for n in "090 091_netscape 091_userland 092 093 094 20 201 21".split()},
    "atom10_version.xml": _EMPTY,
    **{f"itunes_{place}_block_uppercase.xml": _ANY_CASE for place in ("channel", "item")},
    **{f"itunes_{place}_block_whitespace.xml": _ANY_CASE for place in ("channel", "item")},
    **{f"itunes_{place}_explicit_uppercase.xml": _ANY_CASE for place in ("channel", "item")},
    **{f"itunes_{place}_explicit_whitespace.xml": _ANY_CASE for place in ("channel", "item")},
    **{f"channel_dc_publisher_{part}.xml": _PUBLISHER for part in ("email", "name")},
    **{f"channel_webMaster_{part}.xml": _PUBLISHER for part in ("email", "name")},
    "item_description_and_summary.xml": _ONE_TEXT,
    "item_summary_and_description.xml": _ONE_TEXT,
}


def results(folder: Path) -> list[FolderResult]:
    """Return what a run over each of the folders found."""
    tests = folder / "tests"
    parts = [*sorted((tests / "wellformed").iterdir()), tests / "illformed"]
    return [_folder(part, tests) for part in parts]


def _folder(folder: Path, tests: Path) -> FolderResult:
    cases = sorted(folder.rglob("*.xml"))
    kept: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    verdicts: list[Verdict] = []
    for case in cases:
        name = case.relative_to(folder).as_posix()
        found = _judge(case, tests)
        verdicts += found
        wrong = [verdict.detail for verdict in found if verdict.outcome is Outcome.DIFFERS]
        if wrong and case.name in _KEPT:
            kept.setdefault(_KEPT[case.name], []).append(name)
        elif wrong or (case.name in _KEPT and found):
            failed[name] = "; ".join(wrong) or "is listed as a difference that is kept, but agrees"
        elif any(verdict.outcome is Outcome.WORDS_AGREE for verdict in found):
            kept.setdefault(MARKUP, []).append(name)
    modelled = sum(verdict.outcome is not Outcome.UNMODELLED for verdict in verdicts)
    return FolderResult(
        folder=f"feedparser {folder.relative_to(tests).as_posix()}",
        case_count=len(cases),
        passed_count=len(cases) - len(failed) - sum(map(len, kept.values())),
        kept=kept,
        failed=failed,
        note=f"{modelled} of {len(verdicts)} conditions are on fields that we model",
    )


def _judge(case: Path, tests: Path) -> list[Verdict]:
    document = case.read_bytes()
    header = _HEADER.search(document)
    expected = _EXPECT.search(document)
    url = _SERVER + case.relative_to(tests).as_posix()
    feed: Feed | None
    try:
        feed = read_items(document, url, header[1].decode("latin-1").strip() if header else None)
    except FeedError:
        feed = None
    return judge(expected[1].decode("utf-8", errors="replace").strip() if expected else "1", view(feed))
