"""What stands about an episode beside its words: YAML front matter, and sidecar files in YAML or JSON.

What belongs here: taking such a description apart into fields of text. What does not: which file describes which
(local.py), and what a field's text means (fields.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from assets.podcasts.dates import parse_date
from assets.podcasts.transcripts.json_fields import plain_keys
from assets.podcasts.transcripts.json_shapes import speech_records, whole_text

# A field, and the names under which people write it.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "show": ("show", "podcast"),
    "date": ("date", "published", "published_at", "pubdate"),
    "guid": ("guid", "id"),
    "url": ("url", "link"),
    "audio": ("audio", "audio_url", "enclosure"),
    "description": ("description", "summary"),
    "language": ("language", "lang"),
    "season": ("season",),
    "episode": ("episode", "episode_number"),
    "duration": ("duration",),
}
_ROLES: Final = {"people": "host", "host": "host", "hosts": "host", "guest": "guest", "guests": "guest"}
_KNOWN: Final = frozenset([*_ROLES, *(name for names in _FIELDS.values() for name in names)])
_MOST_BYTES: Final = 65_536
_MOST_CHARACTERS: Final = 10_000
_BLOCK: Final = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_YAML_LINE: Final = re.compile(r"^([A-Za-z_]+)[ \t]*:", re.MULTILINE)

Fields = dict[str, Any]


class DescriptionError(ValueError):
    """A description that cannot be read; the message says where and what to do."""


def split_front_matter(content: bytes) -> tuple[Fields, bytes]:
    """Split a text file into the fields of its front matter and the words after it.

    Front matter is YAML between two lines `---` at the top that names at least one field which we know: a rule drawn
    above a transcript's first words is none.

    Raises:
        DescriptionError: if it is front matter, and not YAML.
    """
    block = _BLOCK.match(content[:_MOST_BYTES])
    text = block[1].decode("utf-8", errors="replace") if block else ""
    if block is None or not _KNOWN.intersection(name.lower() for name in _YAML_LINE.findall(text)):
        return {}, content
    # The line `---` stands above what YAML counts as its first.
    return _fields(_load_yaml(text, "the front matter", lines_before=1)), content[block.end() :]


def read_description(content: bytes, name: str) -> Fields:
    """Return the fields of a sidecar file.

    Args:
        content: of the file.
        name: of the file; one that ends in `.json` is JSON, any other YAML.

    Raises:
        DescriptionError: if it is neither, or names none of the fields.
    """
    if len(content) > _MOST_BYTES:
        raise DescriptionError(f"{name}: larger than {_MOST_BYTES:,} bytes, which no description is")
    text = content.decode("utf-8-sig", errors="replace")
    return _fields(_load_json(text, name) if name.lower().endswith(".json") else _load_yaml(text, name))


def describes(content: bytes) -> bool:
    """Tell whether JSON beside a transcript describes it: it names a field, and holds nothing that is spoken."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(document, dict) or not _KNOWN.intersection(str(name).lower() for name in document):
        return False
    spoken = json.loads(content, object_hook=plain_keys)
    if speech_records(spoken) or whole_text(spoken):
        return False
    lists = (value for name, value in document.items() if name.lower() not in _ROLES and isinstance(value, list))
    return not any(isinstance(item, dict) for value in lists for item in value)


def _load_yaml(text: str, name: str, lines_before: int = 0) -> Any:
    try:
        # The base loader makes nothing but strings, lists and mappings.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it constructs no objects
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + lines_before if error.problem_mark else "?"
        raise DescriptionError(f"{name}, line {line}: not YAML ({error.problem}); mend it or take it out") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DescriptionError(f"{name}: not YAML ({error}); mend it or take it out") from error


def _load_json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DescriptionError(
            f"{name}, line {error.lineno}: not JSON ({error.msg}); mend it or take it out"
        ) from error
    except RecursionError as error:
        raise DescriptionError(f"{name}: nested too deeply") from error


def _fields(document: Any) -> Fields:
    if not isinstance(document, Mapping):
        raise DescriptionError("a description is a mapping, such as: title: The new lock")
    given = {str(name).lower(): value for name, value in document.items()}
    found: Fields = {}
    for field, names in _FIELDS.items():
        text = next((text for name in names if (text := _text(given.get(name)))), None)
        if text is not None:
            found[field] = text
    if "date" in found and parse_date(found["date"]) is None:
        raise DescriptionError(f"the date {found['date']!r} is not understood; write it as YYYY-MM-DD")
    people = [person for name, role in _ROLES.items() for person in _people(given.get(name), role)]
    return found | ({"people": people} if people else {})


def _people(value: Any, role: str) -> Iterable[dict[str, str]]:
    for item in value if isinstance(value, list) else [value]:
        name = _text(item.get("name") if isinstance(item, Mapping) else item)
        own_role = _text(item.get("role")) if isinstance(item, Mapping) else None
        if name:
            yield {"name": " ".join(name.split()), "role": (own_role or role).lower()}


def _text(value: Any) -> str | None:
    """Return a scalar as text; None for anything else, so that nothing nested is ever unfolded."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # YAML and JSON may give an emoji in two halves, or half of one, which nothing can store.
    text = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.strip()[:_MOST_CHARACTERS] or None
