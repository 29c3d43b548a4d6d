"""Fetching over HTTP with the manners of an aggregator and the caution that hostile servers call for.

What belongs here: one polite, capped, conditional GET (fetcher.py), to addresses that were checked (addresses.py), of
bodies that cannot swell (bodies.py), one at a time a host (manners.py), and what robots.txt says of a page (robots.py).
What does not: what is fetched when, and what an answer means.
"""

from orchestration.http.addresses import origin
from orchestration.http.answers import Answer, FetchError, HostHeldError
from orchestration.http.fetcher import Fetcher

__all__ = ["Answer", "FetchError", "Fetcher", "HostHeldError", "origin"]
