"""robots.txt: whether a page may be fetched by a program (RFC 9309).

What belongs here: fetching, keeping and asking these files. What does not: which documents they speak of. Feeds and
captions are made for programs and are not asked about; web pages are.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from protego import Protego

from assets.podcasts.identifiers import stable_id
from orchestration.http.addresses import origin
from orchestration.http.answers import FetchError, HostHeldError
from orchestration.http.fetcher import Fetcher

# RFC 9309, 2.4: a day at most.
KEPT: Final = timedelta(hours=24)
# RFC 9309, 2.5: at least this much is read.
MOST_CHARACTERS: Final = 512_000
_ALL_REFUSED: Final = "User-agent: *\nDisallow: /\n"


class Robots:
    """What sites allow, each asked once a day.

    Args:
        fetcher: fetches the files.
        folder: where they are kept between runs.
        user_agent: how we introduce ourselves; the word before the version is looked for in the files.
        now: the time of the scan, UTC.
    """

    def __init__(self, fetcher: Fetcher, folder: Path, user_agent: str, now: datetime) -> None:
        self._fetcher = fetcher
        self._folder = folder
        self._name = user_agent.split("/", maxsplit=1)[0].strip()
        self._now = now
        self._rules: dict[str, Protego] = {}

    async def allow(self, url: str) -> bool:
        """Tell whether the site of an address lets us fetch it.

        Raises:
            FetchError: if the address is not http or https, or its host asked for patience.
        """
        site = origin(url)
        if site not in self._rules:
            kept = self._kept(site)
            self._rules[site] = Protego.parse(await self._fetched(site) if kept is None else kept)
        return bool(self._rules[site].can_fetch(url, self._name))

    def _path(self, site: str) -> Path:
        return self._folder / f"{stable_id('robots', site)}.json"

    def _kept(self, site: str) -> str | None:
        try:
            kept = json.loads(self._path(site).read_text(encoding="utf-8"))
            is_fresh = self._now - datetime.fromisoformat(kept["fetched_at"]) < KEPT
        except (OSError, ValueError, KeyError):
            return None
        return str(kept["rules"]) if is_fresh else None

    async def _fetched(self, site: str) -> str:
        """Fetch the rules of a site: a file that is not there allows all, one that cannot be had refuses all."""
        try:
            answer = await self._fetcher.get(f"{site}/robots.txt", accept="text/plain")
            rules = (answer.content or b"").decode("utf-8", errors="replace")[:MOST_CHARACTERS]
        except HostHeldError:
            raise
        except FetchError as error:
            is_absent = error.status is not None and 400 <= error.status < 500 and error.status != 429
            rules = "" if is_absent else _ALL_REFUSED
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = {"site": site, "fetched_at": self._now.isoformat(), "rules": rules}
        self._path(site).write_text(json.dumps(kept), encoding="utf-8")
        return rules
