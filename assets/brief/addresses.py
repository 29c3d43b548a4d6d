"""Addresses that people give: of mail, of web hooks; and the key that a hook's messages are signed with.

What belongs here: telling a usable one from any other text. What does not: sending anything there.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from urllib.parse import urlsplit

from assets.brief.clean import clean_url

# What mail servers take without extensions: the dot-atom of RFC 5322, 3.4.1, 64 characters at most before the @ and 254
# in all (RFC 5321, 4.5.3.1), a host name after it. Quoted names and comments are no more than a way to smuggle.
_EMAIL: Final = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
    re.IGNORECASE | re.ASCII,
)
KEY_PREFIX: Final = "whsec_"
_KEY_BYTES: Final = range(24, 65)


def email_address(text: str) -> str:
    """Return an address of mail, its host in small letters.

    Raises:
        ValueError: if it is none that a mail server takes as it is.
    """
    if not _EMAIL.fullmatch(text):
        raise ValueError("takes an address such as ida@example.org, in plain letters")
    name, _, host = text.rpartition("@")
    return f"{name}@{host.lower()}"


def web_address(text: str) -> str:
    """Return an http or https address.

    Raises:
        ValueError: if it is none.
    """
    url = clean_url(text)
    if not url or url != text:
        raise ValueError("takes an address that begins with https:// or http://")
    if not _has_host_and_port(url):
        raise ValueError("takes an address with the name of a host, and no port or one up to 65535")
    return url


def _has_host_and_port(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
        return bool(parts.hostname and parts.hostname.encode("idna"))
    except ValueError:  # UnicodeError is one
        return False


def webhook_key(secret: str) -> bytes:
    """Return the key of a secret such as whsec_MfKQ…: 24 to 64 bytes in base64 (standardwebhooks.com).

    Raises:
        ValueError: if it is no such secret.
    """
    try:
        key = base64.b64decode(secret.removeprefix(KEY_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) not in _KEY_BYTES:
        raise ValueError(f"takes 24 to 64 random bytes in base64, after `{KEY_PREFIX}`")
    return key
