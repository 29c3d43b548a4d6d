"""An element of a feed, seen without the differences between formats that mean nothing.

What belongs here: names and attributes in lower case under one prefix a vocabulary, children by name, addresses against
`xml:base`. What does not: which element holds which field.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from lxml import etree

from assets.podcasts.fields import web_address
from assets.podcasts.namespaces import WELL_KNOWN, short_name

_ATOM: Final = (f"{{{WELL_KNOWN['atom']}}}", "{http://purl.org/atom/ns#}")


class Element:
    """An element of a feed. Names are those of `namespaces.short_name`."""

    def __init__(self, node: etree._Element) -> None:
        self.node = node
        self.name = short_name(str(node.tag), node.prefix)
        # Not cached properties: those take a lock at each first use on Python 3.11.
        self._children: list[Element] | None = None
        self._by_name: dict[str, list[Element]] | None = None

    @property
    def children(self) -> list[Element]:
        """The elements within, in the order of the document."""
        if self._children is None:
            self._children = [Element(node) for node in self.node if isinstance(node.tag, str)]
        return self._children

    def _named(self, name: str) -> list[Element]:
        if self._by_name is None:
            self._by_name = {}
            for child in self.children:
                self._by_name.setdefault(child.name, []).append(child)
        return self._by_name.get(name, [])

    @cached_property
    def _attributes(self) -> dict[str, str]:
        return {str(name).rpartition("}")[2].lower(): str(value).strip() for name, value in self.node.attrib.items()}

    @property
    def is_atom(self) -> bool:
        """Tell whether the element is Atom's, whose texts say whether they are HTML."""
        return str(self.node.tag).startswith(_ATOM)

    def all(self, *names: str) -> Iterator[Element]:
        """Give the children of these names, the names in their order."""
        for name in names:
            yield from self._named(name)

    def first(self, *names: str) -> Element | None:
        """Return the first child of these names, the names tried in their order."""
        return next(self.all(*names), None)

    def within(self, *path: str) -> Iterator[Element]:
        """Give the descendants that stand under this path of names."""
        if len(path) == 1:
            yield from self.all(path[0])
            return
        for child in self.all(path[0]):
            yield from child.within(*path[1:])

    def get(self, *names: str) -> str | None:
        """Return the first of these attributes that is not empty."""
        return next((value for name in names if (value := self._attributes.get(name))), None)

    @property
    def value(self) -> str | None:
        """The text within, its white space single; None where there is none."""
        text = self.node.text if not len(self.node) else "".join(str(part) for part in self.node.itertext())
        return " ".join(text.split()) or None if text else None

    def text(self, *names: str) -> str | None:
        """Return the value of the first child of these names that has any."""
        return next((value for child in self.all(*names) if (value := child.value)), None)

    def address(self, text: str | None) -> str | None:
        """Return an address that stands in this element, absolute; None for what is no web address."""
        return web_address(text, self.node.base or "")
