"""Pages to look things up: an insight, an entity, what a search found; each as Markdown.

What belongs here: how they read. What does not: asking for what is on them (orchestration/looking).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from assets.brief.edition import clock, related_item
from assets.brief.forms.markdown import escaped, link, related_line
from assets.brief.schema import PARTS

_BARS: Final = "▁▂▃▄▅▆▇█"
MOST_WEEKS: Final = 26

Row = Mapping[str, Any]


def insight_page(insight: Row, links: Sequence[Row], sent: Sequence[Row]) -> str:
    """Return an insight with its evidence, the parts of its score, what is related to it and in whose brief it was.

    Args:
        insight: a row of `insights` with `show_title`, `episode_title`, `published_at` and `entity_names`.
        links: its related ones, structs of schema.RELATED, the nearest first.
        sent: `brief_date` and `subscriber_count` of each day on which it was sent.
    """
    parts = [
        f"# {escaped(insight['title'])}",
        escaped(insight["summary"] or ""),
        f"> {escaped(insight['quote'])}",
        _evidence(insight),
        f"Score {insight['score']:.2f}: " + ", ".join(f"{part} {insight[part]:.2f}" for part in PARTS) + ".",
        f"Speaks of {escaped(', '.join(insight['entity_names']))}." if insight["entity_names"] else "",
        f"Numbers: {escaped(', '.join(insight['numbers']))}." if insight["numbers"] else "",
        *(
            f"Sent on {row['brief_date']:%d %B %Y} to {_counted(row['subscriber_count'], 'subscriber')}."
            for row in sent
        ),
        f"insight\\_id {escaped(insight['insight_id'])}, of the story {escaped(insight['cluster_id'])}.",
    ]
    if links:
        parts.append("## Related")
        parts.append("\n".join(related_line(related_item(row)) for row in links))
    else:
        parts.append("Nothing in the archive is related to it.")
    return _page(parts)


def entity_page(entity: Row, weeks: Sequence[Row], voices: Sequence[Row], insights: Sequence[Row]) -> str:
    """Return what is said of an entity, by whom, and how often by weeks.

    Args:
        entity: a row of `entities`.
        weeks: its rows of `entity_trends`.
        voices: `speaker`, `show_title`, `insight_count` of who speaks of it, the most often first.
        insights: its insights, the best first, as for `insight_page`.
    """
    also = f", also {', '.join(entity['aliases'][:5])}" if entity["aliases"] else ""
    parts = [
        f"# {escaped(entity['name'])}",
        escaped(
            f"{entity['label']}{also}: {_counted(entity['mention_count'], 'mention')} in "
            f"{_counted(entity['episode_count'], 'episode')} of {_counted(entity['show_count'], 'show')}, "
            f"from {entity['first_seen_on']} to {entity['last_seen_on']}."
        ),
        trend_line(weeks),
    ]
    if voices:
        parts.append("## By whom")
        parts.append(
            "\n".join(
                f"- {escaped(row['speaker'] or 'Unnamed speaker')}, {escaped(row['show_title'])}: "
                f"{row['insight_count']}"
                for row in voices
            )
        )
    if insights:
        parts += ["## What is said", _listed(insights)]
    return _page(parts)


def found_page(query: str, insights: Sequence[Row]) -> str:
    """Return what a search found, the best first; rows as for `insight_page`."""
    if not insights:
        return f"Nothing says anything of “{escaped(query)}”.\n"
    return _page([f"# {escaped(query)}", _listed(insights)])


def trend_line(weeks: Sequence[Row]) -> str:
    """Return the mentions by week as a line of bars, the newest week last; weeks without a mention are drawn too."""
    counts = weekly_counts(weeks)
    if not counts:
        return ""
    values = list(counts.values())
    first, last = min(counts), max(counts)
    return f"{sparkline(values)}  {_counted(sum(values), 'mention')} by week, from {first:%d %B %Y} to {last:%d %B %Y}"


def weekly_counts(weeks: Sequence[Row]) -> dict[date, int]:
    """Return the mentions of each of the last weeks by its start, the newest last; 0 where no row is of the week.

    Args:
        weeks: `week_start` and `mention_count`, rows of `entity_trends`.
    """
    counts = {row["week_start"]: row["mention_count"] for row in weeks}
    if not counts:
        return {}
    last: date = max(counts)
    first = max(min(counts), last - timedelta(weeks=MOST_WEEKS - 1))
    starts = (first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1))
    return {start: counts.get(start, 0) for start in starts}


def sparkline(values: Sequence[int]) -> str:
    """Return counts as bars, the greatest as high as can be, none as a point."""
    top = max(values, default=0)
    return "".join(_BARS[round(value / top * (len(_BARS) - 1))] if value else "·" for value in values)


def _listed(insights: Iterable[Row]) -> str:
    return "\n\n".join(
        f"{number}. **{escaped(row['title'])}**\n\n   > {escaped(row['quote'])}\n\n   {_evidence(row)} · "
        f"{escaped(row['insight_id'])}"
        for number, row in enumerate(insights, start=1)
    )


def _evidence(row: Row) -> str:
    where = (
        f"{row['speaker'] or 'Unnamed speaker'}, {row['show_title']}, {row['episode_title']}, "
        f"{row['published_at']:%d %B %Y}"
    )
    time = clock(row["start_seconds"])
    return f"{escaped(where)} · {link(f'listen at {time}' if time else 'listen', row['evidence_url'] or '')}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
